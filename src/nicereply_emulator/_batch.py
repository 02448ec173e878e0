"""New ratings: written in one transaction, counted in the tallies some time later, many of them together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ._figures import SCORES
from ._schema import ALL_TIME, KINDS
from ._times import HOUR

Rating = tuple[Any, ...]
"""A row of `RATING_COLUMNS`."""


@dataclass(slots=True)
class Batch:
    """New ratings that are not committed yet. `error` is why they never will be, when their transaction has failed."""

    last_key: int
    rows: list[Rating] = field(default_factory=list[Rating])
    error: BaseException | None = None


def tally_rows(ratings: Sequence[Rating]) -> Iterator[tuple[int, ...]]:
    """Rows to be added to those of `tally`: a tally in which several of the ratings belong is written once."""
    # What decides in which tallies a rating is counted: metric, survey, user, customer and score, and the hour.
    alike = Counter((row[2:7], row[8] // HOUR) for row in ratings)
    counts: dict[tuple[int, ...], list[int]] = {}
    for ((metric, survey, user, customer, score), hour), number in alike.items():
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
