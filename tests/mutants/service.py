"""A service with one fault: a transport around the emulator's, which no package of the project knows of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx

import nicereply_spec
from nicereply_contract.document import operations

_HOP = {"content-length", "transfer-encoding"}


@dataclass(frozen=True)
class Asked:
    """A request as a fault sees it: path below the base URL, raw; the operation, if the document has one there."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: httpx.Headers
    body: bytes
    operation: str | None
    id: str | None

    def value(self, name: str) -> str | None:
        """A query parameter."""
        return dict(self.query).get(name)

    def with_query(self, **values: str | None) -> Asked:
        """The same request with query parameters set, or taken out (None)."""
        kept = [(name, value) for name, value in self.query if name not in values]
        added = [(name, value) for name, value in values.items() if value is not None]
        return replace(self, query=(*kept, *added))

    def with_body(self, body: Any) -> Asked:
        """The same request with another JSON body."""
        return replace(self, body=json.dumps(body).encode())

    def json(self) -> Any:
        """The body as JSON; None when it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass
class Answered:
    """An answer that a fault may change in place."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def document(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @document.setter
    def document(self, value: Any) -> None:
        self.body = json.dumps(value, ensure_ascii=False).encode()

    def edit(self, change: Callable[[Any], Any]) -> None:
        """Change the body's JSON in place."""
        document = self.document
        change(document)
        self.document = document

    @property
    def is_success(self) -> bool:
        """Whether the request was carried out."""
        return 200 <= self.status < 300


Ask = Callable[[Asked], Answered]
Fault = Callable[[Asked, Ask], Answered]


@cache
def _routes() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """(method, pattern of the path, operationId), concrete paths before those with an id."""
    found = [
        (path.count("{"), method.upper(), re.compile(re.sub(r"\{[^}]*\}", "([^/]+)", path)), operation["operationId"])
        for path, method, operation in operations(nicereply_spec.load_strict())
    ]
    return tuple((method, pattern, name) for _, method, pattern, name in sorted(found, key=lambda item: item[0]))


def operation_at(method: str, path: str) -> tuple[str | None, str | None]:
    """(operationId, id) of a path below the base URL."""
    for route_method, pattern, name in _routes():
        match = pattern.fullmatch(path)
        if match and route_method == method:
            return name, (match.groups() or (None,))[0]
    return None, None


def is_path(template: str, path: str) -> bool:
    """Whether a path below the base URL is one of a path of the document."""
    return re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", template), path) is not None


@dataclass
class Faulty(httpx.BaseTransport):
    """Answers as `inner` does, but for the fault. `base_path` is what stands before every path.

    `seen` has what came and what went out.
    """

    inner: httpx.BaseTransport
    fault: Fault
    base_path: str = "/v1"
    seen: list[tuple[Asked, Answered]] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Let the fault have the request."""
        raw, _, query = request.url.raw_path.decode("ascii").partition("?")
        path = raw.removeprefix(self.base_path)
        operation, id_ = operation_at(request.method, path)
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        asked = Asked(request.method, path, pairs, request.headers.copy(), request.read(), operation, id_)
        raw_query = None if "?" not in str(request.url.raw_path, "ascii") else query

        def ask(wanted: Asked) -> Answered:
            same = wanted.query == asked.query
            return self._ask(request, wanted, raw_query if same else urlencode(wanted.query))

        answer = self.fault(asked, ask)
        self.seen.append((asked, answer))
        return httpx.Response(
            answer.status,
            headers=[(name, value) for name, value in answer.headers.multi_items() if name.lower() not in _HOP],
            stream=httpx.ByteStream(answer.body),
        )

    def _ask(self, request: httpx.Request, wanted: Asked, query: str | None) -> Answered:
        target = self.base_path + wanted.path + (f"?{query}" if query else "")
        headers = [(name, value) for name, value in wanted.headers.multi_items() if name.lower() not in _HOP]
        inner = httpx.Request(
            wanted.method,
            request.url.copy_with(raw_path=target.encode("ascii")),
            headers=headers,
            content=wanted.body or None,
        )
        response = self.inner.handle_request(inner)
        return Answered(response.status_code, response.headers.copy(), response.read())


def none(asked: Asked, ask: Ask) -> Answered:
    """No fault."""
    return ask(asked)


def rows(document: Any) -> Iterator[Any]:
    """The records of an answer: those of a list, or the one."""
    results = document.get("_results") if isinstance(document, dict) else None
    yield from results if isinstance(results, list) else [] if results is None else [results]
