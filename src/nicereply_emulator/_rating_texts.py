"""Ratings as lists and single reads show them, kept for the next time."""

from collections.abc import Sequence
from typing import NamedTuple

from . import _render
from ._directory import Directory
from ._figures import METRICS, Metric
from ._rating_lists import rating_by_id, ratings_by_key
from ._store import Row, Store

_MOST = 20_000
"""Texts that are kept (some 700 bytes each) before the cache starts afresh."""


class RatingText(NamedTuple):
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

    def by_id(self, id_: bytes | int) -> RatingText | None:
        """The rating with this id (16 bytes) or key (number), or None."""
        row = rating_by_id(self._store, id_)
        if row is None:
            return None
        return self._current().get(row[0]) or self._render(row)  # not kept: the answer is, if it is asked for again

    def texts(self, keys: Sequence[int]) -> list[RatingText]:
        """The ratings with these keys, in their order. Each must be there."""
        texts = self._current()
        try:
            return [texts[key] for key in keys]
        except KeyError:
            for row in ratings_by_key(self._store, [key for key in keys if key not in texts]):
                texts[row[0]] = self._render(row)
            return [texts[key] for key in keys]

    def _current(self) -> dict[int, RatingText]:
        """The texts that are kept and still hold, with room for more."""
        if self._generation != self._store.generation or len(self._texts) > _MOST:
            self._generation = self._store.generation
            self._texts.clear()
        return self._texts

    def _render(self, row: Row) -> RatingText:
        text = _render.rating(row, self._directory, self._base_path)
        return RatingText(METRICS[int(row[2])], text.encode())
