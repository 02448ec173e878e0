"""Holds the strict document to what a server of this project sends: it allows nothing that is never sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .checks import JSON, judge
from .document import Document, Node

Answer = tuple[str, int, Any]
"""operationId, status, JSON."""


@dataclass
class _Spot:
    """A field of a model, or a named schema: what is allowed there, and what was seen."""

    allowed: set[str] = field(default_factory=set[str])
    seen: set[str] = field(default_factory=set[str])


# Values that are read and never sent, where their type and presence do not show it.
_ONLY_READ: dict[str, Any] = {"SelfLinks": {"self": "/v1/customers/32"}}


def slack(document: Document, answers: Iterable[Answer]) -> list[str]:
    """What the document allows in successful answers and none of these has: absent fields, nulls, second types.

    Judged by model: what one operation never sends, another may.
    """
    spots: defaultdict[str, _Spot] = defaultdict(_Spot)
    for operation, status, body in answers:
        found = document.operation(operation)
        if found and 200 <= status < 300:
            schema = document.resolve(found[2]["responses"][str(status)])["content"][JSON]["schema"]
            _look(document, schema, body, operation, spots)
    schemas = document.tree["components"]["schemas"]
    read = [
        f"{name} may be {value}" for name, value in _ONLY_READ.items() if judge(document, schemas[name]).is_valid(value)
    ]
    return read + [
        f"{place} may be {kind}, and never is"
        for place, spot in spots.items()
        for kind in sorted(spot.allowed - spot.seen)
    ]


def _look(document: Document, schema: Node, value: Any, place: str, spots: dict[str, _Spot]) -> None:
    name = schema["$ref"].rpartition("/")[2] if "$ref" in schema else place
    facts = document.facts(schema)
    spot = spots[name]
    spot.allowed |= facts.types | ({"null"} if facts.nullable else set())
    if "number" in spot.allowed:
        spot.allowed.discard("integer")
    spot.seen.add(_type(value))
    if spot.allowed & {"number"} and _type(value) == "integer":
        spot.seen.add("number")
    if isinstance(value, dict):
        for key, schemas in facts.properties.items():
            below = spots[f"{name}.{key} (presence)"]
            below.allowed |= {"there"} | (set() if key in facts.required else {"absent"})
            below.seen.add("there" if key in value else "absent")
            if key in value:
                _look(document, schemas[0], value[key], f"{name}.{key}", spots)
    if isinstance(value, list) and facts.items:
        for item in value:
            _look(document, facts.items[0], item, f"{name}[]", spots)


def _type(value: Any) -> str:
    names = {type(None): "null", bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object")
