"""What is told of each attempt of a call: to the log, and to a hook of the caller."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from .calls import Operation

LOGGER = logging.getLogger("nicereply")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of a call, after it ended. A client hands it to its `on_attempt`.

    Attributes:
        operation: operationId; of ``client.request``, method and path.
        number: which attempt of the call it was; the first is 1.
        seconds: how long it took, the body included.
        request: the request, without its credentials.
        response: the answer with its body, or ``None`` if no complete answer came.
        error: why none came, or ``None``.
        retry_in: after how many seconds another attempt follows, or ``None`` if none does.
    """

    operation: str
    number: int
    seconds: float
    request: httpx.Request
    response: httpx.Response | None
    error: httpx.RequestError | None
    retry_in: float | None


Attempt.__module__ = "nicereply"

OnAttempt = Callable[[Attempt], None]


class Reporter:
    """Tells of attempts.

    Log lines have method, path and query, status, time and the number of the attempt: never headers, and never bodies.
    """

    def __init__(self, on_attempt: OnAttempt | None) -> None:
        self.on_attempt = on_attempt

    @property
    def is_wanted(self) -> bool:
        """Whether anybody listens. Attempts need not be described otherwise."""
        return self.on_attempt is not None or LOGGER.isEnabledFor(logging.INFO)

    def tell(
        self,
        operation: Operation[Any],
        request: httpx.Request,
        outcome: httpx.Response | httpx.RequestError,
        *,
        number: int,
        seconds: float,
        retry_in: float | None,
    ) -> None:
        """Tell of one attempt. Errors of the hook are the caller's: they end the call."""
        response = outcome if isinstance(outcome, httpx.Response) else None
        error = None if isinstance(outcome, httpx.Response) else outcome
        LOGGER.log(
            logging.INFO if retry_in is None else logging.WARNING,
            "%s %s %s in %.3f s (attempt %d)%s",
            request.method,
            _target(operation, request),
            f"failed with {type(error).__name__}" if response is None else f"answered {response.status_code}",
            seconds,
            number,
            "" if retry_in is None else f", the next in {retry_in:.3f} s",
        )
        if self.on_attempt is not None:
            self.on_attempt(Attempt(operation.id, number, seconds, request, response, error, retry_in))


def _target(operation: Operation[Any], request: httpx.Request) -> str:
    """Path and query. What the query of an operation that the document does not describe holds is not known."""
    if operation.success is None:
        return request.url.path
    return request.url.raw_path.decode("ascii")
