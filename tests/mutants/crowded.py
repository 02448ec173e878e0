"""An account in which every list has a second page and every field a value: faults have nowhere to hide."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import nicereply_spec
from nicereply_contract.document import operations, request_examples, resolve

Record = dict[str, Any]

_BEGINNING = datetime(2025, 3, 1, tzinfo=UTC)
_SCALES = {"CSAT10": (1, 10), "CSAT5": (1, 5), "CSAT3": (1, 3), "CSAT2": (1, 2), "CES": (1, 7), "NPS": (0, 10)}
_MANY = 12
"""Of each kind of record: more than the least page has rows."""


def _id(kind: int, number: int) -> str:
    return str(UUID(int=(kind << 96) + (number * 0x9E3779B97F4A7C15) % 2**64, version=4))


def _at(**span: int) -> str:
    return (_BEGINNING + timedelta(**span)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _values(name: str) -> list[str]:
    found: list[str] = nicereply_spec.load_strict()["components"]["schemas"][name]["enum"]
    return found


def _surveys() -> list[Record]:
    found: list[Record] = []
    for scale in ["CSAT10", "CSAT5", "CSAT3", "CSAT2"] * 3 + ["CES"] * _MANY + ["NPS"] * _MANY:
        number = len(found)
        question = {
            "id": _id(6, number),
            "label": f"Question {number}",
            "rating_scale": _values("RatingScale")[number % len(_values("RatingScale"))],
            "scale": "CSAT5",
            "required": False,
        }
        found.append(
            {
                "id": _id(1, number),
                "name": f"Survey {number}",
                "scale": scale,
                "distribution": _values("Distribution")[number % 3],
                "rating_scale": "nps",
                "question": f"How was it, {number}?",
                "created_at": _at(days=number // 2),
                "extra_questions": [question],
            }
        )
    return found


def _users() -> list[Record]:
    kinds = _values("IntegrationType")
    return [
        {
            "id": _id(2, number),
            "type": _values("UserType")[number % len(_values("UserType"))],
            "username": f"user-{number}",
            "fullname": f"User {number}",
            "email": f"user{number}@example.com",
            "role": _values("UserRole")[number % len(_values("UserRole"))],
            "created_at": _at(days=number // 2),
            "has_access": number % 2 == 0,
            "is_archived": number % 3 == 0,
            "integration_usernames": [
                {"id": _id(7, number), "integration_id": _id(8, number), "username": f"name-{number}", "type": kind}
                for kind in kinds[number : number + 2]
            ],
        }
        for number in range(_MANY + 4)
    ]


def _rating(number: int, survey: Record, chance: random.Random) -> Record:
    low, high = _SCALES[survey["scale"]]
    created = timedelta(days=40 + number // 3, hours=number % 3 // 2)
    updated = created + timedelta(minutes=chance.choice([0, 0, 1, 60, 6000]))
    question = survey["extra_questions"][0]
    return {
        "id": _id(5, number),
        "survey_id": survey["id"],
        "score": chance.randint(low, high),
        "created_at": _at(seconds=int(created.total_seconds())),
        "updated_at": _at(seconds=int(updated.total_seconds())),
        "from": f"Somebody {number}",
        "status": _values("RatingStatus")[number % len(_values("RatingStatus"))],
        "ip_address": f"203.0.113.{number % 250}",
        "comment": f"Comment {number}",
        "ticket": {"value": f"ticket-{number}", "link": f"https://example.com/tickets/{number}"},
        "user_id": _id(2, chance.choice([0, 0, 0, *range(_MANY + 3)])) if number % 11 else None,
        "customer_id": _id(4, chance.choice([0, 0, 0, *range(_MANY + 3)])) if number % 13 else None,
        "extra_questions": [{"id": question["id"], "score": chance.randint(1, 5)}],
    }


@cache
def requests_of(operation: str) -> list[tuple[str, str, Any]]:
    """(method, path below the base URL with query, body) of requests that show all that an operation can answer."""
    document = nicereply_spec.load_strict()
    path, method, said = next(found for found in operations(document) if found[2]["operationId"] == operation)
    if method == "post":
        return [("POST", path, body) for body in _bodies(operation, said)]
    kind = path.split("/")[1]
    targets = [path.replace("{id}", record["id"]) for record in _named(kind)] if "{id}" in path else [path]
    pages = ["?per_page=10", "?per_page=10&page=2"] if path_is_list(document, said) else [""]
    return [("GET", target + page, None) for target in targets for page in pages]


def path_is_list(document: Record, operation: Record) -> bool:
    """Whether the operation has pages."""
    return any(resolve(document, parameter)["name"] == "page" for parameter in operation.get("parameters", []))


def _named(kind: str) -> list[Record]:
    """Some records of the kind that a path begins with; ratings by the metric of their survey."""
    data = account()
    if kind not in ("csat", "ces", "nps"):
        return data[kind][:2] + data[kind][_MANY : _MANY + 1] + data[kind][-1:]
    scales = {survey["id"]: survey["scale"] for survey in data["surveys"]}
    return [rating for rating in data["ratings"] if scales[rating["survey_id"]].lower().startswith(kind)][:3]


def _bodies(operation: str, said: Record) -> list[Any]:
    if operation.endswith("Rating"):
        metric = operation.removeprefix("create").removesuffix("Rating").upper()
        survey = next(survey for survey in _surveys() if survey["scale"].startswith(metric))
        full = {
            "survey_id": survey["id"],
            "score": 2,
            "from": "Somebody",
            "comment": "A comment",
            "ticket": "ticket-1",
            "user": {"id": _id(2, 0)},
            "customer_id": _id(4, 0),
            "ip_address": "203.0.113.7",
            "extra_questions": [{"id": survey["extra_questions"][0]["id"], "score": 2}],
        }
        return [full]
    return request_examples(nicereply_spec.load_strict(), said)


@cache
def account() -> dict[str, list[Record]]:
    """The data, as `nicereply-emulator --data FILE` reads it; the same in every run."""
    chance = random.Random(20171024)  # noqa: S311 - data that can be repeated, not a secret
    surveys, users = _surveys(), _users()
    weighted = [*surveys, *[surveys[0]] * 20, *[surveys[_MANY]] * 20, *[surveys[2 * _MANY]] * 20]
    teams = [
        {
            "id": _id(3, number),
            "name": f"Team {number}",
            "created_at": _at(days=number // 2),
            "user_ids": [_id(2, 0), *(_id(2, member) for member in range(1, 13 if number == 0 else number))],
        }
        for number in range(_MANY + 1)
    ]
    customers = [
        {
            "id": _id(4, number),
            "name": f"Customer {number}",
            "email": f"customer{number}@example.com",
            "created_at": _at(days=number // 2),
            "updated_at": _at(days=number // 2, minutes=number),
            "tickets": number,
        }
        for number in range(_MANY + 4)
    ]
    unsubscribes = [
        {"id": _id(9, number), "email": f"gone{number}@example.com", "unsubscribed_at": _at(days=number // 2)}
        for number in range(_MANY)
    ]
    ratings = [_rating(number, chance.choice(weighted), chance) for number in range(240)]
    return {
        "surveys": surveys,
        "users": users,
        "teams": teams,
        "customers": customers,
        "unsubscribes": unsubscribes,
        "ratings": ratings,
    }
