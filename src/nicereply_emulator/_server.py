"""The emulator over HTTP: a thin ASGI application under uvicorn."""

import asyncio
import ipaddress
import logging
import os
import signal
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Generator, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ._http import JSON, Request, Response, error_body
from ._service import Service

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_TRANSPORT = "nicereply_emulator.transport"

_log = logging.getLogger("nicereply_emulator")


class Application:
    """The ASGI application: it turns messages into a `Request`, asks the service, and sends what comes back.

    The service is called in the event loop itself: an answer takes less time than handing it to a thread.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError(f"the emulator speaks HTTP, not {scope['type']}")
        path = scope["raw_path"].decode("latin-1")
        body = await _read_body(receive, self._service.largest_body(path))
        client = scope.get("client")
        request = Request(
            method=scope["method"],
            path=path,
            query=scope["query_string"].decode("latin-1"),
            headers=_Headers(scope["headers"]),
            body=body,
            client=client[0] if client else None,
        )
        try:
            response = self._service.handle(request)
        except Exception:  # noqa: BLE001 - whatever it is, the caller gets an answer and the log the reason
            _log.exception("%s %s could not be answered", request.method, request.path)
            response = Response(
                500, error_body(["The emulator failed. This is a mistake in it; its log has the details."])
            )
        headers = [
            (b"content-type", response.content_type.encode("latin-1")),
            (b"content-length", str(len(response.body)).encode("ascii")),
            (b"date", self._service.http_date().encode("ascii")),
        ]
        headers += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
        start = {"type": "http.response.start", "status": response.status, "headers": headers}
        if response.delivery is not None:
            await asyncio.sleep(response.delivery.delay)
            if response.delivery.reset is not None:
                await _reset(response, start, send, scope["state"][_TRANSPORT])
                return
        await send(start)
        await send({"type": "http.response.body", "body": response.body})


class _Headers(Mapping[str, str]):
    """The raw headers, read only as far as they are asked for: mostly for one of them."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._raw = raw

    def __getitem__(self, name: str) -> str:
        wanted = name.encode("latin-1")
        for raw_name, value in self._raw:
            if raw_name == wanted:
                return value.decode("latin-1")
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name.decode("latin-1") for name, _ in self._raw)

    def __len__(self) -> int:
        return sum(1 for _ in self._raw)


async def _reset(response: Response, start: Message, send: Send, transport: asyncio.Transport) -> None:
    """Reset the connection in place of an answer, or after half of its body."""
    if response.delivery is not None and response.delivery.reset == "body":
        await send(start)
        await send({"type": "http.response.body", "body": response.body[: len(response.body) // 2], "more_body": True})
        while transport.get_write_buffer_size() > 0 and not transport.is_closing():
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)  # so that the caller has read what was sent before it hears of the reset
    connection = transport.get_extra_info("socket")
    if connection is not None:
        with socket.socket(fileno=os.dup(connection.fileno())) as same:  # uvloop's own object cannot set options
            same.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _read_body(receive: Receive, largest: int) -> bytes | None:
    """The whole body, or None when it is too large. It is read to its end even then, so that the answer arrives."""
    message = await receive()
    if not message.get("more_body", False):
        body: bytes = message.get("body", b"")
        return body if len(body) <= largest else None
    parts = [message.get("body", b"")]
    size = len(parts[0])
    while message.get("more_body", False):
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size <= largest:
            parts.append(part)
        else:
            parts.clear()
    return b"".join(parts) if size <= largest else None


class _Protocol(HttpToolsProtocol):
    """uvicorn's protocol, whose answer to what is no HTTP request has the documented form too."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, _TRANSPORT: transport}  # each request gets a copy, as its scope's state

    def send_400_response(self, msg: str) -> None:
        body = error_body([f"Malformed HTTP request: {msg}"])
        fields = (
            "HTTP/1.1 400 Bad Request",
            f"content-type: {JSON}",
            f"content-length: {len(body)}",
            "connection: close",
        )
        head = "\r\n".join([*fields, "", ""])
        self.transport.write(head.encode("ascii") + body)
        self.transport.close()


class Server(uvicorn.Server):
    """uvicorn, listening on a socket of ours; `ready` is called when it answers."""

    def __init__(self, service: Service, listener: socket.socket, ready: Callable[[], None] | None = None) -> None:
        config = uvicorn.Config(
            Application(service),
            loop="uvloop" if _has_uvloop() else "asyncio",
            http=_Protocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,  # what a caller says of its own address is not believed
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._listener = listener
        self._ready = ready

    def run_until_stopped(self) -> None:
        """Serve in this thread until `stop` is called or, in the main thread, SIGINT or SIGTERM comes."""
        self.run(sockets=[self._listener])

    def stop(self) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._ready is not None:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals end the server in good order. uvicorn raises them again afterwards, as if it had crashed."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what signal handlers are given
            if self.should_exit:
                self.force_exit = True
            self.should_exit = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the address, port 0 at a free one. Raises `OSError` when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2_048)
    except BaseException:
        listener.close()
        raise
    listener.setblocking(False)  # noqa: FBT003 - its one argument
    return listener


def base_url(listener: socket.socket, base_path: str) -> str:
    """The URL at which the API answers on this socket."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host)
    if address.is_unspecified:
        address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")
    shown = f"[{address}]" if address.version == 6 else str(address)
    return f"http://{shown}:{port}{base_path}"


def _has_uvloop() -> bool:
    return find_spec("uvloop") is not None  # there is none for Windows
