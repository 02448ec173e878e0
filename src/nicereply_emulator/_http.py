"""What goes into the core and what comes out of it: plain values that know no server and no client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from json import dumps
from typing import Literal

JSON = "application/json"


@dataclass(slots=True)
class Request:
    """One request as it came in.

    `path` and `query` are the raw texts of the request line, percent-encoded. `headers` has lower-case names.
    `body` is None when it was larger than the emulator takes. `client` is the caller's address, where it is known.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes | None = b""
    client: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer arrives when that is not at once and whole.

    `delay` is in seconds. `reset` asks to break the connection: before the answer, or after half of its body.
    """

    delay: float = 0.0
    reset: Literal["before", "body"] | None = None


@dataclass(slots=True)
class Response:
    """One answer. `headers` holds what goes beyond content type, length and date."""

    status: int
    body: bytes
    headers: Sequence[tuple[str, str]] = ()
    content_type: str = JSON
    delivery: Delivery | None = None

    @property
    def reset(self) -> Literal["before", "body"] | None:
        """Where the connection is reset; before the answer if it has no body to break off in."""
        if self.delivery is None or self.delivery.reset is None or self.body:
            return None if self.delivery is None else self.delivery.reset
        return "before"

    def sent_to(self, method: str) -> bytes:
        """The part of the body that is sent: nothing in answer to HEAD, half of it where the connection is reset."""
        if method == "HEAD" or self.reset == "before":
            return b""
        return self.body[: len(self.body) // 2] if self.reset == "body" else self.body


class Refusal(Exception):  # noqa: N818 - it is an answer, not a failure
    """Raised anywhere in the core to end the request with an error of the documented form."""

    def __init__(self, status: int, errors: Sequence[str], headers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(status, *errors)
        self.status = status
        self.errors = list(errors)
        self.headers = headers

    def response(self) -> Response:
        return Response(self.status, error_body(self.errors), self.headers)


def error_body(errors: Sequence[str]) -> bytes:
    """The documented body of an error."""
    return dumps({"errors": list(errors)}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
