"""HTTP/1.1 connections of uvicorn's server: a request is answered as soon as it is read, by one piece of bytes.

There is no ASGI in between: an answer takes less time than the task and the messages that ASGI asks for.
"""

import asyncio
import os
import re
import socket
import struct
from collections import deque
from typing import Any, cast

import httptools
from uvicorn import Config
from uvicorn.server import ServerState

from ._backend import Answer, Backend, malformed
from ._bodies import LARGEST
from ._http import Request
from ._service import Service

IDLE_SECONDS = 5.0
"""A kept connection on which no request comes for so long is closed."""

GRACE_SECONDS = 2
"""So long a server that stops waits for answers that are due."""

LINGER_SECONDS = 2.0
"""So long a connection whose rest is refused still takes what its caller sends: else the refusal might not reach it."""

LARGEST_HEAD = 1_048_576
"""Bytes that a request may have beside its body, chunks' own heads apart."""

_OF_A_CHUNK = 16
"""Bytes that a chunk of one byte may need beside it."""

_WRITE_BUFFER = 1_048_576
"""Bytes that wait to be sent before the next request is put off: some pages of 100."""

_SAYS_WHO = frozenset({"host", "origin", "sec-fetch-site"})
"""Headers by which the controls tell whom they may answer."""

_ABSOLUTE = re.compile(rb"[^/?#]+://([^/?#]*)")
"""A request's target with scheme and host, as proxies get it."""

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_BREAK_OFF = struct.pack("ii", 1, 0)
"""For SO_LINGER: closing resets the connection."""


def protocol_for(service: Service) -> type[asyncio.Protocol]:
    """The class of which uvicorn makes an instance for each connection."""
    backend = Backend(service)

    class ServiceProtocol(Connection):
        def __init__(
            self,
            config: Config,  # noqa: ARG002 - what uvicorn passes
            server_state: ServerState,
            app_state: dict[str, Any],  # noqa: ARG002
            _loop: asyncio.AbstractEventLoop | None = None,
        ) -> None:
            super().__init__(backend, server_state)

    return ServiceProtocol


class Connection(asyncio.Protocol):
    """One connection. Requests are answered in their order: one that comes too early waits for those before it."""

    def __init__(self, backend: Backend, server_state: ServerState) -> None:
        self._backend = backend
        self._connections: set[Any] = server_state.connections
        self._tasks = server_state.tasks
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._client: str | None = None
        self._parser: httptools.HttpRequestParser | None = self._new_parser()

        self._early: deque[tuple[Request, bool] | str] = deque()
        """Requests (and whether to keep the connection after them) that wait; a text is what is wrong with the rest."""
        self._is_reading = False
        self._is_answering = False
        self._is_writable = True
        self._is_paused = False
        self._is_ending = False
        self._is_heard_out = False
        self._idle_since = self._loop.time()
        self._idle_timer: asyncio.TimerHandle | None = None
        self._delivery: asyncio.Task[None] | None = None
        """Sends an answer that a fault delays or breaks off."""
        self._delivery_at = 0.0
        """When it does, by the loop's clock."""

        self._url = b""
        self._headers: dict[str, str] = {}
        self._trailers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._body_size = 0
        self._received = 0
        """Bytes of a request that is not complete yet, in whole pieces: the first and the last may have others' too."""

    # --- called by the event loop and the server ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own is one, though not by its class
        self._transport.set_write_buffer_limits(_WRITE_BUFFER)
        self._client = str(transport.get_extra_info("peername")[0])
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - what the loop passes
        self._connections.discard(self)
        self._transport = None
        self._parser = None
        self._early.clear()
        if self._idle_timer is not None:
            self._idle_timer.cancel()
        if self._delivery is not None:
            self._delivery.cancel()

    def data_received(self, data: bytes) -> None:
        while self._parser is not None:
            try:
                self._parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                if self._parser.get_method() == b"CONNECT":
                    self._refuse_rest("This is no proxy.")
                    return
                data = self._head_without_upgrade() + data[upgrade.args[0] :]
                self._parser = self._new_parser()  # the old one takes nothing more where the request asks to close
                continue
            except httptools.HttpParserError:
                self._refuse_rest("Invalid HTTP request received.")
            if self._is_reading:
                self._received += len(data)
                if self._received - self._body_size > LARGEST_HEAD + _OF_A_CHUNK * min(self._body_size, LARGEST):
                    self._refuse_rest(f"It has more than {LARGEST_HEAD} bytes beside its body.")
            return

    def _refuse_rest(self, why: str) -> None:
        if self._parser is not None:
            self._parser = None
            self._take(why)

    def eof_received(self) -> bool:
        """A caller that has said its last word still gets the answers that are due."""
        self._is_ending = self._is_heard_out = True
        if self._is_reading:
            self._refuse_rest("It ends before it is complete.")
        return self._is_answering or bool(self._early)

    def pause_writing(self) -> None:
        self._is_writable = False

    def resume_writing(self) -> None:
        self._is_writable = True
        self._answer_early()

    def shutdown(self) -> None:
        """The server stops: the connection is closed when the answers that are due are sent."""
        self._is_ending = True
        if self._delivery is not None:
            if self._delivery_at > self._loop.time() + GRACE_SECONDS:
                self._delivery.cancel()  # a fault may put an answer off for an hour: that is not waited for
        elif self._transport is not None and not self._is_answering and not self._early:
            self._transport.close()

    # --- called by the parser ---

    def on_message_begin(self) -> None:
        self._is_reading = True
        self._url = b""
        self._headers = self._trailers = {}
        self._body = []
        self._body_size = self._received = 0

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header. Of those that are repeated the first counts, but none may hide what a caller says it is."""
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        if key in _SAYS_WHO and key in self._trailers:
            if key == "host":
                raise ValueError("a request has one Host")  # RFC 9112, 3.2
            self._trailers[key] += f", {text}"
        self._trailers.setdefault(key, text)

    def on_headers_complete(self) -> None:
        self._trailers = {}  # what comes after the body is no header
        if self._parser is not None and self._parser.should_upgrade():
            return
        asks = self._headers.get("expect", "").lower() == "100-continue"
        if asks and self._transport is not None and not self._is_answering and not self._early:
            self._transport.write(_CONTINUE)

    def on_body(self, body: bytes) -> None:
        """Take a part of the body; of one that is too large the size alone, it is read to its end all the same."""
        self._body_size += len(body)
        if self._body_size <= LARGEST or self._body_size <= self._backend.largest_body(_target(self._url)[0]):
            self._body.append(body)
        else:
            self._body.clear()

    def on_message_complete(self) -> None:
        parser = self._parser
        assert parser is not None  # noqa: S101 - it calls
        if parser.should_upgrade():
            return
        self._is_reading = False
        path, query = _target(self._url)
        absolute = _ABSOLUTE.match(self._url)
        if absolute:
            self._headers["host"] = absolute[1].decode("ascii")  # whatever its header says: RFC 9112, 3.2.2
        request = Request(
            method=parser.get_method().decode("ascii"),
            path=path,
            query=query,
            headers=self._headers,
            body=b"".join(self._body) if self._body or not self._body_size else None,
            client=self._client,
        )
        keep_alive = parser.should_keep_alive() and parser.get_http_version() != "1.0"
        if self._is_answering or self._early or not self._is_writable:
            self._take((request, keep_alive))
        else:
            self._answer(request, keep_alive=keep_alive)

    def _new_parser(self) -> httptools.HttpRequestParser:
        parser = httptools.HttpRequestParser(self)
        # A request may follow one that asks to close: that one is answered, and the connection then closed.
        parser.set_dangerous_leniencies(lenient_data_after_close=True)
        return parser

    def _head_without_upgrade(self) -> bytes:
        """The head of a request that offers another protocol, as if it did not.

        There is none to change to, which a server need not say. But the parser takes the body for that protocol's.
        """
        assert self._parser is not None  # noqa: S101 - it has just read a head
        lines = [f"{name}: {value}\r\n" for name, value in self._headers.items() if name != "upgrade"]
        first = b"%b %b HTTP/%b\r\n" % (
            self._parser.get_method(),
            self._url,
            self._parser.get_http_version().encode("ascii"),
        )
        return first + "".join(lines).encode("latin-1") + b"\r\n"

    # --- answering ---

    def _take(self, early: tuple[Request, bool] | str) -> None:
        self._early.append(early)
        if self._transport is not None and not self._is_paused and not self._transport.is_closing():
            self._is_paused = True
            self._transport.pause_reading()
        self._answer_early()

    def _answer_early(self) -> None:
        """Go on with what waits."""
        while self._early and self._is_writable and not self._is_answering:
            early = self._early.popleft()
            if isinstance(early, str):
                self._is_ending = True
                self.send(Answer(malformed(early)))
            else:
                self._answer(early[0], keep_alive=early[1])
        if self._is_paused and not self._early and self._transport is not None and not self._transport.is_closing():
            self._is_paused = False
            self._transport.resume_reading()

    def _answer(self, request: Request, *, keep_alive: bool) -> None:
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        response, batch = self._backend.ask(request)
        answer = Answer(response, request.method == "HEAD", keep_alive)
        if response.delivery is not None:
            self._is_answering = True
            self._delivery_at = self._loop.time() + response.delivery.delay
            self._delivery = self._loop.create_task(self._deliver(answer, response.delivery.delay))
            self._tasks.add(self._delivery)
            self._delivery.add_done_callback(self._tasks.discard)
        elif batch is not None:
            self._is_answering = True
            self._backend.send_committed(answer, batch, self._send_late)
        else:
            self.send(answer)

    def _send_late(self, answer: Answer) -> None:
        self._is_answering = False
        self.send(answer)
        self._answer_early()

    def send(self, answer: Answer) -> None:
        """Write an answer. The last one of a connection closes it."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        if self._is_ending and not self._early:
            answer.keep_alive = False
        transport.write(self._backend.message(answer))
        if not answer.keep_alive:
            self._early.clear()
            if self._parser is None and not self._is_heard_out:
                self._linger(transport)
            else:
                transport.close()
            return
        self._idle_since = self._loop.time()
        if self._idle_timer is None:
            self._idle_timer = self._loop.call_later(IDLE_SECONDS, self._close_if_idle)

    def _linger(self, transport: asyncio.Transport) -> None:
        """End what is sent, and close when the caller has sent all, or after a while. What it sends is passed over."""
        transport.write_eof()
        self._loop.call_later(LINGER_SECONDS, transport.close)

    async def _deliver(self, answer: Answer, delay: float) -> None:
        """Send an answer late or break off: before the answer, or in the middle of its body."""
        try:
            await asyncio.sleep(delay)
        except asyncio.CancelledError:
            if self._transport is not None:
                self._transport.abort()
            raise
        self._delivery = None
        transport = self._transport
        reset = answer.response.reset
        if reset is None or transport is None:
            self._send_late(answer)
            return
        if reset == "body":
            message = self._backend.message(answer)
            transport.write(message[: len(message) - (len(answer.response.body) + 1) // 2])
            while transport.get_write_buffer_size() > 0 and not transport.is_closing():
                await asyncio.sleep(0.001)
            await asyncio.sleep(0.02)  # so that the caller has read what was sent before it hears of the reset
        _reset(transport)

    def _close_if_idle(self) -> None:
        self._idle_timer = None
        if self._transport is None:
            return
        idle = self._loop.time() - self._idle_since
        if idle >= IDLE_SECONDS and not self._is_reading and not self._is_answering:
            self._transport.close()
        else:
            self._idle_timer = self._loop.call_later(max(IDLE_SECONDS - idle, 0.1), self._close_if_idle)


def _target(url: bytes) -> tuple[str, str]:
    """Path and query of a request's target, as they were sent. Raises an error when they are not ASCII, or no URL."""
    if url.startswith(b"/") and b"#" not in url:
        path, _, query = url.decode("ascii").partition("?")
        return path, query
    parsed = httptools.parse_url(url)
    return (parsed.path or b"/").decode("ascii"), (parsed.query or b"").decode("ascii")


def _reset(transport: asyncio.Transport) -> None:
    connection = transport.get_extra_info("socket")
    if connection is not None:
        with socket.socket(fileno=os.dup(connection.fileno())) as same:  # uvloop's own object cannot set options
            same.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _BREAK_OFF)
    transport.abort()
