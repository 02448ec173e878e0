"""Models inside of others are made when they are asked for; nobody notices but by the clock."""

import copy
import json
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest

import nicereply
from nicereply.api.csat.list_csat_ratings import OPERATION
from nicereply_runtime.pages import find_cut

ROW: dict[str, Any] = {
    "id": "904e0950-959b-4a90-93ad-4fdc62a4a14c",
    "score": 5,
    "created_at": "2017-10-24T13:37:01+02:00",
    "ticket": {"value": "cnv_2841049", "link": None, "colour": "red"},
    "survey": {"id": "510268e5-c708-415b-953e-64f06a017145", "type": "CSAT"},
    "customer": None,
    "user": {"id": "c674b3b4-265f-4fcc-bca2-f2df99127a20", "username": "mr-unclebob"},
    "extra_questions": [None, {"id": "76c88941-7d7e-45e8-95a6-1fe10b77dcfc", "score": 1, "text": "How?"}],
}
PAGINATION = {"total": 1, "count": 1, "per_page": 10, "current_page": 1, "total_pages": 1, "links": {}}


def from_row(row: dict[str, Any]) -> nicereply.Rating:
    return nicereply.Rating.from_dict(row)


def from_page(row: dict[str, Any]) -> nicereply.Rating:
    content = json.dumps({"_results": [row], "_pagination": PAGINATION}).encode()
    return OPERATION.read(content, lambda error: error).items[0]


@pytest.fixture(params=[from_row, from_page])
def rating(request: pytest.FixtureRequest) -> nicereply.Rating:
    read: Callable[[dict[str, Any]], nicereply.Rating] = request.param
    return read(copy.deepcopy(ROW))


def test_a_part_is_made_once(rating: nicereply.Rating) -> None:
    assert type(rating.survey) is nicereply.SurveyRef
    assert rating.survey is rating.survey
    assert rating.extra_questions is rating.extra_questions
    rating.survey.metric = "NPS"
    assert rating.survey.metric == "NPS"
    assert rating.to_dict()["survey"]["type"] == "NPS"


def test_parts_are_what_was_sent(rating: nicereply.Rating) -> None:
    assert rating.survey.metric == "CSAT"
    assert rating.customer is None
    assert rating.links is None
    assert rating.ticket == nicereply.Ticket(value="cnv_2841049", link=None)
    assert rating.ticket.to_dict() == ROW["ticket"]
    assert rating.extra_questions is not None
    first, second = rating.extra_questions
    assert first is None
    assert second.to_dict() == ROW["extra_questions"][1]


def test_parts_can_be_set_and_deleted(rating: nicereply.Rating) -> None:
    rating.ticket = None
    assert rating.ticket is None
    rating.user = user = nicereply.UserRef(id="u", username="agentBob")
    assert rating.user is user
    del rating.user
    assert not hasattr(rating, "user")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda rating: pickle.loads(pickle.dumps(rating))])  # noqa: S301
def test_a_copy_has_the_parts_that_nobody_had_asked_for(
    rating: nicereply.Rating, again: Callable[[nicereply.Rating], nicereply.Rating]
) -> None:
    made = again(rating)
    assert made == rating
    assert made.ticket is not None
    assert made.ticket.to_dict() == ROW["ticket"]
    assert made.to_dict() == ROW


def test_msgspec_makes_the_parts_where_it_is_installed() -> None:
    if find_cut() is None:
        pytest.skip("without the extra speed")
    held = nicereply.Rating.survey.fset.__self__.__get__(from_page(ROW))  # type: ignore[attr-defined]
    assert "msgspec" in type(held).__mro__[1].__module__


def test_half_a_model_can_be_printed() -> None:
    assert repr(nicereply.Rating.__new__(nicereply.Rating)) == "Rating()"
    try:
        nicereply.Rating.from_dict({**ROW, "user": {"id": 7}})
    except nicereply.DecodeError as error:
        text = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "Rating(id='904e0950-959b-4a90-93ad-4fdc62a4a14c', score=5, " in text


def test_an_empty_list_that_was_read_can_be_filled() -> None:
    row = {"id": "1", "extra_questions": []}
    rating = nicereply.Rating.from_dict(row)
    assert rating.extra_questions == []
    rating.extra_questions.append(nicereply.ExtraQuestionScore(id="2", score=3))
    assert row == {"id": "1", "extra_questions": []}
    assert rating.to_dict() == {"id": "1", "extra_questions": [{"id": "2", "score": 3}]}
