"""The documented records come out of the client as the documentation shows them."""

from datetime import datetime
from typing import Any

import pytest

import nicereply

CUSTOMER = "461b20eb-b6e9-43ed-bbd3-6c7131dded16"
CUSTOMER_WITHOUT_RATINGS = "3571eea9-a559-4f41-8bf0-f8a3fc660550"
SURVEY = "9e3722f9-1855-4188-80d2-9ab918d8c43f"
USER = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"
TEAM = "ab27b8eb-444f-4e69-a2c3-734c2f6f5435"
RATING = "904e0950-959b-4a90-93ad-4fdc62a4a14c"

CREATED = datetime.fromisoformat("2017-10-24T13:37:01+02:00")

STATS = nicereply.MetricStats(
    csat=nicereply.AverageStats(average=6.4444, count=153),
    ces=nicereply.AverageStats(average=5, count=133),
    nps=nicereply.NpsStats(nps_score=-71, count=17, groups=nicereply.NpsGroups(promoters=2, passives=1, detractors=14)),
)


def test_rating(api: Any) -> None:
    rating = api("csat.get_rating", RATING)
    assert (rating.id, rating.score, rating.from_, rating.ip_address) == (RATING, 5, "Viktor Magic", "8.8.8.8")
    assert (rating.comment, rating.status) == ("Nice reply! :)", "open")
    assert rating.created_at == rating.updated_at == CREATED
    assert rating.ticket == nicereply.Ticket(value="cnv_2841049", link=None)
    assert rating.survey == nicereply.SurveyRef(id="510268e5-c708-415b-953e-64f06a017145", metric="CSAT")
    assert rating.customer == nicereply.CustomerRef("1c8a0177-5d67-48fc-baaa-691567404cdb")
    assert rating.user == nicereply.UserRef(id="c674b3b4-265f-4fcc-bca2-f2df99127a20", username="mr-unclebob")
    assert rating.extra_questions == [nicereply.ExtraQuestionScore(id="76c88941-7d7e-45e8-95a6-1fe10b77dcfc", score=1)]
    assert rating.links.self_ == f"/v1/csat/ratings/{RATING}"


def test_customer(api: Any) -> None:
    customer = api("customers.get", CUSTOMER)
    assert (customer.id, customer.name, customer.email) == (CUSTOMER, "Freddy Coleman", "freddy-coleman@example.com")
    assert customer.tickets == 4
    assert customer.created_at == customer.updated_at == CREATED


def test_customer_by_legacy_id(api: Any) -> None:
    assert api("customers.get", 32) == api("customers.get", CUSTOMER)


def test_stats_of_a_customer(api: Any) -> None:
    assert api("customers.get_stats", CUSTOMER) == STATS


def test_stats_of_all_customers(api: Any) -> None:
    rows = {row.id: row.stats for row in api("customers.list_stats")}
    assert rows[CUSTOMER] == STATS
    none = rows[CUSTOMER_WITHOUT_RATINGS]
    assert (none.csat.average, none.csat.count, none.ces.count, none.nps.nps_score, none.nps.count) == (0, 0, 0, 0, 0)


def test_histogram_of_a_customer(api: Any) -> None:
    histograms = api("customers.get_histogram", CUSTOMER)
    assert histograms.csat.counts == {1: 3, 2: 0, 3: 0, 4: 0, 5: 99, 6: 0, 7: 0, 8: 11, 9: 0, 10: 40}
    assert histograms.ces.counts == {1: 0, 2: 0, 3: 0, 4: 0, 5: 133, 6: 0, 7: 0}
    assert histograms.nps.counts == {0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 14, 6: 0, 7: 1, 8: 0, 9: 2, 10: 0}


def test_survey(api: Any) -> None:
    survey = api("surveys.get", SURVEY)
    assert (survey.name, survey.metric, survey.scale) == ("Helpdesk Survey", "CSAT", "CSAT3")
    assert (survey.distribution, survey.rating_scale) == ("trigger", "faces")
    assert survey.question == "How nice was my reply?"
    assert survey.extra_questions == [
        nicereply.ExtraQuestion(
            id="76c88941-7d7e-45e8-95a6-1fe10b77dcfc",
            label="Some extra question is the survey",
            rating_scale="thumbs",
            scale="CSAT2",
            required=True,
        )
    ]


def test_unsubscribes(api: Any) -> None:
    rows = {row.id: row for row in api("surveys.list_unsubscribes")}
    row = rows["3da978a0-5612-41f5-8b81-2cf3ffa467b8"]
    assert row.email == "customer3@example.com"
    assert row.unsubscribed_at == datetime.fromisoformat("2021-08-23T14:21:02+02:00")


def test_team(api: Any) -> None:
    team = api("teams.get", TEAM)
    assert (team.id, team.name) == (TEAM, "Team #2")
    assert team.created_at == datetime.fromisoformat("2017-09-28T13:11:16+02:00")


def test_user(api: Any) -> None:
    user = api("users.get", USER)
    assert (user.type, user.has_access, user.is_archived, user.role) == ("AGENT", True, False, "admin")
    assert (user.username, user.fullname, user.email) == ("agentBob", "Uncle Bob", "unclebob@example.com")
    assert user.integration_usernames == [
        nicereply.IntegrationUsername(
            id="5e410892-9286-405f-b79f-ce109a23ba99",
            integration_id="0f349089-b8e1-4456-b978-31cee928144e",
            username="98463782636",
            type="zendesk",
        )
    ]


def test_users_by_team(api: Any) -> None:
    users = {row.id: row.users for row in api("teams.list_users_by_team")}
    assert [user.username for user in users[TEAM]] == ["agentBob"]
    assert users["efa4bf41-16c5-4da2-adf6-2fe63fb512d1"] == []
    assert [user.username for user in api("teams.list_users", TEAM)] == ["agentBob"]
    assert TEAM in {team.id for team in api("users.list_teams", USER)}


def test_stats_of_all_teams_have_no_groups(api: Any) -> None:
    rows = {row.id: row.stats for row in api("teams.list_stats")}
    assert rows["1db5d455-40f7-401a-88f7-56ce56e8b760"].nps == nicereply.NpsStats(nps_score=0, count=0, groups=None)


@pytest.mark.parametrize(
    ("survey", "metric", "kind"),
    [
        (SURVEY, "CSAT", nicereply.AverageStats),
        ("c2b7b871-1a3a-4837-bb91-d3b85a6e0fd1", "CES", nicereply.AverageStats),
        ("f1975e46-0209-44bc-b145-c1e64b0f8624", "NPS", nicereply.NpsStats),
    ],
)
def test_stats_of_a_survey_are_those_of_its_metric(api: Any, survey: str, metric: str, kind: type) -> None:
    assert type(api("surveys.get_stats", survey)) is kind
    row = {row.id: row for row in api("surveys.list_stats")}[survey]
    assert (row.metric, type(row.stats)) == (metric, kind)


@pytest.mark.parametrize(("metric", "scores"), [("csat", range(1, 11)), ("ces", range(1, 8)), ("nps", range(11))])
def test_histograms_have_every_score_of_their_metric(api: Any, metric: str, scores: range) -> None:
    counts = api(f"{metric}.get_histogram").counts
    assert list(counts) == list(scores)
    assert sum(counts.values()) == api(f"{metric}.get_stats").count > 0
