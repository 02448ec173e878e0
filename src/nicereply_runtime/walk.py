"""Where a pager is in its list: which page to ask for, and which of its rows are new. It fetches nothing itself.

Pages are numbered by place, so rows that are added or removed while a list is walked shift what follows them. Rows
that were delivered are known again by :mod:`nicereply_runtime.seen`. That no row was missed is known in two ways:

- the page overlaps what was delivered, or
- it follows the page before it, and both tell the same total, so that nothing was added or removed between them.

Where neither is so, the walk goes back until a page overlaps, and on from there. Steps over pages without news
double, so that large changes cost few requests. A server that never comes to agree with itself is believed after a
while, and a walk without news ends, so every walk ends, whatever the server says.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from .calls import Call
from .pages import Page, Paged
from .seen import Judgement, Mark, Seen, SeenById, SeenByKey, ids_of

T = TypeVar("T")

_PATIENCE = 24
"""Requests without a new row, one after the other, before the walk takes what comes."""

_LOGGER = logging.getLogger("nicereply")


@dataclass(frozen=True, slots=True)
class Position:
    """From where a walk goes on.

    Attributes:
        number: the page to read.
        total: how many rows the list had.
        mark: how far it was delivered; ``None`` if nothing was.
    """

    number: int
    total: int
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A page that was read, and what it tells of the list."""

    number: int
    next_number: int
    total: int


class _Held(NamedTuple, Generic[T]):
    """An item that was read and not handed out yet, and where it is."""

    item: T
    page: Page[T]
    place: int
    seen: Seen
    before: Mark | None
    found: _Read


class Walk(Generic[T]):
    """A walk over the pages of one list.

    Attributes:
        call: the call that fetches the list.
        wanted: the number of the page to ask for next; ``None`` at the end.
        page: the page that is being read, without the rows that were delivered before.
    """

    call: Call[Page[T]]
    wanted: int | None
    page: Page[T] | None

    def __init__(self, call: Call[Page[T]], position: Position | None = None) -> None:
        self.call = call
        self.wanted = _first_page(call.query) if position is None else position.number
        self.page = None
        self._index = 0
        mark = None if position is None else position.mark
        self._seen = _seen(call, mark)
        self._before, self._behind = mark, mark  # the marks before the page that is read, and behind it
        self._found = _Read(self.wanted, self.wanted, 0 if position is None else position.total)  # where they are
        self._first = self.wanted if position is None else 1
        self._is_at_start = mark is None
        self._last: _Read | None = None  # the page up to which all was delivered
        self._beyond: int | None = None  # a page further on, before which some may be missing
        self._set_aside: tuple[_Read, Page[T]] | None = None  # that page, if it was the last one that was read
        self._kept: Page[T] | None = None  # that page, if it was found to be the one that is wanted
        self._doubted: int | None = None  # a page that was not as its total lets expect
        self._steps_on = self._steps_back = 1
        self._fruitless = 0
        self._believes = False
        self._held: deque[_Held[T]] = deque()
        self._is_ended = False

    @property
    def position(self) -> Position:
        """The place behind the last row that was delivered."""
        if self._held:
            held = self._held[0]
            mark = held.seen.mark(held.before, held.page, held.place)
            return Position(held.found.number, held.found.total, mark)
        if self.page is None:
            return Position(self._found.number, self._found.total, self._behind)
        mark = self._seen.mark(self._before, self.page, self._index)
        return Position(self._found.number, self._found.total, mark)

    def call_for(self, number: int) -> Call[Page[T]]:
        """The call for a page: always the caller's own parameters, with the page's number."""
        return self.call.with_query(page=str(number))

    def kept_page(self) -> Page[T] | None:
        """The page that is wanted, if it was read just before the last one and nothing has changed in between."""
        return self._kept

    def receive(self, page: Page[T]) -> bool:
        """Take the page that was wanted. Whether it has new rows to read; if not, another page is wanted or none."""
        number = self.wanted or 1
        following = page.next_number or 0
        read = _Read(number, following if following > number else number + 1, page.total)
        judgement = self._judge(page)
        if self._is_out_of_order(read, page, judgement):
            self._walk_by_ids()
            judgement = self._judge(page)
        set_aside, self._set_aside, self._kept = self._set_aside, None, None
        if not self._follows(read, judgement):
            self._go_back(read, page)
        elif self._is_doubtful(read, page, judgement):
            self._doubted = number
            self._count_fruitless()
        else:
            self._accept(read, page, judgement)
            if set_aside is not None and (set_aside[0].number, set_aside[0].total) == (self.wanted, read.total):
                self._kept = set_aside[1]
            return len(judgement.fresh) > 0
        return False

    def item(self) -> tuple[T] | None:
        """The next item of the page, in a tuple since an item may be falsy; None at its end.

        The place moves on before the row is read, so that a row with a fault is passed over the next time.
        """
        if self._is_ended:
            return None
        if self._held:
            return (self._held.popleft().item,)
        if self.page is None or self._index >= len(self.page):
            return None
        self._index += 1
        return (self.page.item(self._index - 1),)

    def hold(self, count: int) -> bool:
        """Read items of the page until `count` are held. Whether there are as many; if not, another page is needed.

        Items that are held are not delivered yet: the position stays before them.
        """
        if self.page is not None and not self._is_ended:
            page, end = self.page, len(self.page)
            while len(self._held) < count and self._index < end:
                index, self._index = self._index, self._index + 1
                self._held.append(_Held(page.item(index), page, index, self._seen, self._before, self._found))
        return len(self._held) >= count

    def release(self, count: int) -> list[T]:
        """The first items that are held, `count` at most. They are delivered by this."""
        if self._is_ended:
            return []
        return [self._held.popleft().item for _ in range(min(count, len(self._held)))]

    def held_page(self) -> Page[T] | None:
        """The next page of which items are held and none was delivered. What is held of it counts as delivered."""
        while self._held and not self._is_ended:
            page, place = self._held[0].page, self._held[0].place
            while self._held and self._held[0].page is page:
                self._held.popleft()
            if page is self.page:
                self.leave()
            if place == 0:
                return page
        return None

    def leave(self) -> None:
        """Pass over what is left of the page."""
        if self.page is not None and not self._is_ended:
            self._index = len(self.page)

    def end(self) -> None:
        """Want no other page, and deliver no other row."""
        self.wanted = None
        self._is_ended = True

    def _judge(self, page: Page[T]) -> Judgement:
        judgement = self._seen.judge(page)
        if judgement is None:  # not sorted by its key, or without it
            self._walk_by_ids()
            judgement = self._seen.judge(page) or Judgement(overlaps=False, fresh=range(len(page)))
        return judgement

    def _walk_by_ids(self) -> None:
        """Tell rows by their ids from here on; those of the page that was read last are known."""
        ids: set[str] = set() if self._behind is None else set(self._behind.ids)
        self._seen = SeenById(ids if self.page is None else ids | ids_of(self.page))

    def _is_out_of_order(self, read: _Read, page: Page[T], judgement: Judgement) -> bool:
        """Whether a page has rows that nobody saw where only delivered ones may be, though nothing was added.

        Then the list is not sorted by its key, even if each of its pages is.
        """
        last = self._last
        # Rows of the last second may have been delivered long ago, and shifted here since.
        late: frozenset[str] = frozenset() if self._behind is None else self._behind.ids
        return (
            judgement.overlaps
            and isinstance(self._seen, SeenByKey)
            and last is not None
            and self.page is not None
            and read.number == last.next_number
            and read.total == last.total
            and last == self._found
            and not ids_of(page, set(range(len(page))).difference(judgement.fresh)) <= ids_of(self.page) | late
        )

    def _follows(self, read: _Read, judgement: Judgement) -> bool:
        """Whether nothing can be missing between what was delivered and this page."""
        if self._is_at_start or judgement.overlaps or read.number <= self._floor:
            return True
        last = self._last
        if last is None or read.number != last.next_number:
            return False
        return read.total == last.total or self._believes

    @property
    def _floor(self) -> int:
        """Where going back ends. Before the caller's first page lie rows that were not asked for; a key tells them."""
        return 1 if isinstance(self._seen, SeenByKey) else self._first

    def _is_doubtful(self, read: _Read, page: Page[T], judgement: Judgement) -> bool:
        """Whether a page begins with delivered rows although too few were added to shift them there.

        Rows may have been added and others removed; or the server has sent a wrong page, and the right one the next
        time. The list is further on than expected by so many rows.
        """
        if self._believes or self._doubted == read.number or read.number <= self._found.number:
            return False
        shift = (read.number - 1 - self._found.number) * len(page) + len(page) - len(judgement.fresh)
        return judgement.overlaps and shift > read.total - self._found.total

    def _accept(self, read: _Read, page: Page[T], judgement: Judgement) -> None:
        self._is_at_start = False
        self._last, self._doubted, self._steps_back = read, None, 1
        if self._beyond is not None and self._beyond <= read.number:
            self._beyond = None
        self.wanted = read.next_number if page.has_next and len(page) else None
        if judgement.fresh:
            self.page = page if len(judgement.fresh) == len(page) else page.part(judgement.fresh)
            self._index, self._before, self._found = 0, self._behind, read
            self._behind = self._seen.mark(self._behind, self.page, len(self.page))
            if self._seen.add(self.page, self._behind):
                self._steps_on, self._fruitless = 1, 0
                return
        elif self.wanted is not None:
            self.wanted = max(self.wanted, self._step_on(read, page))
        self._count_fruitless()

    def _step_on(self, read: _Read, page: Page[T]) -> int:
        """The page to ask for behind one without news."""
        if self._beyond is not None:
            return (read.number + self._beyond) // 2
        if self._believes:
            return read.next_number
        step, self._steps_on = self._steps_on, self._steps_on * 2
        return min(read.number + step, page.total_pages)

    def _go_back(self, read: _Read, page: Page[T]) -> None:
        """Before a page that does not follow."""
        self._beyond, self._set_aside, self._steps_on = read.number, (read, page), 1
        last = self._last
        if last is not None and last.next_number < read.number:
            self.wanted = (last.number + read.number) // 2
        else:
            self.wanted = max(self._floor, read.number - self._steps_back)
            self._steps_back *= 2
        self._count_fruitless()

    def _count_fruitless(self) -> None:
        self._fruitless += 1
        if self._fruitless < _PATIENCE:
            return
        if self._believes or self.wanted is None:
            self.wanted = None
            return
        _LOGGER.warning("%s: the list does not stop changing; rows may be missed from here on", self.call.operation.id)
        self._believes, self._beyond, self._set_aside, self._fruitless = True, None, None, 0
        if self._last is not None:
            self.wanted = self._last.next_number

    def __repr__(self) -> str:
        place = "before its first page" if self.page is None else f"on page {self.page.number}"
        return f"{self.call.operation.id}, {place}"


def last_page(page: Page[Any], number: int) -> int:
    """The last page worth fetching ahead, by what the page with this number says."""
    return max(page.total_pages, number + 1) if page.has_next else 0


def _first_page(query: Mapping[str, Any]) -> int:
    number = query.get("page")
    return int(number) if isinstance(number, str) else 1


def _seen(call: Call[Page[Any]], mark: Mark | None) -> Seen:
    read = call.operation.read
    key = read.key if isinstance(read, Paged) else None
    if key is None or (mark is not None and mark.moment is None):
        return SeenById(last=None if mark is None else next(iter(mark.ids), None))
    return SeenByKey(key, descending=call.query.get("sort_order") != "asc", mark=mark)
