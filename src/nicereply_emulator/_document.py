"""The strict document, read once: its operations, with everything that a request to them is judged by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from jsonschema_rs import Validator, validator_for

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")

Json = dict[str, Any]


class DocumentError(Exception):
    """The document asks for something that the emulator does not know how to do."""


@dataclass(frozen=True, slots=True)
class OperationDocument:
    """What the document says of one operation, with references resolved one step: parameters, body, answers.

    `path` is the document's path template, `tag` the operation's one tag. `body` is the schema of the JSON body, or
    None when there is none.
    `responses` maps a status to the schema of its JSON body.
    """

    id: str
    method: str
    path: str
    tag: str
    parameters: tuple[Json, ...]
    body: Json | None
    responses: Mapping[int, Json]
    success: int = field(init=False)
    """The status of success: the one documented below 400."""

    def __post_init__(self) -> None:
        (status,) = (status for status in self.responses if status < 400)
        object.__setattr__(self, "success", status)


class Document:
    """The operations of an OpenAPI document, and its components to resolve references with."""

    def __init__(self, source: Json) -> None:
        self.components: Json = source["components"]
        url: str = source["servers"][0]["url"]
        self.base_path = urlsplit(url).path.rstrip("/")
        self._source = source
        self._validators: dict[str, Validator] = {}
        self.operations: tuple[OperationDocument, ...] = tuple(
            self._operation(path, method, item[method], item.get("parameters", []))
            for path, item in source["paths"].items()
            for method in METHODS
            if method in item
        )

    def resolve(self, value: Json) -> Json:
        """What a `$ref` leads to, or the value itself."""
        while "$ref" in value:
            reference: str = value["$ref"]
            if not reference.startswith("#/"):
                raise DocumentError(f"{reference}: only references within the document are supported")
            value = self._source
            for step in reference[2:].split("/"):
                value = value[step.replace("~1", "/").replace("~0", "~")]
        return value

    def standalone(self, schema: Json) -> Json:
        """The schema with the document's components beside it, so that its references resolve."""
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": self.components, **schema}

    def validator(self, schema: Json) -> Validator:
        """What judges values by the schema. Schemas of the same text share one: each takes half a megabyte."""
        text = json.dumps(schema, sort_keys=True)
        found = self._validators.get(text)
        if found is None:
            found = self._validators[text] = validator_for(self.standalone(schema), validate_formats=True)
        return found

    def _operation(self, path: str, method: str, operation: Json, shared: list[Json]) -> OperationDocument:
        request_body = self.resolve(operation["requestBody"]) if "requestBody" in operation else {}
        responses: dict[int, Json] = {}
        for status, response in operation["responses"].items():
            for media in self.resolve(response).get("content", {}).values():
                responses[int(status)] = media["schema"]
        return OperationDocument(
            id=operation["operationId"],
            method=method.upper(),
            path=path,
            tag=operation["tags"][0],
            parameters=tuple(self.resolve(parameter) for parameter in (*shared, *operation.get("parameters", []))),
            body=next((media["schema"] for media in request_body.get("content", {}).values()), None),
            responses=responses,
        )
