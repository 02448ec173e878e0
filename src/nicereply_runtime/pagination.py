"""Lists as their users walk them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Protocol, Self, TypeVar

from .arguments import whole_number
from .calls import Call, Operation
from .cursors import format_cursor, parse_cursor
from .pages import Page
from .responses import Response
from .walk import Position, Walk

if TYPE_CHECKING:
    from .prefetch_tasks import TaskPages
    from .prefetch_threads import ThreadedPages

T = TypeVar("T")


class Sends(Protocol):
    """What a pager needs of a client."""

    def send(self, call: Call[Page[T]]) -> Response[Page[T]]: ...


class SendsAsync(Protocol):
    """What an asynchronous pager needs of a client."""

    async def send(self, call: Call[Page[T]]) -> Response[Page[T]]: ...


class _BasePager(Generic[T]):
    """What both pagers have in common."""

    def __init__(self, call: Call[Page[T]], prefetch: int, position: Position | None) -> None:
        whole_number("prefetch", prefetch, 0, None)
        self._walk = Walk(call, position)

    @property
    def cursor(self) -> str:
        """The place behind the last item that was handed out, as a text for ``client.resume``.

        It can be kept as long as you like and used in another process; it holds no API key. Rows that come after it
        are delivered from there on, those before it are not, as within one walk. Where rows show no date (surveys,
        figures, users by team) nothing is lost, but rows may come again if the list has changed since.
        """
        return format_cursor(self._walk.call, self._walk.position)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._walk!r}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} holds its client, it cannot be pickled or copied; "
            "keep pager.cursor and go on with client.resume(cursor)"
        )


class Pager(_BasePager[T], Iterator[T]):
    """The items of a list, fetched a page at a time as they are needed.

    A pager walks its list once, like a file: ``for``, :meth:`take` and :meth:`pages` each go on where the last
    stopped. It is to be used by one thread at a time.

    Rows may be added, changed and removed meanwhile. Those that are in the list from the first request to the last
    come exactly once, all others at most once. For that, pages are read again where their totals do not agree. Limits:

    - Rows that are removed while as many are added, between two requests, do not show in the total: rows that follow
      them may be missed. So do not pass `updated_period_end` while ratings change: every change removes a row.
    - The service must keep rows of one second in one order.
    - A list whose total is another one in each of two dozen requests is walked on as it is, with a warning in the
      log ``nicereply``.
    - Lists whose rows show no date (surveys, figures, users by team) are walked with all their ids in memory.

    With `prefetch`, that many pages are fetched ahead by threads, and at most as many are kept. To stop early without
    waiting for the garbage collector, use the pager in a ``with`` statement, or close it.

    Raises, while it is walked:
        APIError: the service answered a page with an error.
        APIConnectionError: a page could not be fetched.
        DecodeError: a row has not the documented form; ``next(pager)`` goes on behind it.
    """

    def __init__(self, client: Sends, call: Call[Page[T]], prefetch: int = 0, position: Position | None = None) -> None:
        super().__init__(call, prefetch, position)

        def fetch(number: int) -> Page[T]:  # without the pager, so that threads do not keep it alive
            return client.send(call.with_query(page=str(number))).result()

        self._fetch = fetch
        self._source: ThreadedPages[T] | None = None
        if prefetch:
            from .prefetch_threads import ThreadedPages

            self._source = ThreadedPages(fetch, prefetch, _under_way(client))
            self._fetch = self._source.get

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        while True:
            item = self._walk.item()
            if item is not None:
                return item[0]
            if self._next_page() is None:
                raise StopIteration

    def pages(self) -> Iterator[Page[T]]:
        """The pages that were not begun yet, each fetched when it is reached, without rows that came before."""
        while (page := self._walk.held_page()) is not None:
            yield page
        while (page := self._next_page()) is not None:
            self._walk.leave()
            yield page

    def take(self, count: int) -> list[T]:
        """The next items, `count` at most; no page is fetched that is not needed for them.

        If it raises, or is interrupted, the items before the fault are not lost: they are the next ones.
        """
        whole_number("count", count, None, None)
        while not self._walk.hold(count):
            if self._next_page() is None:
                break
        return self._walk.release(count)

    def close(self) -> None:
        """End the walk. Pages that are being fetched ahead are dropped; the cursor stays."""
        self._walk.end()
        if self._source is not None:
            self._source.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _next_page(self) -> Page[T] | None:
        walk = self._walk
        while (number := walk.wanted) is not None:
            page = walk.kept_page()
            if walk.receive(self._fetch(number) if page is None else page):
                return walk.page
        walk.leave()
        if self._source is not None:
            self._source.cancel()
        return None


class AsyncPager(_BasePager[T], AsyncIterator[T]):
    """The items of a list, fetched a page at a time as they are needed; :class:`Pager` for ``async for``.

    What is said there of changing lists and of limits holds here too. With `prefetch`, that many pages are fetched
    ahead by tasks of asyncio; under trio pages are fetched one after the other.

    Raises, while it is walked:
        APIError: the service answered a page with an error.
        APIConnectionError: a page could not be fetched.
        DecodeError: a row has not the documented form; ``await anext(pager)`` goes on behind it.
    """

    def __init__(
        self, client: SendsAsync, call: Call[Page[T]], prefetch: int = 0, position: Position | None = None
    ) -> None:
        super().__init__(call, prefetch, position)

        async def fetch(number: int) -> Page[T]:  # without the pager, so that tasks do not keep it alive
            return (await client.send(call.with_query(page=str(number)))).result()

        self._fetch = fetch
        self._source: TaskPages[T] | None = None
        if prefetch:
            from .prefetch_tasks import TaskPages

            self._source = TaskPages(fetch, prefetch, _under_way(client))
            self._fetch = self._source.get

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        while True:
            item = self._walk.item()
            if item is not None:
                return item[0]
            if await self._next_page() is None:
                raise StopAsyncIteration

    async def pages(self) -> AsyncIterator[Page[T]]:
        """The pages that were not begun yet, each fetched when it is reached, without rows that came before."""
        while (page := self._walk.held_page()) is not None:
            yield page
        while (page := await self._next_page()) is not None:
            self._walk.leave()
            yield page

    async def take(self, count: int) -> list[T]:
        """The next items, `count` at most; no page is fetched that is not needed for them.

        If it raises, or is cancelled, the items before the fault are not lost: they are the next ones.
        """
        whole_number("count", count, None, None)
        while not self._walk.hold(count):
            if await self._next_page() is None:
                break
        return self._walk.release(count)

    async def close(self) -> None:
        """End the walk. Pages that are being fetched ahead are dropped; the cursor stays."""
        self._walk.end()
        if self._source is not None:
            await self._source.cancel()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def _next_page(self) -> Page[T] | None:
        walk = self._walk
        while (number := walk.wanted) is not None:
            page = walk.kept_page()
            if walk.receive(await self._fetch(number) if page is None else page):
                return walk.page
        walk.leave()
        if self._source is not None:
            await self._source.cancel()
        return None


def _under_way(client: Sends | SendsAsync) -> set[Any]:
    """Where a client wants to see what is fetched ahead, so that it can wait for it before it closes connections."""
    under_way: set[Any] = getattr(client, "_under_way", set())
    return under_way


def resumption(
    cursor: str, model: type[Any] | None, find: Callable[[str], Operation[Any] | None]
) -> tuple[Call[Page[Any]], Position]:
    """What a pager needs to go on from a cursor.

    Raises:
        ValueError: it is no cursor, or one of a list of other items.
    """
    call, position = parse_cursor(cursor, find)
    found: type[Any] | None = getattr(call.operation.read, "model", None)
    if model is not None and found is not None and found is not model:
        raise ValueError(
            f"cursor: it is of {call.operation.id}, whose items are {found.__name__}, not {model.__name__}"
        )
    return call, position


Pager.__module__ = AsyncPager.__module__ = "nicereply"
