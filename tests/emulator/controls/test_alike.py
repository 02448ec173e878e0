"""Every kind of fault does the same over HTTP and in process, however its rule was added."""

from typing import Any

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator.controls.fault_settings import FAULT_NAMES

from .ways import WAYS, Way

BOB = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"
ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
RATING = {"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}}

LIST = {"operation": "listCsatRatings"}
RULES: list[dict[str, Any]] = [
    {"fault": "status", "status": 401},
    {"fault": "status", "status": 402, "tag": "users"},
    {"fault": "status", "status": 429, "retry_after": 7},
    {"fault": "status", "status": 503, "retry_after": 7, "retry_after_as_date": True, "nth": 2},
    {"fault": "status", "status": 520, "handled": True, "every": 2},
    {"fault": "status", "status": 500, "path": f"/users/{BOB}"},
    {"fault": "html"},
    {"fault": "html", "status": 502, "handled": True, "first": 3},
    {"fault": "html", "status": 500, "probability": 0.5, "seed": 11},
    {"fault": "reset"},
    {"fault": "reset", "when": "before", "handled": True},
    {"fault": "reset", "when": "body"},
    {"fault": "latency", "seconds": 0.01, "times": 2},
    {"fault": "latency", "seconds": [0.0, 0.01], "seed": 3},
    {"fault": "latency", "seconds": 3600, "path": "/csat/stats"},
    {"fault": "truncated_json"},
    {"fault": "empty_body"},
    {"fault": "wrong_content_type", "content_type": "text/html"},
    {"fault": "unknown_enum", "field": "status", **LIST},
    {"fault": "unknown_enum", "field": "type", "value": None, "operation": "getUser"},
    {"fault": "added_field"},
    {"fault": "added_field", "field": "user.age", "value": None, **LIST},
    {"fault": "added_field", "field": "_pagination.more", "value": {"a": [1, "ü"]}},
    {"fault": "missing_field", "field": "survey.id"},
    {"fault": "missing_field", "field": "_results"},
    {"fault": "null_field", "field": "_pagination"},
    {"fault": "null_field", "field": "username", "operation": "getUser"},
    {"fault": "links_page_only"},
    {"fault": "links_other_host"},
    {"fault": "repeated_page"},
    {"fault": "rows_inserted", "rows": 2},
    {"fault": "rows_removed", "times": 1},
]

COMBINED = [
    [{"fault": "empty_body"}, {"fault": "reset", "when": "body"}],
    [{"fault": "truncated_json"}, {"fault": "wrong_content_type"}, {"fault": "reset", "when": "body", "nth": 2}],
    [{"fault": "latency", "seconds": 0.01}, {"fault": "reset"}],
    [{"fault": "added_field"}, {"fault": "links_page_only"}, {"fault": "repeated_page"}, {"fault": "rows_removed"}],
]

CALLS: list[tuple[str, str, Any]] = [
    ("GET", "/csat/ratings?per_page=10&sort_order=asc", None),
    ("GET", "/csat/ratings?per_page=10&sort_order=asc&page=2", None),
    ("GET", "/csat/ratings?per_page=10&sort_order=asc&page=2", None),
    ("POST", "/ratings", RATING),
    ("POST", "/csat/ratings", {"score": 99}),
    ("GET", f"/users/{BOB}", None),
    ("GET", "/users/00000000-0000-4000-8000-000000000000", None),
    ("GET", "/csat/stats", None),
    ("GET", "/nothing", None),
]


def outcomes(way: Way) -> list[Any]:
    """What the caller gets of each call: status, headers and body, or the class of the exception."""
    found: list[Any] = []
    for method, path, body in CALLS:
        try:
            response = way.request(method, path, json=body)
        except httpx.TransportError as error:
            found.append(type(error))
        else:
            headers = sorted((name, value) for name, value in response.headers.items() if name != "connection")
            found.append((response.status_code, headers, response.content))
    return found


def run(way: Way, rules: list[dict[str, Any]], controls: httpx.Client | None) -> dict[str, Any]:
    """The outcomes under these rules, and what the emulator says of them afterwards."""
    emulator = way.emulator
    emulator.reset()
    way.timeout = 0.3
    for rule in rules:
        if controls is None:
            emulator.faults.add(**rule)
        else:
            assert controls.post("/faults", json=rule).status_code == 200
    return {
        "outcomes": outcomes(way),
        "rules": [rule.describe() for rule in emulator.faults.list()],
        "faults": [entry.faults for entry in emulator.journal],
        "counts": emulator.counts(),
    }


def test_every_kind_is_tried() -> None:
    assert {rule["fault"] for rule in RULES} == set(FAULT_NAMES)


@pytest.mark.parametrize("rules", [*([rule] for rule in RULES), *COMBINED], ids=lambda rules: str(rules)[1:60])
def test_all_ways_are_alike(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client, rules: list[dict[str, Any]]
) -> None:
    first, *others = [run(Way(name, emulator), rules, over) for name in WAYS for over in (None, controls)]
    assert any(first["faults"]), "nothing happened"
    assert first["rules"] == controls.get("/faults").json()["faults"]
    for other in others:
        assert other == first
