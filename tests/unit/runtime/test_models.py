"""Models keep what was read: unknown values and fields, absent against null, texts as they were sent."""

import copy
import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

import nicereply

# The documentation's example of a CSAT rating.
ROW: dict[str, Any] = {
    "id": "904e0950-959b-4a90-93ad-4fdc62a4a14c",
    "score": 5,
    "from": "Viktor Magic",
    "ip_address": "8.8.8.8",
    "comment": "Nice reply! :)",
    "created_at": "2017-10-24T13:37:01+02:00",
    "updated_at": "2017-10-24T13:37:01+02:00",
    "ticket": {"value": "cnv_2841049", "link": None},
    "survey": {"id": "510268e5-c708-415b-953e-64f06a017145", "type": "CSAT"},
    "customer": {"id": "1c8a0177-5d67-48fc-baaa-691567404cdb"},
    "user": {"id": "c674b3b4-265f-4fcc-bca2-f2df99127a20", "username": "mr-unclebob"},
    "status": "open",
    "extra_questions": [{"id": "76c88941-7d7e-45e8-95a6-1fe10b77dcfc", "score": 1}],
    "_links": {
        "self": "/v1/csat/ratings/904e0950-959b-4a90-93ad-4fdc62a4a14c",
        "survey": "/v1/surveys/510268e5-c708-415b-953e-64f06a017145",
        "user": "/v1/users/c674b3b4-265f-4fcc-bca2-f2df99127a20",
        "customer": "/v1/customers/1c8a0177-5d67-48fc-baaa-691567404cdb",
    },
}


def changed(**values: Any) -> dict[str, Any]:
    return {**copy.deepcopy(ROW), **values}


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in copy.deepcopy(ROW).items() if name not in names}


def test_the_documented_rating_is_read() -> None:
    rating = nicereply.Rating.from_dict(ROW)
    assert rating.id == "904e0950-959b-4a90-93ad-4fdc62a4a14c"
    assert rating.score == 5
    assert rating.from_ == "Viktor Magic"
    assert rating.created_at == datetime(2017, 10, 24, 13, 37, 1, tzinfo=timezone(timedelta(hours=2)))
    assert rating.created_at.utcoffset() == timedelta(hours=2)
    assert rating.survey.metric == "CSAT"
    assert rating.ticket == nicereply.Ticket(value="cnv_2841049", link=None)
    assert rating.user == nicereply.UserRef(id="c674b3b4-265f-4fcc-bca2-f2df99127a20", username="mr-unclebob")
    assert rating.extra_questions is not None
    assert [answer.score for answer in rating.extra_questions] == [1]
    assert rating.links is not None
    assert rating.links.self_ == "/v1/csat/ratings/904e0950-959b-4a90-93ad-4fdc62a4a14c"


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        {},
        dict.fromkeys(ROW),
        changed(score="5"),
        changed(score=5.0),
        changed(status="archived"),
        changed(survey={"id": "s", "metric": "CSAT"}),
        changed(survey={"id": "s", "type": "XSAT", "colour": "red"}),
        changed(survey={"id": "s", "metric": "CSAT", "type": "CSAT"}),
        changed(mood={"deep": [1, {"er": None}]}),
        changed(created_at="2017-10-24T11:37:01Z"),
        changed(created_at="2017-10-24T11:37:01.250Z"),
        changed(extra_questions=[]),
        changed(extra_questions=None),
        changed(extra_questions=[None, {"id": None}]),
        without("user", "status", "updated_at", "_links"),
        changed(user=None, customer=None, ticket=None, **{"from": None}),
    ],
)
def test_what_is_read_is_given_back_as_it_was(row: dict[str, Any]) -> None:
    before = copy.deepcopy(row)
    rating = nicereply.Rating.from_dict(row)
    assert rating.to_dict() == before
    assert repr(rating.to_dict()) == repr(before)  # 5 is not 5.0
    assert nicereply.Rating.from_dict(rating.to_dict()) == rating


@pytest.mark.parametrize("score", [5, "5", "05", 5.0])
def test_a_score_is_a_whole_number_however_it_was_sent(score: object) -> None:
    rating = nicereply.Rating.from_dict(changed(score=score))
    assert rating.score == 5
    assert type(rating.score) is int


def test_the_metric_is_read_under_either_name() -> None:
    read = nicereply.SurveyRef.from_dict
    assert read({"id": "s", "type": "NPS"}) == read({"id": "s", "metric": "NPS"})


def test_missing_and_null_read_as_none() -> None:
    for row in ({}, dict.fromkeys(ROW)):
        rating = nicereply.Rating.from_dict(row)
        assert all(getattr(rating, name) is None for name in rating.wire_names)


@pytest.mark.parametrize(
    ("row", "path"),
    [
        (changed(id=7), "/id"),
        (changed(score="five"), "/score"),
        (changed(score="-5"), "/score"),
        (changed(score="\u0665"), "/score"),
        (changed(score=True), "/score"),
        (changed(score=5.5), "/score"),
        (changed(score=[]), "/score"),
        (changed(comment=False), "/comment"),
        (changed(created_at=0), "/created_at"),
        (changed(created_at="yesterday"), "/created_at"),
        (changed(created_at="2017-10-24T13:37:01"), "/created_at"),
        (changed(survey="510268e5"), "/survey"),
        (changed(survey={"id": []}), "/survey/id"),
        (changed(user=[]), "/user"),
        (changed(extra_questions={}), "/extra_questions"),
        (changed(extra_questions=[{"id": "a"}, {"id": 1}]), "/extra_questions/1/id"),
        (changed(extra_questions=[None, 1]), "/extra_questions/1"),
        (changed(_links=[]), "/_links"),
    ],
)
def test_only_a_wrong_json_type_is_an_error_and_says_where(row: dict[str, Any], path: str) -> None:
    with pytest.raises(nicereply.DecodeError) as caught:
        nicereply.Rating.from_dict(row)
    assert caught.value.path == path


def test_a_changed_field_is_written_and_the_rest_stays() -> None:
    rating = nicereply.Rating.from_dict(changed(score="5", mood="good"))
    rating.score = 4
    rating.survey.metric = "CES"
    rating.comment = None
    rating.updated_at = datetime(2018, 1, 1, tzinfo=UTC)
    expected = changed(score=4, mood="good", comment=None, updated_at="2018-01-01T00:00:00+00:00")
    expected["survey"]["type"] = "CES"
    assert rating.to_dict() == expected


def test_the_dict_that_is_given_back_is_a_new_one() -> None:
    rating = nicereply.Rating.from_dict(copy.deepcopy(ROW))
    rating.to_dict()["survey"]["type"] = "NPS"
    assert rating.to_dict() == ROW


def test_a_model_made_by_hand_leaves_out_what_is_none() -> None:
    answer = nicereply.UserRef(id="u", username="agentBob")
    assert answer.to_dict() == {"id": "u", "username": "agentBob"}
    stats = nicereply.NpsStats(nps_score=-71, count=17)
    assert stats.to_dict() == {"nps_score": -71, "count": 17}


def test_models_are_equal_by_fields_and_unhashable() -> None:
    one, other = nicereply.Rating.from_dict(ROW), nicereply.Rating.from_dict(changed(mood="good"))
    assert one == other
    other.score = 1
    assert one != other
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_models_survive_pickling_and_copying_with_what_is_unknown() -> None:
    rating = nicereply.Rating.from_dict(changed(score="5", mood="good"))
    for again in (pickle.loads(pickle.dumps(rating)), copy.deepcopy(rating), copy.copy(rating)):  # noqa: S301
        assert again == rating
        assert again.to_dict() == rating.to_dict()


def test_a_printed_model_does_not_tell_who_the_customer_is() -> None:
    text = repr(nicereply.Rating.from_dict(ROW))
    assert text.startswith("Rating(id='904e0950-959b-4a90-93ad-4fdc62a4a14c', score=5, ")
    for private in ("Viktor", "8.8.8.8", "Nice reply"):
        assert private not in text
    customer = {"id": "32", "name": "Freddy Coleman", "email": "freddy-coleman@example.com", "tickets": 4}
    text = repr(nicereply.Customer.from_dict(customer))
    assert "tickets=4" in text
    assert "Freddy" not in text
    assert "freddy" not in text


def test_counts_have_whole_numbers_for_keys() -> None:
    row = {"histogram": {"1": 3, "5": 99, "8": 11, "10": 40}}
    histogram = nicereply.Histogram.from_dict(row)
    assert histogram.counts == {1: 3, 5: 99, 8: 11, 10: 40}
    assert histogram.to_dict() == row
    histogram.counts[1] = 4
    assert histogram.to_dict() == {"histogram": {"1": 4, "5": 99, "8": 11, "10": 40}}


@pytest.mark.parametrize(
    ("histogram", "path"),
    [([], "/histogram"), ({"1": "1"}, "/histogram/1"), ({"1": True}, "/histogram/1"), ({"1": []}, "/histogram/1")],
)
def test_counts_are_numbers_by_digits(histogram: object, path: str) -> None:
    with pytest.raises(nicereply.DecodeError) as caught:
        nicereply.Histogram.from_dict({"histogram": histogram})
    assert caught.value.path == path


def test_counts_are_read_beside_what_is_no_score() -> None:
    row = {"histogram": {"1": 3, "2": None, "total": 4, "-1": "?"}}
    histogram = nicereply.Histogram.from_dict(row)
    assert histogram.counts == {1: 3, 2: None}
    assert histogram.to_dict() == row


def test_an_average_is_a_float_and_given_back_as_it_was() -> None:
    stats = nicereply.AverageStats.from_dict({"average": 5, "count": 133})
    assert type(stats.average) is float
    assert repr(stats.to_dict()) == repr({"average": 5, "count": 133})


def test_the_stats_of_users_may_call_the_score_average() -> None:
    stats = nicereply.NpsStats.from_dict({"average": 0, "count": 0, "groups": {"promoters": 0}})
    assert stats.nps_score == 0
    assert stats.to_dict() == {"average": 0, "count": 0, "groups": {"promoters": 0}}


def test_the_stats_of_surveys_are_of_the_class_of_their_metric() -> None:
    read = nicereply.SurveyStats.from_dict
    csat = read({"id": "a", "type": "CSAT", "stats": {"average": 0, "count": 0}})
    nps = read({"id": "b", "type": "NPS", "stats": {"nps_score": 0, "count": 0, "groups": None}})
    assert (csat.metric, type(csat.stats)) == ("CSAT", nicereply.AverageStats)
    assert (nps.metric, type(nps.stats)) == ("NPS", nicereply.NpsStats)
    with pytest.raises(nicereply.DecodeError) as caught:
        read({"stats": {"nps_score": "0"}})
    assert caught.value.path == "/stats/nps_score"
