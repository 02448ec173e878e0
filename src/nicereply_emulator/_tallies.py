"""Reading the tallies: how many ratings have each score, and where in time they are."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import add, sub
from typing import NamedTuple

from ._figures import METRICS
from ._letters import letter_counts
from ._schema import COUNTS, Kind, Level
from ._store import Store

_EARLIEST, _LATEST = -(2**62), 2**62
"""Before and after all buckets."""

_METRICS = f"({' UNION ALL '.join(f'SELECT {metric.code} AS code' for metric in METRICS)}) AS of_metric"


class Period(NamedTuple):
    """From second to second, both inclusive; None is open."""

    start: int | None = None
    end: int | None = None

    @property
    def is_open(self) -> bool:
        return self.start is None and self.end is None


ALWAYS = Period()

Counts = dict[tuple[int, int], list[int]]
"""Counts by score, by what is counted (a ref) and metric code."""


class Run(NamedTuple):
    """Buckets of a level that are counted together, from `first` on: the tally of each has those before it, too."""

    level: Level
    first: int
    last: int


class Place(NamedTuple):
    """Where a rating is: in a span of time, from second to second, after `before` others of the span."""

    start: int
    end: int
    before: int


def score_counts(store: Store, kind: Kind, refs: Sequence[int], period: Period = ALWAYS) -> Counts:
    """Counts for each ref and metric that has any ratings in the period."""
    question = (kind.code, tuple(refs), period)
    return store.remembered(question, lambda: _score_counts(store, kind, refs, period))


def _score_counts(store: Store, kind: Kind, refs: Sequence[int], period: Period) -> Counts:
    start, end = period
    finest = kind.levels[-1].width
    if start is not None and end is not None and (start > end or start // finest == end // finest):
        return _counts_within(store, kind, refs, start, end)
    counts = _counts_before(store, kind, refs, None if end is None else end + 1)
    if start is None:
        return counts
    for key, earlier in _counts_before(store, kind, refs, start).items():
        counts[key] = list(map(sub, counts[key], earlier))
    return {key: left for key, left in counts.items() if any(left)}


def _counts_before(store: Store, kind: Kind, refs: Sequence[int], second: int | None) -> Counts:
    """Counts of the ratings that are earlier than a second: those of the tallies, and of the seconds left over."""
    if second is None:
        return _counts_of_run(store, kind, refs, Run(kind.levels[0], _EARLIEST, _LATEST))
    finest = kind.levels[-1].width
    counts: Counts = {}
    for run in _runs_before(kind, second):
        _add(counts, _counts_of_run(store, kind, refs, run))
    _add(counts, _counts_within(store, kind, refs, second // finest * finest, second - 1))
    return counts


def _add(counts: Counts, found: Counts) -> None:
    for key, more in found.items():
        counts[key] = list(map(add, counts[key], more)) if key in counts else more


def _runs_before(kind: Kind, second: int) -> Iterator[Run]:
    """The runs of buckets, one of each level, that make up the time before the finest bucket with the second in it."""
    for level in kind.levels:
        bucket = second // level.width
        first = _EARLIEST if level.within is None else second // level.within.width * level.within.width // level.width
        if first < bucket:
            yield Run(level, first, bucket - 1)


def _counts_of_run(store: Store, kind: Kind, refs: Sequence[int], run: Run) -> Counts:
    """What is counted in the last tally of a run, for each ref and metric that has one."""
    if len(refs) == 1:
        ref, source = str(int(refs[0])), _METRICS
        values: tuple[str, ...] = ()
    else:
        ref, source = "of_ref.value", f"json_each(?) AS of_ref CROSS JOIN {_METRICS}"
        values = (json.dumps(list(refs)),)
    its_tallies = f"kind = ? AND level = ? AND ref = {ref} AND metric = of_metric.code"
    rows = store.all(
        f"SELECT ref, metric, {', '.join(COUNTS)} FROM {source} CROSS JOIN tally WHERE {its_tallies} AND bucket ="  # noqa: S608 - names of ours
        f" (SELECT max(bucket) FROM tally WHERE {its_tallies} AND bucket BETWEEN ? AND ?)",
        (*values, kind.code, run.level.code, kind.code, run.level.code, run.first, run.last),
    )
    return {(ref, metric): counts for ref, metric, *counts in rows}


def _counts_within(store: Store, kind: Kind, refs: Sequence[int], start: int, end: int) -> Counts:
    """Counts of the ratings themselves, from second to second: for less than a bucket of the finest level."""
    if start > end:
        return {}
    is_one, keys = (
        ("= ?", refs[0]) if len(refs) == 1 else ("IN (SELECT value FROM json_each(?))", json.dumps(list(refs)))
    )
    rows = store.all(
        f"SELECT {kind.ref}, group_concat(letter, '') FROM {kind.source}"  # noqa: S608 - names of ours
        f" WHERE {kind.ref} {is_one} AND created_at BETWEEN ? AND ? GROUP BY 1",
        (keys, start, end),
    )
    return {(ref, metric): counts for ref, letters in rows for metric, counts in letter_counts(letters).items()}


def rating_count(store: Store, kind: Kind, ref: int, period: Period = ALWAYS) -> int:
    """How many ratings there are of `ref` in the period."""
    return sum(sum(counts) for counts in score_counts(store, kind, (ref,), period).values())


def place_of(store: Store, kind: Kind, ref: int, period: Period, position: int, *, descending: bool) -> Place:
    """Where the period's rating at this position (from 0, in order of time) is. It must be there: else `LookupError`.

    Which bucket it is in is found by halving, at the coarsest level first.
    """
    if descending:
        index = rating_count(store, kind, ref, Period(None, period.end)) - 1 - position
    else:
        before = 0 if period.start is None else rating_count(store, kind, ref, Period(None, period.start - 1))
        index = before + position
    first, (lowest, highest) = _EARLIEST, _reach(store, kind, ref)
    place = Place(lowest, highest, 0)
    for level in kind.levels:
        if level.within is not None:
            first, lowest, highest = place.start // level.width, place.start // level.width, place.end // level.width

        def as_far_as(bucket: int, level: Level = level, first: int = first) -> int:
            return _number(store, kind, ref, Run(level, first, bucket))

        bucket = lowest + bisect_right(range(lowest, highest + 1), index, key=as_far_as)
        if bucket > highest:
            raise LookupError(f"{kind.ref} {ref}: no rating at this position in {period}")
        earlier = as_far_as(bucket - 1) if bucket > first else 0
        index -= earlier
        before = as_far_as(bucket) - earlier - 1 - index if descending else index
        place = Place(bucket * level.width, (bucket + 1) * level.width - 1, before)
    return place


def _number(store: Store, kind: Kind, ref: int, run: Run) -> int:
    """How many ratings are counted in a run of buckets."""
    question = (kind.code, ref, run)
    return store.remembered(question, lambda: sum(map(sum, _counts_of_run(store, kind, (ref,), run).values())))


def _reach(store: Store, kind: Kind, ref: int) -> tuple[int, int]:
    """The first and the last bucket of the coarsest level."""
    one = "(SELECT {}(bucket) FROM tally WHERE kind = ? AND level = ? AND ref = ? AND metric = of_metric.code)"
    values = (kind.code, kind.levels[0].code, ref)
    row = store.one(
        f"SELECT min({one.format('min')}), max({one.format('max')}) FROM {_METRICS}",  # noqa: S608 - names of ours
        (*values, *values),
    )
    if row is None or row[0] is None:
        raise LookupError(f"{kind.ref} {ref} has no ratings")
    return row[0], row[1]
