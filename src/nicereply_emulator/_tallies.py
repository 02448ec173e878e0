"""Reading the tallies: how many ratings have each score, and where in time they are."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import add
from typing import NamedTuple

from ._figures import METRICS, SCORES
from ._schema import ALL_TIME, COUNTS, FIRST_LETTER, Kind, Level
from ._store import Store

EARLIEST = -(2**62)
LATEST = 2**62

_FEW = 100
"""Ratings of a stretch that is not divided further: they are soon stepped over."""

_LETTERS = [[chr(FIRST_LETTER + metric.code * SCORES + score) for score in range(SCORES)] for metric in METRICS]
"""By metric and score: the letter of such a rating."""

_IS_ANY = "IN (SELECT value FROM json_each(?))"
_SUMS = ", ".join(f"SUM({count})" for count in COUNTS)
_TOTAL = " + ".join(COUNTS)


class Period(NamedTuple):
    """From second to second, both inclusive; None is open."""

    start: int | None = None
    end: int | None = None

    @property
    def is_open(self) -> bool:
        return self.start is None and self.end is None


ALWAYS = Period()


class Stretch(NamedTuple):
    """A run of time with a number of ratings in it, from second to second, both inclusive.

    `levels` are those whose buckets divide it further.
    """

    start: int
    end: int
    ratings: int
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a period: whole buckets `first` to `last` of a level, or (`level` None) plain seconds."""

    level: Level | None
    first: int
    last: int


def spans(levels: Sequence[Level], period: Period) -> list[Span]:
    """Divide a period, in order, into whole buckets as coarse as they fit, and the seconds left over."""
    start = EARLIEST if period.start is None else period.start
    end = LATEST if period.end is None else period.end
    return list(_cover(start, end + 1, levels))


def _cover(start: int, stop: int, levels: Sequence[Level]) -> Iterator[Span]:
    if start >= stop:
        return
    if not levels:
        yield Span(None, start, stop - 1)
        return
    width = levels[0].width
    assert width is not None, "only all time has no width, and it is not among a kind's levels"  # noqa: S101
    first = start // width if start == EARLIEST else -(-start // width)
    beyond = stop // width + (1 if stop > LATEST else 0)
    if first >= beyond:
        yield from _cover(start, stop, levels[1:])
        return
    yield from _cover(start, first * width, levels[1:])
    yield Span(levels[0], first, beyond - 1)
    yield from _cover(beyond * width, stop, levels[1:])


def score_counts(
    store: Store, kind: Kind, refs: Sequence[int], period: Period = ALWAYS
) -> dict[tuple[int, int], list[int]]:
    """Counts by score, for each (ref, metric code) that has any ratings in the period."""
    question = (kind.code, tuple(refs), period)
    return store.remembered(question, lambda: _score_counts(store, kind, refs, period))


def _score_counts(store: Store, kind: Kind, refs: Sequence[int], period: Period) -> dict[tuple[int, int], list[int]]:
    if len(refs) == 1 and period.is_open:
        return _all_time_counts(store, kind, refs[0])
    found: dict[tuple[int, int], list[int]] = {}
    is_one, keys = ("= ?", refs[0]) if len(refs) == 1 else (_IS_ANY, json.dumps(list(refs)))
    levels_spans = [Span(ALL_TIME, 0, 0)] if period.is_open else spans(kind.levels, period)
    for span in levels_spans:
        if span.level is not None:
            rows = store.all(
                f"SELECT ref, metric, {_SUMS} FROM tally WHERE kind = ? AND level = ?"  # noqa: S608 - names of ours
                f" AND ref {is_one} AND metric IN (0, 1, 2) AND bucket BETWEEN ? AND ? GROUP BY ref, metric",
                (kind.code, span.level.code, keys, span.first, span.last),
            )
            for ref, metric, *counts in rows:
                _add(found, ref, metric, counts)
        else:
            # Much less work than grouping by metric and score.
            rows = store.all(
                f"SELECT {kind.ref}, group_concat(letter, '') FROM {kind.source}"  # noqa: S608
                f" WHERE {kind.ref} {is_one} AND created_at BETWEEN ? AND ? GROUP BY 1",
                (keys, span.first, span.last),
            )
            for ref, letters in rows:
                for metric, of_metric in enumerate(_LETTERS):
                    counts = [letters.count(letter) for letter in of_metric]
                    if any(counts):
                        _add(found, ref, metric, counts)
    return found


def _add(found: dict[tuple[int, int], list[int]], ref: int, metric: int, counts: list[int]) -> None:
    before = found.get((ref, metric))
    found[ref, metric] = counts if before is None else list(map(add, before, counts))


def _all_time_counts(store: Store, kind: Kind, ref: int) -> dict[tuple[int, int], list[int]]:
    """The most frequent question, answered by the rows as they stand."""
    rows = store.all(
        f"SELECT metric, {', '.join(COUNTS)} FROM tally WHERE kind = ? AND level = ? AND ref = ?",  # noqa: S608
        (kind.code, ALL_TIME.code, ref),
    )
    return {(ref, metric): counts for metric, *counts in rows}


def rating_count(store: Store, kind: Kind, ref: int, period: Period = ALWAYS) -> int:
    """How many ratings there are of `ref` in the period."""
    return sum(sum(counts) for counts in score_counts(store, kind, (ref,), period).values())


def stretch_at(
    store: Store, kind: Kind, ref: int, period: Period, position: int, *, descending: bool
) -> tuple[Stretch, int]:
    """The stretch of time that has the period's rating at this position (from 0, in order of time), and how many of the
    stretch's ratings come before it. The rating must be there.

    It is looked for in the kind's coarsest buckets, then in the finer ones of one of these, and so on.
    """
    levels = kind.levels
    while True:
        stretches = _stretches(store, kind, ref, levels, period, descending=descending)
        for stretch in stretches:
            if position < stretch.ratings:
                break
            position -= stretch.ratings
        else:
            raise LookupError(f"{kind.ref} {ref}: no rating at this position in {period}")
        if not stretch.levels or stretch.ratings <= _FEW:
            return stretch, position
        period, levels = Period(stretch.start, stretch.end), stretch.levels


def _stretches(
    store: Store, kind: Kind, ref: int, levels: tuple[Level, ...], period: Period, *, descending: bool
) -> list[Stretch]:
    """The stretches of a period that have any ratings, in order of time: its whole buckets, as coarse as they fit."""
    question = ("stretches", kind.code, ref, levels, period, descending)
    parts = spans(levels, period)
    if descending:
        parts.reverse()
    return store.remembered(
        question,
        lambda: [stretch for span in parts for stretch in _divided(store, kind, ref, span, descending=descending)],
    )


def _divided(store: Store, kind: Kind, ref: int, span: Span, *, descending: bool) -> Iterator[Stretch]:
    if span.level is not None and span.level.width is not None:
        width = span.level.width
        finer = kind.levels[kind.levels.index(span.level) + 1 :]
        rows = store.all(
            f"SELECT bucket, SUM({_TOTAL}) FROM tally WHERE kind = ? AND level = ?"  # noqa: S608 - names of ours
            " AND ref = ? AND metric IN (0, 1, 2) AND bucket BETWEEN ? AND ?"
            f" GROUP BY bucket ORDER BY bucket {'DESC' if descending else 'ASC'}",
            (kind.code, span.level.code, ref, span.first, span.last),
        )
        for bucket, count in rows:
            yield Stretch(bucket * width, bucket * width + width - 1, count, finer)
    else:
        count = store.value(
            f"SELECT count(*) FROM {kind.source} WHERE {kind.ref} = ? AND created_at BETWEEN ? AND ?",  # noqa: S608
            (ref, span.first, span.last),
        )
        if count:
            yield Stretch(span.first, span.last, count)
