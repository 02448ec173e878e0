"""httpx transports that answer in process, without sockets and threads. Faults act as they do over HTTP."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NoReturn

import httpx

from ._http import Request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from ._http import Response
    from ._service import Service

_CALLER = "127.0.0.1"

_RESET = "[Errno 104] Connection reset by peer"


class Transport(httpx.BaseTransport):
    """For `httpx.Client(transport=…)`."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = _answer(self._service, request, request.read())
        if response.delivery is not None:
            delay, in_time = _delay(request, response.delivery.delay)
            time.sleep(delay)
            _break_off(request, response, in_time=in_time)
        return _as_httpx(self._service, request, response)


class AsyncTransport(httpx.AsyncBaseTransport):
    """For `httpx.AsyncClient(transport=…)`. The answer is made at once, in the event loop's thread."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = _answer(self._service, request, await request.aread())
        if response.delivery is not None:
            import anyio  # as httpx does: the caller's event loop may be that of asyncio or of trio

            delay, in_time = _delay(request, response.delivery.delay)
            await anyio.sleep(delay)
            _break_off(request, response, in_time=in_time)
        return _as_httpx(self._service, request, response)


def _answer(service: Service, request: httpx.Request, body: bytes) -> Response:
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return service.handle(
        Request(
            method=request.method,
            path=path,
            query=query,
            headers={name.lower(): value for name, value in request.headers.items()},
            body=body if len(body) <= service.largest_body(path) else None,
            client=_CALLER,
        )
    )


def _delay(request: httpx.Request, wanted: float) -> tuple[float, bool]:
    """How long the caller waits, and whether the answer comes within that time."""
    timeout: float | None = request.extensions.get("timeout", {}).get("read")
    return (wanted, True) if timeout is None or wanted < timeout else (timeout, False)


def _break_off(request: httpx.Request, response: Response, *, in_time: bool) -> None:
    """Raise what httpx raises when such an answer comes over a socket."""
    if not in_time:
        raise httpx.ReadTimeout("timed out", request=request)
    if response.reset == "before":
        _reset()


def _as_httpx(service: Service, request: httpx.Request, response: Response) -> httpx.Response:
    """The response with its body still to be read, as one from a socket: the client reads it and takes the time."""
    headers = [("content-type", response.content_type), ("date", service.http_date()), *response.headers]
    headers.append(("content-length", str(len(response.body))))
    body = response.sent_to(request.method)
    stream = _HalfBody(body) if response.reset == "body" else httpx.ByteStream(body)
    return httpx.Response(response.status, headers=headers, stream=stream)


class _HalfBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that ends in a reset. httpx itself names the request of the error."""

    def __init__(self, half: bytes) -> None:
        self._half = half

    def __iter__(self) -> Iterator[bytes]:
        yield self._half
        _reset()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._half
        _reset()


def _reset() -> NoReturn:
    raise httpx.ReadError(_RESET)
