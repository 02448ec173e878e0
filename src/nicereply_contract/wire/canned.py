"""A server on a free port of this machine that gives the canned answers of a case and keeps what it was sent."""

import threading
import time
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from .cases import Answer

_NO_ANSWER_LEFT: Answer = {
    "status": 418,
    "headers": {"Content-Type": "text/plain"},
    "body": "no answer is left in this case",
}
_WITHOUT_BODY = {204, 304}


@dataclass(frozen=True)
class SeenRequest:
    """A request as it came: method, target (path and query, not decoded), headers in order, body."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> list[str]:
        """The values of all headers of this name, whatever its case."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


def _body(answer: Answer) -> bytes:
    return b64decode(answer["body_base64"]) if "body_base64" in answer else answer.get("body", "").encode()


def _wire(answer: Answer) -> bytes:
    """The bytes of the answer; less than announced where it is broken in its body, none where it is broken before."""
    broken = answer.get("broken")
    if broken == "before-answer":
        return b""
    status, body = answer.get("status", 200), _body(answer)
    headers = {
        name: value if isinstance(value, str) else formatdate(time.time() + value["$http_date_in"], usegmt=True)
        for name, value in answer["headers"].items()
    }
    if status in _WITHOUT_BODY:
        body = b""
    else:
        headers.setdefault("Content-Length", str(len(body) + (100 if broken else 0)))
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Canned\r\n{head}\r\n".encode("latin-1") + body


class CannedServer:
    """Answers the requests of one case after the other; a context manager.

    Attributes:
        origin: scheme, host and port, without a path.
        seen: the requests that came since :meth:`play`.
    """

    def __init__(self) -> None:
        self.seen: list[SeenRequest] = []
        self._answers: list[Answer] = []
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.origin = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def play(self, answers: Sequence[Answer]) -> None:
        """Forget what came; the next requests get these answers in their order, and 418 when none is left."""
        with self._lock:
            self.seen = []
            self._answers = list(answers)

    def _take(self, request: SeenRequest) -> Answer:
        with self._lock:
            self.seen.append(request)
            return self._answers.pop(0) if self._answers else _NO_ANSWER_LEFT

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        take = self._take

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                answer = take(SeenRequest(self.command, self.path, tuple(self.headers.items()), body))
                self.wfile.write(_wire(answer))
                if "broken" in answer:
                    self.close_connection = True

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = handle_any  # noqa: N815 -- names of the library

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- names of the library
                """Write nothing; requests carry credentials."""

        return Handler
