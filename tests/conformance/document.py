"""What the tests of the wire cases need of the OpenAPI document: operations, their answers, and validators."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

import nicereply_spec


@dataclass(frozen=True)
class Operation:
    """An operation of the document."""

    name: str
    method: str
    path: str
    parameters: dict[str, dict[str, Any]]
    responses: dict[str, Any]
    body: dict[str, Any] | None

    def has_path(self, path: str) -> bool:
        """Whether a path below the base URL is one of this operation."""
        return re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", self.path), path) is not None


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return nicereply_spec.load()


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """The node, or what its reference leads to."""
    while "$ref" in node:
        target: Any = document()
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


@cache
def operations() -> dict[str, Operation]:
    """All operations by their ids."""
    found: dict[str, Operation] = {}
    for path, item in document()["paths"].items():
        for method, operation in item.items():
            if "operationId" not in operation:
                continue
            parameters = [resolved(parameter) for parameter in operation.get("parameters", [])]
            body = operation.get("requestBody")
            found[operation["operationId"]] = Operation(
                operation["operationId"],
                method.upper(),
                path,
                {parameter["name"]: parameter for parameter in parameters},
                {status: resolved(response) for status, response in operation["responses"].items()},
                body and body["content"]["application/json"]["schema"],
            )
    return found


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator of a schema of the document, formats included."""
    whole = {**schema, "components": document()["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
