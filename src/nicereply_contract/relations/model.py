"""A small model of the service: ratings in memory, with what was there before as a start. Knows no HTTP."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from nicereply_contract.relations.arithmetic import Counts

Place = tuple[str, str | None]
"""What figures are about: a scope's tag, and a record's id (None for a metric)."""


@dataclass(frozen=True)
class ModelRating:
    """A rating that was created: its id, metric and score, and the places that it belongs to."""

    id: str
    metric: str
    score: int
    places: frozenset[Place]


@dataclass
class Model:
    """What the service should answer, by place. `before` has the counts of the ratings that were there already."""

    before: dict[Place, dict[str, Counts]] = field(default_factory=dict[Place, dict[str, Counts]])
    created: list[ModelRating] = field(default_factory=list[ModelRating])

    def create(self, rating: ModelRating) -> None:
        """A rating was created."""
        self.created.append(rating)

    def histogram(self, place: Place) -> dict[str, Counts]:
        """How many ratings have each score, by metric."""
        counts = {metric: Counter(before) for metric, before in self.before[place].items()}
        for rating in self.created:
            if place in rating.places:
                counts[rating.metric][rating.score] += 1
        return counts

    def count(self, place: Place) -> int:
        """How many ratings there are."""
        return sum(counts.total() for counts in self.histogram(place).values())

    def newest(self, place: Place) -> set[str]:
        """The ids of the ratings that were created."""
        return {rating.id for rating in self.created if place in rating.places}
