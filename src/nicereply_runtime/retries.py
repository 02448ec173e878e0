"""When a failed attempt is made again, and after what wait."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

# Requests that change nothing may be repeated whatever happened to them.
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_SAFE_STATUSES = frozenset({429, 502, 503, 504})
_SAFE_ERRORS = (httpx.NetworkError, httpx.RemoteProtocolError, httpx.TimeoutException)

# Others only where the service surely has not acted on them.
_UNSENT_STATUSES = frozenset({429})
_UNSENT_ERRORS = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

_FIRST_WAIT = 0.5
_LONGEST_WAIT = 8.0


class AttemptError(Exception):
    """An attempt failed in a way that may be worth another one."""

    def __init__(self, outcome: httpx.Response | httpx.RequestError) -> None:
        super().__init__(outcome.status_code if isinstance(outcome, httpx.Response) else type(outcome).__name__)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How much one call may try.

    Attributes:
        max_retries: attempts after the first one.
        max_seconds: real time from the beginning of the call, after which no other attempt begins.
    """

    max_retries: int
    max_seconds: float

    def __post_init__(self) -> None:
        if self.max_retries < 0:
            raise ValueError(f"max_retries: {self.max_retries!r} must be 0 or more")
        if self.max_seconds < 0:
            raise ValueError(f"max_retry_seconds: {self.max_seconds!r} must be 0 or more")


def is_retryable(method: str, outcome: httpx.Response | httpx.RequestError) -> bool:
    """Whether repeating a request after this outcome is safe and may help."""
    is_safe = method in _SAFE_METHODS
    if isinstance(outcome, httpx.Response):
        return outcome.status_code in (_SAFE_STATUSES if is_safe else _UNSENT_STATUSES)
    return isinstance(outcome, _SAFE_ERRORS if is_safe else _UNSENT_ERRORS)


def retry_after(response: httpx.Response) -> float | None:
    """How long an answer asks to wait, in seconds; it may say so in seconds or as a date."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    moment = _http_date(text)
    if moment is None:
        return None
    # By the service's own clock, where it tells its time: ours may be wrong.
    now = _http_date(response.headers.get("Date", "")) or datetime.now(UTC)
    return max(0.0, (moment - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def backoff(policy: RetryPolicy, began: float) -> Callable[[Exception], float | bool]:
    """The hook that tells stamina how long to wait after a failure, or False to give up.

    Args:
        policy: the budget of the call.
        began: when the call began, by `time.monotonic()`.
    """
    failures = 0

    def wait(error: Exception) -> float | bool:
        nonlocal failures
        if not isinstance(error, AttemptError):
            return False
        failures += 1
        # Full jitter: clients that failed together do not come back together.
        seconds = random.uniform(0, min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (failures - 1)))  # noqa: S311
        if isinstance(error.outcome, httpx.Response):
            asked = retry_after(error.outcome)
            seconds = seconds if asked is None else asked
        return seconds if time.monotonic() - began + seconds <= policy.max_seconds else False

    return wait
