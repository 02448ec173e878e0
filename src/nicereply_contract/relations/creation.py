"""Creations that the service must accept, and ones that it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st

from nicereply_contract.arrangement import SCALES
from nicereply_contract.document import Node
from nicereply_contract.relations.catalogue import Operation
from nicereply_contract.relations.rows import named
from nicereply_contract.relations.scene import Scene
from nicereply_contract.relations.service import NotRun

Draw = Callable[[st.SearchStrategy[Any], str], Any]

UNKNOWN_ID: Final = "00000000-0000-4000-8000-000000000000"
_TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20)


@dataclass(frozen=True)
class Creation:
    """A rating to create: the operation, the body, and what the body names, by field (`survey`, `user`, `customer`)."""

    operation: Operation
    body: Node
    metric: str
    score: int
    names: dict[str, str | None]


def users_by_name(scene: Scene) -> dict[str, str]:
    """The ids of users by username; names that several have are left out."""
    rows = scene.whole(_records(scene, "user"))
    names = [row["username"] for row in rows]
    return {row["username"]: row["id"] for row in rows if names.count(row["username"]) == 1}


def draw_creation(scene: Scene, draw: Draw, operation: Operation, *, owners: int | None = None) -> Creation:
    """A rating that the service must accept; `owners` bounds how many users, customers and surveys it chooses from."""
    metrics = scene.catalogue.metrics_of(operation)
    surveys = [survey for survey in _known(scene, "survey", owners) if survey["metric"] in metrics]
    users = _known(scene, "user", owners)
    if not surveys or not users:
        raise NotRun(f"{operation}: there is no survey of its metric, or no user")
    survey = draw(st.sampled_from(surveys), "survey")
    low, high = SCALES[survey["scale"]]
    score = draw(st.integers(low, high), "score")
    user = draw(st.sampled_from(users), "user")
    body: Node = {"survey_id": survey["id"], "score": score, "from": draw(_TEXTS.map(lambda text: f"N{text}"), "from")}
    by_name = users_by_name(scene).get(user["username"]) == user["id"] and draw(st.booleans(), "user by name")
    body["user"] = {"username": user["username"]} if by_name else {"id": user["id"]}
    customers = [row["id"] for row in _known(scene, "customer", owners)]
    customer = draw(st.sampled_from([None, *customers]), "customer")
    if customer is not None:
        body["customer_id"] = customer
    for name in ("comment", "ticket"):
        if draw(st.booleans(), f"with {name}"):
            body[name] = draw(_TEXTS, name)
    if draw(st.booleans(), "with address"):
        body["ip_address"] = "203.0.113.7"
    answers = [
        {
            "id": question["id"],
            "score": draw(st.integers(max(1, SCALES[question["scale"]][0]), SCALES[question["scale"]][1]), "answer"),
        }
        for question in survey.get("extra_questions", [])
        if question["required"] or draw(st.booleans(), "answered")
    ]
    if answers:
        body["extra_questions"] = answers
    names = {"survey": survey["id"], "user": user["id"], "customer": customer}
    return Creation(operation, body, survey["metric"], score, {name: names[name] for name in scene.catalogue.named})


def draw_refused(scene: Scene, draw: Draw, operation: Operation) -> list[tuple[str, Any]]:
    """Bodies that the service must refuse, each with what is wrong with it."""
    if operation in scene.catalogue.user_creations:
        taken = draw(st.sampled_from(_known(scene, "user", None)), "user")["username"]
        body: Node = dict.fromkeys((operation.body or {}).get("required", []), "Contract Suite")
        return [
            ("a username that is taken", {**body, "username": taken}),
            ("a field that is not there", {**body, "username": "never", "nickname": "x"}),
            ("an empty name", {**body, "username": ""}),
            ("a missing name", {name: value for name, value in body.items() if name != "username"}),
        ]
    good = draw_creation(scene, draw, operation).body
    mistakes: list[tuple[str, Any]] = [
        ("a score beyond the scale", {**good, "score": 11}),
        ("a score below the scale", {**good, "score": -1}),
        ("a score that is no number", {**good, "score": "9"}),
        ("an unknown survey", {**good, "survey_id": UNKNOWN_ID}),
        ("an unknown user", {**good, "user": {"id": UNKNOWN_ID}}),
        ("an unknown username", {**good, "user": {"username": "nobody of that name"}}),
        ("a user named twice over", {**good, "user": {"id": UNKNOWN_ID, "username": "x"}}),
        ("an unknown customer", {**good, "customer_id": UNKNOWN_ID}),
        ("an unknown extra question", {**good, "extra_questions": [{"id": UNKNOWN_ID, "score": 1}]}),
        ("a field that is not there", {**good, "rating": 5}),
        ("no user", {name: value for name, value in good.items() if name != "user"}),
        ("no body of the right kind", [good]),
    ]
    metrics = scene.catalogue.metrics_of(operation)
    others = [row["id"] for row in scene.whole(_records(scene, "survey")) if row["metric"] not in metrics]
    if others:
        mistakes.append(
            ("a survey of another metric", {**good, "survey_id": draw(st.sampled_from(others), "other survey")})
        )
    small = [
        row for row in scene.whole(_records(scene, "survey")) if row["scale"] == "CSAT2" and row["metric"] in metrics
    ]
    if small:
        mistakes.append(("a score beyond the survey's scale", {**good, "survey_id": small[0]["id"], "score": 3}))
    return mistakes


def _known(scene: Scene, name: str, owners: int | None) -> list[Node]:
    rows = scene.whole(_records(scene, name))
    if owners is None or name == "survey":
        return rows
    # Those that ratings name already come first: they are more telling.
    everything = [rating for metric in scene.catalogue.metrics for rating in scene.ratings(metric)[:50]]
    seen = {named(rating, name) for rating in everything}
    return sorted(rows, key=lambda row: row["id"] not in seen)[:owners]


def _records(scene: Scene, name: str) -> Operation:
    found = scene.catalogue.named[name].records
    if found is None:
        raise LookupError(f"there is no list of what a rating names as {name}")
    return found
