"""Mistakes in the schemas of the document: loosened, tightened, changed. Applied to a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...spec.document import Node
from ..mutant import Made, operator
from .spec import Steps, changed, dropped, put, written

_BRANCHES = ("anyOf", "oneOf", "allOf")


def _schemas() -> Iterator[tuple[str, Steps, Node]]:
    """(name of the place, steps, schema) of every schema of the document, those inside others included."""
    components = written().tree["components"]
    for name, schema in components["schemas"].items():
        yield from _below(name, ("components", "schemas", name), schema)
    for name, parameter in components["parameters"].items():
        yield from _below(f"parameter {name}", ("components", "parameters", name, "schema"), parameter["schema"])


def _below(name: str, steps: Steps, schema: Node) -> Iterator[tuple[str, Steps, Node]]:
    yield name, steps, schema
    for field, child in schema.get("properties", {}).items():
        yield from _below(f"{name}.{field}", (*steps, "properties", field), child)
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(keyword), dict):
            yield from _below(f"{name} {keyword}", (*steps, keyword), schema[keyword])
    for keyword in _BRANCHES:
        for index, branch in enumerate(schema.get(keyword, [])):
            yield from _below(f"{name} {keyword}/{index}", (*steps, keyword, index), branch)


def _having(keyword: str, change: Callable[[Any], Any] | None) -> Iterator[Made]:
    """Every schema with the keyword: its value changed, or (None) the keyword gone."""
    for name, steps, schema in _schemas():
        if keyword in schema:
            what = dropped if change is None else put(change(schema[keyword]))
            yield changed(name, (*steps, keyword), what)


def _types(schema: Node) -> list[str]:
    said = schema.get("type", [])
    return [said] if isinstance(said, str) else list(said)


@operator("spec", "loosened")
def required_field_optional() -> Iterator[Made]:
    """A field that is always there need not be."""
    for name, steps, schema in _schemas():
        for field in schema.get("required", []):
            rest = [other for other in schema["required"] if other != field]
            yield changed(f"{name}.{field}", (*steps, "required"), put(rest))


@operator("spec", "tightened")
def optional_field_required() -> Iterator[Made]:
    """A field that can be absent must be there."""
    for name, steps, schema in _schemas():
        for field in schema.get("properties", {}):
            if field not in schema.get("required", []):
                more = [*schema.get("required", []), field]
                yield changed(f"{name}.{field}", (*steps, "required"), put(more))


@operator("spec", "fields")
def model_without_a_field() -> Iterator[Made]:
    """A field is not in the document."""
    for name, steps, schema in _schemas():
        for field in schema.get("properties", {}):
            yield changed(f"{name}.{field}", (*steps, "properties", field), dropped)


@operator("spec", "fields")
def model_with_a_field_renamed() -> Iterator[Made]:
    """A field has another name, also where it is required."""
    for name, steps, schema in _schemas():
        for field in schema.get("properties", {}):

            def change(holder: Any, key: Any, field: str = field) -> None:
                node = holder[key]
                node["properties"][f"{field}_"] = node["properties"].pop(field)
                if field in node.get("required", []):
                    node["required"] = [f"{field}_" if other == field else other for other in node["required"]]

            yield changed(f"{name}.{field}", steps, change)


@operator("spec", "fields")
def model_with_a_field_too_many() -> Iterator[Made]:
    """A model has a field that is not documented."""
    for name, steps, schema in _schemas():
        if "properties" in schema:
            field = {"type": "string", "description": "Undocumented."}
            yield changed(name, (*steps, "properties", "undocumented"), put(field))


@operator("spec", "nulls")
def null_allowed() -> Iterator[Made]:
    """A field that is never null can be."""
    for name, steps, schema in _schemas():
        for field, child in schema.get("properties", {}).items():
            if not written().facts(child).nullable:
                either = {"anyOf": [child, {"type": "null"}]}
                yield changed(f"{name}.{field}", (*steps, "properties", field), put(either))


@operator("spec", "nulls")
def null_forbidden() -> Iterator[Made]:
    """What can be null cannot be."""
    for name, steps, schema in _schemas():
        if "null" in _types(schema) and len(_types(schema)) > 1:
            rest = [kind for kind in _types(schema) if kind != "null"]
            yield changed(name, (*steps, "type"), put(rest))
        for keyword in _BRANCHES:
            rest = [branch for branch in schema.get(keyword, []) if branch != {"type": "null"}]
            if keyword in schema and len(rest) < len(schema[keyword]):
                yield changed(name, (*steps, keyword), put(rest))


@operator("spec", "types")
def schema_of_another_type() -> Iterator[Made]:
    """A schema has another type."""
    for name, steps, schema in _schemas():
        if "type" in schema and _types(schema) != ["null"]:
            other = "boolean" if "boolean" not in _types(schema) else "string"
            yield changed(name, (*steps, "type"), put(other))


@operator("spec", "types")
def reference_to_another_schema() -> Iterator[Made]:
    """A field refers to the schema of something else."""
    for name, steps, schema in _schemas():
        if "$ref" in schema:
            other = "Uuid" if not schema["$ref"].endswith("/Uuid") else "Timestamp"
            yield changed(name, (*steps, "$ref"), put(f"#/components/schemas/{other}"))


@operator("spec", "enums")
def enumeration_without_a_value() -> Iterator[Made]:
    """An enumeration does not have one of its values."""
    for name, steps, schema in _schemas():
        for value in schema.get("enum", []):
            rest = [other for other in schema["enum"] if other != value]
            yield changed(f"{name} {value!r}", (*steps, "enum"), put(rest))


@operator("spec", "enums")
def enumeration_with_a_value_too_many() -> Iterator[Made]:
    """An enumeration has a value that is not documented."""
    return _having("enum", lambda values: [*values, "undocumented"])


@operator("spec", "enums")
def enumeration_open() -> Iterator[Made]:
    """An enumeration is any text."""
    return _having("enum", None)


@operator("spec", "bounds")
def least_value_gone() -> Iterator[Made]:
    """A number has no least value."""
    return _having("minimum", None)


@operator("spec", "bounds")
def least_value_raised() -> Iterator[Made]:
    """The least value is not allowed."""
    return _having("minimum", lambda value: value + 1)


@operator("spec", "bounds")
def least_value_lowered() -> Iterator[Made]:
    """A number can be one less than the least value."""
    return _having("minimum", lambda value: value - 1)


@operator("spec", "bounds")
def greatest_value_gone() -> Iterator[Made]:
    """A number has no greatest value."""
    return _having("maximum", None)


@operator("spec", "bounds")
def greatest_value_raised() -> Iterator[Made]:
    """A number can be one more than the greatest value."""
    return _having("maximum", lambda value: value + 1)


@operator("spec", "bounds")
def greatest_value_lowered() -> Iterator[Made]:
    """The greatest value is not allowed."""
    return _having("maximum", lambda value: value - 1)


@operator("spec", "bounds")
def default_changed() -> Iterator[Made]:
    """A default is another one."""
    return _having("default", lambda value: value + 1 if isinstance(value, int) else "asc")


@operator("spec", "bounds")
def length_limited() -> Iterator[Made]:
    """A text can have 255 characters at most, which nobody documents."""
    for name, steps, schema in _schemas():
        if "string" in _types(schema) and not {"enum", "const", "format", "pattern"} & schema.keys():
            yield changed(name, (*steps, "maxLength"), put(255))


@operator("spec", "formats")
def format_gone() -> Iterator[Made]:
    """A text has no format."""
    for name, steps, schema in _schemas():
        if "format" in schema and "string" in _types(schema):
            yield changed(name, (*steps, "format"), dropped)


@operator("spec", "formats")
def format_changed() -> Iterator[Made]:
    """A text has the format of something else."""
    for name, steps, schema in _schemas():
        if "format" in schema and "string" in _types(schema):
            yield changed(name, (*steps, "format"), put("hostname"))


@operator("spec", "formats")
def pattern_gone() -> Iterator[Made]:
    """A text can be anything."""
    return _having("pattern", None)


@operator("spec", "formats")
def pattern_changed() -> Iterator[Made]:
    """A text must be something else."""
    return _having("pattern", lambda _: "^[A-Z]$")


@operator("spec", "maps")
def number_of_scores_changed() -> Iterator[Made]:
    """A histogram has any number of scores."""
    for name, steps, schema in _schemas():
        for keyword in ("minProperties", "maxProperties"):
            if keyword in schema:
                yield changed(f"{name} {keyword}", (*steps, keyword), dropped)


@operator("spec", "maps")
def any_score_allowed() -> Iterator[Made]:
    """A histogram can have any keys."""
    return _having("propertyNames", None)


@operator("spec", "loosened")
def body_open() -> Iterator[Made]:
    """A body can have unknown fields."""
    for name, steps, schema in _schemas():
        if schema.get("additionalProperties") is False:
            yield changed(name, (*steps, "additionalProperties"), dropped)


@operator("spec", "tightened")
def answer_closed() -> Iterator[Made]:
    """An answer can have no unknown fields."""
    for name, steps, schema in _schemas():
        if "properties" in schema and "additionalProperties" not in schema:
            yield changed(name, (*steps, "additionalProperties"), put(value=False))


@operator("spec", "tightened")
def alternative_missing() -> Iterator[Made]:
    """One of several alternatives is not allowed."""
    for name, steps, schema in _schemas():
        for keyword in ("anyOf", "oneOf"):
            for index, branch in enumerate(schema.get(keyword, [])):
                if branch != {"type": "null"}:
                    yield changed(f"{name} {keyword}/{index}", (*steps, keyword, index), dropped)


@operator("spec", "loosened")
def one_of_as_any_of() -> Iterator[Made]:
    """Of several alternatives more than one can hold."""
    for name, steps, schema in _schemas():
        if "oneOf" in schema:
            yield changed(name, steps, lambda holder, key: holder[key].update(anyOf=holder[key].pop("oneOf")))
