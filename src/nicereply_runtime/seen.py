"""Which rows of a list were delivered already: by the key that the list is sorted by, else by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from .pages import Page, row_member


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a list was delivered.

    Attributes:
        moment: the key of the last row, to the second; ``None`` where rows do not show one.
        ids: the delivered rows of that second; where rows show no key, the last row alone.
    """

    moment: datetime | None
    ids: frozenset[str]


class Judgement(NamedTuple):
    """What of a page is new.

    Attributes:
        overlaps: whether the page has a row that was delivered. Then nothing is missing between them, whenever the
            page was read: all that comes before that row came before what was delivered.
        fresh: the indexes of the rows that were not delivered.
    """

    overlaps: bool
    fresh: Sequence[int]


class Seen(Protocol):
    """The rows that were delivered."""

    def judge(self, page: Page[Any]) -> Judgement | None:
        """What of a page is new; ``None`` if this way of telling does not fit the list."""
        ...

    def add(self, page: Page[Any], mark: Mark | None) -> bool:
        """Count the rows of a page, up to the mark behind them, among those that were delivered. They must be new.

        Returns:
            Whether they can be known again. Rows without id and key cannot.
        """
        ...

    def mark(self, before: Mark | None, page: Page[Any], count: int) -> Mark | None:
        """The mark behind the first rows of a page, of whose rows none was delivered at the mark before."""
        ...


class SeenByKey:
    """Rows of a list that is sorted by a date: what lies before the mark was delivered, or came too late.

    Rows of one second may come in any order that stays the same. The direction is the one that the pages show.
    """

    def __init__(self, key: str, *, descending: bool, mark: Mark | None = None) -> None:
        self._key = key
        self._descending = descending
        self._is_certain = False
        self._mark = mark

    def judge(self, page: Page[Any]) -> Judgement | None:
        if not len(page):
            return Judgement(overlaps=False, fresh=())
        every = range(len(page))
        first, last = self._first_moment(page, every), self._first_moment(page, reversed(every))
        if first is None or last is None or not self._is_in_direction(first, last):
            return None
        mark = self._mark
        if mark is None or mark.moment is None or self._is_behind(first, mark.moment):
            return Judgement(overlaps=False, fresh=every)
        moments = self._moments(page, first)
        if any(self._is_behind(one, other) for one, other in pairwise(moments)):
            return None
        fresh = [
            index
            for index, moment in enumerate(moments)
            if self._is_behind(moment, mark.moment)
            or (moment == mark.moment and mark.ids.isdisjoint(_ids(page, index)))
        ]
        return Judgement(len(fresh) < len(page), fresh)

    def add(self, page: Page[Any], mark: Mark | None) -> bool:  # noqa: ARG002 - the mark says it all
        before, self._mark = self._mark, mark
        return mark != before

    def mark(self, before: Mark | None, page: Page[Any], count: int) -> Mark | None:
        moment = self._first_moment(page, range(count - 1, -1, -1))
        if moment is None:
            return before
        ids = set(before.ids) if before is not None and before.moment == moment else set[str]()
        for index in range(count - 1, -1, -1):
            if _moment(page, index, self._key) not in {moment, None}:
                break
            ids.update(_ids(page, index))
        return Mark(moment, frozenset(ids))

    def _first_moment(self, page: Page[Any], indexes: Iterable[int]) -> datetime | None:
        return next((moment for index in indexes if (moment := _moment(page, index, self._key)) is not None), None)

    def _moments(self, page: Page[Any], first: datetime) -> list[datetime]:
        """The key of each row. A row that lacks it stands where the row before it stands."""
        moments: list[datetime] = []
        for index in range(len(page)):
            moments.append(_moment(page, index, self._key) or (moments[-1] if moments else first))
        return moments

    def _is_in_direction(self, first: datetime, last: datetime) -> bool:
        if first == last:
            return True
        descending = first > last
        if self._is_certain:
            return descending == self._descending
        self._descending, self._is_certain = descending, True
        return True

    def _is_behind(self, one: datetime, other: datetime) -> bool:
        """Whether a row of one moment comes later in the list than a row of the other."""
        return one < other if self._descending else one > other


class SeenById:
    """Rows of a list that shows no key: every id that was delivered is kept.

    After a resumption only the last one is known. Rows up to it were delivered; where it cannot be found any more,
    rows may come again.
    """

    def __init__(self, ids: Iterable[str] = (), *, last: str | None = None) -> None:
        self._ids = set(ids)
        self._last = last

    def judge(self, page: Page[Any]) -> Judgement:
        ids = [_ids(page, index) for index in range(len(page))]
        if self._last is not None and (self._last,) in ids:
            self._ids.update(*ids[: ids.index((self._last,)) + 1])
        fresh = [index for index, one in enumerate(ids) if self._ids.isdisjoint(one)]
        return Judgement(len(fresh) < len(ids), fresh)

    def add(self, page: Page[Any], mark: Mark | None) -> bool:  # noqa: ARG002 - every row counts
        known = len(self._ids)
        for index in range(len(page)):
            self._ids.update(_ids(page, index))
        if self._ids:
            self._last = None
        return len(self._ids) > known

    def mark(self, before: Mark | None, page: Page[Any], count: int) -> Mark | None:
        for index in range(count - 1, -1, -1):
            for one in _ids(page, index):
                return Mark(None, frozenset([one]))
        return before


def ids_of(page: Page[Any], indexes: Iterable[int] | None = None) -> set[str]:
    """The ids of a page's rows, or of some of them."""
    return {one for index in (range(len(page)) if indexes is None else indexes) for one in _ids(page, index)}


def _moment(page: Page[Any], index: int, key: str) -> datetime | None:
    text = row_member(page, index, key)
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else None


def _ids(page: Page[Any], index: int) -> tuple[str, ...]:
    """The id of a row, if it has one."""
    value = row_member(page, index, "id")
    return (value,) if isinstance(value, str) else ()
