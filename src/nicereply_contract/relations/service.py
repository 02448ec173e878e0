"""The service behind a base URL, asked by operation and not by path, with a curl line for every request."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final, Self, cast
from urllib.parse import urlsplit

import httpx

from nicereply_contract.document import Node
from nicereply_contract.exchange import Exchange
from nicereply_contract.relations.catalogue import Operation

TIMEOUT: Final = 30.0
"""Seconds for one answer."""
KEY_IN_CURL: Final = '-u ":$NICEREPLY_API_KEY"'


class Broken(Exception):  # noqa: N818 - it is the relation that is broken, not the program
    """A relation does not hold. `curl` repeats the requests that show it, one a line, without the key."""

    def __init__(self, message: str, curl: str = "") -> None:
        """Say what was found and what would have been right."""
        super().__init__(message)
        self.curl = curl


class NotRun(Exception):  # noqa: N818 - nothing went wrong
    """A relation cannot be tried here; the message says why."""


@dataclass(frozen=True)
class Answer:
    """One answer: its status, its JSON (None when it is none), and the request as a curl line."""

    status: int
    body: Any
    curl: str
    date: datetime

    @property
    def results(self) -> Any:
        """What is in `_results`. Raises Broken when the answer is no success or has none."""
        if self.status >= HTTPStatus.BAD_REQUEST:
            raise Broken(f"expected a success, got {self.status} {str(self.body)[:200]}", self.curl)
        return self._part("_results")

    @property
    def pagination(self) -> Node:
        """What is in `_pagination`. Raises Broken when it is missing."""
        pagination: Node = self._part("_pagination")
        return pagination

    def _part(self, name: str) -> Any:
        body: Any = self.body
        if isinstance(body, dict) and name in body:
            return cast("Node", body)[name]
        raise Broken(f"expected {name}, got {self.status} {str(self.body)[:200]}", self.curl)


class Service:
    """Calls operations. Anything but GET is refused with PermissionError unless `allow_writes`.

    `observe` is shown every exchange; `transport` replaces httpx's own. Raises httpx.HTTPError when there is no answer.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        allow_writes: bool = False,
        observe: Callable[[Exchange], None] | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Prepare; nothing is sent yet."""
        self.base_url = base_url.rstrip("/")
        self.allow_writes = allow_writes
        self._observe = observe
        self._client = httpx.Client(
            auth=("", api_key), timeout=TIMEOUT, headers={"Accept": "application/json"}, transport=transport
        )

    def __enter__(self) -> Self:
        """Hand out the service."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close its connections."""
        self._client.close()

    def get(self, operation: Operation, record: str | None = None, **query: Any) -> Answer:
        """Ask one operation; `record` is the id in its path. Query parameters that are None are left out."""
        sent = {name: str(value) for name, value in query.items() if value is not None}
        return self._send(operation.id, "GET", self._url(operation, record), sent, None)

    def post(self, operation: Operation, body: Any) -> Answer:
        """Send one creation."""
        return self._send(operation.id, "POST", self._url(operation, None), {}, body)

    def follow(self, link: str) -> Answer:
        """Ask for a path as answers link to it: without host, with the version (`/v1/…`)."""
        version = self.base_url.rpartition("/")[2]
        prefix = f"/{version}/"
        if not link.startswith(prefix):
            raise Broken(f"the link {link!r} does not begin with {prefix!r}")
        return self._send("", "GET", f"{self.base_url}/{link.removeprefix(prefix)}", {}, None)

    def _url(self, operation: Operation, record: str | None) -> str:
        if operation.takes_id:
            if record is None:
                raise ValueError(f"{operation.id} takes an id")
            return self.base_url + operation.path.format(id=record)
        return self.base_url + operation.path

    def _send(self, operation_id: str, method: str, url: str, query: dict[str, str], body: Any) -> Answer:
        if method != "GET" and not self.allow_writes:
            raise PermissionError(f"{method} {url}: writing was not allowed")
        request = self._client.build_request(method, url, params=query or None, json=body)
        answer = self._client.send(request, auth=self._client.auth)
        if self._observe is not None:
            self._observe(Exchange.of_httpx(operation_id, answer))
        try:
            content: Any = answer.json()
        except ValueError:
            content = None
        return Answer(answer.status_code, content, curl(method, str(request.url), body), _date(answer))


def curl(method: str, url: str, body: Any = None) -> str:
    """A line for a shell that sends a request; the key comes from its environment."""
    line = f"curl {KEY_IN_CURL}"
    if method != "GET":
        line += f" -X {method}"
    if body is not None:
        line += f" -H 'Content-Type: application/json' -d {shlex.quote(json.dumps(body))}"
    return f"{line} {shlex.quote(url)}"


def host_of(base_url: str) -> str:
    """The host of a base URL, empty when it has none."""
    return urlsplit(base_url).hostname or ""


def _date(answer: httpx.Response) -> datetime:
    """The service's own time, or this machine's when it does not say."""
    try:
        return parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return datetime.now(UTC)
