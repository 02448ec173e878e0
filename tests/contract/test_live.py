"""A service that belongs to somebody is only read, slowly, and no longer than it likes; what differs is told."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import requests
from tests.mutants.service import Answered, Ask, Asked, Fault, Faulty, none

import nicereply_emulator
from nicereply_contract.live_guard import (
    Guard,
    GuardedTransport,
    StoppedError,
    WriteRefusedError,
    guard_told,
    guarding,
    told,
)
from nicereply_contract.live_report import Findings, findings, redacted
from nicereply_contract.live_survey import survey
from nicereply_contract.suite import Settings, run
from nicereply_emulator.behaviours import BEHAVIOURS

from .fragile import FragileServer, fragile

FAST = 1e9
"""Requests a second, where no time shall be lost."""


@pytest.fixture
def server() -> Iterator[FragileServer]:
    with fragile() as server:
        yield server


WAYS: dict[str, Callable[[str, str], object]] = {
    "httpx": lambda method, url: httpx.request(method, url),
    "httpx client": lambda method, url: httpx.Client(transport=httpx.HTTPTransport()).request(method, url),
    "requests": lambda method, url: requests.request(method, url, timeout=5),
    "requests session": lambda method, url: requests.Session().request(method, url, json={}, timeout=5),
    "urllib": lambda method, url: urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=5).read(),  # noqa: S310
}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("way", WAYS)
def test_nothing_but_get_reaches_a_guarded_service(way: str, method: str, server: FragileServer) -> None:
    with guarding(Guard(rate=FAST), server.base_url) as guard:
        with pytest.raises(WriteRefusedError, match=f"{method} .*only GET is sent"):
            WAYS[way](method, f"{server.base_url}/ratings")
        WAYS[way]("GET", f"{server.base_url}/teams")
    assert (server.written, server.read, guard.sent, guard.refused) == ([], 1, 1, 1)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_without_the_guard_the_server_is_written_to(server: FragileServer) -> None:
    """Otherwise the test above would show nothing."""
    for way in WAYS.values():
        try:
            way("POST", f"{server.base_url}/ratings")
        except OSError:
            continue
    assert len(server.written) == len(WAYS)


@pytest.mark.parametrize(("allowed", "written"), [(False, False), (True, True)])
def test_a_process_that_the_suite_starts_is_guarded_too(*, allowed: bool, written: bool) -> None:
    """schemathesis runs in one of its own. Its phases write where the guard lets them, or this would show nothing."""
    with nicereply_emulator.run() as emulator, httpx.Client(auth=("", emulator.api_key)) as client:

        def total() -> int:
            return int(client.get(f"{emulator.base_url}/users").json()["_pagination"]["total"])

        before = total()
        guard = Guard(allow_writes=allowed, rate=FAST)
        settings = Settings(
            emulator.base_url, emulator.api_key, ("examples",), 1, allow_writes=True, seconds=120, guard=guard
        )
        outcome = run(settings)
        assert outcome.ledger.requests > 0, outcome.output
        assert (total() > before) is written


def test_a_guard_is_told_to_another_process() -> None:
    guard = guard_told(told(Guard(allow_writes=True, rate=4)))
    assert (guard.allow_writes, guard.interval) == (True, 0.25)
    assert guard_told(told(Guard(rate=2))).allow_writes is False
    with pytest.raises(ValueError, match="must be `read RATE` or `write RATE`"):
        guard_told("no")


def test_writes_can_be_allowed(server: FragileServer) -> None:
    with guarding(Guard(allow_writes=True, rate=FAST), server.base_url):
        httpx.post(f"{server.base_url}/ratings")
    assert server.written == ["POST /v1/ratings"]


def test_other_hosts_are_left_alone(server: FragileServer) -> None:
    with guarding(Guard(rate=FAST), "https://api.example.com/v1") as guard:
        httpx.post(f"{server.base_url}/ratings")
    assert (len(server.written), guard.sent) == (1, 0)


def test_requests_are_spread_over_time() -> None:
    now, slept = [100.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    guard = Guard(rate=4, clock=lambda: now[0], sleep=sleep)
    for _ in range(3):
        guard.before("GET", "/teams")
    assert slept == [0.25, 0.25]
    with pytest.raises(ValueError, match="rate 0: must be more than 0"):
        Guard(rate=0)


@pytest.mark.parametrize("status", [429, 402])
def test_it_stops_at_the_first_sign_of_harm(status: int, server: FragileServer) -> None:
    server.status = status
    with guarding(Guard(rate=FAST), server.base_url):
        found = survey(server.base_url, "key")
    assert server.read == 1
    assert f"answered {status}" in found.stopped


def test_it_stops_after_failures_in_a_row() -> None:
    guard = Guard(rate=FAST)
    for status in (500, 503, 200, 500, 502):
        guard.after(status)
    guard.before("GET", "/teams")
    guard.after(520)
    with pytest.raises(StoppedError, match="5xx 3 times in a row"):
        guard.before("GET", "/teams")


def look(fault: Fault) -> Findings:
    """What a survey finds in an emulator with a fault."""
    emulator = nicereply_emulator.Emulator(now="2026-01-15T12:00:00Z")
    emulator.clock.freeze()
    transport = GuardedTransport(Faulty(emulator.transport(), fault), Guard(rate=FAST))
    return findings(survey(emulator.base_url, emulator.api_key, transport))


def test_the_emulator_differs_in_nothing() -> None:
    """And what cannot be seen by reading is told as not seen."""
    found = look(none)
    assert found.differences == {}
    assert all(" 0 values" not in reading for reading in found.readings.values())
    assert found.readings["NewRating.score: Type of the score in a creation"] == "not seen"
    assert "a success of createRating" in found.not_seen


def test_behaviours_are_named_as_in_the_emulators_table() -> None:
    emulator = nicereply_emulator.Emulator()
    transport = GuardedTransport(emulator.transport(), Guard(rate=FAST))
    found = survey(emulator.base_url, emulator.api_key, transport)
    assert found.probes.keys() <= {behaviour.id for behaviour in BEHAVIOURS}
    assert len(found.probes) >= 15


def _in_rows(name: str, value: Callable[[Any], Any]) -> Callable[[Any], None]:
    def change(body: Any) -> None:
        results = body.get("_results")
        for row in results if isinstance(results, list) else [results]:
            if isinstance(row, dict) and name in row:
                row[name] = value(row[name])

    return change


TEN: dict[str, tuple[tuple[str, ...], Callable[[Any], object]]] = {
    "field Customer.loyalty": (("listCustomers",), lambda body: [row.update(loyalty=7) for row in body["_results"]]),
    "value UserRole": (("listUsers",), _in_rows("role", lambda _: "owner")),
    "null Survey.name": (("getSurvey",), _in_rows("name", lambda _: None)),
    "type CsatScore": (("listCsatRatings",), _in_rows("score", str)),
    "missing NpsRating.status": (("listNpsRatings",), lambda body: [row.pop("status") for row in body["_results"]]),
    "format Timestamp": (("listTeams",), _in_rows("created_at", lambda text: text[:19] + ".5" + text[19:])),
    "limit NpsScoreValue": (("getNpsStats",), _in_rows("nps_score", lambda _: 171)),
}


def ten_ways(asked: Asked, ask: Ask) -> Answered:
    """An emulator that was made to differ: seven ways in its values, three in what it does."""
    if asked.value("no_such_parameter"):
        return ask(asked.with_query(no_such_parameter=None))
    if asked.operation == "listCsatRatings" and asked.value("sort_order") is None:
        asked = asked.with_query(sort_order="asc")
    answer = ask(asked)
    if answer.status == 404:
        answer.status = 410
    if answer.status == 400:
        answer.document = {"errors": ["Nope: Viktor Magic may not do this."]}
    if answer.is_success:
        for operations, change in TEN.values():
            if asked.operation in operations:
                answer.edit(change)
    return answer


def test_another_content_type_is_a_difference() -> None:
    """JSON that says of itself to be something else, as a gateway makes of it."""

    def relabel(asked: Asked, ask: Ask) -> Answered:
        answer = ask(asked)
        if asked.operation == "listTeams" and answer.is_success:
            answer.headers["content-type"] = "text/html; charset=utf-8"
        return answer

    (difference,) = look(relabel).differences
    assert (difference.kind, difference.place, difference.found) == ("content", "listTeams", "200 as text/html")


def test_ten_differences_are_all_told() -> None:
    """Seven kinds of values, an order, a parameter that is taken, a status; and the wording of errors besides."""
    kinds = {f"{one.kind} {one.place}" for one in look(ten_ways).differences}
    assert kinds >= {
        *TEN,
        "behaviour order-of-lists",
        "behaviour unknown-parameters",
        "behaviour unknown-references",
        "wording documented-messages",
    }
    assert any(place.startswith("status ") for place in kinds)


def test_the_report_has_no_value_of_a_record() -> None:
    """Names, addresses, comments and ids of the demonstration are in no line of it."""
    emulator = nicereply_emulator.Emulator()
    with httpx.Client(transport=emulator.transport(), auth=("", emulator.api_key)) as client:
        users = client.get(f"{emulator.base_url}/users?per_page=100").json()["_results"]
        customers = client.get(f"{emulator.base_url}/customers?per_page=100").json()["_results"]
    private = {row[name] for row in users for name in ("id", "username", "email", "fullname")}
    private |= {row[name] for row in customers for name in ("id", "name", "email")}

    def lay_bare(asked: Asked, ask: Ask) -> Answered:
        """Every text is where it should not be: under an unknown name, and in place of what has a form."""
        answer = ask(asked)
        if answer.is_success and asked.operation in ("listUsers", "listCustomers"):
            answer.edit(
                lambda body: [
                    row.update({f"x{number}": row["email"], "created_at": row["email"], "id": row["email"]})
                    for number, row in enumerate(body["_results"])
                ]
            )
        return answer

    text = look(lay_bare).text()
    assert "format | Timestamp" in text
    assert [value for value in private if value and value in text] == []
    assert emulator.api_key not in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "a boolean"),
        (5, "a whole number"),
        ([1, 2], "an array of 2"),
        ({}, "an object"),
        ("d0cdf133-0a77-43cb-8c7c-127f8ecf154b", "a UUID"),
        ("Bob 7", "a text like 'aaa 9'"),
        ("bob@example.com", "a text like 'aaa@a….aaa'"),
    ],
)
def test_values_are_redacted(value: object, shown: str) -> None:
    assert redacted(value) == shown
