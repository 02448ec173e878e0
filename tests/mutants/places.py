"""The places of the document at which a fault can be made: statuses, and every field of every answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import nicereply_spec

from ..spec.document import Document, Facts, Node

JSON = "application/json"
EVERY = "*"
"""In the steps of a place: each item of an array, or each value of a map."""


@cache
def strict() -> Document:
    """The document of what a server of this project sends."""
    return Document(nicereply_spec.load_strict())


@dataclass(frozen=True)
class Place:
    """A value in an answer: the steps that lead to it, what the document says of it, whether it must be there."""

    operation: str
    status: int
    steps: tuple[str, ...]
    facts: Facts
    required: bool

    @property
    def pointer(self) -> str:
        """As a JSON Pointer, `*` for each item."""
        return "".join(f"/{step}" for step in self.steps)

    def __str__(self) -> str:
        return f"{self.operation} {self.status} {self.pointer}"


@cache
def answers() -> tuple[tuple[str, str, int, Node], ...]:
    """(path, operationId, status, schema) of every documented answer."""
    return tuple(
        (path, operation["operationId"], int(status), strict().resolve(response)["content"][JSON]["schema"])
        for path, _, operation, _ in strict().operations()
        for status, response in operation["responses"].items()
    )


@cache
def fields(*, errors: bool = False) -> tuple[Place, ...]:
    """Every value in every successful answer, or in every error; parents before children."""
    return tuple(
        place
        for _, operation, status, schema in answers()
        if (status >= 400) is errors
        for place in _below(operation, status, (), strict().facts(schema), required=True)
        if place.steps
    )


def _below(operation: str, status: int, steps: tuple[str, ...], facts: Facts, *, required: bool) -> Iterator[Place]:
    yield Place(operation, status, steps, facts, required)
    for name, schemas in facts.properties.items():
        child = strict().facts(*schemas)
        yield from _below(operation, status, (*steps, name), child, required=name in facts.required)
    if facts.items:
        yield from _below(operation, status, (*steps, EVERY), strict().facts(*facts.items), required=False)


def is_map(place: Place) -> bool:
    """Whether it is an object whose keys are values themselves: a histogram."""
    return place.facts.types == {"object"} and not place.facts.properties


def holders(document: Any, steps: tuple[str, ...]) -> Iterator[tuple[Any, Any]]:
    """(holder, key) of every value of a JSON document that the steps lead to."""
    head, *rest = steps
    if head == EVERY:
        keys: list[Any] = list(range(len(document))) if isinstance(document, list) else []
    else:
        keys = [head] if isinstance(document, dict) and head in document else []
    for key in keys:
        if rest:
            yield from holders(document[key], tuple(rest))
        else:
            yield document, key
