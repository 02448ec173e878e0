"""The service's envelopes: `_results`, and for lists `_pagination`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, Self, TypeVar

from .calls import Completes
from .decoding import is_array, is_object, load_json, read_document, read_integer
from .errors import DecodeError, inside

if TYPE_CHECKING:
    from .speed import Sliced

T = TypeVar("T")
M = TypeVar("M", bound="Readable")

Read = Callable[[Any], T]

_PAGE: Final = re.compile("[?&]page=([0-9]{1,18})(?![^&#])")


class Readable(Protocol):
    """What can be made from a row."""

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self: ...


@dataclass(frozen=True)
class Rows(Generic[T]):
    """The rows of a page, not read yet.

    Attributes:
        slots: the rows, as JSON values or as slices of the body.
        load: makes a JSON value from a slot.
        read: makes an item from a slot.
        read_all: makes all items, or ``None`` if one of them cannot be made like the others.
    """

    slots: list[Any]
    load: Callable[[Any], Any]
    read: Callable[[Any], T]
    read_all: Callable[[], list[T] | None]
    _loaded: dict[int, Any] = field(default_factory=dict[int, Any])

    def member(self, place: int, name: str) -> Any:
        """One member of a row as it was sent. A pager asks for several of the same few rows."""
        row = self._loaded.get(place)
        if row is None:
            row = self._loaded[place] = self.load(self.slots[place])
        return row.get(name) if is_object(row) else None

    @cached_property
    def items(self) -> list[T] | None:
        """All items, or ``None`` if they must be read one by one."""
        return self.read_all()


class Page(Generic[T]):
    """One page of a list.

    Attributes:
        number: the number of the page; the first is 1.
        total: how many items the whole list has.
        total_pages: how many pages the whole list has.
        has_next: whether there is a next page: there is a link to it, or this one has rows and is not the last one by
            its numbers.
        next_number: the number of the next page, if the answer tells it.
    """

    number: int
    total: int
    total_pages: int
    has_next: bool
    next_number: int | None

    def __init__(
        self,
        rows: Rows[T],
        *,
        number: int,
        total: int,
        total_pages: int,
        next_link: str | None,
        complete: Completes,
    ) -> None:
        self.number = number
        self.total = total
        self.total_pages = total_pages
        self.has_next = next_link is not None or (number < total_pages and len(rows.slots) > 0)
        self.next_number = None if next_link is None else _page_number(next_link)
        self._rows = rows
        self._indexes: Sequence[int] = range(len(rows.slots))
        self._complete = complete

    @cached_property
    def rows(self) -> list[Any]:
        """The rows as they were sent. A page of a pager is without those that an earlier page had already."""
        return [self._rows.load(self._rows.slots[place]) for place in self._indexes]

    @cached_property
    def items(self) -> list[T]:
        """The items of this page, in the order of the list.

        Raises:
            DecodeError: a row has not the documented form. :meth:`item` still reads the others.
        """
        items = self._rows.items
        if items is None:
            return [self.item(index) for index in range(len(self))]
        return list(map(items.__getitem__, self._indexes))

    def item(self, index: int) -> T:
        """One item; the first has index 0.

        Raises:
            DecodeError: the row has not the documented form.
            IndexError: there is no such row.
        """
        place, items = self._indexes[index], self._rows.items
        if items is not None:
            return items[place]
        try:
            return self._rows.read(self._rows.slots[place])
        except DecodeError as error:
            raise self._complete(inside(error, f"/_results/{place}")) from None

    def part(self, indexes: Sequence[int]) -> Page[T]:
        """The same page with these of its rows alone; the first row has index 0."""
        part = copy(self)
        for name in ("items", "rows"):
            part.__dict__.pop(name, None)
        part._indexes = [self._indexes[index] for index in indexes]
        return part

    def __len__(self) -> int:
        return len(self._indexes)

    def __repr__(self) -> str:
        return f"<Page {self.number} of {self.total_pages}, {len(self)} of {self.total} items>"


Page.__module__ = "nicereply"


def row_member(page: Page[Any], index: int, name: str) -> Any:
    """One member of a row as it was sent; ``None`` where the row has none."""
    return page._rows.member(page._indexes[index], name)  # pyright: ignore[reportPrivateUsage]


def single(read: Read[T]) -> Callable[[bytes, Completes], T]:
    """Reads an answer that holds one thing."""

    def read_single(content: bytes, complete: Completes) -> T:
        try:
            return _read_member(read_document(content), "_results", read)
        except DecodeError as error:
            raise complete(error) from None

    return read_single


class Paged(Generic[M]):
    """Reads an answer that holds a page of a list. Its rows are read when they are asked for.

    Attributes:
        model: what a row becomes.
        key: the member of a row that the list is sorted by, in JSON; ``None`` if rows do not show it.
    """

    def __init__(self, model: type[M], key: str | None) -> None:
        self.model = model
        self.key = key

    def __call__(self, content: bytes, complete: Completes) -> Page[M]:
        try:
            rows, pagination = self._cut(content) or self._parse(content)
            return _page(rows, pagination, complete)
        except DecodeError as error:
            raise complete(error) from None

    def _cut(self, content: bytes) -> tuple[Rows[M], Any] | None:
        cut = find_cut()
        page = None if cut is None else cut(content, self.model)
        return None if page is None else (Rows(page.rows, load_json, page.read, page.read_all), page.pagination)

    def _parse(self, content: bytes) -> tuple[Rows[M], Any]:
        document = read_document(content)
        rows = _member(document, "_results")
        if not is_array(rows):
            raise DecodeError("/_results", rows, "an array")
        read = self.model._from_row  # pyright: ignore[reportPrivateUsage]
        return Rows(rows, _as_it_is, read, lambda: _read_all(rows, read)), _member(document, "_pagination")


def _read_all(rows: list[Any], read: Read[T]) -> list[T] | None:
    try:
        return [read(row) for row in rows]
    except DecodeError:
        return None


@cache
def find_cut() -> Callable[[bytes, type[Any]], Sliced | None] | None:
    """What cuts pages into rows with msgspec, or ``None`` where that is not installed. Loaded by the first page."""
    try:
        from .speed import cut
    except ImportError:
        return None
    return cut


def _as_it_is(row: Any) -> Any:
    return row


def _page(rows: Rows[T], pagination: Any, complete: Completes) -> Page[T]:
    try:
        return Page(
            rows,
            number=_whole_number(pagination, "current_page"),
            total=_whole_number(pagination, "total"),
            total_pages=_whole_number(pagination, "total_pages"),
            next_link=_next_link(_member(pagination, "links")),
            complete=complete,
        )
    except DecodeError as error:
        raise inside(error, "/_pagination") from None


def _read_member(document: Any, key: str, read: Read[T]) -> T:
    value = _member(document, key)
    try:
        return read(value)
    except DecodeError as error:
        raise inside(error, f"/{key}") from None


def _member(document: Any, key: str) -> Any:
    if is_object(document):
        return document.get(key)
    raise DecodeError("", document, "an object")


def _whole_number(pagination: Any, key: str) -> int:
    value = read_integer(f"/{key}", _member(pagination, key))
    if value is None:
        raise DecodeError(f"/{key}", None, "a whole number")
    return value


def _next_link(links: Any) -> str | None:
    if links is None or links == []:  # an empty PHP array may be written as either
        return None
    if not is_object(links):
        raise DecodeError("/links", links, "an object")
    link = links.get("next")
    if link is None or isinstance(link, str):
        return link
    raise DecodeError("/links/next", link, "a string")


def _page_number(link: str) -> int | None:
    """The number in a link. Nothing else of it is used: its host and its other parameters are not ours."""
    found = _PAGE.search(link)
    return int(found[1]) if found else None
