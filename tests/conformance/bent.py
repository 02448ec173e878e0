"""Cases bent so that what is right is wrong by them: a runner that passes one of them does not look."""

import copy
from collections.abc import Callable
from typing import Any

from nicereply_contract.wire import load_cases


def _request(case: Any) -> Any:
    return case["exchanges"][0]["request"]


def _answer(case: Any) -> Any:
    return case["exchanges"][0]["answer"]


# What is bent: the case, and how.
CLIENT: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "value": ("documented-get-csat-stats", lambda case: case["value"].update(average=1)),
    "type of a value": ("read-score-as-digits/getCsatRating", lambda case: case["value"].update(score="7")),
    "date": ("read-date-west", lambda case: case["value"].update(created_at="2017-10-24T13:37:00+02:00")),
    "items": ("documented-list-teams", lambda case: case["value"].pop()),
    "null": ("read-rating-without-user", lambda case: case["value"][0].update(user={"username": "agentBob"})),
    "unknown field": ("read-unknown-field", lambda case: case["value"].update(tags=[])),
    "page": ("pages-whole-pages", lambda case: case["value"][1].update(total=4)),
    "method": ("documented-get-team", lambda case: _request(case).update(method="HEAD")),
    "path": ("documented-get-team", lambda case: _request(case).update(path="/v1/teams/1")),
    "slash in a segment": ("path-slash", lambda case: _request(case).update(path="/v1/users/d0cdf133/stats")),
    "query value": ("date-text-utc/getCustomerStats", lambda case: _request(case)["query"].update(period_start="x")),
    "instant": (
        "date-east/listCsatRatings",
        lambda case: _request(case)["query"].update(period_start={"$instant": "2017-10-24T11:37:01Z"}),
    ),
    "query that is missing": ("documented-get-csat-stats", lambda case: _request(case)["query"].update(a="b")),
    "query that is too much": ("date-text-utc/getCustomerStats", lambda case: _request(case)["query"].clear()),
    "free query that is not": ("documented-list-teams", lambda case: _request(case)["query_free"].clear()),
    "raw query": ("date-text-utc/getCustomerStats", lambda case: _request(case)["query_excludes"].append("Z")),
    "header": ("documented-get-team", lambda case: _request(case)["headers"].update(Authorization="Basic Og==")),
    "header too much": ("documented-get-team", lambda case: _request(case)["headers_absent"].append("Accept")),
    "body": ("documented-create-agent", lambda case: _request(case)["body"].update(role="")),
    "null in a body": ("body-null-where-allowed/createRating", lambda case: _request(case)["body"].pop("ticket")),
    "no body": ("documented-create-agent", lambda case: _request(case).pop("body")),
    "one request too few": ("documented-get-team", lambda case: case["exchanges"].append(case["exchanges"][0])),
    "one request too many": ("pages-links-with-parameters", lambda case: case["exchanges"].pop()),
    "class of an error": ("status-520/getCsatStats", lambda case: case["error"].update({"class": "NotFoundError"})),
    "status of an error": ("status-520/getCsatStats", lambda case: case["error"].update(status=500)),
    "texts of an error": ("error-402/getTeam", lambda case: case["error"].update(errors=[])),
    "issues": ("issue-nested-field", lambda case: case["error"]["issues"][0].update(field="score")),
    "time to wait": ("error-429/getTeam", lambda case: case["error"].update(retry_after=31)),
    "time to wait for a date": ("retry-after-date", lambda case: case["error"]["retry_after"].update({"$about": 60})),
    "place of an error": ("read-wrong-type-in-list", lambda case: case["error"].update(path="/_results/0/name")),
    "body of an error": ("success-html/getUser", lambda case: case["error"].update(body="<html>")),
    "error in place of a value": ("documented-get-team", lambda case: _answer(case).update(status=500)),
    "value in place of an error": ("error-402/getCsatStats", lambda case: _answer(case).update(_SUCCESS)),
    "refusal": ("refused-page-size-9/listUsers", lambda case: case["call"]["parameters"].update(per_page=10)),
    "text of a refusal": ("refused-page-size-9/listUsers", lambda case: case["refusal"]["mentions"].append("eleven")),
    "refused client": ("refused-empty-key", lambda case: case["client"].update(api_key="some-key")),
}
_SUCCESS = {"status": 200, "body": '{"_results": {"average": 0, "count": 0}}'}

SERVER: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "status": ("server-patch", lambda case: case["answer"].update(status=[404])),
    "header": ("server-patch", lambda case: case["answer"]["headers"].update(Allow="PUT")),
    "value": ("server-documented-customer-stats", lambda case: case["answer"]["value"]["CSAT"].update(average=6.4445)),
    "instant": (
        "server-documented-team",
        lambda case: case["answer"]["value"].update(created_at={"$instant": "2017-09-28T11:11:17Z"}),
    ),
    "number of rows": ("server-documented-user-teams", lambda case: case["answer"]["value"].append({})),
    "place in a list": ("server-documented-team-users", lambda case: case["answer"]["pagination"].update(total=2)),
    "field that is absent": ("server-documented-team", lambda case: case["answer"]["absent"].append("/_results/name")),
    "texts of an error": ("server-page-size-101/listUsers", lambda case: case["answer"]["errors"].append("More.")),
    "field of an issue": (
        "server-page-size-9/listUsers",
        lambda case: case["answer"]["issues"].append({"location": "queryParameters", "field": "page"}),
    ),
    "credentials": ("server-documented-team", lambda case: case["request"].update(credentials="none")),
}


def bent(cases: dict[str, tuple[str, Callable[[Any], Any]]], label: str) -> Any:
    """The case of this label, bent."""
    name, bend = cases[label]
    case: Any = copy.deepcopy(next(case for case in load_cases() if case["name"] == name))
    bend(case)
    return case | {"name": label}
