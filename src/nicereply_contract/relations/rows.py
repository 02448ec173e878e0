"""Single facts of rows, in any form that the document lets them have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nicereply_contract.document import Node
from nicereply_contract.relations.arithmetic import Counts


def score_of(rating: Node) -> int:
    """A score may be a string of digits."""
    return int(rating["score"])


def metric_of(rating: Node) -> str:
    """The metric stands in the survey as `type`, or as `metric`."""
    survey: Node = rating["survey"]
    return str(survey["type"] if "type" in survey else survey["metric"])


def named(rating: Node, field: str) -> str | None:
    """The id of what a rating names in a field; None when it names nothing."""
    found = rating.get(field)
    return None if found is None else str(found["id"])


def ids(rows: Iterable[Node]) -> list[str]:
    """The ids, in order."""
    return [row["id"] for row in rows]


def tally(ratings: Iterable[Node]) -> dict[str, Counts]:
    """How many ratings have each score, by metric."""
    counts: dict[str, Counts] = {}
    for rating in ratings:
        counts.setdefault(metric_of(rating), Counter())[score_of(rating)] += 1
    return counts


def in_order(rows: list[Node], date: str | None, *, exact: bool) -> list[object]:
    """What is to be compared of a list's order: the ids, or if ties may come in any order, the ids of each moment."""
    if exact:
        return list(ids(rows))
    moments: dict[str, set[str]] = {}
    for row in rows:
        moments.setdefault(str(row[date]) if date else "", set()).add(row["id"])
    return list(moments.items())
