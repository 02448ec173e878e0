"""The documented facts: the files under inventory/, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Fact = dict[str, Any]

FOLDER = Path(__file__).parent / "inventory"


@cache
def _file(name: str) -> Fact:
    tree: Fact = YAML(typ="safe").load(FOLDER / name)
    return tree


def operations() -> dict[str, Fact]:
    """operationId to what the documentation says of the operation."""
    found: dict[str, Fact] = _file("operations.yaml")["operations"]
    return found


def query(operation: Fact) -> dict[str, Fact]:
    """The query parameters of one operation, those of its pages included."""
    pages: dict[str, Fact] = _file("operations.yaml")["pagination"] if operation.get("paginated") else {}
    return {**operation["query"], **pages}


def models() -> dict[str, dict[str, Fact]]:
    """Model to field to facts; a model with the key `scores` is a map of counts."""
    found: dict[str, dict[str, Fact]] = _file("models.yaml")["models"]
    return found


def bodies() -> dict[str, dict[str, Fact]]:
    """Request body to field to facts; the key `one_of` names fields that exclude each other."""
    found: dict[str, dict[str, Fact]] = _file("bodies.yaml")["bodies"]
    return found


def points() -> dict[str, Fact]:
    """Discrepancy to where the document must state it."""
    found: dict[str, Fact] = _file("discrepancies.yaml")["points"]
    return found


def places() -> dict[str, list[str]]:
    """Point to every place of the document that states it."""
    found: dict[str, list[str]] = _file("discrepancies.yaml")["places"]
    return found


def limits() -> dict[str, Fact]:
    """The limits of numbers, scores, histograms and texts in answers."""
    return _file("limits.yaml")


def example(name: str) -> Any:
    """One documented example, without the dots of an elided one."""
    return json.loads((FOLDER / "examples" / f"{name}.json").read_text(encoding="utf-8"))


# The section "Errors" names these for every call; 404 speaks of records and routes that do not exist.
ERRORS = ("400", "401", "402", "404", "429")
SERVER = "https://api.nicereply.com/v1"
DATES = ("2017-10-24T13:37:00+02:00", "2017-10-24T13:37:00-02:00", "2017-10-24T13:37:00Z")
