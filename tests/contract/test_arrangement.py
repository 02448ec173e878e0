"""What makes a valid request acceptable, and what is left as it was made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

import nicereply_spec
from nicereply_contract.arrangement import SCALES, Arrangement
from nicereply_contract.document import operations, request_examples
from nicereply_contract.records import Records

UNKNOWN = "00000000-0000-4000-8000-{:012d}"


def survey(number: int, scale: str, *questions: dict[str, Any]) -> dict[str, Any]:
    """A survey as the API answers it, as far as it matters here."""
    metric = "CSAT" if scale.startswith("CSAT") else scale
    return {"id": f"survey-{number}", "metric": metric, "scale": scale, "extra_questions": list(questions)}


def question(name: str, scale: str, *, required: bool = False) -> dict[str, Any]:
    """An extra question of a survey."""
    return {"id": name, "scale": scale, "required": required}


RECORDS = Records(
    surveys=[
        survey(1, "CSAT2"),
        survey(2, "CES", question("q-nps", "NPS")),
        survey(3, "NPS", question("q-thumbs", "CSAT2", required=True)),
        survey(4, "NPS"),
    ],
    user_ids=["user-1"],
    usernames=["bob"],
    customer_ids=["customer-1"],
)
BODY = {"score": 9, "user": {"id": "nobody"}}


def arrange(operation_id: str, body: dict[str, Any], records: Records = RECORDS) -> dict[str, Any]:
    """Arrange one body afresh."""
    return Arrangement(nicereply_spec.load_strict(), records).arrange(operation_id, body)


@pytest.mark.parametrize(
    ("operation_id", "survey_id", "score"),
    [("createCsatRating", "survey-1", 2), ("createCesRating", "survey-2", 7), ("createNpsRating", "survey-4", 9)],
)
def test_a_rating_gets_a_survey_of_its_metric_and_a_score_of_its_scale(
    operation_id: str, survey_id: str, score: int
) -> None:
    """Surveys with a required extra question are not taken when the body answers none."""
    arranged = arrange(operation_id, {**BODY, "survey_id": "survey-1"})
    assert (arranged["survey_id"], arranged["score"]) == (survey_id, score)
    assert arranged["user"] == {"id": "user-1"}


def test_a_rating_of_any_metric_gets_any_survey() -> None:
    """Over many bodies, each survey without a required question is met."""
    found = {
        arrange("createRating", {**BODY, "survey_id": "survey-1", "comment": str(number)})["survey_id"]
        for number in range(50)
    }
    assert found == {"survey-1", "survey-2", "survey-4"}


def test_references_are_replaced_by_existing_ones() -> None:
    """Those that are there; null and absence are kept, for they are valid."""
    body = {**BODY, "survey_id": "survey-1", "user": {"username": "nobody"}, "customer_id": "no-customer"}
    arranged = arrange("createRating", body)
    assert arranged["user"] == {"username": "bob"}
    assert arranged["customer_id"] == "customer-1"
    assert arrange("createRating", {**body, "customer_id": None})["customer_id"] is None
    assert "customer_id" not in arrange("createRating", {**BODY, "survey_id": "survey-1"})


def test_answers_to_extra_questions_belong_to_the_survey() -> None:
    """Each question at most once, each score within 1 to 10 and the question's scale."""
    answers = [{"id": "x", "score": 10}, {"id": "y", "score": 3}]
    arranged = arrange("createCesRating", {**BODY, "survey_id": "survey-1", "extra_questions": answers})
    assert arranged["extra_questions"] == [{"id": "q-nps", "score": 10}]
    arranged = arrange("createCsatRating", {**BODY, "survey_id": "survey-1", "extra_questions": answers})
    assert arranged["extra_questions"] == []


def test_required_questions_are_answered_when_every_survey_has_one() -> None:
    """With the lowest score, when the body has no answer for it."""
    records = Records(surveys=[RECORDS.surveys[2]], user_ids=["user-1"])
    arranged = arrange("createNpsRating", {**BODY, "survey_id": "survey-3"}, records)
    assert arranged["extra_questions"] == [{"id": "q-thumbs", "score": 1}]


def test_a_survey_may_ask_for_a_name() -> None:
    """The API does not say which do: a name is added, unless an example of the document does without at that survey."""
    assert arrange("createNpsRating", {**BODY, "survey_id": "survey-4"})["from"] == "Contract Suite"
    assert arrange("createNpsRating", {**BODY, "survey_id": "survey-4", "from": "Eve"})["from"] == "Eve"
    document = nicereply_spec.load_strict()
    nameless = [
        body
        for _, _, operation in operations(document)
        for body in request_examples(document, operation)
        if "survey_id" in body and "from" not in body
    ]
    assert nameless, "the document has no example of a rating without a name"
    records = Records(surveys=[{**survey(1, "CSAT10"), "id": nameless[0]["survey_id"]}], user_ids=["user-1"])
    arranged = arrange("createCsatRating", {**BODY, "survey_id": nameless[0]["survey_id"]}, records)
    assert "from" not in arranged


def test_some_unknown_references_are_kept() -> None:
    """So that the answer to them is seen; but never beside a survey that exists."""
    bodies = [{**BODY, "survey_id": UNKNOWN.format(number)} for number in range(200)]
    kept = [body for body in bodies if arrange("createRating", body) == body]
    assert 5 < len(kept) < 60


def test_the_documents_own_examples_are_sent_as_they_are() -> None:
    """They must be acceptable by themselves."""
    tried = 0
    for _, _, operation in operations(nicereply_spec.load_strict()):
        for body in request_examples(nicereply_spec.load_strict(), operation):
            assert arrange(operation["operationId"], body) == body
            tried += 1
    assert tried >= 6


def test_usernames_are_free() -> None:
    """A name that is taken, or was sent before, gets a number."""
    arrangement = Arrangement(nicereply_spec.load_strict(), RECORDS)
    names = [arrangement.arrange("createAgent", {"username": name})["username"] for name in ("bob", "eve", "eve")]
    assert names == ["bob-1", "eve", "eve-2"]


def test_without_records_it_says_so() -> None:
    """Rather than sending what must be refused."""
    with pytest.raises(LookupError, match="there is no record"):
        arrange("createCsatRating", {**BODY, "survey_id": UNKNOWN.format(1)}, Records())


def test_every_scale_of_the_document_is_known() -> None:
    """A scale that is added there must be added here."""
    assert set(nicereply_spec.load()["components"]["schemas"]["SurveyScale"]["enum"]) == SCALES.keys()


IDS = Records(by_operation={"getUser": ["user-1", "user-2"], "getTeam": []})


def arranged_id(operation_id: str, record: str) -> str:
    """Arrange one id afresh."""
    return Arrangement(nicereply_spec.load_strict(), IDS).arrange_id(operation_id, record)


def test_an_id_in_a_path_is_one_that_exists() -> None:
    """The same id always becomes the same; a known one stays, and all where nothing is known."""
    sent = [arranged_id("getUser", UNKNOWN.format(number)) for number in range(20)]
    assert sent == [arranged_id("getUser", UNKNOWN.format(number)) for number in range(20)]
    assert set(sent) == {"user-1", "user-2"}
    assert arranged_id("getUser", "user-2") == "user-2"
    assert arranged_id("getTeam", UNKNOWN.format(1)) == UNKNOWN.format(1)


def test_some_ids_lead_nowhere() -> None:
    """One in four, the same ones in every run."""
    sent = [Arrangement.disarrange_id(f"GET /users/{number}", "user-1") for number in range(80)]
    assert sent == [Arrangement.disarrange_id(f"GET /users/{number}", "user-1") for number in range(80)]
    others = {record for record in sent if record != "user-1"}
    assert 10 <= len(others) <= 30
    assert all(UUID(record).version == 4 for record in others)
