"""A service that breaks in the midst of the relations: the run fails, says why, and loses nothing that was found."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from nicereply_contract import relations
from nicereply_contract.command import FAILED, command
from nicereply_contract.exchange import read_exchanges
from nicereply_contract.relations import READING, Effort, Result
from nicereply_emulator import Emulator

from .proxy import Exchange, proxy


@pytest.fixture
def emulator() -> Emulator:
    """In this process, and not over its network: the guard of the run would see what the proxy asks it."""
    return Emulator(now="2026-01-15T12:00:00Z")


Fault = Callable[[Exchange, int], None]


@contextmanager
def breaking(emulator: Emulator, fault: Fault) -> Iterator[str]:
    """The emulator without its controls; the fault is told how many requests came before, from 1 on."""
    numbers = itertools.count(1)

    def hide(exchange: Exchange) -> None:
        if "/_emulator/" in exchange.path:
            exchange.path = "/v1/nowhere"

    def break_(exchange: Exchange) -> None:
        if exchange.path != "/v1/nowhere":
            fault(exchange, next(numbers))

    with proxy(emulator.base_url, before=hide, after=break_, transport=emulator.transport()) as base_url:
        yield base_url


def answer(exchange: Exchange, status: int, body: str = '{"errors": ["no"]}', kind: str = "application/json") -> None:
    """Take the place of what the emulator answered."""
    exchange.status, exchange.body, exchange.headers = status, body.encode(), {"content-type": kind}


def try_one(emulator: Emulator, fault: Fault, name: str, *, draws: int = 3) -> Result:
    """Try one relation as on a foreign service."""
    chosen = [one for one in READING if one.name == name]
    with breaking(emulator, fault) as base_url, relations.Service(base_url, emulator.api_key) as service:
        (result,) = relations.try_relations(service, Effort(draws=draws, seed=3), exact=False, chosen=chosen)
    return result


def limited(status: int) -> Fault:
    def fault(exchange: Exchange, number: int) -> None:
        if number == 150:
            answer(exchange, status)

    return fault


def down(exchange: Exchange, number: int) -> None:
    if number >= 150:
        answer(exchange, 500)


def page(exchange: Exchange, number: int) -> None:
    if number >= 60 and number % 20 == 0:
        answer(exchange, 200, "<html>Sign in</html>", "text/html")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (limited(429), "the service answered 429"),
        (limited(402), "the service answered 402"),
        (down, "the service answered 5xx 3 times in a row"),
        (page, "got 200 None"),
    ],
)
def test_the_run_fails_and_is_reported(
    fault: Fault,
    told: str,
    emulator: Emulator,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit status 1 with the cause, the JUnit file and the recording; nothing is sent after a sign of harm."""
    monkeypatch.setenv("NICEREPLY_API_KEY", emulator.api_key)
    junit, recording = tmp_path / "junit.xml", tmp_path / "recording.jsonl"
    with breaking(emulator, fault) as base_url:
        arguments = ["--base-url", base_url, "--phases", "relations", "--rate", "100000"]
        arguments += ["--examples", "1", "--junit", str(junit), "--recording", str(recording)]
        assert command(arguments) == FAILED
    assert told in capsys.readouterr().out
    failures = ET.parse(junit).getroot().findall(".//failure")  # noqa: S314 - our own file
    assert any(told in (failure.text or "") for failure in failures)
    statuses = [exchange.status for exchange in read_exchanges(recording)]
    assert len(statuses) > 50
    assert sum(status >= 400 and status != 404 for status in statuses) <= 3


def test_totals_that_wobble_are_a_failure(emulator: Emulator) -> None:
    """Nobody else writes to this service; a total that is another one at each reading is no change of records."""

    def wobble(exchange: Exchange, number: int) -> None:
        if exchange.status == 200 and "_pagination" in (body := json.loads(exchange.body)):
            body["_pagination"]["total"] += number % 5
            exchange.body = json.dumps(body).encode()

    result = try_one(emulator, wobble, "pages-join-to-the-whole-list")
    assert (result.verdict, "unstable totals" in result.detail) == ("failed", True), result


def test_records_that_are_added_meanwhile_are_no_failure(emulator: Emulator) -> None:
    """A list that grew, and then holds still."""
    grown = [0]

    def grow(exchange: Exchange, number: int) -> None:
        if exchange.path.startswith("/v1/users?") or exchange.path == "/v1/users":
            grown[0] += number < 400
            body = json.loads(exchange.body)
            body["_pagination"]["total"] += min(grown[0], 3)
            exchange.body = json.dumps(body).encode()

    result = try_one(emulator, grow, "a-page-after-the-last-is-empty", draws=1)
    assert "unstable" not in result.detail


def test_what_fails_once_is_told_with_its_cause(emulator: Emulator) -> None:
    """A single 502: the relation failed, and not for a reason of the library that repeats it."""
    broken: list[int] = []

    def once(exchange: Exchange, number: int) -> None:
        if exchange.path.startswith("/v1/csat/stats") and not broken:
            broken.append(number)
            answer(exchange, 502, "<html>Bad gateway</html>", "text/html")

    result = try_one(emulator, once, "stats-follow-from-the-histogram")
    assert result.verdict == "failed"
    assert "502" in result.detail
    assert "did not repeat" in result.detail
    assert "/stats" in result.curl
