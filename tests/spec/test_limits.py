"""Numbers, scores, histograms and texts of answers have the limits that follow from the documentation alone."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from . import documented
from .document import Document
from .limits import limit_problems


def test_limits_are_those_of_the_inventory(document: Document) -> None:
    """In both directions."""
    problems = limit_problems(document)
    assert not problems, "\n".join(problems)


def test_every_limit_of_the_inventory_is_used(document: Document) -> None:
    """A line that no field leads to would never be compared."""
    schemas = document.tree["components"]["schemas"]
    names = {name for schema in schemas.values() for name in schema.get("properties", {})}
    for line in documented.limits()["numbers"]:
        model, _, field = line.rpartition(".")
        assert field in (schemas[model]["properties"] if model else names), line


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (("NpsGroups", "properties", "passives", "minimum"), -1),
        (("Pagination", "properties", "count", "maximum"), 101),
        (("CsatScore", "anyOf", 1, "pattern"), "^([0-9]|10)$"),
        (("CesCounts", "minProperties"), 6),
        (("NpsCounts", "propertyNames", "pattern"), "^[0-9]+$"),
        (("SurveyCounts", "minProperties"), 6),
        (("Customer", "properties", "name", "maxLength"), 255),
    ],
)
def test_a_changed_limit_is_noticed(document: Document, steps: tuple[Any, ...], value: Any) -> None:
    """One of each kind."""
    tree = copy.deepcopy(document.tree)
    holder: Any = tree["components"]["schemas"]
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    assert limit_problems(Document(tree)) != []
