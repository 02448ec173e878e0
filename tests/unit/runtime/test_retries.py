"""A failed attempt is made again only where that is safe, and within the budget."""

import random
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import nicereply
from nicereply_runtime.retries import retry_after

STATS = {"_results": {"average": 0, "count": 0}}
RATING = {"_results": {"id": "a"}}

Outcome = httpx.Response | Exception | int


class Script:
    """Answers with one outcome after the other; the last one stays."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = outcomes
        self.attempts = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        outcome = self.outcomes[min(self.attempts, len(self.outcomes) - 1)]
        self.attempts += 1
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, int):
            return httpx.Response(outcome, json=STATS if request.method == "GET" else RATING)
        return outcome


class CutBody(httpx.SyncByteStream):
    """A body that breaks in the middle."""

    def __iter__(self) -> Any:
        yield b'{"_results": {"aver'
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between attempts, which are not waited for, but pass on the clock."""
    waited: list[float] = []
    began = time.monotonic()
    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(time, "monotonic", lambda: began + sum(waited))
    return waited


def get(client: nicereply.Client) -> None:
    client.csat.get_stats()


def post(client: nicereply.Client) -> None:
    client.ratings.create(survey_id="s", score=1, user=nicereply.UserById("u"))


def failures() -> list[tuple[str, Outcome]]:
    """Everything that can happen to an attempt."""
    named: list[Exception] = [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("slow"),
        httpx.PoolTimeout("busy"),
        httpx.ReadTimeout("slow"),
        httpx.ReadError("reset"),
        httpx.WriteError("reset"),
        httpx.RemoteProtocolError("cut"),
    ]
    return [(type(error).__name__, error) for error in named] + [
        (str(status), status) for status in (400, 401, 402, 404, 429, 500, 502, 503, 504, 520)
    ]


GET_AGAIN = {
    "ConnectError",
    "ConnectTimeout",
    "PoolTimeout",
    "ReadTimeout",
    "ReadError",
    "WriteError",
    "RemoteProtocolError",
    "429",
    "502",
    "503",
    "504",
}
POST_AGAIN = {"ConnectError", "ConnectTimeout", "PoolTimeout", "429"}


@pytest.mark.parametrize(("name", "failure"), failures())
def test_a_get_is_repeated_after_what_may_pass(
    client_of: Callable[..., nicereply.Client], waits: list[float], name: str, failure: Outcome
) -> None:
    script = Script(failure, 200)
    client = client_of(script)
    if name in GET_AGAIN:
        get(client)
    else:
        with pytest.raises(nicereply.NicereplyError):
            get(client)
    assert script.attempts == (2 if name in GET_AGAIN else 1)
    assert len(waits) == script.attempts - 1


@pytest.mark.parametrize(("name", "failure"), failures())
def test_a_post_is_repeated_only_if_the_service_surely_did_nothing(
    client_of: Callable[..., nicereply.Client], waits: list[float], name: str, failure: Outcome
) -> None:
    script = Script(failure, 201)
    client = client_of(script)
    if name in POST_AGAIN:
        post(client)
    else:
        with pytest.raises(nicereply.NicereplyError):
            post(client)
    assert script.attempts == (2 if name in POST_AGAIN else 1)
    assert len(waits) == script.attempts - 1


def test_a_get_whose_body_was_cut_is_repeated(client_of: Callable[..., nicereply.Client], waits: list[float]) -> None:
    script = Script(httpx.Response(200, stream=CutBody()), 200)
    assert client_of(script).csat.get_stats().count == 0
    assert script.attempts == 2
    assert len(waits) == 1


def test_a_post_whose_body_was_cut_is_not(client_of: Callable[..., nicereply.Client], waits: list[float]) -> None:
    script = Script(httpx.Response(201, stream=CutBody()), 201)
    with pytest.raises(nicereply.APIConnectionError):
        post(client_of(script))
    assert script.attempts == 1
    assert waits == []


@pytest.mark.parametrize("max_retries", [0, 1, 3])
def test_the_last_failure_is_raised_after_the_last_retry(
    client_of: Callable[..., nicereply.Client], waits: list[float], max_retries: int
) -> None:
    script = Script(503)
    with pytest.raises(nicereply.ServerError) as caught:
        get(client_of(script, max_retries=max_retries))
    assert caught.value.status_code == 503
    assert script.attempts == max_retries + 1
    assert len(waits) == max_retries


@pytest.mark.usefixtures("waits")
def test_a_broken_connection_stays_one_after_the_last_retry(client_of: Callable[..., nicereply.Client]) -> None:
    script = Script(httpx.ConnectError("refused"))
    with pytest.raises(nicereply.APIConnectionError, match="refused"):
        get(client_of(script))
    assert script.attempts == 4


def test_waits_are_drawn_between_0_and_a_limit_that_doubles(
    client_of: Callable[..., nicereply.Client], waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        limits.append((low, high))
        return high

    monkeypatch.setattr(random, "uniform", uniform)
    with pytest.raises(nicereply.ServerError):
        get(client_of(Script(503), max_retries=6))
    assert limits[:6] == [(0, 0.5), (0, 1), (0, 2), (0, 4), (0, 8), (0, 8)]
    assert waits == [0.5, 1, 2, 4, 8, 8]


def test_no_attempt_begins_after_the_budget_of_time(
    client_of: Callable[..., nicereply.Client], waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "uniform", lambda _, high: high)
    script = Script(503)
    with pytest.raises(nicereply.ServerError):
        get(client_of(script, max_retries=6, max_retry_seconds=4))
    assert waits == [0.5, 1, 2]  # the next wait, 4, would end after 7.5
    assert script.attempts == 4


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "7"},
        {"Retry-After": "Tue, 24 Oct 2017 11:37:37 GMT", "Date": "Tue, 24 Oct 2017 11:37:30 GMT"},
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_that_the_service_asks_for_is_obeyed(
    client_of: Callable[..., nicereply.Client], waits: list[float], headers: dict[str, str], status: int
) -> None:
    script = Script(httpx.Response(status, headers=headers), 200)
    get(client_of(script))
    assert waits == [7]


def test_a_wait_beyond_the_budget_raises_at_once_and_says_how_long(
    client_of: Callable[..., nicereply.Client], waits: list[float]
) -> None:
    script = Script(httpx.Response(429, headers={"Retry-After": "61"}), 200)
    with pytest.raises(nicereply.RateLimitError) as caught:
        get(client_of(script))
    assert caught.value.retry_after == 61
    assert "61 s" in str(caught.value)
    assert script.attempts == 1
    assert waits == []


@pytest.mark.usefixtures("waits")
def test_every_attempt_is_authenticated(client_of: Callable[..., nicereply.Client]) -> None:
    sent: list[str | None] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("Authorization"))
        return httpx.Response(503 if len(sent) < 3 else 200, json=STATS)

    get(client_of(handler))
    assert len(sent) == 3
    assert len(set(sent)) == 1
    assert sent[0] is not None


@pytest.mark.usefixtures("waits")
def test_a_copy_has_a_budget_of_its_own(client_of: Callable[..., nicereply.Client]) -> None:
    script = Script(503)
    client = client_of(script)
    with pytest.raises(nicereply.ServerError):
        get(client.copy(max_retries=0))
    assert script.attempts == 1
    with pytest.raises(nicereply.ServerError):
        get(client)
    assert script.attempts == 1 + 4


@pytest.mark.anyio
async def test_asynchronous_calls_are_repeated_by_the_same_rules(
    async_client_of: Callable[..., nicereply.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "uniform", lambda _low, _high: 0.0)  # no waiting
    script = Script(503, httpx.ConnectError("refused"), 200)
    assert (await async_client_of(script).csat.get_stats()).count == 0
    assert script.attempts == 3

    script = Script(503, 201)
    with pytest.raises(nicereply.ServerError):
        await async_client_of(script).users.create_agent(fullname="A", username="a", email="a@example.com")
    assert script.attempts == 1

    script = Script(httpx.Response(429, headers={"Retry-After": "61"}), 200)
    with pytest.raises(nicereply.RateLimitError):
        await async_client_of(script).csat.get_stats()
    assert script.attempts == 1


_HEADER_TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=126)) | st.builds(
    "{} {} 00:00:00 {}".format,
    st.sampled_from(["Mon, 01 Jan", "Thu, 31 Dec", "Tue, 24 Oct", "1 x"]),
    st.integers(0, 10**30),
    st.sampled_from(["GMT", "+0100", "-9959", "+2400", "+99999999999999999999"]),
)
_TOO_LATE = "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"
_TOO_FAR = "Mon, 01 Jan 2020 00:00:00 +99999999999999999999"


@given(_HEADER_TEXTS, _HEADER_TEXTS)
@example(_TOO_LATE, "")
@example(_TOO_FAR, "")
@example("Tue, 24 Oct 2017 11:37:37 GMT", _TOO_LATE)
@example("Tue, 24 Oct 2017 11:37:37 GMT", _TOO_FAR)
@example("9" * 400, "")
@example("Fri, 31 Dec 9999 23:59:59 -2359", "Mon, 01 Jan 0001 00:00:00 +2359")
def test_any_text_of_retry_after_is_a_number_of_seconds_or_none(text: str, date: str) -> None:
    seconds = retry_after(httpx.Response(503, headers={"Retry-After": text, "Date": date}))
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize("text", [_TOO_LATE, _TOO_FAR, "9" * 400])
def test_a_call_bears_any_retry_after(
    client_of: Callable[..., nicereply.Client], waits: list[float], text: str
) -> None:
    with pytest.raises(nicereply.ServerError) as caught:
        get(client_of(Script(httpx.Response(503, headers={"Retry-After": text})), max_retries=1))
    assert str(caught.value)
    assert len(waits) == (0 if text.isdigit() else 1)
