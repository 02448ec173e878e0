"""All tallies made anew, from the ratings themselves."""

import sqlite3
from collections.abc import Iterator
from operator import add

from ._figures import SCORES
from ._letters import letter_counts
from ._schema import Kind, Level, bucket

ADD_TALLY = f"INSERT INTO tally VALUES ({', '.join('?' * (5 + SCORES))})"  # noqa: S608 - names of ours
"""Takes what `tallies` gives."""


def tallies(connection: sqlite3.Connection, kind: Kind) -> Iterator[tuple[int, ...]]:
    """The rows of `tally` of a kind. While they are read, the ratings must stay as they are."""
    finest = kind.levels[-1]
    groups = connection.execute(
        f"SELECT {kind.ref}, {bucket(finest.width, 'created_at')}, group_concat(letter, '')"  # noqa: S608 - our names
        f" FROM {kind.source} WHERE {kind.ref} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )
    counters = [_Counter(kind, level) for level in kind.levels]
    for ref, number, letters in groups:
        counts = letter_counts(letters)
        for counter in counters:
            yield from counter.add(ref, number * finest.width, counts)
    for counter in counters:
        yield from counter.rows()


class _Counter:
    """Counts ratings bucket by bucket of one level: of one ref after the other, in order of time."""

    def __init__(self, kind: Kind, level: Level) -> None:
        self._kind = kind
        self._level = level
        self._ref = self._bucket = self._within = 0
        self._totals: dict[int, list[int]] = {}
        """By metric code: the ratings from the beginning of the coarser bucket on."""
        self._changed: set[int] = set()
        """The metrics of which the bucket itself has any ratings: the others get no tally for it."""

    def add(self, ref: int, time: int, counts: dict[int, list[int]]) -> Iterator[tuple[int, ...]]:
        """Count those of a time. When it is in another bucket, the rows of the one before it are ready."""
        number = time // self._level.width
        within = 0 if self._level.within is None else time // self._level.within.width
        if (ref, number) != (self._ref, self._bucket):
            yield from self.rows()
            if (ref, within) != (self._ref, self._within):
                self._totals.clear()
            self._ref, self._bucket, self._within = ref, number, within
        for metric, found in counts.items():
            before = self._totals.get(metric)
            self._totals[metric] = found if before is None else list(map(add, before, found))
            self._changed.add(metric)

    def rows(self) -> Iterator[tuple[int, ...]]:
        """The rows of the bucket that was counted last."""
        for metric in sorted(self._changed):
            yield (self._kind.code, self._level.code, self._ref, metric, self._bucket, *self._totals[metric])
        self._changed.clear()
