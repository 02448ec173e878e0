"""A limit by the emulator's clock, and an account whose trial has ended."""

from typing import Any

import httpx
import pytest

import nicereply_emulator

from ..api import Api
from .ways import Way


def test_requests_beyond_the_limit_are_429_until_the_window_ends(way: Way) -> None:
    emulator = way.emulator
    emulator.rate_limit.set(requests=2, seconds=60)
    assert way.statuses("/csat/stats", 3) == [200, 200, 429]
    emulator.clock.advance(13)
    refused = way.get("/users")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "47")
    assert refused.json() == {"errors": ["Too many requests."]}
    emulator.clock.advance(46)
    assert way.get("/users").headers["retry-after"] == "1"
    emulator.clock.advance(1)
    assert way.statuses("/users", 3) == [200, 200, 429]
    emulator.rate_limit.off()
    assert way.statuses("/users", 1) == [200]


def test_a_window_begins_with_its_first_request(api: Api) -> None:
    limit = api.emulator.rate_limit
    limit.set(requests=1, seconds=10)
    api.emulator.clock.advance(9)
    assert limit.describe() == {"active": True, "requests": 1, "seconds": 10, "remaining": 1, "resets_in": None}
    api.get("/users")
    assert limit.describe() == {"active": True, "requests": 1, "seconds": 10, "remaining": 0, "resets_in": 10}
    api.emulator.clock.advance(9)
    api.errors(429, "GET", "/users")
    api.emulator.clock.advance(-60)
    assert limit.describe()["remaining"] == 1
    api.get("/users")


def test_only_requests_with_the_key_count_and_all_of_those(api: Api) -> None:
    limit = api.emulator.rate_limit
    limit.set(requests=2, seconds=10)
    assert httpx.get(f"{api.emulator.base_url}/users").status_code == 401
    api.errors(404, "GET", "/nothing")
    api.errors(400, "GET", "/users?page=0")
    api.errors(429, "GET", "/nothing")
    api.emulator.account.payment_required = True
    api.errors(402, "GET", "/users")


def test_none_at_all(api: Api) -> None:
    api.emulator.rate_limit.set(requests=0, seconds=5)
    api.errors(429, "GET", "/users")


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, "requests: this setting is missing"),
        ({"requests": -1, "seconds": 1}, "requests: -1 is less than the minimum of 0"),
        ({"requests": 1, "seconds": 0}, "seconds: 0 is less than the minimum of 1"),
        ({"requests": 1e30, "seconds": 1}, "requests: 1e+30 is greater than the maximum of 1000000000"),
        ({"requests": 1, "seconds": 10**9 + 1}, "seconds: 1000000001 is greater than the maximum of 1000000000"),
        ({"requests": 1.5, "seconds": 1}, 'requests: 1.5 is not of type "integer"'),
        ({"requests": 1, "seconds": 1, "minutes": 1}, "minutes: no such setting; there are requests, seconds"),
    ],
)
def test_settings_that_are_refused(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client, settings: Any, reason: str
) -> None:
    answer = controls.put("/rate-limit", json=settings)
    assert answer.status_code == 400
    assert reason in answer.json()["errors"]
    assert emulator.rate_limit.active is False
    if settings.keys() == {"requests", "seconds"}:
        with pytest.raises(nicereply_emulator.ControlError, match=reason.split()[0]):
            emulator.rate_limit.set(**settings)


def test_over_http(api: Api, controls: httpx.Client) -> None:
    assert controls.get("/rate-limit").json() == {"active": False}
    limit = {"active": True, "requests": 1, "seconds": 3600, "remaining": 1, "resets_in": None}
    assert controls.put("/rate-limit", json={"requests": 1, "seconds": 3600}).json() == limit
    api.get("/users")
    api.errors(429, "GET", "/users")
    assert controls.get("/rate-limit").json()["resets_in"] == 3600
    assert controls.delete("/rate-limit").status_code == 200
    api.get("/users")


def test_a_trial_that_has_ended_is_402_everywhere(way: Way, controls: httpx.Client) -> None:
    assert controls.get("/account").json() == {"payment_required": False}
    assert controls.put("/account", json={"payment_required": True}).json() == {"payment_required": True}
    assert way.emulator.account.payment_required is True
    for method, path in (("GET", "/users"), ("POST", "/ratings"), ("GET", "/nothing"), ("PATCH", "/users")):
        response = way.request(method, path)
        assert response.status_code == 402
        assert response.json().keys() == {"errors"}
    assert httpx.get(f"{way.emulator.base_url}/users").status_code == 401
    way.emulator.account.payment_required = False
    assert way.statuses("/users", 1) == [200]
    for body in ({}, {"payment_required": 1}, {"payment_required": True, "x": 1}, []):
        assert controls.put("/account", json=body).status_code == 400


def test_reset_takes_both_away(api: Api) -> None:
    api.emulator.account.payment_required = True
    api.emulator.rate_limit.set(requests=0, seconds=5)
    api.emulator.reset()
    api.get("/users")
