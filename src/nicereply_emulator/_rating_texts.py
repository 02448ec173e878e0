"""Ratings as lists and single reads show them, kept for the next time."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import _render
from ._directory import Directory
from ._figures import METRICS, Metric
from ._rating_lists import ratings_by_key
from ._store import Store

_MOST = 20_000
"""Texts that are kept (some 700 bytes each) before the cache starts afresh."""


@dataclass(frozen=True, slots=True)
class RatingText:
    """A rating's JSON, and the metric that it belongs to."""

    metric: Metric
    text: bytes


class RatingTexts:
    """A cache over the store, by key. A rating's text changes only with the records of which the store gives notice."""

    def __init__(self, store: Store, directory: Directory, base_path: str) -> None:
        self._store = store
        self._directory = directory
        self._base_path = base_path
        self._generation = store.generation
        self._texts: dict[int, RatingText] = {}

    def texts(self, keys: Sequence[int]) -> list[RatingText]:
        """The ratings with these keys, in their order. Each must be there."""
        if self._generation != self._store.generation or len(self._texts) > _MOST:
            self._generation = self._store.generation
            self._texts.clear()
        texts = self._texts
        try:
            return [texts[key] for key in keys]
        except KeyError:
            for row in ratings_by_key(self._store, [key for key in keys if key not in texts]):
                text = _render.rating(row, self._directory, self._base_path)
                texts[row[0]] = RatingText(METRICS[int(row[2])], text.encode())
            return [texts[key] for key in keys]
