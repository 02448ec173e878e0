"""What counts as reached, and what is named when it was not."""

from __future__ import annotations

import json
from typing import Any

import pytest

import nicereply_spec
from nicereply_contract.coverage import LEVELS, Coverage
from nicereply_contract.exchange import Exchange

ORIGIN = "https://api.example.com"
JSON = {"content-type": "application/json"}


def fresh() -> Coverage:
    """A ledger of the strict document that has seen nothing."""
    return Coverage(nicereply_spec.load_strict())


def see(coverage: Coverage, path: str, status: int, answer: Any, *, body: Any = None) -> None:
    """Enter one exchange."""
    exchange = Exchange(
        operation_id="",
        method="GET" if body is None else "POST",
        url=f"{ORIGIN}/v1{path}",
        status=status,
        request_headers=JSON,
        request_body=b"" if body is None else json.dumps(body).encode(),
        headers=JSON,
        body=json.dumps(answer).encode(),
    )
    coverage.see(exchange, "/v1")


def test_the_goals_come_from_the_document() -> None:
    """49 operations, 28 types of integration, each status of each operation; nothing is reached yet."""
    coverage = fresh()
    assert len(coverage.goals["operation"]) == 49
    assert "createRating 402" in coverage.goals["status"]
    assert "listTeams sort_order=asc" in coverage.goals["parameter value"]
    assert "createNpsRating body.ticket" in coverage.goals["parameter"]
    types = [goal for goal in coverage.goals["enum value"] if goal.startswith("answer IntegrationType = ")]
    assert len(types) == 28
    assert {"answer Comment null", "answer Comment not null"} <= coverage.goals["nullable"]
    assert {"request NewTicket null", "request NewTicket not null"} <= coverage.goals["nullable"]
    assert "request NewRatingUser: UserByUsername" in coverage.goals["alternative"]
    assert coverage.level() == 0
    assert len(coverage.missing()) == sum(len(goals) for goals in coverage.goals.values())


def test_an_answer_reaches_what_it_shows() -> None:
    """Its status, its fields, its enum values and nulls, and the parameters of the request."""
    coverage = fresh()
    links = {"self": "/v1/csat/ratings/x", "survey": "/v1/surveys/y"}
    rating = {"score": 5, "comment": None, "survey": {"id": "y", "type": "CSAT"}, "user": None, "_links": links}
    see(coverage, "/csat/ratings?sort_order=asc&page=1", 200, {"_results": [rating], "_pagination": {"links": {}}})
    assert coverage.reached["status"] == {"listCsatRatings 200"}
    assert coverage.reached["operation"] == {"listCsatRatings"}
    assert coverage.reached["parameter"] == {"listCsatRatings sort_order", "listCsatRatings page"}
    assert "listCsatRatings sort_order=asc" in coverage.reached["parameter value"]
    assert {"answer Comment null", "answer RatingUser null"} == coverage.reached["nullable"] - {"request"}
    assert "CsatRating.score" in coverage.reached["answer property"]
    assert "answer CsatSurveyRef.type = 'CSAT'" in coverage.reached["enum value"]


def test_a_refused_request_reaches_its_status_alone() -> None:
    """What it sent was not understood, so it does not count as tried."""
    coverage = fresh()
    body = {"survey_id": "x", "score": 11, "user": {"username": "bob"}, "ticket": None}
    see(coverage, "/ratings", 400, {"errors": ["no"]}, body=body)
    assert coverage.reached["status"] == {"createRating 400"}
    assert not coverage.reached["parameter"]
    assert not coverage.reached["nullable"]


def test_a_creation_reaches_what_it_sends() -> None:
    """Fields, nulls and alternatives of its body."""
    coverage = fresh()
    body = {"survey_id": "x", "score": 1, "user": {"username": "bob"}, "ticket": None, "customer_id": "y"}
    see(coverage, "/ratings", 201, {"_results": {}}, body=body)
    assert "createRating body.ticket" in coverage.reached["parameter"]
    assert {"request NewTicket null", "request NewCustomerId not null"} == coverage.reached["nullable"]
    assert coverage.reached["alternative"] == {"request NewRatingUser: UserByUsername"}


def test_ids_of_both_kinds_are_told_apart() -> None:
    """UUIDs and numeric ids."""
    coverage = fresh()
    see(coverage, "/customers/32", 200, {"_results": {}})
    assert coverage.reached["alternative"] == {"request ResourceId: LegacyId"}
    see(coverage, "/customers/461b20eb-8f4f-4f3f-a2fd-7f3d9b7d1e4c", 200, {"_results": {}})
    assert len(coverage.reached["alternative"]) == 2


def test_what_is_no_operation_is_not_counted() -> None:
    """Another path, another method, another status."""
    coverage = fresh()
    see(coverage, "/nowhere", 404, {"errors": ["x"]})
    see(coverage, "/teams", 405, {"errors": ["x"]}, body={})
    see(coverage, "/teams", 500, {})
    assert not any(coverage.reached.values())
    assert coverage.exchanges == 3


@pytest.mark.parametrize("number", range(1, len(LEVELS) + 1))
def test_a_level_needs_all_its_goals(number: int) -> None:
    """And all those below; one goal that is missing keeps the level down, and is named."""
    coverage = fresh()
    for kinds in LEVELS:
        for kind in kinds:
            coverage.reached[kind] |= coverage.goals[kind]
    assert coverage.level() == len(LEVELS)
    kind = LEVELS[number - 1][0]
    lost = min(coverage.goals[kind])
    coverage.reached[kind].discard(lost)
    assert coverage.level() == number - 1
    assert f"{kind} never reached: {lost}" in coverage.missing()


def test_what_needs_controls_is_reported_as_not_run() -> None:
    """And not as missing, unless it was reached anyway."""
    coverage = fresh()
    see(coverage, "/teams", 402, {"errors": ["x"]})
    coverage.skip(["402", "429"], "no controls")
    assert "status getUser 402" in coverage.not_run
    assert "status listTeams 402" not in coverage.not_run
    assert not any(" 429" in missing for missing in coverage.missing())
    assert "not run" in coverage.summary()


def test_a_service_answers_by_one_reading_of_an_open_point() -> None:
    """The other is not asked of its answers, unless it was seen; requests of both kinds are still to be sent."""
    coverage = Coverage(nicereply_spec.load())
    goals = {kind: set(found) for kind, found in coverage.goals.items()}
    see(coverage, "/csat/ratings/1", 200, {"_results": {"from": None}})
    coverage.skip_open("one reading")
    assert {
        "answer property CesSurveyRef.metric",
        "alternative answer AnyScore: string",
        "nullable answer AuthorName not null",
    } <= coverage.not_run.keys()
    assert "nullable answer AuthorName null" not in coverage.not_run
    taken = {kind: found - coverage.goals[kind] for kind, found in goals.items()}
    assert not any(goal.startswith("request ") for found in taken.values() for goal in found)
    assert taken["status"] == taken["parameter"] == taken["flow"] == set()
    assert "answer property Survey.name" not in coverage.not_run
