"""The check that the strict document allows nothing that is never sent turns red for each kind of slack."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from .document import Document
from .tightness import slack

TREE: dict[str, Any] = {
    "paths": {
        "/teams/{id}": {
            "get": {
                "operationId": "getTeam",
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Team"}}}},
                    "404": {"content": {"application/json": {"schema": {"type": ["object", "null"]}}}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "SelfLinks": {"type": "object", "properties": {"self": {"type": "string", "pattern": "^/v1/teams/"}}},
            "Team": {
                "type": "object",
                "required": ["name", "members", "size", "_links"],
                "properties": {
                    "name": {"$ref": "#/components/schemas/Name"},
                    "members": {"type": "array", "items": {"type": "string"}},
                    "size": {"type": "number"},
                    "_links": {"$ref": "#/components/schemas/SelfLinks"},
                    "note": {"type": ["string", "null"]},
                },
            },
            "Name": {"type": "string"},
        }
    },
}
SENT: dict[str, Any] = {"name": "A", "members": ["x"], "size": 2, "_links": {"self": "/v1/teams/1"}, "note": None}
LESS: dict[str, Any] = {
    "name": "B",
    "members": [],
    "size": 2.5,
    "_links": {},
}
MORE: dict[str, Any] = {**LESS, "note": "n", "size": 1}
ANSWERS = [("getTeam", 200, SENT), ("getTeam", 200, LESS), ("getTeam", 200, MORE), ("getTeam", 404, {"errors": []})]


def _loosened(*steps: str, **changes: Any) -> Document:
    tree = copy.deepcopy(TREE)
    node = tree["components"]["schemas"]
    for step in steps:
        node = node[step]
    node.update(changes)
    return Document(tree)


def test_a_tight_document_has_no_slack() -> None:
    """A whole number is a number; only successes count."""
    assert slack(Document(TREE), ANSWERS) == []


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (_loosened("Name", type=["string", "null"]), "Name may be null, and never is"),
        (_loosened("Name", type=["string", "integer"]), "Name may be integer, and never is"),
        (_loosened("Team", required=["members", "size", "_links"]), "Team.name (presence) may be absent, and never is"),
        (
            _loosened("Team", "properties", "members", items={"type": ["string", "null"]}),
            "Team.members[] may be null, and never is",
        ),
        (_loosened("Team", "properties", "members", type=["array", "null"]), "Team.members may be null, and never is"),
        (
            _loosened("SelfLinks", "properties", "self", pattern="^/v1/"),
            "SelfLinks may be {'self': '/v1/customers/32'}",
        ),
    ],
)
def test_slack_is_told(document: Document, told: str) -> None:
    assert slack(document, ANSWERS) == [told]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (ANSWERS[:1], ["Team.note may be string, and never is", "Team.note (presence) may be absent, and never is"]),
        (ANSWERS[1:2], ["Team.note (presence) may be there, and never is"]),
    ],
)
def test_what_was_not_seen_is_slack(answers: list[tuple[str, int, Any]], told: list[str]) -> None:
    """The same document, judged by fewer answers."""
    assert set(told) <= set(slack(Document(TREE), answers))


def test_answers_of_no_operation_are_passed_over() -> None:
    assert slack(Document(TREE), [*ANSWERS, ("getNothing", 200, {"name": None})]) == []
