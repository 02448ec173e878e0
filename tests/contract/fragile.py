"""A service that fails for good when it is written to."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class FragileServer(http.server.ThreadingHTTPServer):
    """Answers reading with a status, an empty list, and nothing of what the document promises.

    `status` is what it answers first; after `answers` answers it is `later`. `written` has what should not have come.
    `location` is where it redirects to, if anywhere, `content` the body of every answer.
    """

    def __init__(self, status: int = 200, *, answers: int = 1_000_000, later: int = 200) -> None:
        self.written: list[str] = []
        self.read = 0
        self.status = status
        self.location = ""
        self.content = json.dumps({"_results": [], "errors": ["No."]}).encode()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.read += 1
                status = server.status if server.read <= answers else later
                self._answer(500 if server.written else status)

            def do_POST(self) -> None:
                server.written.append(f"{self.command} {self.path}")
                self._answer(500)

            do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = do_TRACE = do_POST  # noqa: N815

            def _answer(self, status: int) -> None:
                body = server.content
                self.send_response(status)
                if server.location:
                    self.send_header("location", server.location)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def base_url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def fragile(status: int = 200, *, answers: int = 1_000_000, later: int = 200) -> Iterator[FragileServer]:
    """Serve such a service."""
    with FragileServer(status, answers=answers, later=later) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
