"""When faults happen, and which rules are refused."""

from typing import Any

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator.controls.fault_settings import FAULT_NAMES, KINDS

from .ways import Way

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
BOB = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"


@pytest.fixture
def way(emulator: nicereply_emulator.Emulator) -> Way:
    return Way("in process", emulator)


@pytest.mark.parametrize(
    ("picks", "failed"),
    [
        ({}, [1, 1, 1, 1, 1, 1, 1]),
        ({"nth": 3}, [0, 0, 1, 0, 0, 0, 0]),
        ({"every": 3}, [0, 0, 1, 0, 0, 1, 0]),
        ({"first": 2}, [1, 1, 0, 0, 0, 0, 0]),
        ({"times": 4}, [1, 1, 1, 1, 0, 0, 0]),
        ({"every": 2, "times": 2}, [0, 1, 0, 1, 0, 0, 0]),
        ({"probability": 1}, [1, 1, 1, 1, 1, 1, 1]),
    ],
)
def test_when_it_happens(way: Way, picks: dict[str, Any], failed: list[int]) -> None:
    rule = way.emulator.faults.add("status", status=503, operation="getCsatStats", **picks)
    assert way.statuses("/csat/stats", 7) == [503 if fails else 200 for fails in failed]
    assert rule.fired == sum(failed)
    assert way.emulator.faults.active is not rule.is_spent
    assert rule.is_spent == ("nth" in picks or "first" in picks or "times" in picks)


def test_probability_follows_its_seed(way: Way) -> None:
    def run(seed: int) -> list[int]:
        way.emulator.faults.clear()
        way.emulator.faults.add("status", status=500, probability=0.3, seed=seed)
        return way.statuses("/csat/stats", 200)

    first = run(1)
    assert first == run(1)
    assert first != run(2)
    assert 30 <= first.count(500) <= 90


def test_each_rule_counts_for_itself(way: Way) -> None:
    way.emulator.faults.add("status", status=500, operation="getCsatStats", nth=2)
    way.emulator.faults.add("status", status=502, tag="csat", nth=3)
    assert way.statuses("/csat/stats", 1) == [200]
    assert way.statuses("/csat/ratings", 1) == [200]
    assert way.statuses("/nps/stats", 1) == [200]
    rules = way.emulator.faults.list()
    assert [rule.seen for rule in rules] == [1, 2]
    # The next is the second for one and the third for the other; the first rule in the list takes its place.
    assert way.statuses("/csat/stats", 2) == [500, 200]
    assert [rule.fired for rule in rules] == [1, 0]


@pytest.mark.parametrize(
    ("target", "path", "others"),
    [
        ({"operation": "getUser"}, f"/users/{BOB}", ["/users", f"/users/{BOB}/stats", "/csat/stats"]),
        ({"tag": "users"}, f"/users/{BOB}/stats", ["/csat/stats", "/teams"]),
        ({"path": "/users/{id}"}, f"/users/{BOB}", ["/users", f"/users/{BOB}/stats"]),
        ({"path": "/v1/users/{id}"}, f"/users/{BOB}", ["/users", f"/users/{BOB}/stats"]),
        ({"path": f"/users/{BOB}"}, f"/users/{BOB}", ["/users", "/users/1", f"/users/{BOB}/stats"]),
        ({"path": f"/users/{BOB}"}, f"/users/{BOB.upper()}", ["/users/1"]),
        ({"path": f"/users/{BOB.upper()}"}, f"/users/{BOB}", ["/users/1"]),
        ({"path": "/users/1"}, "/users/1", [f"/users/{BOB}"]),
        ({}, f"/users/{BOB}", []),
    ],
)
def test_what_it_is_for(way: Way, target: dict[str, Any], path: str, others: list[str]) -> None:
    way.emulator.faults.add("status", status=503, **target)
    assert way.get(path).status_code == 503
    assert [way.get(other).status_code for other in others] == [200] * len(others)


def test_routes_that_are_none_of_the_api_s_are_left_alone(way: Way) -> None:
    rule = way.emulator.faults.add("status", status=503)
    assert way.get("/nothing").status_code == 404
    assert way.request("DELETE", "/users").status_code == 405
    assert rule.seen == 0


def test_a_path_without_a_record_can_fail_before_it_is_looked_at(way: Way) -> None:
    way.emulator.faults.add("status", status=503, path="/csat/ratings/zzz")
    assert way.get("/csat/ratings/zzz").status_code == 503


def test_a_path_is_for_all_its_methods(way: Way) -> None:
    way.emulator.faults.add("status", status=503, path="/csat/ratings")
    assert way.get("/csat/ratings").status_code == 503
    assert way.request("POST", "/csat/ratings", json={}).status_code == 503


def test_rules_are_removed(way: Way) -> None:
    faults = way.emulator.faults
    first = faults.add("status", status=500)
    second = faults.add("status", status=502)
    faults.remove(first)
    assert way.statuses("/csat/stats", 1) == [502]
    faults.remove(second.id)
    assert not faults.active
    assert way.statuses("/csat/stats", 1) == [200]
    with pytest.raises(nicereply_emulator.ControlError, match="there is no fault rule 2; there are none"):
        faults.remove(second)
    faults.add("status", status=500)
    faults.clear()
    assert (faults.list(), faults.active) == ([], False)


def test_reset_takes_rules_away(way: Way) -> None:
    way.emulator.faults.add("status", status=500)
    way.emulator.reset()
    assert way.statuses("/csat/stats", 1) == [200]


REFUSED = [
    ({"fault": "statuses"}, "fault: 'statuses' is not known; did you mean status"),
    ({"fault": "status"}, "status: the fault status needs it"),
    ({"fault": "status", "status": 404}, "status: 404 is none of 401, 402, 429 and 500 to 599"),
    ({"fault": "status", "status": 600}, "status: 600 is greater than the maximum of 599"),
    ({"fault": "status", "status": "503"}, 'status: "503" is not of type "integer"'),
    (
        {"fault": "status", "status": 503, "operation": "getUsr"},
        "operation: there is no 'getUsr'; did you mean getUser",
    ),
    ({"fault": "status", "status": 503, "tag": "user"}, "tag: there is no 'user'; did you mean users"),
    ({"fault": "status", "status": 503, "path": "/user"}, "path: there is no '/user'; did you mean /users"),
    ({"fault": "status", "status": 503, "path": "/users/{number}"}, "path: there is no '/users/{number}'"),
    ({"fault": "status", "status": 503, "path": f"/users/{BOB}?a=1/b"}, "path: there is no"),
    ({"fault": "status", "status": 503, "path": f"/users/{BOB}?page=1"}, "a path ends before ? and #"),
    ({"fault": "status", "status": 503, "path": f"/users/{BOB}#1"}, "a path ends before ? and #"),
    ({"fault": "empty_body", "path": "/csat/ratings/zzz"}, "'zzz' is neither a UUID nor a number"),
    ({"fault": "reset", "when": "body", "path": "/users/zzz/stats"}, "'zzz' is neither a UUID nor a number"),
    ({"fault": "status", "status": 503, "nth": 0}, "nth: 0 is less than the minimum of 1"),
    ({"fault": "status", "status": 503, "every": -1}, "every: -1 is less than the minimum of 1"),
    ({"fault": "status", "status": 503, "times": 0}, "times: 0 is less than the minimum of 1"),
    ({"fault": "status", "status": 503, "probability": 0}, "probability: 0 is less than or equal to the minimum of 0"),
    ({"fault": "status", "status": 503, "probability": 1.1}, "probability: 1.1 is greater than the maximum of 1"),
    ({"fault": "status", "status": 503, "nth": 1, "first": 2}, "nth, first: only one of them may be given"),
    (
        {"fault": "status", "status": 503, "tag": "users", "operation": "getUser"},
        "operation, tag: only one of them may be given",
    ),
    ({"fault": "status", "status": 503, "retry_after_as_date": True}, "retry_after_as_date: retry_after must say"),
    ({"fault": "html", "status": 204}, "status: an answer with status 204 has no body, so it can carry no page"),
    ({"fault": "html", "status": 304}, "status: an answer with status 304 has no body"),
    ({"fault": "wrong_content_type", "content_type": "text/html "}, "content_type: "),
    ({"fault": "wrong_content_type", "content_type": "a\r\nb: c"}, "content_type: "),
    ({"fault": "wrong_content_type", "content_type": "Application/JSON; charset=utf-8"}, "is the right one"),
    ({"fault": "latency", "seconds": [2, 1]}, "seconds: [2, 1] goes down"),
    ({"fault": "latency", "seconds": "1"}, "seconds: '1' is not what it takes: Seconds from 0 to 3600"),
    (
        {"fault": "empty_body", "rows": 2},
        "rows: the fault empty_body does not take it; it takes no settings of its own",
    ),
    (
        {"fault": "reset", "when": "body", "handled": True},
        "handled: a connection that is reset in the body was answered",
    ),
    ({"fault": "reset", "when": "after"}, "when: 'after' is not known; there are before, body"),
    (
        {"fault": "repeated_page", "operation": "getCsatStats"},
        "fault: repeated_page: there are no pages in the answers",
    ),
    ({"fault": "rows_removed", "path": f"/surveys/{ORDER}"}, "there are no pages in the answers of getSurvey"),
    ({"fault": "links_page_only", "operation": "createRating"}, "there are no pages in the answers of createRating"),
    ({"fault": "missing_field", "operation": "getUser", "field": "score"}, "field: 'score' is no field in the answers"),
    ({"fault": "null_field", "field": "user..id"}, "field: 'user..id' has an empty step"),
    (
        {"fault": "null_field", "operation": "getCsatHistogram", "field": "histogram.eleven"},
        "is no field in the answers",
    ),
    ({"fault": "unknown_enum", "operation": "getUser", "field": "email"}, "field: 'email' has no list of values"),
    (
        {"fault": "unknown_enum", "operation": "getCsatRating", "field": "status", "value": "closed"},
        "value: 'closed' is one of the known values (open, closed)",
    ),
    ({"fault": "added_field", "operation": "getUser", "field": "email"}, "field: 'email' is there already"),
    (
        {"fault": "added_field", "operation": "getUser", "field": "a.b"},
        "field: 'a.b' is there already, or has no place",
    ),
    (
        {"fault": "added_field", "operation": "getCustomer", "field": "id.zz"},
        "field: 'id.zz' is there already, or has no",
    ),
    ({"fault": "added_field", "operation": "listCsatRatings", "field": "score.zz"}, "has no place in the answers of"),
    (
        {"fault": "added_field", "operation": "listUsers", "field": "_pagination.total.zz"},
        "has no place in the answers",
    ),
    ({"fault": "status", "status": 500, "colour": "red"}, "colour: no such setting"),
]


@pytest.mark.parametrize(("settings", "reason"), REFUSED)
def test_a_rule_that_can_never_match_is_refused(
    emulator: nicereply_emulator.Emulator, settings: dict[str, Any], reason: str
) -> None:
    with pytest.raises(nicereply_emulator.ControlError) as refused:
        emulator.faults.add_settings(settings)
    assert reason in str(refused.value)
    assert (emulator.faults.list(), emulator.faults.active) == ([], False)


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, b"x", "\ud800", float("nan"), float("inf"), {"a": [1, {"b": object()}]}, {1: 2}, 10**5000, LOOP],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_a_json_value(emulator: nicereply_emulator.Emulator, controls: httpx.Client, value: object) -> None:
    with pytest.raises(nicereply_emulator.ControlError, match=r"^value"):
        emulator.faults.add("added_field", value=value)
    with pytest.raises(nicereply_emulator.ControlError, match=r"^(seconds|host)"):
        emulator.faults.add("latency", seconds=value, host=value)  # type: ignore[arg-type]
    assert controls.get("/faults").json() == {"faults": []}


def test_a_number_that_is_none(emulator: nicereply_emulator.Emulator) -> None:
    with pytest.raises(nicereply_emulator.ControlError, match=r"^seconds: nan: expected a JSON value.* finite number"):
        emulator.faults.add("latency", seconds=float("nan"))


def test_a_value_is_copied(way: Way) -> None:
    value: dict[str, Any] = {"a": [1, (2, 3)]}
    way.emulator.faults.add("added_field", operation="getCsatStats", value=value)
    value["a"].append(object())
    assert way.get("/csat/stats").json()["_results"]["added_by_the_emulator"] == {"a": [1, [2, 3]]}


def test_every_problem_of_a_rule_is_named(emulator: nicereply_emulator.Emulator) -> None:
    with pytest.raises(nicereply_emulator.ControlError) as refused:
        emulator.faults.add("status", status=404, nth=1, every=1, rows=3)
    assert len(refused.value.problems) == 3


def test_a_rule_for_many_operations_is_for_those_that_it_fits(way: Way) -> None:
    way.emulator.faults.add("null_field", field="username")
    assert way.get(f"/users/{BOB}").json()["_results"]["username"] is None
    assert way.get("/teams").json()["_results"][0]["name"]


def test_every_fault_is_described() -> None:
    assert set(KINDS) == set(FAULT_NAMES)
    assert all(kind.does.endswith(".") for kind in KINDS.values())
