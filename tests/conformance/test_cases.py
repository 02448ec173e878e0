"""The cases themselves: their form, what they cover, and that the document and they say the same."""

import json
from base64 import b64decode
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nicereply_contract.wire import load_cases
from nicereply_contract.wire.files import case_files, directory
from nicereply_contract.wire.files import operations as least_calls
from nicereply_contract.wire.matching import text_matches

from .document import Operation, operations, validator

CALLS: list[Any] = [case for case in load_cases() if case["kind"] == "call"]
ABOUT_STATUSES = ("documented-", "error-4")


@pytest.mark.parametrize("name", case_files())
def test_files_have_the_form_of_their_schema(name: str) -> None:
    schema = json.loads((directory() / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    problems = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(case_files()[name])
    ]
    assert problems == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"operations": []},
        {"kind": "other"},
        {"answers": {"status": 200}},
        {"answer": {"status": 200}},
        {"value": 1},
        {"error": {"class": "KeyError"}},
        {"needs": ["luck"]},
        {"call": {"parameter": {}}},
        {"request": {"query": {"page": 2}}},
    ],
)
def test_the_schema_refuses_slips(wrong: dict[str, Any]) -> None:
    schema = json.loads((directory() / "schema.json").read_text(encoding="utf-8"))
    case = next(case for case in case_files()["errors.yaml"]["cases"] if case["name"] == "error-401")
    content = {"topic": "Slips", "about": "A case with a slip in it.", "cases": [case]}
    assert Draft202012Validator(schema).is_valid(content)
    assert not Draft202012Validator(schema).is_valid(content | {"cases": [case | wrong]})


def test_the_least_calls_are_those_of_the_document() -> None:
    assert sorted(least_calls()) == sorted(operations())
    for name, least in least_calls().items():
        operation = operations()[name]
        assert least["request"]["method"] == operation.method, name
        assert operation.has_path(least["request"]["path"]), name
        assert str(least["success"]) in operation.responses, name
        assert least.get("list", False) == ("page" in operation.parameters), name
        assert ("body" in least) == (operation.body is not None), name
        if operation.body is not None:
            assert validator(operation.body).is_valid(least["body"]), name


def test_every_documented_status_of_every_operation_has_a_case() -> None:
    wanted = {(name, int(status)) for name, operation in operations().items() for status in operation.responses}
    covered = {
        (case["operation"], exchange["answer"].get("status"))
        for case in CALLS
        if case["name"].startswith(ABOUT_STATUSES) and not case["outside_document"]
        for exchange in case["exchanges"]
    }
    assert len(operations()) == 49
    assert sorted(wanted - covered) == []


def test_there_are_enough_cases_about_other_things() -> None:
    names = {case["name"].partition("/")[0] for case in load_cases() if case["kind"] != "server"}
    assert len([name for name in names if not name.startswith(ABOUT_STATUSES)]) >= 60


def test_every_case_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(case["name"] for case in load_cases()).items() if count > 1] == []


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _fits_the_document(operation: str, answer: Any) -> bool:
    response = operations()[operation].responses.get(str(answer["status"]))
    if response is None or answer["headers"].get("Content-Type", "").partition(";")[0].lower() != "application/json":
        return False
    body = b64decode(answer["body_base64"]) if "body_base64" in answer else answer["body"].encode()
    try:
        document = json.loads(body, parse_constant=_refuse)
        return validator(response["content"]["application/json"]["schema"]).is_valid(document)
    except ValueError:
        return False


def test_answers_are_of_the_document_unless_they_say_not() -> None:
    """The document is judged by answers that were written from the vendor's pages, not from the document."""
    wrong: list[str] = []
    for case in CALLS:
        whole = [exchange["answer"] for exchange in case["exchanges"] if "broken" not in exchange["answer"]]
        misfits = [answer["status"] for answer in whole if not _fits_the_document(case["operation"], answer)]
        # What a retry is about does not fit, what comes after it does.
        if bool(misfits) != case["outside_document"] and not (
            "retries" in case["needs"] and len(case["exchanges"]) > 1
        ):
            wrong.append(f"{case['name']}: {'outside' if misfits else 'inside'} of the document, status {misfits}")
    assert wrong == []


def _request_faults(operation: Operation, request: Any, base_path: str) -> list[str]:
    faults: list[str] = []
    if request["method"] != operation.method:
        faults.append(f"method {request['method']}")
    if isinstance(request["path"], str) and not operation.has_path(request["path"].removeprefix(base_path.rstrip("/"))):
        faults.append(f"path {request['path']}")
    for name, value in request["query"].items():
        parameter = operation.parameters.get(name, {})
        sent = int(value) if isinstance(value, str) and value.isdecimal() else value
        if parameter.get("in") != "query" or (
            isinstance(value, str) and not validator(parameter["schema"]).is_valid(sent)
        ):
            faults.append(f"query parameter {name}={value}")
    if ("body" in request) != (operation.body is not None):
        faults.append("body")
    elif operation.body is not None:
        faults += [error.message for error in validator(operation.body).iter_errors(request["body"])]
    return faults


def test_requests_are_of_the_document() -> None:
    faults = {
        case["name"]: found
        for case in CALLS
        for exchange in case["exchanges"]
        if (found := _request_faults(operations()[case["operation"]], exchange["request"], case["client"]["base_path"]))
    }
    assert faults == {}


def test_parameters_are_of_the_document() -> None:
    for case in load_cases():
        if case["kind"] == "server" or "call" not in case or case["operation"] is None:
            continue
        operation = operations()[case["operation"]]
        assert set(case["call"]["parameters"]) <= set(operation.parameters), case["name"]


def test_instants_match_documented_forms_alone() -> None:
    expected = {"$instant": "2017-10-24T11:37:00Z"}
    right = [
        "2017-10-24T11:37:00Z",
        "2017-10-24T11:37:00+00:00",
        "2017-10-24T13:37:00+02:00",
        "2017-10-24T09:37:00-02:00",
    ]
    wrong = [
        "2017-10-24T13:37:00 02:00",
        "2017-10-24T11:37:00",
        "2017-10-24T11:37:00.0Z",
        "2017-10-24T13:37:00+0200",
        "",
    ]
    assert [text for text in right if not text_matches(expected, text)] == []
    assert [text for text in wrong if text_matches(expected, text)] == []
