"""New ratings: written in one transaction, counted in the tallies some time later, many of them together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ._figures import SCORES
from ._schema import KINDS, RATING_COLUMNS
from ._times import HOUR

_PLACES = {name: place for place, name in enumerate(RATING_COLUMNS.split(", "))}
_METRIC, _USER, _SCORE, _CREATED_AT = (_PLACES[name] for name in ("metric", "user", "score", "created_at"))

Rating = tuple[Any, ...]
"""A row of `RATING_COLUMNS`."""


@dataclass(slots=True)
class Batch:
    """New ratings that are not committed yet. `error` is why they never will be, when their transaction has failed."""

    last_key: int
    rows: list[Rating] = field(default_factory=list[Rating])
    error: BaseException | None = None


def users_of(ratings: Sequence[Rating]) -> set[int]:
    """The keys of the users who were rated."""
    return {rating[_USER] for rating in ratings if rating[_USER] is not None}


def tally_changes(ratings: Sequence[Rating], teams: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Rows for `CHANGE_TALLIES`: a bucket in which several of the ratings belong is changed once.

    `teams` has the keys of the teams that each user is in.
    """
    counts: dict[tuple[int, ...], list[int]] = {}
    for kind in KINDS:
        place = _PLACES[kind.column]
        alike = Counter((row[place], row[_METRIC], row[_SCORE], row[_CREATED_AT] // HOUR) for row in ratings)
        for (value, metric, score, hour), number in alike.items():
            if value is None:
                continue
            for ref in teams.get(value, ()) if kind.by_member else (value,):
                for level in kind.levels:
                    key = (kind.code, level.code, ref, metric, hour * HOUR // level.width)
                    scores = counts.get(key)
                    if scores is None:
                        scores = counts[key] = [0] * SCORES
                    scores[score] += number
    return ((*key, *counts[key]) for key in sorted(counts))  # in the order in which they lie in the file
