"""From the files of cases to cases that a runner can take one by one: one for each operation that a case names."""

import json
from collections.abc import Iterator
from functools import cache
from typing import cast

from .answers import as_answered, canned
from .cases import (
    Call,
    CallCase,
    Case,
    CaseFileError,
    Client,
    Exchange,
    ExpectedAnswer,
    Json,
    JsonObject,
    RefusedCase,
    Request,
    SentRequest,
    ServerCase,
    is_array,
    is_object,
)
from .files import case_files, operations

DEFAULT_KEY = "conformance-key"
# Base64 of a colon and the default key; a case with another key says by itself what must be sent.
_DEFAULT_AUTHORIZATION = "Basic OmNvbmZvcm1hbmNlLWtleQ=="
_JSON_TYPE: JsonObject = {"$pattern": "^application/json *(;.*)?$"}


@cache
def load_cases() -> tuple[Case, ...]:
    """Every case of every file, in their order.

    Raises:
        CaseFileError: a case contradicts itself, or two have the same name.
    """
    answers = {
        case["name"]: case["answer"] for file in case_files().values() for case in file["cases"] if "answer" in case
    }
    cases: list[Case] = []
    names: set[str] = set()
    for file, content in case_files().items():
        for source in content["cases"]:
            if source["name"] in names:
                raise CaseFileError(f"{file}: two cases are named {source['name']}")
            names.add(source["name"])
            try:
                cases.extend(_expanded(source, content["topic"], answers))
            except CaseFileError as error:
                raise CaseFileError(f"{file}: {source['name']}: {error}") from None
    return tuple(cases)


def bundle() -> str:
    """All cases as one JSON document, for runners in other languages."""
    return json.dumps({"format": 1, "cases": load_cases()}, ensure_ascii=False, indent=1) + "\n"


def named_operations(named: Json) -> list[str]:
    """The operations that a case names: ids, all, or all that are lists.

    Raises:
        CaseFileError: an id is not in operations.yaml.
    """
    if named == "all":
        return list(operations())
    if named == "all-lists":
        return [name for name, least in operations().items() if least.get("list")]
    for name in named:
        if name not in operations():
            raise CaseFileError(f"operations: {name!r} is not in operations.yaml")
    return list(named)


def _expanded(source: JsonObject, topic: str, answers: dict[str, JsonObject]) -> Iterator[Case]:
    wanted = named_operations(source["operations"]) if "operations" in source else [None]
    for operation in wanted:
        case = {
            "name": source["name"] if len(wanted) == 1 else f"{source['name']}/{operation}",
            "topic": topic,
            "documentation": source["documentation"],
            "source": source["source"],
            "kind": source["kind"],
            "needs": source.get("needs", []),
            "operation": operation,
        }
        if source["kind"] == "server":
            yield cast(ServerCase, case | _server_part(source, operation))
        elif source["kind"] == "refused":
            yield cast(RefusedCase, case | _refused_part(source, operation))
        else:
            yield cast(CallCase, case | _call_part(source, cast(str, operation), answers))


def _repeated(value: Json) -> Json:
    """The value with every ``{$repeat: text, times: n}`` written out."""
    if is_object(value):
        if "$repeat" in value:
            return value["$repeat"] * value["times"]
        return {key: _repeated(item) for key, item in value.items()}
    return [_repeated(item) for item in value] if is_array(value) else value


def _client(source: JsonObject) -> Client:
    defaults = {"api_key": DEFAULT_KEY, "base_path": "/v1", "configured_by": "arguments", "max_retries": 0}
    return cast(Client, defaults | source.get("client", {}))


def _call(source: JsonObject, least: JsonObject) -> Call:
    said = source.get("call", {})
    call: Call = {
        "parameters": least.get("parameters", {}) | said.get("parameters", {}),
        "read": said.get("read", "items") if least.get("list") else "value",
    }
    if "body" in said or "body" in least:
        call["body"] = _repeated(said.get("body", least.get("body")))
    if "take" in said:
        call["take"] = said["take"]
    return call


def _request(said: JsonObject, source: JsonObject, least: JsonObject, client: Client) -> Request:
    given = source.get("call", {})
    path = said.get("path", least["request"]["path"])
    base = client["base_path"].rstrip("/")
    if "path" not in said and given.get("parameters", {}).get("id") not in {
        None,
        least.get("parameters", {}).get("id"),
    }:
        raise CaseFileError("the call names another id, so the request must say the path")
    if "body" not in said and "body" in given:
        raise CaseFileError("the call has a body of its own, so the request must say the body")
    headers = {"Authorization": _DEFAULT_AUTHORIZATION, "Accept": "application/json"} | said.get("headers", {})
    if client["api_key"] != DEFAULT_KEY and "Authorization" not in said.get("headers", {}):
        raise CaseFileError("the client has a key of its own, so the request must say the header Authorization")
    query = said.get("query", {})
    if clash := set(query) & set(said.get("query_absent", ())):
        raise CaseFileError(f"query and query_absent both have {', '.join(sorted(clash))}")
    free = [name for name in ("page", "per_page") if least.get("list") and name not in query]
    request: Request = {
        "method": least["request"]["method"],
        "path": base + path if isinstance(path, str) else {"$pattern": f"^{base}{path['$pattern'].removeprefix('^')}"},
        "query": query,
        "query_free": [name for name in free if name not in said.get("query_absent", ())],
        "query_excludes": said.get("raw_query", {}).get("excludes", []),
        "headers": headers,
        "headers_absent": said.get("headers_absent", []),
    }
    body = _repeated(said.get("body", least.get("body")))
    if body is None:
        request["headers_absent"] = sorted({*request["headers_absent"], "Content-Type"})
    else:
        request["headers"] = {"Content-Type": _JSON_TYPE} | headers
        request["body"] = body
    return request


def _call_part(source: JsonObject, operation: str, answers: dict[str, JsonObject]) -> JsonObject:
    least = operations()[operation]
    client = _client(source)
    given = source.get("exchanges") or [{"request": source.get("request", {}), "answer": source["answer"]}]
    cans = [canned(exchange["answer"], answers, least["success"]) for exchange in given]
    exchanges: list[Exchange] = [
        {"request": _request(exchange["request"], source, least, client), "answer": can.answer}
        for exchange, can in zip(given, cans, strict=True)
    ]
    outside = source.get("outside_document", False)
    part: JsonObject = {
        "client": client,
        "call": _call(source, least),
        "exchanges": exchanges,
        "outside_document": outside if isinstance(outside, bool) else operation in named_operations(outside),
    }
    if "error" in source:
        part["error"] = source["error"]
    elif source["value"] == "as-answered":
        part["value"] = as_answered(cans[0], source.get("with", {}))
    else:
        part["value"] = source["value"]
    return part


def _refused_part(source: JsonObject, operation: str | None) -> JsonObject:
    part: JsonObject = {"client": _client(source), "refusal": source["refusal"]}
    if operation is not None:
        part["call"] = _call(source, operations()[operation])
    return part


def _server_part(source: JsonObject, operation: str | None) -> JsonObject:
    least: JsonObject = operations()[operation] if operation else {"request": {}, "success": 200}
    said, expected = source["request"], source["answer"]
    try:
        method, path = ({**least["request"], **said}[key] for key in ("method", "path"))
    except KeyError as error:
        raise CaseFileError(f"a case without an operation must say the request's {error}") from None
    request: SentRequest = {
        "method": method,
        "path": path,
        "query": said.get("query", ""),
        "headers": {"Accept": "application/json", **said.get("headers", {})},
        "credentials": said.get("credentials", "key"),
    }
    body = said.get("body", least.get("body") if method == least["request"].get("method") else None)
    if "text" in said:
        request["body"] = said["text"]
    elif "base64" in said:
        request["body_base64"] = said["base64"]
    elif body is not None:
        request["body"] = json.dumps(_repeated(body), ensure_ascii=False)
    if "body" in request or "body_base64" in request:
        request["headers"] = {"Content-Type": "application/json", **request["headers"]}
    status = least["success"] if expected["status"] == "success" else expected["status"]
    answer: ExpectedAnswer = {
        "status": status if isinstance(status, list) else [status],
        "headers": expected.get("headers", {}),
        "absent": expected.get("absent", []),
    }
    if "errors" in expected:
        answer["errors"] = expected["errors"]
    if "issues" in expected:
        answer["issues"] = expected["issues"]
    if "value" in expected:
        answer["value"] = expected["value"]
    if "pagination" in expected:
        answer["pagination"] = expected["pagination"]
    return {
        "label": source.get("label", "documented"),
        "demo_data": source.get("data") == "demo",
        "writes": method not in {"GET", "HEAD", "OPTIONS"},
        "request": request,
        "answer": answer,
    }
