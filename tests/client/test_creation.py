"""What is created can be read again, counts, and is refused as the documentation says."""

from typing import Any
from uuid import UUID

import pytest

import nicereply

# Surveys of the demo data without required questions.
SURVEYS = {
    "csat": "34b91c1c-fbe4-4b05-8780-93ac67b3b041",  # 1 to 5
    "ces": "5dd290e9-2766-453c-8b7f-77e8f8d2b920",
    "nps": "33794435-4ab4-48e1-93f3-58ebba9a691e",
}
ASKS_FOR_A_NAME = "f9806b85-f754-48af-9cea-d7a289c7205a"
HAS_AN_EXTRA_QUESTION, EXTRA_QUESTION = "df05e734-aed3-4da1-9fcb-730a2415698e", "a8febabb-f6f1-4fce-950a-da18da8b5e6d"
USER, USERNAME = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b", "agentBob"
CUSTOMER = "461b20eb-b6e9-43ed-bbd3-6c7131dded16"


@pytest.mark.parametrize(("metric", "score"), [("csat", 5), ("ces", 7), ("nps", 0)])
def test_a_rating_is_created_read_and_counted(api: Any, metric: str, score: int) -> None:
    before, counts = api(f"{metric}.get_stats").count, api(f"{metric}.get_histogram").counts
    created = api(
        f"{metric}.create_rating",
        survey_id=UUID(SURVEYS[metric]),
        score=score,
        user=nicereply.UserByUsername(USERNAME),
        from_="Viktor Magic",
        comment="Merci ☕",
        ticket="cnv_2841049",
        customer_id=CUSTOMER,
        ip_address="8.8.8.8",
    )
    rating = api(f"{metric}.get_rating", created.id)
    assert (rating.score, rating.from_, rating.comment) == (score, "Viktor Magic", "Merci ☕")
    assert rating.ip_address == "8.8.8.8"
    assert rating.ticket.value == "cnv_2841049"
    assert rating.survey == nicereply.SurveyRef(id=SURVEYS[metric], metric=metric.upper())
    assert rating.user == nicereply.UserRef(id=USER, username=USERNAME)
    assert rating.customer == nicereply.CustomerRef(CUSTOMER)
    assert rating.created_at == created.created_at
    assert api(f"{metric}.get_stats").count == before + 1
    assert api(f"{metric}.get_histogram").counts == counts | {score: counts[score] + 1}
    assert api("surveys.list_ratings", SURVEYS[metric])[0].id == created.id  # newest first


@pytest.mark.parametrize("metric", SURVEYS)
def test_a_rating_for_a_survey_of_any_metric(api: Any, metric: str) -> None:
    created = api("ratings.create", survey_id=SURVEYS[metric], score=3, user=nicereply.UserById(USER))
    assert created.survey.metric == metric.upper()
    assert created.status is None  # replies to creations have no status
    assert "status" not in created.to_dict()
    rating = api(f"{metric}.get_rating", created.id)
    assert rating.score == 3
    assert rating.user.id == USER
    assert (rating.ticket, rating.customer) == (None, None)


def test_extra_questions_are_answered(api: Any) -> None:
    answers = [nicereply.ExtraQuestionScore(id=EXTRA_QUESTION, score=5)]
    created = api(
        "ratings.create",
        survey_id=HAS_AN_EXTRA_QUESTION,
        score=5,
        user=nicereply.UserById(USER),
        extra_questions=answers,
    )
    assert created.extra_questions == answers
    assert api("csat.get_rating", created.id).extra_questions == answers


def test_null_is_sent_where_it_is_allowed(api: Any) -> None:
    created = api(
        "ratings.create",
        survey_id=SURVEYS["csat"],
        score=1,
        user=nicereply.UserById(USER),
        ticket=None,
        customer_id=None,
        extra_questions=None,
    )
    assert (created.ticket, created.customer) == (None, None)


def test_an_agent_is_created_and_read(api: Any) -> None:
    created = api("users.create_agent", fullname="Žofia Nová", username="new-agent", email="zofia@example.com")
    assert (created.type, created.has_access, created.is_archived, created.role) == ("AGENT", False, False, "")
    assert api("users.get", created.id) == created
    assert api("users.list")[0] == created


def test_a_thing_or_action_is_created_and_read(api: Any) -> None:
    created = api("users.create_thing_or_action", fullname="Coffee machine", username="new-thing")
    assert (created.type, created.email, created.role) == ("THING_OR_ACTION", "", "")
    assert api("users.get", created.id) == created


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        ({"score": 6}, {"score"}),
        ({"score": 0}, {"score"}),
        ({"survey_id": SURVEYS["nps"]}, {"survey_id"}),
        ({"survey_id": ASKS_FOR_A_NAME}, {"from"}),
        ({"ip_address": "::1"}, {"ip_address"}),
        ({"score": 11, "ip_address": "localhost", "survey_id": "nobody"}, {"score", "ip_address", "survey_id"}),
    ],
)
def test_a_refused_rating_says_which_fields_are_wrong_and_changes_nothing(
    api: Any, arguments: dict[str, Any], fields: set[str]
) -> None:
    before = api("csat.get_stats")
    fitting = {"survey_id": SURVEYS["csat"], "score": 5, "user": nicereply.UserById(USER)}
    with pytest.raises(nicereply.BadRequestError) as caught:
        api("csat.create_rating", **fitting | arguments)
    assert {(issue.location, issue.field) for issue in caught.value.issues} == {
        ("requestBody", name) for name in fields
    }
    assert api("csat.get_stats") == before


def test_a_user_that_does_not_exist_is_not_found(api: Any) -> None:
    with pytest.raises(nicereply.NotFoundError):
        api("csat.create_rating", survey_id=SURVEYS["csat"], score=5, user=nicereply.UserByUsername("nobody"))


def test_a_username_that_is_taken_is_refused(api: Any) -> None:
    with pytest.raises(nicereply.BadRequestError) as caught:
        api("users.create_thing_or_action", fullname="Bob", username=USERNAME)
    assert [issue.field for issue in caught.value.issues] == ["username"]
