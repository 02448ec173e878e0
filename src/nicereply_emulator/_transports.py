"""httpx transports that answer in process, without sockets and threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from ._bodies import LARGEST
from ._http import Request

if TYPE_CHECKING:
    from ._service import Service

_CALLER = "127.0.0.1"


class Transport(httpx.BaseTransport):
    """For `httpx.Client(transport=…)`."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return _answer(self._service, request, request.read())


class AsyncTransport(httpx.AsyncBaseTransport):
    """For `httpx.AsyncClient(transport=…)`. The answer is made at once, in the event loop's thread."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return _answer(self._service, request, await request.aread())


def _answer(service: Service, request: httpx.Request, body: bytes) -> httpx.Response:
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    response = service.handle(
        Request(
            method=request.method,
            path=path,
            query=query,
            headers={name.lower(): value for name, value in request.headers.items()},
            body=body if len(body) <= LARGEST else None,
            client=_CALLER,
        )
    )
    headers = [("content-type", response.content_type), ("date", service.http_date()), *response.headers]
    return httpx.Response(response.status, headers=headers, content=response.body)
