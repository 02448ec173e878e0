"""Retries against an emulator that misbehaves on command. Its journal is the witness of what reached the service."""

import asyncio
import random
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import nicereply
from nicereply_emulator import Emulator

SURVEY = "df05e734-aed3-4da1-9fcb-730a2415698e"
RATING = {"survey_id": SURVEY, "score": 9, "user": nicereply.UserByUsername("agentBob"), "from_": "A"}

NOW = "2026-01-15T12:00:00Z"


class Caller:
    """One of the clients, with what it tells of its attempts."""

    def __init__(self, emulator: Emulator, runner: asyncio.Runner, *, is_async: bool) -> None:
        self.runner, self.is_async = runner, is_async
        self.told: list[nicereply.Attempt] = []
        self.http_client: Any
        self.client: Any
        if is_async:
            self.http_client = httpx.AsyncClient(transport=emulator.async_transport())
            self.client = nicereply.AsyncClient(emulator.api_key, emulator.base_url, **self.settings)
        else:
            self.http_client = httpx.Client(transport=emulator.transport())
            self.client = nicereply.Client(emulator.api_key, emulator.base_url, **self.settings)

    @property
    def settings(self) -> dict[str, Any]:
        return {"http_client": self.http_client, "on_attempt": self.told.append}

    def __call__(self, method: str, settings: dict[str, Any] | None = None, **named: Any) -> Any:
        resource, _, name = method.partition(".")
        client = self.client.copy(**settings) if settings else self.client
        result = getattr(getattr(client, resource), name)(**named)
        if isinstance(result, nicereply.Pager):
            return list(result)
        if isinstance(result, nicereply.AsyncPager):
            return self.runner.run(_all(result))
        return self.runner.run(result) if self.is_async else result

    def close(self) -> None:
        if self.is_async:
            self.runner.run(self.http_client.aclose())
        else:
            self.http_client.close()


async def _all(pager: nicereply.AsyncPager[Any]) -> list[Any]:
    return [item async for item in pager]


@pytest.fixture(scope="module")
def _emulator() -> Iterator[Emulator]:
    emulator = Emulator(data="demo", now=NOW, self_check=True)
    emulator.mark()
    yield emulator
    emulator.close()


@pytest.fixture
def service(_emulator: Emulator) -> Emulator:
    """An emulator in process, as it was at first."""
    _emulator.reset()
    return _emulator


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, service: Emulator, runner: asyncio.Runner) -> Iterator[Caller]:
    """Calls a method of a client by its name."""
    caller = Caller(service, runner, is_async=request.param == "async")
    yield caller
    caller.close()


@pytest.fixture
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The jitter is always 0: what remains are waits that the service asks for."""
    monkeypatch.setattr(random, "uniform", lambda _low, _high: 0.0)


def statuses(emulator: Emulator) -> list[int | None]:
    return [entry.status for entry in emulator.journal.entries()]


@pytest.mark.usefixtures("no_waits")
class TestGet:
    @pytest.mark.parametrize("status", [429, 502, 503, 504])
    def test_is_repeated_until_it_succeeds(self, call: Caller, service: Emulator, status: int) -> None:
        service.faults.add("status", operation="getCsatStats", status=status, first=2)
        assert call("csat.get_stats").count > 0
        service.verify("getCsatStats", times=2, status=status)
        service.verify("getCsatStats", times=1, status=200)

    @pytest.mark.parametrize(
        ("status", "error"),
        [(401, "AuthenticationError"), (402, "PaymentRequiredError"), (500, "ServerError"), (520, "ServerError")],
    )
    def test_is_not_repeated_where_that_would_not_help(
        self, call: Caller, service: Emulator, status: int, error: str
    ) -> None:
        service.faults.add("status", operation="getCsatStats", status=status)
        with pytest.raises(getattr(nicereply, error)) as caught:
            call("csat.get_stats")
        assert caught.value.status_code == status
        service.verify("getCsatStats", times=1)

    @pytest.mark.parametrize("when", ["before", "body"])
    def test_is_repeated_after_a_reset(self, call: Caller, service: Emulator, when: str) -> None:
        service.faults.add("reset", operation="listTeams", when=when, first=3)
        assert len(call("teams.list")) > 0
        assert [type(told.error) for told in call.told] == [httpx.ReadError] * 3 + [type(None)]
        service.verify("listTeams", times=4)

    def test_is_repeated_after_a_timeout(self, call: Caller, service: Emulator) -> None:
        service.faults.add("latency", operation="getCsatStats", seconds=30, nth=1)
        assert call("csat.get_stats", {"timeout": 0.01}).count > 0
        assert [type(told.error) for told in call.told] == [httpx.ReadTimeout, type(None)]

    def test_ends_with_the_budget_of_attempts(self, call: Caller, service: Emulator) -> None:
        service.faults.add("status", operation="getCsatStats", status=503)
        with pytest.raises(nicereply.ServerError):
            call("csat.get_stats", {"max_retries": 5})
        service.verify("getCsatStats", times=6)
        assert [told.retry_in for told in call.told] == [0.0] * 5 + [None]

    def test_html_truncated_and_empty_answers_are_errors_with_a_type(self, call: Caller, service: Emulator) -> None:
        for fault in ("html", "truncated_json", "empty_body"):
            service.faults.add(fault, operation="getCsatStats", times=1)  # type: ignore[arg-type]
            with pytest.raises(nicereply.DecodeError) as caught:
                call("csat.get_stats")
            assert (caught.value.operation, caught.value.status_code) == ("getCsatStats", 200)
        service.verify("getCsatStats", times=3)


@pytest.mark.usefixtures("no_waits")
class TestPost:
    @pytest.mark.parametrize(
        "fault",
        [
            {"fault": "status", "status": 500, "handled": True},
            {"fault": "status", "status": 502, "handled": True},
            {"fault": "status", "status": 503, "handled": True},
            {"fault": "status", "status": 504, "handled": True},
            {"fault": "reset", "when": "before", "handled": True},
            {"fault": "reset", "when": "body"},
            {"fault": "latency", "seconds": 30},
        ],
        ids=str,
    )
    def test_creates_nothing_twice(self, call: Caller, service: Emulator, fault: dict[str, Any]) -> None:
        """The service has done what was asked, but the caller never hears of it: nothing may be sent again."""
        service.faults.add_settings({**fault, "operation": "createRating"})
        before = service.data.counts()["ratings"]
        with pytest.raises((nicereply.ServerError, nicereply.APIConnectionError)):
            call("ratings.create", {"timeout": 0.01}, **RATING)
        service.verify("createRating", times=1)
        assert service.data.counts()["ratings"] == before + 1

    def test_is_repeated_after_429(self, call: Caller, service: Emulator) -> None:
        service.faults.add("status", operation="createRating", status=429, first=2)
        before = service.data.counts()["ratings"]
        assert call("ratings.create", **RATING).score == 9
        service.verify("createRating", times=2, status=429)
        service.verify("createRating", times=1, status=201)
        assert service.data.counts()["ratings"] == before + 1


@pytest.mark.usefixtures("no_waits")
class TestRetryAfter:
    @pytest.mark.parametrize(("status", "as_date"), [(429, False), (503, True)])
    def test_is_obeyed(self, call: Caller, service: Emulator, *, status: int, as_date: bool) -> None:
        service.clock.freeze()
        service.faults.add(
            "status", operation="getNpsStats", status=status, retry_after=1, retry_after_as_date=as_date, first=1
        )
        began = time.monotonic()
        assert call("nps.get_stats").count > 0
        assert 1 <= time.monotonic() - began < 5
        assert [told.retry_in for told in call.told] == [1, None]
        assert statuses(service) == [status, 200]

    @pytest.mark.parametrize("as_date", [False, True])
    def test_beyond_the_budget_raises_at_once(self, call: Caller, service: Emulator, *, as_date: bool) -> None:
        service.clock.freeze()
        service.faults.add("status", operation="createRating", status=429, retry_after=61, retry_after_as_date=as_date)
        with pytest.raises(nicereply.RateLimitError, match="asks to wait 61 s") as caught:
            call("ratings.create", **RATING)
        assert caught.value.retry_after == 61
        service.verify("createRating", times=1)

    def test_a_rate_limit_is_waited_out(self, call: Caller, service: Emulator) -> None:
        service.rate_limit.set(2, 1)
        for _ in range(4):
            assert call("csat.get_stats").count > 0
        service.verify("getCsatStats", times=4, status=200)
        service.verify("getCsatStats", at_least=1, status=429)


def test_the_budget_of_time_is_real_time(call: Caller, service: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random, "uniform", lambda _low, high: high)
    service.faults.add("status", operation="getCsatStats", status=503)
    service.faults.add("latency", operation="getCsatStats", seconds=0.4)
    began = time.monotonic()
    with pytest.raises(nicereply.ServerError):
        call("csat.get_stats", {"max_retries": 50, "max_retry_seconds": 1.5})
    # 0.4 (attempt) + 0.5 (wait) + 0.4 (attempt); a wait of 1 second more would end after 2.3.
    service.verify("getCsatStats", times=2)
    assert time.monotonic() - began < 2


@pytest.mark.usefixtures("no_waits")
def test_the_hook_hears_of_every_attempt(call: Caller, service: Emulator) -> None:
    service.faults.add("status", operation="getCsatStats", status=503, nth=1)
    service.faults.add("reset", operation="getCsatStats", nth=2)
    call("csat.get_stats")
    first, second, third = call.told
    assert [told.number for told in call.told] == [1, 2, 3]
    assert {told.operation for told in call.told} == {"getCsatStats"}
    assert first.response is not None
    assert (first.response.status_code, first.error, first.retry_in) == (503, None, 0.0)
    assert (second.response, type(second.error), second.retry_in) == (None, httpx.ReadError, 0.0)
    assert third.response is not None
    assert (third.response.status_code, third.error, third.retry_in) == (200, None, None)
    assert all("Authorization" not in told.request.headers for told in call.told)
    assert all(0 <= told.seconds < 5 for told in call.told)


def test_a_copy_may_have_another_hook_or_none(call: Caller) -> None:
    others: list[nicereply.Attempt] = []
    call("csat.get_stats", {"on_attempt": others.append})
    call("csat.get_stats", {"on_attempt": None})
    assert len(others) == 1
    assert call.told == []


@pytest.mark.usefixtures("no_waits")
def test_attempts_are_logged_without_key_and_bodies(
    call: Caller, service: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="nicereply")
    caplog.set_level("DEBUG", logger="tenacity")
    service.faults.add("status", operation="listCsatRatings", status=503, nth=1)
    call("csat.list_ratings", sort_order="asc")
    call("ratings.create", **{**RATING, "comment": "sensitive words"})
    lines = [record.getMessage() for record in caplog.records if record.name in {"nicereply", "tenacity"}]
    path = "GET /v1/csat/ratings?sort_order=asc&page=1&per_page=100"
    assert lines[0].startswith(f"{path} answered 503 in 0.")
    assert lines[0].endswith("s (attempt 1), the next in 0.000 s")
    assert lines[1].startswith(f"{path} answered 200 in 0.")
    assert lines[1].endswith("s (attempt 2)")
    assert lines[-1].startswith("POST /v1/ratings answered 201 in 0.")
    assert [record.levelname for record in caplog.records if record.name == "nicereply"][:2] == ["WARNING", "INFO"]
    assert service.api_key not in caplog.text
    assert "Basic" not in caplog.text
    assert "sensitive" not in caplog.text


def test_the_query_of_an_unknown_call_is_not_logged(service: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="nicereply")
    with httpx.Client(transport=service.transport()) as http_client:
        client = nicereply.Client(service.api_key, service.base_url, http_client=http_client)
        client.request("GET", "/csat/stats", params={"period_start": "2026-01-01T00:00:00Z"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "nicereply"]
    assert line.startswith("GET /v1/csat/stats answered 200")
