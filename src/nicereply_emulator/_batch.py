"""Ratings that are written in one transaction, and what they add to the tallies."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ._figures import SCORES
from ._schema import ALL_TIME, KINDS
from ._times import HOUR

_Alike = tuple[int, int, int | None, int | None, int, int]
"""What decides which tallies a rating is counted in: metric, survey, user, customer, score, hour."""


@dataclass(slots=True)
class Batch:
    """New ratings that are not committed yet. `error` is why they never will be, when their transaction has failed."""

    last_key: int = 0
    error: BaseException | None = None
    _ratings: Counter[_Alike] = field(default_factory=Counter[_Alike])

    def count(self, row: tuple[Any, ...]) -> None:
        """Note a rating (a row of `RATING_COLUMNS`) that has been written."""
        _, _, metric, survey, user, customer, score, _, created_at, *_ = row
        self._ratings[metric, survey, user, customer, score, created_at // HOUR] += 1

    def tally_rows(self) -> Iterator[tuple[int, ...]]:
        """Rows to be added to those of `tally`: a tally in which several of the ratings belong is written once."""
        counts: dict[tuple[int, ...], list[int]] = {}
        for (metric, survey, user, customer, score, hour), number in self._ratings.items():
            refs = {"metric": metric, "survey": survey, "user": user, "customer": customer}
            for kind in KINDS:
                ref = refs[kind.column]
                if ref is None:
                    continue
                for level in (ALL_TIME, *kind.levels):
                    bucket = 0 if level.width is None else hour * HOUR // level.width
                    key = (kind.code, level.code, ref, metric, bucket)
                    scores = counts.get(key)
                    if scores is None:
                        scores = counts[key] = [0] * SCORES
                    scores[score] += number
        return ((*key, *scores) for key, scores in counts.items())
