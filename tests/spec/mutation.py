"""Small changes to one operation of a document: what the inventory's checks must notice."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from . import documented
from .checks import JSON
from .document import Document, Node
from .example_checks import differences

_GONE: Any = object()


@dataclass
class Change:
    """Put `value` in place of `holder[key]`, or take the key out."""

    what: str
    holder: Node
    key: str
    value: Any = _GONE

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Make the change for the time of a `with` block."""
        before = self.holder.get(self.key, _GONE)
        _put(self.holder, self.key, self.value)
        try:
            yield
        finally:
            _put(self.holder, self.key, before)


def _put(holder: Node, key: str, value: Any) -> None:
    if value is _GONE:
        holder.pop(key, None)
    else:
        holder[key] = value


def alone(document: Document, operation_id: str) -> Document:
    """The document with this operation alone, its references replaced by copies, so that one change is in one place."""
    found = document.operation(operation_id)
    if found is None:
        raise LookupError(operation_id)
    path, method, operation, item = found
    parameters = [*item.get("parameters", []), *operation.get("parameters", [])]
    copied = _inlined(document, {**operation, "parameters": parameters})
    components = {
        "examples": copy.deepcopy(document.tree["components"]["examples"]),
        "schemas": document.tree["components"]["schemas"],
    }
    return Document({"paths": {path: {method: copied}}, "components": components})


def _inlined(document: Document, node: Any) -> Any:
    if isinstance(node, list):
        return [_inlined(document, child) for child in node]
    if not isinstance(node, dict):
        return node
    rest = {
        key: child if key == "examples" else _inlined(document, child) for key, child in node.items() if key != "$ref"
    }
    if "$ref" not in node:
        return rest
    target = _inlined(document, document.at(node["$ref"]))
    return {**rest, "allOf": [target]} if rest else target


def changes(document: Document, operation_id: str) -> Iterator[Change]:
    """Every change of the kinds below, at every place of one operation that fits (`document` comes from `alone`)."""
    path, method, operation, _ = next(
        found for found in document.operations() if found[2]["operationId"] == operation_id
    )
    yield Change("operation dropped", document.tree["paths"], path)
    yield Change("method", document.tree["paths"], path, {"put": operation})
    yield Change("path", document.tree, "paths", {f"{path}/x": {method: operation}})
    yield Change("operationId", operation, "operationId", "somethingElse")
    yield from _parameter_changes(operation)
    yield from _status_changes(operation)
    yield from _body_changes(operation)
    success = next(status for status in operation["responses"] if status.startswith("2"))
    media = operation["responses"][success]["content"][JSON]
    yield Change("answer null", media, "schema", _null_flipped(media["schema"]))
    yield from schema_changes(media["schema"], "answer", limits={"answer._results.score", "answer._results[].score"})


def _parameter_changes(operation: Node) -> Iterator[Change]:
    parameters = operation["parameters"]
    extra = {"name": "undocumented", "in": "query", "schema": {"type": "string"}}
    yield Change("query parameter added", operation, "parameters", [*parameters, extra])
    for index, parameter in enumerate(parameters):
        name = parameter["name"]
        yield Change(f"{name} dropped", operation, "parameters", parameters[:index] + parameters[index + 1 :])
        yield Change(f"{name} renamed", parameter, "name", name + "s")
        yield Change(f"{name} required flipped", parameter, "required", not parameter.get("required", False))
        yield Change(f"{name} type", parameter, "schema", {"type": "boolean"})
        yield Change(f"{name} nullable", parameter, "schema", _null_flipped(parameter["schema"]))
        if parameter["in"] == "query":
            yield Change(f"{name} default", parameter, "schema", {**parameter["schema"], "default": "other"})
            yield from schema_changes(parameter["schema"], name, limits=None)


def _status_changes(operation: Node) -> Iterator[Change]:
    responses = operation["responses"]
    success = next(status for status in responses if status.startswith("2"))
    renamed = {("204" if status == success else status): response for status, response in responses.items()}
    yield Change("success status", operation, "responses", renamed)
    yield Change("status added", operation, "responses", {**responses, "409": responses["400"]})
    for status in ("400", "401", "402", "429"):
        yield Change(f"error {status} dropped", responses, status)
        yield Change(f"error {status} body", responses, status, {"description": "", "content": {}})


def _body_changes(operation: Node) -> Iterator[Change]:
    if "requestBody" not in operation:
        yield Change("body added", operation, "requestBody", {"required": True, "content": {}})
        return
    body = operation["requestBody"]
    yield Change("body dropped", operation, "requestBody")
    yield Change("body not required", body, "required", value=False)
    yield Change("body type", body, "content", {"application/xml": body["content"][JSON]})
    yield Change("body null", body["content"][JSON], "schema", _null_flipped(body["content"][JSON]["schema"]))
    yield from schema_changes(body["content"][JSON]["schema"], "body", limits=None)


def schema_changes(schema: Node, at: str, *, limits: set[str] | None) -> Iterator[Change]:
    """Changes below one schema. `limits` names the places where a limit is documented; None: all of them."""
    if schema.get("enum"):
        for value in schema["enum"]:
            yield Change(f"{at} enum without {value!r}", schema, "enum", [v for v in schema["enum"] if v != value])
        yield Change(f"{at} enum added", schema, "enum", [*schema["enum"], "undocumented"])
        yield Change(f"{at} enum dropped", schema, "enum")
    if "format" in schema and schema.get("type") == "string":
        yield Change(f"{at} format dropped", schema, "format")
        yield Change(f"{at} format changed", schema, "format", "hostname")
    if limits is None or at in limits:
        for key in ("minimum", "maximum"):
            if key in schema:
                yield Change(f"{at} {key} changed", schema, key, schema[key] + 1)
                yield Change(f"{at} {key} dropped", schema, key)
    yield from _property_changes(schema, at, limits)
    for keyword in ("anyOf", "oneOf", "allOf"):
        for branch in schema.get(keyword, []):
            yield from schema_changes(branch, at, limits=limits)
    if isinstance(schema.get("items"), dict):
        yield Change(f"{at} items type", schema, "items", {"type": "boolean"})
        yield Change(f"{at} items null", schema, "items", _null_flipped(schema["items"]))
        yield from schema_changes(schema["items"], f"{at}[]", limits=limits)


def _property_changes(schema: Node, at: str, limits: set[str] | None) -> Iterator[Change]:
    properties = schema.get("properties")
    if not properties:
        return
    yield Change(f"{at} field added", properties, "undocumented", {"type": "string"})
    required = schema.get("required", [])
    for name, child in properties.items():
        where = f"{at}.{name}"
        flipped = [other for other in required if other != name] if name in required else [*required, name]
        yield Change(f"{where} dropped", schema, "properties", {k: v for k, v in properties.items() if k != name})
        yield Change(f"{where} required flipped", schema, "required", flipped)
        yield Change(f"{where} null flipped", properties, name, _null_flipped(child))
        yield Change(f"{where} type", properties, name, {**_spot(child), "type": _other_type(child)})
        yield from schema_changes(child, where, limits=limits)


def _null_flipped(schema: Node) -> Node:
    stripped = _without_null(schema)
    return {"anyOf": [schema, {"type": "null"}]} if stripped == schema else stripped


def _without_null(schema: Node) -> Node:
    changed = dict(schema)
    if isinstance(schema.get("type"), list) and "null" in schema["type"]:
        changed["type"] = [name for name in schema["type"] if name != "null"]
    for keyword in ("anyOf", "oneOf", "allOf"):
        if keyword in schema:
            changed[keyword] = [_without_null(branch) for branch in schema[keyword] if branch != {"type": "null"}]
    return changed


def _spot(schema: Node) -> Node:
    return {"x-discrepancy": schema["x-discrepancy"]} if "x-discrepancy" in schema else {}


def _other_type(schema: Node) -> str:
    return "string" if schema.get("type") == "boolean" else "boolean"


def example_changes(document: Document, operation_id: str) -> Iterator[Change]:
    """Each shown value of each documented example altered or dropped, and each example unnamed or wrongly marked."""
    operation = documented.operations()[operation_id]
    found = document.operation(operation_id)
    if found is None:
        raise LookupError(operation_id)
    media = found[2]["responses"][str(operation["success"])]["content"][JSON]
    named = document.tree["components"]["examples"]
    yield Change("examples not referred to", media, "examples", {})
    for key, reference in media["examples"].items():
        yield Change(f"{key} inline", media, "examples", {key: document.at(reference["$ref"])})
    for name in operation["examples"]:
        shown = documented.example(name)
        for reference in media["examples"].values():
            own = reference["$ref"].rsplit("/", 1)[-1]
            example = named[own]
            if not differences(shown, example["value"], operation.get("elided", [])):
                yield Change(f"{own} mark flipped", example, "x-completed", not example.get("x-completed", False))
                yield from _value_changes(shown, example["value"], own)


def _value_changes(shown: Any, said: Any, at: str) -> Iterator[Change]:
    pairs = shown.items() if isinstance(shown, dict) else enumerate(shown)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from _value_changes(value, said[key], f"{at}/{key}")
        else:
            yield Change(f"{at}/{key} altered", said, key, "other" if value != "other" else "another")
            if isinstance(said, dict):
                yield Change(f"{at}/{key} dropped", said, key)
