"""What stands between the suite and a service that belongs to somebody: it sits in the transport, below every library.

Nothing that goes through `requests`, `urllib` or `httpx` in this process can pass it, whatever a configuration says.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final, cast
from unittest import mock
from urllib.parse import urlsplit

import httpx

VARIABLE: Final = "NICEREPLY_CONTRACT_GUARD"
"""Set for processes that the suite starts, to `read RATE` or `write RATE`: they guard themselves before they send."""
READING: Final = "GET"
DEFAULT_RATE: Final = 2.0
"""Requests a second to a service that is not ours."""
_HARM: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.PAYMENT_REQUIRED)
_MOST_FAILURES: Final = 3
"""5xx answers in a row."""


class WriteRefusedError(RuntimeError):
    """A request that may change something was about to be sent. It was not."""


class StoppedError(RuntimeError):
    """The service showed a sign of harm; nothing more is sent to it."""


class Guard:
    """Lets reading requests through, not more than `rate` a second, until the service shows a sign of harm.

    Signs of harm are an answer 429 or 402, and three answers 5xx in a row. `allow_writes` lets other methods through
    too. `sent` counts the requests that were let through, `refused` those that were not. `interval`: seconds between
    two of them, at least.
    """

    def __init__(
        self,
        *,
        allow_writes: bool = False,
        rate: float = DEFAULT_RATE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if rate <= 0:
            raise ValueError(f"rate {rate}: must be more than 0 requests a second")
        self.allow_writes = allow_writes
        self.sent = 0
        self.refused = 0
        self.harm = ""
        self.interval = 1 / rate
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self._failures = 0
        self._lock = threading.Lock()

    def before(self, method: str, target: str) -> None:
        """Wait for this request's turn. Raises WriteRefusedError or StoppedError in place of letting it through."""
        with self._lock:
            if method.upper() != READING and not self.allow_writes:
                self.refused += 1
                raise WriteRefusedError(f"{method} {target}: only {READING} is sent; allow writes to send others")
            if self.harm:
                self.refused += 1
                raise StoppedError(f"{method} {target}: not sent, since the service {self.harm}")
            wait = self._next - self._clock()
            if wait > 0:
                self._sleep(wait)
            self._next = self._clock() + self.interval
            self.sent += 1

    def after(self, status: int) -> None:
        """Look at the status of an answer for signs of harm."""
        with self._lock:
            self._failures = self._failures + 1 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 0
            if status in _HARM:
                self.harm = f"answered {status}"
            elif self._failures >= _MOST_FAILURES:
                self.harm = f"answered 5xx {self._failures} times in a row"


class GuardedTransport(httpx.BaseTransport):
    """A transport of httpx behind a guard."""

    def __init__(self, inner: httpx.BaseTransport, guard: Guard) -> None:
        self._inner = inner
        self._guard = guard

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send what the guard lets through."""
        self._guard.before(request.method, request.url.path)
        response = self._inner.handle_request(request)
        self._guard.after(response.status_code)
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def told(guard: Guard) -> str:
    """What `VARIABLE` is set to for the same guard in another process."""
    return f"{'write' if guard.allow_writes else 'read'} {1 / guard.interval}"


def guard_told(text: str) -> Guard:
    """The guard that `told` told. Raises ValueError for another text."""
    kind, _, rate = text.partition(" ")
    if kind not in {"read", "write"}:
        raise ValueError(f"{VARIABLE} {text!r}: must be `read RATE` or `write RATE`")
    return Guard(allow_writes=kind == "write", rate=float(rate))


@contextmanager
def guarding(guard: Guard, base_url: str) -> Generator[Guard]:
    """Guard every connection that this process makes to the host of a base URL, through any usual library.

    It takes the place of the lowest functions that have a method and a status: those of `http.client`, on which
    `urllib`, `urllib3`, `requests` and so schemathesis stand, and of httpx's own transports.
    """
    address = urlsplit(base_url)
    host = (address.hostname or "").lower()
    put: Any = http.client.HTTPConnection.putrequest
    get: Any = http.client.HTTPConnection.getresponse
    send: Any = httpx.HTTPTransport.handle_request
    send_async: Any = httpx.AsyncHTTPTransport.handle_async_request

    def putrequest(self: http.client.HTTPConnection, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        if _is(self.host, host):
            guard.before(method, url)
        put(self, method, url, *args, **kwargs)

    def getresponse(self: http.client.HTTPConnection, *args: Any, **kwargs: Any) -> Any:
        response = get(self, *args, **kwargs)
        if _is(self.host, host):
            guard.after(response.status)
        return response

    def handle(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        if _is(request.url.host, host):
            guard.before(request.method, request.url.path)
        response = cast("httpx.Response", send(self, request))
        if _is(request.url.host, host):
            guard.after(response.status_code)
        return response

    async def handle_async(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        if _is(request.url.host, host):
            guard.before(request.method, request.url.path)
        response = cast("httpx.Response", await send_async(self, request))
        if _is(request.url.host, host):
            guard.after(response.status_code)
        return response

    with (
        mock.patch.object(http.client.HTTPConnection, "putrequest", putrequest),
        mock.patch.object(http.client.HTTPConnection, "getresponse", getresponse),
        mock.patch.object(httpx.HTTPTransport, "handle_request", handle),
        mock.patch.object(httpx.AsyncHTTPTransport, "handle_async_request", handle_async),
    ):
        yield guard


def _is(host: str, guarded: str) -> bool:
    """Whether a connection leads to the guarded host; all names of this machine are one."""
    loopback = {"localhost", "127.0.0.1", "::1"}
    return host.lower().strip("[]") == guarded or (host.lower() in loopback and guarded in loopback)
