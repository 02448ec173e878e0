"""Walking over all pages of a list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Generic, Protocol, TypeVar

from .calls import Call
from .pages import Page
from .responses import Response

T = TypeVar("T")


class Sends(Protocol):
    """What a pager needs of a client."""

    def send(self, call: Call[Page[T]]) -> Response[Page[T]]: ...


class SendsAsync(Protocol):
    """What an asynchronous pager needs of a client."""

    async def send(self, call: Call[Page[T]]) -> Response[Page[T]]: ...


class _Walk(Generic[T]):
    """Where a pager is: the page it reads and the one to ask for next.

    Page numbers only grow, and a page that is empty or repeats the one before is the last, so every walk ends
    whatever a server says of its totals.
    """

    def __init__(self, call: Call[Page[T]]) -> None:
        self.call = call
        number = call.query.get("page")
        self.next_number: int | None = int(number) if isinstance(number, str) else 1
        self.page: Page[T] | None = None
        self.index = 0

    def next_call(self) -> Call[Page[T]] | None:
        """The call for the next page: always the caller's own parameters, with the page's number."""
        return None if self.next_number is None else self.call.with_query(page=str(self.next_number))

    def enter(self, page: Page[T]) -> bool:
        """Begin to read a page; whether it holds anything new."""
        asked, before = self.next_number or 1, self.page
        following = page.next_number or asked + 1
        is_new = len(page) > 0 and (before is None or page.rows != before.rows)
        self.next_number = following if is_new and page.has_next and following > asked else None
        self.page, self.index = page, 0 if is_new else len(page)
        return is_new

    def item(self) -> tuple[T] | None:
        """The next item of the page, in a tuple since an item may be falsy; None at its end.

        The place moves on before the row is read, so that a row with a fault is passed over the next time.
        """
        if self.page is None or self.index >= len(self.page):
            return None
        self.index += 1
        return (self.page.item(self.index - 1),)

    def leave(self) -> None:
        """Pass over what is left of the page."""
        self.index = 0 if self.page is None else len(self.page)

    def __repr__(self) -> str:
        place = "before its first page" if self.page is None else f"on page {self.page.number}"
        return f"{self.call.operation.id}, {place}"


class Pager(Iterator[T]):
    """The items of a list, fetched a page at a time as they are needed.

    A pager walks its list once, like a file: ``for``, :meth:`take` and :meth:`pages` each go on where the last
    stopped. Rows that are added or removed while it walks may shift the pages: a row can then come twice or not
    at all.

    Raises, while it is walked:
        APIError: the service answered a page with an error.
        APIConnectionError: a page could not be fetched.
        DecodeError: a row has not the documented form; ``next(pager)`` goes on behind it.
    """

    def __init__(self, client: Sends, call: Call[Page[T]]) -> None:
        self._client = client
        self._walk = _Walk(call)

    def __iter__(self) -> Pager[T]:
        return self

    def __next__(self) -> T:
        while True:
            item = self._walk.item()
            if item is not None:
                return item[0]
            if self._next_page() is None:
                raise StopIteration

    def pages(self) -> Iterator[Page[T]]:
        """The pages that were not begun yet, each fetched when it is reached."""
        while (page := self._next_page()) is not None:
            self._walk.leave()
            yield page

    def take(self, count: int) -> list[T]:
        """The next items, `count` at most; no page is fetched that is not needed for them."""
        items: list[T] = []
        while len(items) < count:
            try:
                items.append(next(self))
            except StopIteration:
                break
        return items

    def _next_page(self) -> Page[T] | None:
        call = self._walk.next_call()
        if call is None:
            return None
        page = self._client.send(call).result()
        return page if self._walk.enter(page) else None

    def __repr__(self) -> str:
        return f"<Pager of {self._walk!r}>"


class AsyncPager(AsyncIterator[T]):
    """The items of a list, fetched a page at a time as they are needed; :class:`Pager` for ``async for``.

    Raises, while it is walked:
        APIError: the service answered a page with an error.
        APIConnectionError: a page could not be fetched.
        DecodeError: a row has not the documented form; ``await anext(pager)`` goes on behind it.
    """

    def __init__(self, client: SendsAsync, call: Call[Page[T]]) -> None:
        self._client = client
        self._walk = _Walk(call)

    def __aiter__(self) -> AsyncPager[T]:
        return self

    async def __anext__(self) -> T:
        while True:
            item = self._walk.item()
            if item is not None:
                return item[0]
            if await self._next_page() is None:
                raise StopAsyncIteration

    async def pages(self) -> AsyncIterator[Page[T]]:
        """The pages that were not begun yet, each fetched when it is reached."""
        while (page := await self._next_page()) is not None:
            self._walk.leave()
            yield page

    async def take(self, count: int) -> list[T]:
        """The next items, `count` at most; no page is fetched that is not needed for them."""
        items: list[T] = []
        while len(items) < count:
            try:
                items.append(await anext(self))
            except StopAsyncIteration:
                break
        return items

    async def _next_page(self) -> Page[T] | None:
        call = self._walk.next_call()
        if call is None:
            return None
        page = (await self._client.send(call)).result()
        return page if self._walk.enter(page) else None

    def __repr__(self) -> str:
        return f"<AsyncPager of {self._walk!r}>"


Pager.__module__ = AsyncPager.__module__ = "nicereply"
