"""Mistakes of the client in errors and retries: patched functions of its runtime."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import httpx

from nicereply_runtime import errors, issues, responses, retries, sync_client

from ..mutant import Made, operator
from .client import ClientFault, patched_transport


def patched(target: Any, name: str, value: Any) -> ClientFault:
    """Another value under a name of a module or class."""

    @contextmanager
    def fault() -> Iterator[None]:
        with mock.patch.object(target, name, value):
            yield

    return fault


def _by_status() -> dict[int, type[errors.APIError]]:
    return {
        status: errors.error_class(status)
        for status in (400, 401, 402, 404, 429, 500, 502, 503, 504, 520)
        if errors.error_class(status) is not errors.UnexpectedStatusError
    }


def _mapped(status: int, other: type[errors.APIError]) -> ClientFault:
    real = errors.error_class
    return patched(responses, "error_class", lambda code: other if code == status else real(code))


@operator("client", "error mapping")
def error_without_a_class() -> Iterator[Made]:
    """A status that has a class of error is an unexpected one."""
    for status in _by_status():
        yield str(status), (), _mapped(status, errors.UnexpectedStatusError)


@operator("client", "error mapping")
def errors_exchanged() -> Iterator[Made]:
    """A status has the class of error of another."""
    classes = list(_by_status().items())
    for index, (status, own) in enumerate(classes):
        other = next(found for _, found in classes[index + 1 :] + classes if found is not own)
        yield f"{status} as {other.__name__}", (), _mapped(status, other)


@operator("client", "error mapping")
def other_success_taken() -> Iterator[Made]:
    """Any status from 200 to 299 is the documented success."""
    yield (
        "every operation",
        (),
        patched(responses.Response, "is_success", property(lambda self: self.status_code < 300)),
    )


@operator("client", "error mapping")
def texts_of_an_error_lost() -> Iterator[Made]:
    """An error has no texts, or only the first."""
    real: Any = responses.Response.__dict__["errors"]
    yield "all", (), patched(responses.Response, "errors", property(lambda _: []))
    yield "but the first", (), patched(responses.Response, "errors", property(lambda self: real.fget(self)[:1]))


@operator("client", "error mapping")
def issue_misread() -> Iterator[Made]:
    """What a text of a 400 says is not taken apart, or wrongly."""
    real = issues.parse_issue
    changes: dict[str, Callable[[issues.ValidationIssue], issues.ValidationIssue]] = {
        "location lost": lambda it: issues.ValidationIssue("", it.field, it.message),
        "field lost": lambda it: issues.ValidationIssue(it.location, "", it.message),
        "message lost": lambda it: issues.ValidationIssue(it.location, it.field, ""),
        "outermost field alone": lambda it: issues.ValidationIssue(it.location, it.field.partition(".")[0], it.message),
    }
    for place, change in changes.items():
        yield place, (), patched(issues, "parse_issue", lambda text, change=change: change(real(text)))


@operator("client", "retries")
def wait_misread() -> Iterator[Made]:
    """How long to wait is not read, or only in one of its forms, or doubled."""
    real = retries.retry_after

    def of(change: Callable[[httpx.Response], float | None]) -> ClientFault:
        @contextmanager
        def fault() -> Iterator[None]:
            with mock.patch.object(retries, "retry_after", change), mock.patch.object(responses, "retry_after", change):
                yield

        return fault

    def seconds_alone(response: httpx.Response) -> float | None:
        return real(response) if response.headers.get("retry-after", "").isdigit() else None

    def dates_alone(response: httpx.Response) -> float | None:
        return None if response.headers.get("retry-after", "").isdigit() else real(response)

    yield "never read", (), of(lambda _: None)
    yield "dates not read", (), of(seconds_alone)
    yield "seconds not read", (), of(dates_alone)
    yield "doubled", (), of(lambda response: (real(response) or 0) * 2 if real(response) is not None else None)


def _retried(change: Callable[[str, retries.Outcome, bool], bool]) -> ClientFault:
    real = retries.is_retryable

    def judged(method: str, outcome: retries.Outcome) -> bool:
        return change(method, outcome, real(method, outcome))

    @contextmanager
    def fault() -> Iterator[None]:
        with mock.patch.object(retries, "is_retryable", judged), mock.patch.object(sync_client, "is_retryable", judged):
            yield

    return fault


def _is(outcome: retries.Outcome, status: int) -> bool:
    return isinstance(outcome, httpx.Response) and outcome.status_code == status


@operator("client", "retries")
def status_not_retried() -> Iterator[Made]:
    """A reading that would be repeated is given up at once."""
    for status in (429, 502, 503, 504):
        fault = _retried(lambda method, it, said, status=status: said and not (method == "GET" and _is(it, status)))
        yield f"GET {status}", (), fault
    yield "POST 429", (), _retried(lambda method, it, said: said and not (method == "POST" and _is(it, 429)))


@operator("client", "retries")
def status_retried() -> Iterator[Made]:
    """What is not repeated is: a server's failure, a refusal, a creation that may have been made."""
    for method, status in (
        *(("GET", status) for status in (400, 401, 402, 404, 500, 520)),
        *(("POST", status) for status in (400, 402, 500, 502, 503, 504)),
    ):
        fault = _retried(
            lambda asked, it, said, method=method, status=status: said or (asked == method and _is(it, status))
        )
        yield f"{method} {status}", (), fault


@operator("client", "retries")
def broken_connection_misjudged() -> Iterator[Made]:
    """A broken connection is not repeated by a reading, or is by a creation."""
    for kind in (httpx.ReadError, httpx.RemoteProtocolError, httpx.ConnectError, httpx.ReadTimeout):
        yield (
            f"GET {kind.__name__}",
            (),
            _retried(lambda method, it, said, kind=kind: said and not (method == "GET" and isinstance(it, kind))),
        )
    for kind in (httpx.ReadError, httpx.RemoteProtocolError, httpx.ReadTimeout):
        yield (
            f"POST {kind.__name__}",
            (),
            _retried(lambda method, it, said, kind=kind: said or (method == "POST" and isinstance(it, kind))),
        )


@operator("client", "retries")
def number_of_retries_misjudged() -> Iterator[Made]:
    """There is a retry more, or one less, than allowed; or time does not count."""
    real = retries.RetryPolicy

    @contextmanager
    def counted(step: int) -> Iterator[None]:
        slot: Any = real.__dict__["max_retries"]
        changed = property(lambda self: max(0, slot.__get__(self, real) + (step if slot.__get__(self, real) else 0)))
        with mock.patch.object(real, "max_retries", changed):
            yield

    @contextmanager
    def endless() -> Iterator[None]:
        with mock.patch.object(real, "max_seconds", property(lambda _: 1e9)):
            yield

    yield "one more", (), lambda: counted(1)
    yield "one less", (), lambda: counted(-1)
    yield "without end", (), endless


@operator("client", "retries")
def request_sent_twice() -> Iterator[Made]:
    """Every request is sent a second time, without need."""

    def twice(request: httpx.Request, send: Callable[[httpx.Request], httpx.Response]) -> httpx.Response:
        send(request).read()
        return send(request)

    yield "every request", (), patched_transport(twice)
