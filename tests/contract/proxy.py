"""A proxy in front of the emulator that makes one mistake: what the suite must notice."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx

HOP_BY_HOP = {"connection", "content-length", "date", "host", "server", "transfer-encoding"}


@dataclass
class Exchange:
    """One request, and its answer once there is one. A mistake changes either."""

    method: str
    path: str
    request_headers: dict[str, str]
    request_body: bytes
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def is_success_of(self, path: str) -> bool:
        """Whether this is a successful answer of the resource at `path`."""
        return self.path.partition("?")[0].endswith(path) and self.status == HTTPStatus.OK

    def edit(self, change: Callable[[Any], None]) -> None:
        """Change the answer's JSON in place."""
        document = json.loads(self.body)
        change(document)
        self.body = json.dumps(document).encode()


Mistake = Callable[[Exchange], None]


@contextmanager
def proxy(
    target: str,
    *,
    before: Mistake | None = None,
    after: Mistake | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Iterator[str]:
    """Serve `target` (with its `/v1`) under another base URL; `before` and `after` see every exchange.

    `transport` leads to the target in place of the network.
    """
    with httpx.Client(transport=transport) as client:

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # one write for each answer: small ones wait for each other's acknowledgement

            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def handle_any(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                headers = {key: value for key, value in self.headers.items() if key.lower() not in HOP_BY_HOP}
                exchange = Exchange(self.command, self.path, headers, self.rfile.read(length))
                if before:
                    before(exchange)
                try:
                    answer = client.request(
                        exchange.method,
                        httpx.URL(target).copy_with(raw_path=exchange.path.encode("latin-1")),
                        headers=exchange.request_headers,
                        content=exchange.request_body,
                    )
                except httpx.LocalProtocolError:  # schemathesis tries what a server does with NUL in a header
                    self.send_error(HTTPStatus.BAD_REQUEST)
                    return
                exchange.status, exchange.body = answer.status_code, answer.content
                exchange.headers = {key: value for key, value in answer.headers.items() if key not in HOP_BY_HOP}
                if after:
                    after(exchange)
                self.send_response(exchange.status)
                for key, value in exchange.headers.items():
                    self.send_header(key, value)
                self.send_header("content-length", str(len(exchange.body)))
                self.end_headers()
                if exchange.method != "HEAD":
                    self.wfile.write(exchange.body)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = handle_any  # noqa: N815
            do_TRACE = do_QUERY = handle_any  # noqa: N815

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
