"""The service's envelopes: `_results`, and for lists `_pagination`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Generic, Protocol, Self, TypeVar
from urllib.parse import parse_qs, urlsplit

from .calls import Completes
from .decoding import is_array, is_object, read_integer
from .errors import DecodeError, inside

T = TypeVar("T")
M = TypeVar("M", bound="Readable")

Read = Callable[[Any], T]


class Readable(Protocol):
    """What can be made from a row."""

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self: ...


class Page(Generic[T]):
    """One page of a list.

    Attributes:
        number: the number of the page; the first is 1.
        total: how many items the whole list has.
        total_pages: how many pages the whole list has.
        has_next: whether there is a next page.
        next_number: the number of the next page, if the answer tells it.
        rows: the rows as they were sent. A page of a pager is without those that an earlier page had already.
    """

    number: int
    total: int
    total_pages: int
    has_next: bool
    next_number: int | None
    rows: list[Any]

    def __init__(
        self,
        rows: list[Any],
        *,
        number: int,
        total: int,
        total_pages: int,
        next_link: str | None,
        read: Callable[[Any], T],
        complete: Completes,
    ) -> None:
        self.number = number
        self.total = total
        self.total_pages = total_pages
        self.has_next = next_link is not None
        self.next_number = None if next_link is None else _page_number(next_link)
        self.rows = rows
        self._indexes: Sequence[int] = range(len(rows))
        self._read = read
        self._complete = complete

    @cached_property
    def items(self) -> list[T]:
        """The items of this page, in the order of the list.

        Raises:
            DecodeError: a row has not the documented form. :meth:`item` still reads the others.
        """
        return [self.item(index) for index in range(len(self.rows))]

    def item(self, index: int) -> T:
        """One item; the first has index 0.

        Raises:
            DecodeError: the row has not the documented form.
            IndexError: there is no such row.
        """
        row = self.rows[index]
        try:
            return self._read(row)
        except DecodeError as error:
            raise self._complete(inside(error, "_results", self._indexes[index])) from None

    def part(self, indexes: Sequence[int]) -> Page[T]:
        """The same page with these of its rows alone; the first row has index 0."""
        part = copy(self)
        part.__dict__.pop("items", None)
        part.rows = [self.rows[index] for index in indexes]
        part._indexes = [self._indexes[index] for index in indexes]
        return part

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Page {self.number} of {self.total_pages}, {len(self.rows)} of {self.total} items>"


Page.__module__ = "nicereply"


def row_member(page: Page[Any], index: int, name: str) -> Any:
    """One member of a row as it was sent; ``None`` where the row has none."""
    row = page.rows[index]
    return row.get(name) if is_object(row) else None


def single(read: Read[T]) -> Callable[[Any, Completes], T]:
    """Reads an answer that holds one thing."""

    def read_document(document: Any, complete: Completes) -> T:
        try:
            return _read_member(document, "_results", read)
        except DecodeError as error:
            raise complete(error) from None

    return read_document


class Paged(Generic[M]):
    """Reads an answer that holds a page of a list. Its rows are read when they are asked for.

    Attributes:
        model: what a row becomes.
        key: the member of a row that the list is sorted by, in JSON; ``None`` if rows do not show it.
    """

    def __init__(self, model: type[M], key: str | None) -> None:
        self.model = model
        self.key = key

    def __call__(self, document: Any, complete: Completes) -> Page[M]:
        try:
            rows = _rows(document)
            return _read_member(
                document, "_pagination", lambda pagination: _page(rows, pagination, self.model.from_dict, complete)
            )
        except DecodeError as error:
            raise complete(error) from None


def _rows(document: Any) -> list[Any]:
    rows = _member(document, "_results")
    if is_array(rows):
        return rows
    raise DecodeError("/_results", rows, "an array")


def _page(rows: list[Any], pagination: Any, read: Read[T], complete: Completes) -> Page[T]:
    return Page(
        rows,
        number=_whole_number(pagination, "current_page"),
        total=_whole_number(pagination, "total"),
        total_pages=_whole_number(pagination, "total_pages"),
        next_link=_next_link(_member(pagination, "links")),
        read=read,
        complete=complete,
    )


def _read_member(document: Any, key: str, read: Read[T]) -> T:
    value = _member(document, key)
    try:
        return read(value)
    except DecodeError as error:
        raise inside(error, key) from None


def _member(document: Any, key: str) -> Any:
    if is_object(document):
        return document.get(key)
    raise DecodeError("", document, "an object")


def _whole_number(pagination: Any, key: str) -> int:
    value = read_integer(key, _member(pagination, key))
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
    try:
        return int(parse_qs(urlsplit(link).query)["page"][0])
    except (KeyError, ValueError):
        return None
