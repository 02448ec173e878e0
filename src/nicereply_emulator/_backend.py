"""What the connections of a server share: asking the service, committing what it wrote, and the bytes of answers."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from ._batch import Batch
from ._http import Request, Response, error_body
from ._service import Service

_UNSAFE = re.compile(r"[^\t\x20-\x7e\x80-\xff]")
"""What may not be in a line of a head."""

_LARGEST_BATCH = 64
"""Ratings after which a commit is not put off any more."""

_log = logging.getLogger("nicereply_emulator")


@dataclass(slots=True)
class Answer:
    """An answer, and what its request says of how it is sent."""

    response: Response
    is_head: bool = False
    keep_alive: bool = False


class Backend:
    """The service as one server's connections see it, in the thread of its event loop."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._store = service.state.store
        self._waiting: list[tuple[Answer, Batch, Callable[[Answer], None]]] = []
        self._date = ""
        self._heads: dict[tuple[int, str], bytes] = {}

    def ask(self, request: Request) -> tuple[Response, Batch | None]:
        """The service's response, and the batch of new ratings that must be committed before it may be sent."""
        with self._service.lock:
            self._store.batches = True
            try:
                response = self._service.handle(request)
                if response.delivery is not None:
                    self._store.commit()
            except Exception:  # noqa: BLE001 - whatever it is, the caller gets an answer and the log the reason
                _log.exception("%s %s could not be answered", request.method, request.path)
                response = _failure()
            finally:
                self._store.batches = False
            return response, self._store.batch

    def largest_body(self, path: str) -> int:
        """How many bytes the body of a request to this path may have."""
        return self._service.largest_body(path)

    def send_committed(self, answer: Answer, batch: Batch, send: Callable[[Answer], None]) -> None:
        """Call `send` with the answer when the batch is committed, or with a 500 in its place when it is lost.

        The loop goes on for as long as its turns bring more of them. So the ratings of all requests that are there are
        committed together: one commit costs more than writing a rating.
        """
        self._waiting.append((answer, batch, send))
        if len(self._waiting) == 1:
            asyncio.get_running_loop().call_soon(self._commit_unless_more, 0)

    def _commit_unless_more(self, before: int) -> None:
        """Commit when the last turn of the loop has brought no more than the answers there were `before` it."""
        number = len(self._waiting)
        if before < number < _LARGEST_BATCH:
            asyncio.get_running_loop().call_soon(self._commit_unless_more, number)
        else:
            self._commit()

    def _commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        with self._service.lock:
            try:
                self._store.commit()
            except Exception:  # noqa: BLE001 - as above; the batch keeps it too
                _log.exception("new ratings could not be stored")
        for answer, batch, send in waiting:
            if batch.error is not None:
                answer.response = _failure()
            send(answer)

    def message(self, answer: Answer) -> bytes:
        """Head and body as they are sent."""
        try:
            return self._message(answer)
        except ValueError:
            _log.exception("an answer could not be sent")
            answer.response = _failure()
            return self._message(answer)

    def _message(self, answer: Answer) -> bytes:
        response = answer.response
        head = self._head(response.status, response.content_type)
        body = b"" if answer.is_head else response.body
        if answer.keep_alive and not response.headers:
            return b"%b%d\r\n\r\n%b" % (head, len(response.body), body)
        headers = list(response.headers) if answer.keep_alive else [*response.headers, ("connection", "close")]
        return b"%b%d\r\n%b\r\n%b" % (head, len(response.body), _lines(headers), body)

    def _head(self, status: int, content_type: str) -> bytes:
        """The head, as far as to the value of content-length; it is the same for a second."""
        date = self._service.http_date()
        if date != self._date:
            self._date = date
            self._heads.clear()
        head = self._heads.get((status, content_type))
        if head is None:
            headers = _lines([("content-type", content_type), ("date", date)])
            head = b"HTTP/1.1 %d %b\r\n%bcontent-length: " % (status, _phrase(status), headers)
            self._heads[status, content_type] = head
        return head


def malformed(message: str) -> Response:
    """The answer to what is no HTTP request."""
    return Response(400, error_body([f"Malformed HTTP request: {message}"]))


def _failure() -> Response:
    return Response(500, error_body(["The emulator failed. This is a mistake in it; its log has the details."]))


def _lines(headers: Sequence[tuple[str, str]]) -> bytes:
    for header in headers:
        if _UNSAFE.search("".join(header)):
            raise ValueError(f"the header {header!r} has characters that no header may have")
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("latin-1")


def _phrase(status: int) -> bytes:
    try:
        return HTTPStatus(status).phrase.encode("ascii")
    except ValueError:
        return b""
