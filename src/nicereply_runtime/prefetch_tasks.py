"""Pages that are fetched before they are needed, by tasks of asyncio.

At most `count` pages are fetched or kept at any time. What was fetched in vain is dropped.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from .core import closed_error
from .pages import Page
from .walk import last_page

T = TypeVar("T")


class TaskPages(Generic[T]):
    """Fetches the pages that come next in tasks. Where asyncio does not run, pages are fetched one after the other."""

    def __init__(
        self, fetch: Callable[[int], Awaitable[Page[T]]], count: int, under_way: set[asyncio.Future[Any]]
    ) -> None:
        self._fetch = fetch
        self._count = count
        self._under_way = under_way
        self._pending: dict[int, asyncio.Task[Page[T]]] = {}
        self._last = 0
        weakref.finalize(self, _cancel_from_anywhere, self._pending)

    async def get(self, number: int) -> Page[T]:
        """A page, from among those that were fetched if it is there."""
        try:
            if number not in self._pending:
                await self.cancel()
                page = await self._fetch(number)
            else:
                await self._drop_before(number)
                self._schedule(number + 1, self._count - 1)
                page = await _result(self._pending[number])
                del self._pending[number]
        except BaseException:
            await self.cancel()
            raise
        self._last = last_page(page, number)
        self._schedule(number + 1, self._count)
        return page

    async def cancel(self) -> None:
        """Drop what is under way, and wait until nothing of it is left."""
        await self._drop_before(None)

    async def _drop_before(self, number: int | None) -> None:
        dropped = [self._pending.pop(other) for other in [*self._pending] if number is None or other < number]
        for task in dropped:
            task.cancel()
        if dropped:
            await asyncio.wait(dropped)

    def _schedule(self, first: int, count: int) -> None:
        if not _runs_asyncio():
            return
        for number in range(first, min(first + count, self._last + 1)):
            if number not in self._pending:
                task = self._pending[number] = asyncio.ensure_future(self._fetch(number))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
                task.add_done_callback(_look_at)


async def _result(task: asyncio.Task[T]) -> T:
    """What a task returns. A task that was cancelled must not look as if the one that waits for it had been."""
    await asyncio.wait([task])
    if task.cancelled():  # by the client, which was closed
        raise closed_error()
    return task.result()


async def end(under_way: set[asyncio.Future[Any]]) -> None:
    """Drop what is being fetched, and wait until nothing of it is left."""
    futures = [*under_way]
    for future in futures:
        future.cancel()
    if futures:
        await asyncio.wait(futures)


def _look_at(task: asyncio.Future[Any]) -> None:
    """Take note of a task's error, so that asyncio does not report one that nobody came to wait for."""
    if not task.cancelled():
        task.exception()


def _cancel_from_anywhere(tasks: dict[int, asyncio.Task[Any]]) -> None:
    """Cancel tasks when their owner is thrown away, in whatever thread that happens."""
    for task in tasks.values():
        loop = task.get_loop()
        if not task.done() and not loop.is_closed():
            loop.call_soon_threadsafe(task.cancel)


def _runs_asyncio() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
