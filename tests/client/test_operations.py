"""Every operation of the document answers, through both clients and the low level, and nothing of an answer is lost."""

import asyncio
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

import nicereply
import nicereply_spec
from nicereply.api import METHODS

DOCUMENT: dict[str, Any] = nicereply_spec.load()
OPERATIONS: dict[str, dict[str, Any]] = {
    operation["operationId"]: operation for methods in DOCUMENT["paths"].values() for operation in methods.values()
}
MODELS_OF_FIELDS: dict[str, Callable[[Any], Any]] = {
    "user": lambda user: (nicereply.UserById if "id" in user else nicereply.UserByUsername)(*user.values()),
    "extra_questions": lambda answers: [nicereply.ExtraQuestionScore(**answer) for answer in answers],
}


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        name: dict[str, Any] = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            name = name[step]
        node = name
    return node


def path_arguments(operation: dict[str, Any]) -> dict[str, Any]:
    """The ids of the document's examples, which the demo data holds."""
    parameters = [resolved(parameter) for parameter in operation.get("parameters", [])]
    return {parameter["name"]: parameter["example"] for parameter in parameters if parameter["in"] == "path"}


def body_arguments(operation: dict[str, Any]) -> dict[str, Any]:
    """The fields of the first example of the operation's body, as the facade takes them."""
    if "requestBody" not in operation:
        return {}
    examples = operation["requestBody"]["content"]["application/json"]["examples"]
    body = resolved(next(iter(examples.values())))["value"]
    return {
        "from_" if name == "from" else name: MODELS_OF_FIELDS.get(name, lambda as_it_is: as_it_is)(value)
        for name, value in body.items()
    }


def low_level(operation_id: str) -> Any:
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", operation_id).lower()
    return import_module(f"nicereply.api.{OPERATIONS[operation_id]['tags'][0]}.{snake}")


def low_level_arguments(operation: dict[str, Any]) -> dict[str, Any]:
    arguments = path_arguments(operation)
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        arguments["body"] = getattr(nicereply, schema.rpartition("/")[2])(**body_arguments(operation))
    return arguments


def success_of(operation: dict[str, Any]) -> int:
    return next(int(status) for status in operation["responses"] if status.startswith("2"))


def as_sent(parsed: Any) -> Any:
    return [item.to_dict() for item in parsed.items] if isinstance(parsed, nicereply.Page) else parsed.to_dict()


def test_there_are_49_operations_and_a_method_for_each() -> None:
    assert len(OPERATIONS) == 49
    assert METHODS.keys() == OPERATIONS.keys()


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_each_method_answers(api: Any, operation_id: str) -> None:
    operation = OPERATIONS[operation_id]
    answer = api(METHODS[operation_id], **path_arguments(operation), **body_arguments(operation))
    is_list = any(resolved(parameter)["name"] == "page" for parameter in operation.get("parameters", []))
    assert isinstance(answer, list) is is_list
    for item in answer if is_list else [answer]:
        assert type(item).__module__ == "nicereply"


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_low_level_answers_and_loses_nothing(client: nicereply.Client, operation_id: str) -> None:
    operation = OPERATIONS[operation_id]
    response = low_level(operation_id).sync_detailed(client=client, **low_level_arguments(operation))
    assert response.status_code == success_of(operation)
    assert as_sent(response.parsed) == response.http_response.json()["_results"]
    assert response.http_response.json()["_results"], "an empty answer shows nothing"


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_asynchronous_low_level_answers_and_loses_nothing(
    async_client: nicereply.AsyncClient, runner: asyncio.Runner, operation_id: str
) -> None:
    operation = OPERATIONS[operation_id]
    call = low_level(operation_id).asyncio_detailed(client=async_client, **low_level_arguments(operation))
    response = runner.run(call)
    assert response.status_code == success_of(operation)
    assert as_sent(response.parsed) == response.http_response.json()["_results"]
