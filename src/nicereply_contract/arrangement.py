"""What a schema cannot say of a valid request: records that exist, scores of the survey's scale, names that are free.

Only requests that are meant to be valid are arranged. One in eight ratings keeps the references it was made with, and
one in four paths gets an id, which name nothing, so that 404 is seen too.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final, TypeVar

from nicereply_contract.document import Node, field, operations, request_examples, resolve, success

if TYPE_CHECKING:  # relations, which records stand on, take the scales from here
    from nicereply_contract.records import Records

T = TypeVar("T")

# The lowest and the highest score of a scale. No schema says it; the document's description of the scales does.
SCALES: Final[dict[str, tuple[int, int]]] = {
    "CSAT10": (1, 10),
    "CSAT5": (1, 5),
    "CSAT3": (1, 3),
    "CSAT2": (1, 2),
    "CES": (1, 7),
    "NPS": (0, 10),
}
_KEEP_ONE_IN = 8
_NOWHERE_IN = 4


class Arrangement:
    """Turns a valid body into one that the service can accept."""

    def __init__(self, document: Node, records: Records) -> None:
        """Prepare for one document and the records behind one base URL."""
        self._records = records
        self._known = {survey["id"] for survey in records.surveys}
        self._usernames = set(records.usernames)
        self._count = 0
        found = {operation["operationId"]: operation for _, _, operation in operations(document)}
        self._examples = {name: request_examples(document, operation) for name, operation in found.items()}
        # Surveys of the examples are known to accept a rating without a name, which the API does not tell of others.
        bodies = [body for examples in self._examples.values() for body in examples]
        self._nameless = {body["survey_id"] for body in bodies if "survey_id" in body and "from" not in body}
        self._surveys: dict[str, list[Node]] = {
            name: [survey for survey in records.surveys if survey["metric"] in _metrics(document, operation)]
            for name, operation in found.items()
        }

    def arrange(self, operation_id: str, body: Node) -> Node:
        """Return `body` as it should be sent; what is not arranged stays as it is."""
        if "survey_id" in body:
            return self._rating(operation_id, body)
        if "username" in body:
            return {**body, "username": self._free_username(body["username"])}
        return body

    def arrange_id(self, operation_id: str, record: str) -> str:
        """The id that should be in the path: one that exists, if any is known."""
        known = self._records.by_operation.get(operation_id, [])
        return record if not known or record in known else _pick(known, zlib.crc32(record.encode()))

    @staticmethod
    def disarrange_id(case: str, record: str) -> str:
        """The id that should be in the path of a case: in one of four an id that leads nowhere."""
        number = zlib.crc32(case.encode())
        return f"{number:08x}-0000-4000-8000-000000000000" if number % _NOWHERE_IN == 0 else record

    def _rating(self, operation_id: str, body: Node) -> Node:
        if body in self._examples[operation_id]:
            return body
        number = zlib.crc32(json.dumps(body, sort_keys=True).encode())
        if body["survey_id"] not in self._known and number % _KEEP_ONE_IN == 0:
            return body
        answers = body.get("extra_questions")
        survey = self._survey(operation_id, number, asked=bool(answers))
        arranged = {**body, "survey_id": survey["id"], "score": _clamp(body["score"], *SCALES[survey["scale"]])}
        arranged["user"] = self._user(body["user"], number)
        if body.get("customer_id") is not None:
            arranged["customer_id"] = _pick(self._records.customer_ids, number)
        if survey["id"] not in self._nameless and not arranged.get("from"):
            arranged["from"] = "Contract Suite"
        if answers or _has_required(survey):
            arranged["extra_questions"] = _answers(survey, answers or [])
        return arranged

    def _survey(self, operation_id: str, number: int, *, asked: bool) -> Node:
        """One that this operation accepts, if possible one that lets the body be as it is."""
        fitting = self._surveys[operation_id]
        if asked:
            return _pick([survey for survey in fitting if survey.get("extra_questions")] or fitting, number)
        free = [survey for survey in fitting if not _has_required(survey)]
        return _pick([survey for survey in free if survey["id"] in self._nameless] or free or fitting, number)

    def _user(self, user: Node, number: int) -> Node:
        if "id" in user:
            return {"id": _pick(self._records.user_ids, number)}
        return {"username": _pick(self._records.usernames, number)}

    def _free_username(self, username: str) -> str:
        free = username
        while free in self._usernames:
            self._count += 1
            free = f"{username}-{self._count}"
        self._usernames.add(free)
        return free


def _metrics(document: Node, operation: Node) -> list[str]:
    """The metrics of the surveys that an operation's answer can belong to; none when it answers no rating."""
    media = resolve(document, operation["responses"][success(operation)])["content"]
    for content in media.values():
        for name in ("type", "metric"):
            found = field(document, content["schema"], "_results", "survey", name)
            if found is not None:
                return list(found.get("enum", [found.get("const")]))
    return []


def _has_required(survey: Node) -> bool:
    return any(question["required"] for question in survey.get("extra_questions", []))


def _answers(survey: Node, answers: list[Node]) -> list[Node]:
    """Give each answer to a question of the survey, required ones first; what is required and left gets the lowest."""
    arranged: list[Node] = []
    scores = [answer["score"] for answer in answers]
    for question in sorted(survey.get("extra_questions", []), key=lambda question: not question["required"]):
        low, high = SCALES[question["scale"]]
        if scores or question["required"]:
            score = scores.pop(0) if scores else low
            arranged.append({"id": question["id"], "score": _clamp(score, max(low, 1), high)})
    return arranged


def _clamp(score: Any, low: int, high: int) -> Any:
    return min(max(score, low), high)


def _pick(items: list[T], number: int) -> T:
    if not items:
        raise LookupError("there is no record that a valid request could name")
    return items[number % len(items)]
