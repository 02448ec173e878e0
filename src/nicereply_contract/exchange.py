"""A request and its answer as they went over the wire: what the ledger counts and a second judge reads."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

_PRIVATE = {"authorization", "cookie", "proxy-authorization", "set-cookie", "x-schemathesis-testcaseid"}


@dataclass
class Exchange:
    """One exchange. `operation_id` is empty when it is not known; bodies are what was sent, without transfer encodings.

    `positive` says whether the request was meant to be valid: None when nobody said. Headers have lower-case names;
    those that carry a key are left out, `authorized` says whether there was one.
    """

    operation_id: str
    method: str
    url: str
    status: int
    request_headers: dict[str, str] = field(default_factory=dict[str, str])
    request_body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    authorized: bool = True
    positive: bool | None = None

    @classmethod
    def of_httpx(cls, operation_id: str, answer: httpx.Response) -> Self:
        """What httpx sent and received."""
        request = answer.request
        return cls(
            operation_id=operation_id,
            method=request.method,
            url=str(request.url),
            status=answer.status_code,
            request_headers=public(dict(request.headers)),
            request_body=request.content,
            headers=public(dict(answer.headers)),
            body=answer.content,
            authorized="authorization" in request.headers,
        )

    def dump(self) -> str:
        """One line of JSON."""
        data: dict[str, Any] = asdict(self)
        for name in ("request_body", "body"):
            data[name] = base64.b64encode(data[name]).decode()
        return json.dumps(data)

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read what `dump` wrote."""
        data = json.loads(line)
        for name in ("request_body", "body"):
            data[name] = base64.b64decode(data[name])
        return cls(**data)

    def json(self) -> Any:
        """The answer's JSON; None when it is none."""
        return _json(self.body)

    def request_json(self) -> Any:
        """The request's JSON; None when it is none."""
        return _json(self.request_body)


def public(headers: dict[str, str]) -> dict[str, str]:
    """Headers with lower-case names, without those that carry a key."""
    return {name.lower(): value for name, value in headers.items() if name.lower() not in _PRIVATE}


def read_exchanges(path: Path) -> Iterator[Exchange]:
    """The exchanges of a recording, in their order; none when there is no such file."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield Exchange.parse(line)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content) if content else None
    except ValueError:
        return None
