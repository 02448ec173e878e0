"""Pages that are fetched before they are needed, by threads.

At most `count` pages are fetched or kept at any time. What was fetched in vain is dropped.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from contextvars import Context, copy_context
from threading import Thread
from typing import Any, Generic, NamedTuple, TypeVar

from .core import closed_error
from .pages import Page
from .retries import GIVING_UP, GivingUp
from .walk import last_page

T = TypeVar("T")


class Ahead(NamedTuple, Generic[T]):
    """A page that is fetched ahead."""

    future: Future[Page[T]]
    giving_up: GivingUp

    def drop(self) -> None:
        """Give it up. A request that was sent already is answered, but no other attempt follows."""
        self.giving_up.is_given_up = True
        self.future.cancel()


class ThreadedPages(Generic[T]):
    """Fetches the pages that come next, each in a thread of its own.

    Not in those of an executor: a program that ends waits for these before a call can see that it ends.
    """

    def __init__(self, fetch: Callable[[int], Page[T]], count: int, under_way: set[Ahead[Any]]) -> None:
        self._fetch = fetch
        self._count = count
        self._under_way = under_way
        self._pending: dict[int, Ahead[T]] = {}
        self._last = 0
        weakref.finalize(self, _drop, self._pending)

    def get(self, number: int) -> Page[T]:
        """A page, from among those that were fetched if it is there."""
        if number not in self._pending:
            self.cancel()
            page = self._fetch(number)
        else:
            self._drop_before(number)
            self._schedule(number + 1, self._count - 1)
            ahead = self._pending.pop(number)
            try:
                page = ahead.future.result()
            except CancelledError:  # by the client, which was closed
                self.cancel()
                raise closed_error() from None
            except BaseException:
                ahead.drop()
                self.cancel()
                raise
        self._last = last_page(page, number)
        self._schedule(number + 1, self._count)
        return page

    def cancel(self) -> None:
        """Drop what is under way. What has been sent already is answered, but nobody waits for it."""
        _drop(self._pending)

    def _drop_before(self, number: int) -> None:
        for other in [other for other in self._pending if other < number]:
            self._pending.pop(other).drop()

    def _schedule(self, first: int, count: int) -> None:
        for number in range(first, min(first + count, self._last + 1)):
            if number not in self._pending:
                ahead = self._pending[number] = self._begin(number)
                self._under_way.add(ahead)
                ahead.future.add_done_callback(_forget(ahead, self._under_way))

    def _begin(self, number: int) -> Ahead[T]:
        # In a copy of the caller's context, so that what follows calls (such as traces) sees whose they are.
        context, ahead = copy_context(), Ahead[T](Future(), GivingUp())
        context.run(GIVING_UP.set, ahead.giving_up)
        Thread(
            target=_run, args=(ahead.future, context, self._fetch, number), name=f"nicereply-prefetch-{number}"
        ).start()
        return ahead


def _run(future: Future[Page[T]], context: Context, fetch: Callable[[int], Page[T]], number: int) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(context.run(fetch, number))
    except BaseException as error:  # noqa: BLE001 - it is raised where the page is waited for
        future.set_exception(error)
    finally:
        del future  # which holds the error, whose frames hold it


def _forget(ahead: Ahead[Any], under_way: set[Ahead[Any]]) -> Callable[[Future[Any]], None]:
    """Takes a page out of what is under way. Without its owner, so that it is not kept alive."""
    return lambda _: under_way.discard(ahead)


def end(under_way: set[Ahead[Any]]) -> None:
    """Wait for requests that were sent; what has not begun does not begin, and nothing is tried again."""
    every = [*under_way]
    for ahead in every:
        ahead.drop()
    wait([ahead.future for ahead in every])


def _drop(pending: dict[int, Ahead[Any]]) -> None:
    while pending:
        pending.popitem()[1].drop()
