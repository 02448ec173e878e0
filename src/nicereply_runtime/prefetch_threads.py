"""Pages that are fetched before they are needed, by threads.

At most `count` pages are fetched or kept at any time. What was fetched in vain is dropped.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Any, Generic, TypeVar

from .pages import Page
from .walk import last_page

T = TypeVar("T")


class ThreadedPages(Generic[T]):
    """Fetches the pages that come next in threads of its own, which end with it."""

    def __init__(self, fetch: Callable[[int], Page[T]], count: int, under_way: set[Future[Any]]) -> None:
        self._fetch = fetch
        self._count = count
        self._under_way = under_way
        self._pending: dict[int, Future[Page[T]]] = {}
        self._executor: ThreadPoolExecutor | None = None
        self._last = 0

    def get(self, number: int) -> Page[T]:
        """A page, from among those that were fetched if it is there."""
        if number not in self._pending:
            self.cancel()
            page = self._fetch(number)
        else:
            self._drop_before(number)
            self._schedule(number + 1, self._count - 1)
            try:
                page = self._pending.pop(number).result()
            except BaseException:
                self.cancel()
                raise
        self._last = last_page(page, number)
        self._schedule(number + 1, self._count)
        return page

    def cancel(self) -> None:
        """Drop what is under way. What has been sent already is answered, but nobody waits for it."""
        while self._pending:
            self._pending.popitem()[1].cancel()

    def close(self) -> None:
        """Fetch nothing more."""
        self.cancel()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def _drop_before(self, number: int) -> None:
        for other in [other for other in self._pending if other < number]:
            self._pending.pop(other).cancel()

    def _schedule(self, first: int, count: int) -> None:
        for number in range(first, min(first + count, self._last + 1)):
            if number not in self._pending:
                # In a copy of the caller's context, so that what follows calls (such as traces) sees whose they are.
                future = self._pending[number] = self._pool().submit(copy_context().run, self._fetch, number)
                self._under_way.add(future)
                future.add_done_callback(self._under_way.discard)

    def _pool(self) -> ThreadPoolExecutor:
        if self._executor is None:
            self._executor = ThreadPoolExecutor(self._count, thread_name_prefix="nicereply-prefetch")
            weakref.finalize(self, self._executor.shutdown, wait=False, cancel_futures=True)
        return self._executor


def end(under_way: set[Future[Any]]) -> None:
    """Wait for what is being fetched; what has not begun does not begin."""
    futures = [*under_way]
    for future in futures:
        future.cancel()
    wait(futures)
