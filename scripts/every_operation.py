"""Calls each operation of the document once, through the client's own methods."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import nicereply
import nicereply_spec
from nicereply.api import METHODS

Json = Any


@dataclass(frozen=True)
class Outcome:
    """How one operation answered; `error` is None when it did."""

    operation_id: str
    tag: str
    error: str | None


def call_every_operation(client: nicereply.Client) -> Iterator[Outcome]:
    """Yield the outcome of each operation, in the order of the document.

    Path ids come from the parameters' examples and bodies from the operations' first request example, so that what is
    called is what the document says.
    """
    document = nicereply_spec.load()
    for item in document["paths"].values():
        for operation in item.values():
            yield _call(client, document, operation)


def _call(client: nicereply.Client, document: Json, operation: Json) -> Outcome:
    operation_id = operation["operationId"]
    try:
        answer = _method(client, operation_id)(**_arguments(document, operation))
        if isinstance(answer, nicereply.Pager):  # lazy: nothing was sent yet
            cast("nicereply.Pager[object]", answer).take(1)
    except (nicereply.NicereplyError, ValueError, TypeError) as error:
        return Outcome(operation_id, operation["tags"][0], f"{type(error).__name__}: {error}")
    return Outcome(operation_id, operation["tags"][0], None)


def _method(client: nicereply.Client, operation_id: str) -> Callable[..., Any]:
    resource, method = METHODS[operation_id].split(".")
    found: Callable[..., Any] = getattr(getattr(client, resource), method)
    return found


def _arguments(document: Json, operation: Json) -> dict[str, Any]:
    parameters = (_resolve(document, parameter) for parameter in operation.get("parameters", []))
    arguments = {parameter["name"]: parameter["example"] for parameter in parameters if parameter["in"] == "path"}
    if "requestBody" in operation:
        examples = operation["requestBody"]["content"]["application/json"]["examples"]
        body = _resolve(document, next(iter(examples.values())))["value"]
        arguments |= {_keyword(name): _value(name, value) for name, value in body.items()}
    return arguments


def _keyword(name: str) -> str:
    """Spell a field as the client does: `from` is a word of the language."""
    return name + "_" if name == "from" else name


def _value(name: str, value: Json) -> Any:
    """Turn objects of a body into the client's models."""
    if name == "user":
        return nicereply.UserById(value["id"]) if "id" in value else nicereply.UserByUsername(value["username"])
    if name == "extra_questions":
        return [nicereply.ExtraQuestionScore(id=answer["id"], score=answer["score"]) for answer in value]
    return value


def _resolve(document: Json, node: Mapping[str, Any]) -> Json:
    reference = node.get("$ref")
    if reference is None:
        return node
    target = document
    for step in re.split("/", reference.removeprefix("#/")):
        target = target[step]
    return target
