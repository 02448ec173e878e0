"""The emulator over HTTP: uvicorn's server, with connections of our own."""

import asyncio
import ipaddress
import signal
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from types import FrameType

import uvicorn

from ._protocol import GRACE_SECONDS, protocol_for
from ._service import Service
from .controls.check import ControlError


class Server(uvicorn.Server):
    """uvicorn, listening on a socket of ours; `ready` is called when it answers."""

    def __init__(self, service: Service, listener: socket.socket, ready: Callable[[], None] | None = None) -> None:
        config = uvicorn.Config(
            _no_application,
            loop="uvloop" if _has_uvloop() else "asyncio",
            http=protocol_for(service),
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,  # what a caller says of its own address is not believed
            server_header=False,
            date_header=False,
        )
        super().__init__(config)
        self._listener = listener
        self._ready = ready
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    def run_until_stopped(self) -> None:
        """Serve in this thread until `stop` is called or, in the main thread, SIGINT or SIGTERM comes."""
        self.run(sockets=[self._listener])

    def stop(self) -> None:
        """End in good order. May be called in any thread, and by a signal's handler; a second time it does no harm."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._stopping.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        if self.started and self._ready is not None:
            self._ready()

    async def main_loop(self) -> None:
        """Wait for `stop`. uvicorn looks every tenth of a second, and does what is not needed here."""
        if not self.should_exit:
            await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more requests; give those that are under way their time. uvicorn waits a fifth of a second more."""
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        state = self.server_state
        until = time.monotonic() + GRACE_SECONDS
        while (state.connections or state.tasks) and not self.force_exit and time.monotonic() < until:
            await asyncio.sleep(0.005)

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals end the server in good order. uvicorn raises them again afterwards, as if it had crashed."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what signal handlers are given
            if self.should_exit:
                self.force_exit = True
            self.stop()

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


async def _no_application(scope: object, receive: object, send: object) -> None:
    """uvicorn asks for an ASGI application. Its connections never call it: they ask the service themselves."""
    raise NotImplementedError


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the address, port 0 at a free one.

    Raises `OSError` when the address cannot be had, `ControlError` when there is none.
    """
    if not host:
        raise ControlError(["host: '': expected an address such as 127.0.0.1; 0.0.0.0 is every one of this machine"])
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
