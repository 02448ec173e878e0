"""Models inside of others are made when they are asked for; nobody notices but by the clock."""

import copy
import json
import pickle
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import nicereply
from nicereply.api.csat.list_csat_ratings import OPERATION
from nicereply_runtime import parts
from nicereply_runtime.models import SLOTS
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
    held = SLOTS[nicereply.Rating, "survey"].__get__(from_page(ROW))
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


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda part: pickle.loads(pickle.dumps(part))])  # noqa: S301
def test_a_part_is_copied_and_pickled_without_the_rating(
    again: Callable[[nicereply.Ticket], nicereply.Ticket],
) -> None:
    for read in (from_row, from_page):
        rating = read({**copy.deepcopy(ROW), "ip_address": "192.0.2.7", "from": "Ada"})
        assert rating.ticket is not None
        assert rating.extra_questions is not None
        pickled = pickle.dumps((rating.ticket, rating.extra_questions))
        assert b"192.0.2.7" not in pickled
        assert b"Ada" not in pickled
        assert again(rating.ticket).to_dict() == ROW["ticket"]
        assert again(rating.ticket) == rating.ticket


def test_a_model_does_not_follow_the_dict_that_it_was_made_of() -> None:
    row = copy.deepcopy(ROW)
    rating = nicereply.Rating.from_dict(row)
    row["user"]["username"] = "changed"
    row["survey"]["type"] = 5
    row["extra_questions"].clear()
    row["ticket"]["colour"] = "blue"
    row["score"] = 1
    assert rating.user is not None
    assert rating.user.username == "mr-unclebob"
    assert rating.survey.metric == "CSAT"
    assert rating.to_dict() == ROW


def test_all_threads_get_the_same_part(rating: nicereply.Rating, monkeypatch: pytest.MonkeyPatch) -> None:
    makes = parts._made  # type: ignore[attr-defined]

    def slowly(*arguments: Any) -> Any:
        time.sleep(0.01)
        return makes(*arguments)

    monkeypatch.setattr(parts, "_made", slowly)
    start = threading.Barrier(4)

    def read(_: int) -> tuple[object, object]:
        start.wait()
        return rating.user, rating.extra_questions

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(read, range(4)))
    assert len({id(user) for user, _ in found}) == 1
    assert len({id(questions) for _, questions in found}) == 1


def test_a_dict_is_no_part(rating: nicereply.Rating) -> None:
    with pytest.raises(TypeError, match=r"^user: UserRef is needed, not a dict; see UserRef\.from_dict$"):
        rating.user = {"id": 5}  # type: ignore[assignment]
    with pytest.raises(TypeError, match=r"^extra_questions: ExtraQuestionScore is needed"):
        rating.extra_questions = [{"id": "5", "score": 1}]  # type: ignore[list-item]
    assert rating.to_dict() == ROW
