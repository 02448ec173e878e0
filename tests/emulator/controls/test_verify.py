"""Questions to the journal, in Python and over HTTP."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

import nicereply_emulator

from ..api import NOW, Api

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"


def rating(score: int, **more: Any) -> dict[str, Any]:
    return {"survey_id": ORDER, "score": score, "user": {"username": "agentBob"}, **more}


@pytest.fixture
def called(api: Api) -> nicereply_emulator.Emulator:
    """Three creations, one of them refused, and two pages."""
    api.create("/ratings", rating(5, comment="first"))
    api.create("/ratings", rating(3))
    api.errors(400, "POST", "/ratings", json=rating(99))
    api.get("/csat/ratings", page=1, per_page=20)
    api.get("/csat/ratings", page=2, per_page=20)
    return api.emulator


CREATED = {"operation": "createRating"}
LISTED = {"operation": "listCsatRatings"}


@pytest.mark.parametrize(
    ("question", "count", "verified"),
    [
        ({}, 5, True),
        (CREATED, 3, True),
        ({**CREATED, "times": 3}, 3, True),
        ({**CREATED, "times": 2}, 3, False),
        ({**CREATED, "status": 201, "times": 2}, 2, True),
        ({**CREATED, "at_least": 4}, 3, False),
        ({**CREATED, "at_most": 3}, 3, True),
        ({**CREATED, "at_most": 2}, 3, False),
        ({**CREATED, "at_least": 1, "at_most": 3}, 3, True),
        ({"operation": "createAgent"}, 0, False),
        ({"operation": "createAgent", "times": 0}, 0, True),
        ({"operation": "createAgent", "at_most": 1}, 0, True),
        ({**CREATED, "body": {"score": 5}}, 1, True),
        ({**CREATED, "body": {"score": 5, "user": {"username": "agentBob"}}}, 1, True),
        ({**CREATED, "body": {"user": {}}}, 3, True),
        ({**CREATED, "body": {"user": {"username": "agentB"}}}, 0, False),
        ({**CREATED, "body": {"comment": None}}, 0, False),
        ({**CREATED, "body": {"score": True}}, 0, False),
        ({**LISTED, "query": {"page": 2}}, 1, True),
        ({**LISTED, "query": {"page": "2", "per_page": 20}}, 1, True),
        ({**LISTED, "query": {"page": 3}}, 0, False),
        ({**LISTED, "query": {"sort_order": None}, "times": 2}, 2, True),
        ({**LISTED, "query": {"page": None}}, 0, False),
        ({"since": 3, "times": 2}, 2, True),
    ],
)
def test_answers(
    called: nicereply_emulator.Emulator, controls: httpx.Client, question: dict[str, Any], count: int, *, verified: bool
) -> None:
    answer = controls.post("/verify", json=question).json()
    assert (answer["verified"], answer["count"], len(answer["entries"])) == (verified, count, count)
    if verified:
        assert [entry.number for entry in called.verify(**question)] == answer["entries"]
    elif "comment" not in question.get("body", {}):
        with pytest.raises(nicereply_emulator.VerificationError) as failed:
            called.verify(**question)
        assert str(failed.value) == answer["reason"]


def test_the_reason_names_what_there_was(called: nicereply_emulator.Emulator) -> None:
    with pytest.raises(AssertionError) as failed:
        called.verify("createRating", times=2, body={"score": 5})
    text = str(failed.value)
    assert text.startswith('expected 2 calls of createRating with {"body": {"score": 5}}; there were 1, and 2 others')
    assert "POST /v1/ratings" in text
    assert "-> 400" in text


def test_a_body_that_is_null_is_another_than_none_and_than_no_json(api: Api, controls: httpx.Client) -> None:
    for content in (b"null", b"", b"{", b"0"):
        api.errors(400, "POST", "/ratings", content=content)
    question = {"operation": "createRating", "body": None}
    assert controls.post("/verify", json=question).json()["entries"] == [1]
    assert [entry.number for entry in api.emulator.verify("createRating", body=None)] == [1]
    assert len(api.emulator.verify("createRating")) == 4


@pytest.mark.usefixtures("called")
def test_the_reason_is_written_in_json(controls: httpx.Client) -> None:
    question = {**CREATED, "body": {"survey_id": None}, "query": {"x": True}}
    reason = controls.post("/verify", json=question).json()["reason"]
    assert 'with {"body": {"survey_id": null}, "query": {"x": true}}; there were 0' in reason
    reason = controls.post("/verify", json={**LISTED, "times": 0, "status": 400}).json()["reason"]
    assert '?{"page": ["2"], "per_page": ["20"]} -> 200' in reason


def test_since_a_datetime(api: Api) -> None:
    api.get("/users")
    api.emulator.clock.advance(60)
    api.get("/users")
    later = datetime.fromisoformat(NOW) + timedelta(seconds=60)
    assert [entry.number for entry in api.emulator.verify("listUsers", since=later)] == [2]
    assert [entry.number for entry in api.emulator.journal.entries(since=later)] == [2]
    for naive in (api.emulator.verify, api.emulator.journal.entries):
        with pytest.raises(nicereply_emulator.ControlError, match=r"^since: .*no offset from UTC"):
            naive(since=later.replace(tzinfo=None))


def test_the_reason_counts_one_as_one(called: nicereply_emulator.Emulator) -> None:
    with pytest.raises(AssertionError, match=r"^expected 1 call of createRating; there were 3$"):
        called.verify("createRating", times=1)
    with pytest.raises(AssertionError, match=r"^expected at least 1 call of createAgent; there were 0$"):
        called.verify("createAgent")


def test_questions_that_have_no_answer(called: nicereply_emulator.Emulator, controls: httpx.Client) -> None:
    for question, reason in (
        ({"operation": "createRatings"}, "did you mean createRating"),
        ({"times": -1}, "times: -1 is less than the minimum of 0"),
        ({"times": 1, "at_least": 1}, "times: it says the number exactly"),
        ({"at_least": 3, "at_most": 2}, "at_least: it is more than at_most"),
        ({"query": {"page": [1]}}, "query[page]"),
        ({"query": "x"}, 'query: "x" is not of type "object"'),
        ({"since": -1}, "since: -1 is less than the minimum of 0"),
        ({"colour": "red"}, "colour: no such setting"),
    ):
        answer = controls.post("/verify", json=question)
        assert answer.status_code == 400
        assert reason in answer.json()["errors"][0]
        if question.keys() <= {"times", "query", "since"}:
            with pytest.raises(nicereply_emulator.ControlError) as refused:
                called.verify(**question)  # type: ignore[arg-type]
            assert refused.value.problems == answer.json()["errors"]
    with pytest.raises(nicereply_emulator.ControlError, match="did you mean createRating"):
        called.verify("createRatings")


def test_a_journal_that_does_not_have_everything_does_not_answer(api: Api, controls: httpx.Client) -> None:
    api.emulator.journal.start(capacity=1)
    api.get("/users")
    api.get("/users")
    with pytest.raises(nicereply_emulator.ControlError, match="the journal had no room for 1 older calls"):
        api.emulator.verify("listUsers", times=1)
    assert controls.post("/verify", json={}).status_code == 409
    api.emulator.journal.clear()
    api.get("/users")
    api.emulator.verify("listUsers", times=1)
    api.emulator.journal.stop()
    with pytest.raises(nicereply_emulator.ControlError, match="the journal is not recording"):
        api.emulator.verify("listUsers", times=0)
    assert controls.post("/verify", json={}).status_code == 409
