"""Holds the limits of values in answers to the inventory: neither narrower nor wider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import documented
from .checks import judge
from .document import LIMITS, Document, Node

_REQUESTS = "New"
"""How the names of request bodies begin; their limits are those of their tables."""


def limit_problems(document: Document) -> list[str]:
    """What the document says otherwise than the inventory of limits."""
    schemas = document.tree["components"]["schemas"]
    return [
        *_number_problems(document, schemas),
        *_score_problems(document, schemas),
        *_histogram_problems(document, schemas),
        *_keyword_problems(schemas),
    ]


def _fields(schemas: Node) -> Iterator[tuple[str, str, Node]]:
    for model, schema in schemas.items():
        if not model.startswith(_REQUESTS):
            for name, child in schema.get("properties", {}).items():
                yield model, name, child


def _number_problems(document: Document, schemas: Node) -> Iterator[str]:
    numbers = documented.limits()["numbers"]
    for model, name, child in _fields(schemas):
        facts = document.facts(child)
        wanted = numbers.get(f"{model}.{name}", numbers.get(name))
        if not facts.types <= {"integer", "number"} or (wanted is None and name == "score"):
            continue
        if wanted is None:
            yield f"{model}.{name}: a number whose limits are in no inventory"
            continue
        for key, value, said in (("minimum", wanted[0], facts.minimum), ("maximum", wanted[1], facts.maximum)):
            if said != (set() if value is None else {value}):
                yield f"{model}.{name} has the {key} {sorted(said)}, it should be {value}"


def _score_problems(document: Document, schemas: Node) -> Iterator[str]:
    for name, (low, high) in documented.limits()["scores"].items():
        allowed = judge(document, schemas[name])
        good = [value for score in range(low, high + 1) for value in (score, str(score))]
        bad = [low - 1, high + 1, str(low - 1), str(high + 1), "", "x", f"{high} ", 5.5, None, True]
        yield from (f"{name} refuses {value!r}" for value in good if not allowed.is_valid(value))
        yield from (f"{name} accepts {value!r}" for value in bad if allowed.is_valid(value))


def _histogram_problems(document: Document, schemas: Node) -> Iterator[str]:
    ranges: dict[str, Any] = documented.limits()["histograms"]
    survey = judge(document, schemas["SurveyCounts"])
    for name, (low, high) in ranges.items():
        allowed = judge(document, schemas[name])
        full = {str(score): 0 for score in range(low, high + 1)}
        short = {score: count for score, count in full.items() if score != str(low + 1)}
        yield from (
            f"{who} refuses {full}"
            for who, one in ((name, allowed), ("SurveyCounts", survey))
            if not one.is_valid(full)
        )
        for key in (str(low - 1), str(high + 1), f"0{low}", "x", ""):
            if allowed.is_valid({**short, key: 0}):
                yield f"{name} accepts the score {key!r}"
        if allowed.is_valid(short):
            yield f"{name} does not need every score"
        for count in (-1, 0.5, "0", None):
            yield from (
                f"{who} accepts the count {count!r}"
                for who, one in ((name, allowed), ("SurveyCounts", survey))
                if one.is_valid({**full, str(low): count})
            )
    fewest, most = min(high - low for low, high in ranges.values()), max(high - low for low, high in ranges.values())
    for wrong in (
        {str(score): 0 for score in range(fewest)},
        {str(score): 0 for score in range(most + 2)},
        {**{str(score): 0 for score in range(1, 10)}, "11": 0},
        {**{str(score): 0 for score in range(9)}, "x": 0},
    ):
        if survey.is_valid(wrong):
            yield f"SurveyCounts accepts {wrong}"


def _keyword_problems(schemas: Node) -> Iterator[str]:
    """Limits that nobody documents, on texts and arrays of answers."""
    allowed: dict[str, list[str]] = documented.limits()["keywords"]
    elsewhere = documented.limits()["scores"].keys() | documented.limits()["histograms"].keys() | {"SurveyCounts"}
    for name, schema in schemas.items():
        if name.startswith(_REQUESTS) or name in elsewhere:
            continue
        for where, node in _below(name, schema):
            said = sorted(keyword for keyword in LIMITS if keyword in node)
            if said != sorted(allowed.get(where, [])):
                yield f"{where} is limited by {said}, it should be {allowed.get(where, [])}"


def _below(where: str, schema: Node) -> Iterator[tuple[str, Node]]:
    yield where, schema
    for name, child in schema.get("properties", {}).items():
        yield from _below(f"{where}.{name}", child)
    if "items" in schema:
        yield from _below(f"{where}[]", schema["items"])
    for keyword in ("anyOf", "oneOf", "allOf"):
        for branch in schema.get(keyword, []):
            yield from _below(where, branch)
