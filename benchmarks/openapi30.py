"""A 3.0 form of the document, for tools that do not read OpenAPI 3.1.

What 3.0 cannot say is said less exactly: keys of maps lose their pattern, references lose what stands beside them.
"""

from collections.abc import Sequence
from typing import Any, cast

from openapi_spec_validator import OpenAPIV30SpecValidator

from nicereply_spec import load_strict

Object = dict[str, Any]

_NOT_IN_30 = ("propertyNames", "examples", "const")
_INSTANCES = ("example", "value")


def openapi30() -> Object:
    """The strict document as OpenAPI 3.0.3, checked to be that."""
    source = {key: value for key, value in load_strict().items() if key != "jsonSchemaDialect"}
    converted: Object = {**_converted(source), "openapi": "3.0.3"}
    _name_common_types(converted["components"]["schemas"])
    converted["info"] = {key: value for key, value in converted["info"].items() if key != "summary"}
    converted["info"]["license"] = {"name": converted["info"]["license"]["name"]}
    OpenAPIV30SpecValidator(converted).validate()
    return converted


def _name_common_types(schemas: Object) -> None:
    """Say the type of a union whose alternatives all have the same: Connexion looks for it there."""
    for schema in schemas.values():
        alternatives = [
            schemas[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
            for one in schema.get("anyOf", schema.get("oneOf", []))
        ]
        types = {one.get("type") for one in alternatives}
        if "type" not in schema and len(types) == 1 and None not in types:
            schema["type"] = types.pop()


def _converted(node: Any, key: str = "") -> Any:
    """The node with every schema in it converted; instances in it stay as they are."""
    if isinstance(node, list):
        return [_converted(one) for one in cast("Sequence[Any]", node)]
    if key in _INSTANCES or not isinstance(node, dict):
        return node
    members = cast("Object", node)
    if key == "schemas":
        return {name: _schema(schema) for name, schema in members.items()}
    if key == "schema":
        return _schema(members)
    if "$ref" in members:
        return {"$ref": members["$ref"]}
    return {name: _converted(value, name) for name, value in members.items()}


def _schema(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema  # true or false
    members = cast("Object", schema)
    if "$ref" in members:
        return {"$ref": members["$ref"]}
    converted = {key: _keyword(key, value) for key, value in members.items() if key not in _NOT_IN_30}
    if members.get("examples"):
        converted["example"] = members["examples"][0]
    if "const" in members:
        converted["enum"] = [members["const"]]
    _make_nullable(converted)
    return converted


def _keyword(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: _schema(schema) for name, schema in value.items()}
    if key in ("items", "additionalProperties", "not"):
        return _schema(value)
    if key in ("anyOf", "oneOf", "allOf"):
        return [_schema(schema) for schema in value]
    return value


def _make_nullable(schema: Object) -> None:
    """Turn `null` among the types or the alternatives into `nullable`."""
    types = schema.get("type")
    if isinstance(types, list):
        others = [name for name in cast("list[str]", types) if name != "null"]
        if len(others) < len(cast("list[str]", types)):
            schema["nullable"] = True
        if len(others) == 1:
            schema["type"] = others[0]
        else:
            del schema["type"]
            schema["anyOf"] = [{"type": name} for name in others]
    for union in ("anyOf", "oneOf"):
        alternatives: list[Object] = schema.get(union, [])
        rest = [one for one in alternatives if one != {"type": "null"}]
        if len(rest) < len(alternatives):
            del schema[union]
            schema["nullable"] = True
            schema["allOf" if len(rest) == 1 else union] = rest
