"""Time on command: everything that is stamped follows it."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

import nicereply_emulator

from ..api import NOW, NOW_AS_SENT, Api
from .ways import Way

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
RATING = {"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}}


def test_everything_that_is_stamped_follows_the_clock(way: Way) -> None:
    way.emulator.clock.set("2031-05-06T07:08:09Z")
    created = way.request("POST", "/ratings", json=RATING)
    assert parsedate_to_datetime(created.headers["date"]) == datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    rating = created.json()["_results"]
    assert rating["created_at"] == rating["updated_at"] == "2031-05-06T09:08:09+02:00"
    body = {"username": "agentEve", "fullname": "Eve", "email": "eve@example.com"}
    user = way.request("POST", "/users/agent", json=body).json()["_results"]
    assert user["created_at"] == "2031-05-06T09:08:09+02:00"
    assert way.emulator.journal.entries()[-1].time == way.emulator.clock.now()
    assert way.emulator.snapshots.take("a").time == way.emulator.clock.now()


@pytest.mark.parametrize(
    "moment",
    [
        1_770_091_506,
        1_770_091_506.9,  # such as time.time()
        NOW,
        NOW_AS_SENT,
        datetime(2026, 2, 3, 4, 5, 6, 999_999, tzinfo=UTC),
        datetime(2026, 2, 3, 6, 5, 6, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_moments_are_written_in_several_ways(emulator: nicereply_emulator.Emulator, moment: Any) -> None:
    emulator.clock.freeze(moment)
    assert emulator.clock.now() == 1_770_091_506


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        ("yesterday", "'yesterday': expected a timestamp such as 2026-01-15T12:00:00Z"),
        ("0000-01-01T00:00:00Z", "expected a time from 1970 to 9998"),
        ("9999-12-31T23:59:59Z", "expected a time from 1970 to 9998"),
        (-1, "-1 seconds since 1970: expected a time from 1970 to 9998"),
        (float("nan"), "nan seconds since 1970: expected a time from 1970 to 9998"),
        (float("inf"), "expected a time from 1970 to 9998"),
        (10**30, "expected a time from 1970 to 9998"),
        (datetime(2026, 2, 3), "this datetime has no offset from UTC"),  # noqa: DTZ001 - that is what is refused
    ],
)
def test_moments_that_are_refused(emulator: nicereply_emulator.Emulator, moment: Any, reason: str) -> None:
    for change in (emulator.clock.set, emulator.clock.freeze):
        with pytest.raises(ValueError, match=reason):
            change(moment)
    with pytest.raises(ValueError, match=reason):
        nicereply_emulator.Emulator(now=moment, data="empty")
    assert emulator.clock.now() == 1_770_091_506


def test_true_is_no_number(emulator: nicereply_emulator.Emulator) -> None:
    clock: Any = emulator.clock
    clock.run()
    clock.freeze(True)  # noqa: FBT003 - as over HTTP
    assert clock.is_frozen
    assert 0 <= clock.now() - 1_770_091_506 <= 2
    for change in (clock.freeze, clock.set):
        with pytest.raises(nicereply_emulator.ControlError, match="False: expected epoch seconds, a timestamp or a"):
            change(False)  # noqa: FBT003
    with pytest.raises(nicereply_emulator.ControlError, match="set: True: expected epoch seconds"):
        clock.set(True)
    with pytest.raises(nicereply_emulator.ControlError, match="now: True: expected epoch seconds"):
        nicereply_emulator.Emulator(now=True, data="empty")
    emulator.faults.add("status", status=500)
    with pytest.raises(nicereply_emulator.ControlError, match="rule: True is neither a rule nor the number of one"):
        emulator.faults.remove(True)


@pytest.mark.parametrize("seconds", [0.5, 1.0, "60", None, True, timedelta(seconds=60)])
def test_it_advances_by_whole_seconds(emulator: nicereply_emulator.Emulator, seconds: Any) -> None:
    with pytest.raises(ValueError, match="expected whole seconds"):
        emulator.clock.advance(seconds)
    assert emulator.clock.now() == 1_770_091_506


def test_over_http(api: Api, controls: httpx.Client) -> None:
    clock = api.emulator.clock
    start = {"now": NOW_AS_SENT, "epoch": 1_770_091_506, "frozen": True}
    assert controls.get("/clock").json() == start
    assert controls.post("/clock", json={"advance": 60}).json()["epoch"] == start["epoch"] + 60
    assert controls.post("/clock", json={"advance": -120}).json()["epoch"] == start["epoch"] - 60
    assert controls.post("/clock", json={"freeze": "2027-01-01T00:00:00Z"}).json() == {
        "now": "2027-01-01T02:00:00+02:00",
        "epoch": 1_798_761_600,
        "frozen": True,
    }
    assert controls.post("/clock", json={"run": True}).json()["frozen"] is False
    assert controls.post("/clock", json={"set": NOW}).json()["now"] == NOW_AS_SENT
    assert controls.post("/clock", json={"freeze": True}).json()["frozen"] is True
    assert clock.is_frozen
    assert 0 <= clock.now() - 1_770_091_506 <= 2
    api.emulator.reset()
    assert controls.get("/clock").json() == start


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, "the body: {} has less than 1 property"),
        ({"run": True, "freeze": True}, "has more than 1 property"),
        ({"run": False}, "run: true was expected"),
        ({"freeze": 5}, "freeze: 5 is not what it takes: true to stand still, or the timestamp"),
        ({"freeze": None}, "freeze: null is not what it takes: true to stand still, or the timestamp"),
        ({"freeze": False}, "freeze: false is not what it takes: true to stand still, or the timestamp"),
        ({"freeze": "soon"}, "freeze: 'soon': expected a timestamp"),
        ({"set": "9999-12-31T23:59:59Z"}, "set: '9999-12-31T23:59:59Z': expected a time from 1970 to 9998"),
        ({"advance": 1e30}, "expected a time from 1970 to 9998"),
        ({"advance": 0.5}, 'advance: 0.5 is not of type "integer"'),
        ({"stop": True}, "stop: no such setting; there are freeze, set, advance, run"),
        ([], 'the body: [] is not of type "object"'),
    ],
)
def test_what_the_clock_does_not_take(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client, settings: Any, reason: str
) -> None:
    answer = controls.post("/clock", json=settings)
    assert answer.status_code == 400
    assert any(reason in error for error in answer.json()["errors"]), answer.text
    assert emulator.clock.now() == 1_770_091_506


def test_a_whole_number_may_be_written_with_a_fraction(api: Api, controls: httpx.Client) -> None:
    assert controls.post("/clock", content=b'{"advance": 60.0}').status_code == 200
    assert api.create("/ratings", RATING)["created_at"] == "2026-02-03T06:06:06+02:00"
    assert controls.post("/faults", content=b'{"fault": "status", "status": 503.0, "nth": 1.0}').status_code == 200
    assert Way("http", api.emulator).statuses("/users", 2) == [503, 200]
    answer = controls.post("/verify", content=b'{"operation": "listUsers", "times": 1.0, "since": 2.0}')
    assert answer.json()["verified"] is True
