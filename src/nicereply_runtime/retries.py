"""When a failed attempt is made again, and after what wait."""

from __future__ import annotations

import random
import ssl
import threading
import time
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from tenacity import RetryCallState

    from .attempts import Reporter
    from .calls import Operation

# Requests that change nothing may be repeated whatever happened to them.
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_SAFE_STATUSES = frozenset({429, 502, 503, 504})
_SAFE_ERRORS = (httpx.NetworkError, httpx.RemoteProtocolError, httpx.TimeoutException)

# Others only where the service surely has not acted on them.
_UNSENT_STATUSES = frozenset({429})
_UNSENT_ERRORS = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

Outcome = httpx.Response | httpx.RequestError
"""What becomes of an attempt."""

_FIRST_WAIT = 0.5
_LONGEST_WAIT = 8.0
_LONGEST_SLEEP = 0.05
"""How long a call that may be given up sleeps before it looks again whether it was."""


class GivingUp:
    """Whether a call in a thread was given up: nobody waits for its answer any more.

    A plain flag, since garbage collection may set it, in any thread: it must not wait for a lock.
    """

    is_given_up = False

    def __bool__(self) -> bool:
        # A program that ends waits for its threads, and for nothing that they would do after that.
        return self.is_given_up or not threading.main_thread().is_alive()


GIVING_UP: ContextVar[GivingUp | None] = ContextVar("nicereply_giving_up", default=None)
"""What tells the calls of this context that they were given up; None where they cannot be."""


class AttemptError(Exception):
    """An attempt failed in a way that may be worth another one."""

    def __init__(self, outcome: Outcome) -> None:
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


def is_retryable(method: str, outcome: Outcome) -> bool:
    """Whether repeating a request after this outcome is safe and may help."""
    is_safe = method in _SAFE_METHODS
    if isinstance(outcome, httpx.Response):
        return outcome.status_code in (_SAFE_STATUSES if is_safe else _UNSENT_STATUSES)
    return isinstance(outcome, _SAFE_ERRORS if is_safe else _UNSENT_ERRORS) and not _is_lasting(outcome)


def _is_lasting(error: BaseException | None) -> bool:
    """Whether a connection failed for a certificate, which will be no better the next time."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


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
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


class Course:
    """One call from its first attempt to its last, as tenacity asks for it.

    Args:
        policy: the budget of the call.
        reporter: who is told of each attempt.
        operation: what is called.
        request: what is sent.
        began: when the call began, by `time.monotonic()`.
    """

    def __init__(
        self, policy: RetryPolicy, reporter: Reporter, operation: Operation[Any], request: httpx.Request, began: float
    ) -> None:
        self._policy = policy
        self._reporter = reporter
        self._operation = operation
        self._request = request
        self._began = self._attempt_began = began
        self._ended = time.monotonic()
        self._told = 0
        self._failed: AttemptError | None = None
        self._giving_up = GIVING_UP.get()

    def options(self) -> dict[str, Any]:
        """The arguments of tenacity's `Retrying` and `AsyncRetrying`."""
        from tenacity import retry_if_exception_type

        sleep: dict[str, Any] = {} if self._giving_up is None else {"sleep": self._sleep}
        return {
            **sleep,
            "retry": retry_if_exception_type(AttemptError),
            "wait": self._wait,
            "stop": self._stop,
            "before_sleep": self._before_sleep,
            "reraise": True,
        }

    def begin(self) -> None:
        """An attempt after the first one begins."""
        self._attempt_began = time.monotonic()

    def settle(self, outcome: Outcome, number: int) -> httpx.Response:
        """The answer of an attempt. Raises AttemptError when another may be allowed, else the error itself."""
        self._ended = time.monotonic()
        if is_retryable(self._request.method, outcome):
            raise AttemptError(outcome)
        self._tell(outcome, number, None)
        return give_up(outcome)

    def end(self, outcome: Outcome, number: int) -> httpx.Response:
        """The answer of the last attempt that is allowed, or its error."""
        if number != self._told:  # else the call was given up while it waited for the next one
            self._tell(outcome, number, None)
        return give_up(outcome)

    def _wait(self, state: RetryCallState) -> float:
        # Full jitter: clients that failed together do not come back together.
        seconds = random.uniform(0, min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (state.attempt_number - 1)))  # noqa: S311
        asked = None
        outcome = _outcome(state)
        if isinstance(outcome, httpx.Response):
            asked = retry_after(outcome)
        return seconds if asked is None else asked

    def _stop(self, state: RetryCallState) -> bool:
        if self._giving_up or state.attempt_number > self._policy.max_retries:
            return True
        return time.monotonic() - self._began + state.upcoming_sleep > self._policy.max_seconds

    def _sleep(self, seconds: float) -> None:
        """Wait for the next attempt. Raises AttemptError, so that none follows, when the call is given up."""
        until = time.monotonic() + seconds
        while not self._giving_up:
            rest = until - time.monotonic()
            if rest <= 0:
                return
            time.sleep(min(rest, _LONGEST_SLEEP))
        if self._failed is not None:
            raise self._failed

    def _before_sleep(self, state: RetryCallState) -> None:
        self._failed = AttemptError(_outcome(state))
        self._told = state.attempt_number
        self._tell(_outcome(state), state.attempt_number, state.upcoming_sleep)

    def _tell(self, outcome: Outcome, number: int, retry_in: float | None) -> None:
        if self._reporter.is_wanted:
            self._reporter.tell(
                self._operation,
                self._request,
                outcome,
                number=number,
                seconds=self._ended - self._attempt_began,
                retry_in=retry_in,
            )


def give_up(outcome: Outcome) -> httpx.Response:
    """The answer of an attempt. Raises its error if there is none."""
    if isinstance(outcome, httpx.Response):
        return outcome
    raise outcome


def _outcome(state: RetryCallState) -> Outcome:
    error = None if state.outcome is None else state.outcome.exception()
    if not isinstance(error, AttemptError):
        raise TypeError(f"{error!r} is no failed attempt")
    return error.outcome
