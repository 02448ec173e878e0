"""The records of the documentation's examples, as the documentation shows them."""

from typing import Any

import pytest

from .api import Api

RATING: dict[str, Any] = {
    "score": 5,
    "from": "Viktor Magic",
    "ip_address": "8.8.8.8",
    "comment": "Nice reply! :)",
    "created_at": "2017-10-24T13:37:01+02:00",
    "updated_at": "2017-10-24T13:37:01+02:00",
}
FREDDY = "461b20eb-b6e9-43ed-bbd3-6c7131dded16"
BOB = {
    "id": "d0cdf133-0a77-43cb-8c7c-127f8ecf154b",
    "type": "AGENT",
    "has_access": True,
    "is_archived": False,
    "username": "agentBob",
    "integration_usernames": [
        {
            "id": "5e410892-9286-405f-b79f-ce109a23ba99",
            "integration_id": "0f349089-b8e1-4456-b978-31cee928144e",
            "username": "98463782636",
            "type": "zendesk",
        }
    ],
    "fullname": "Uncle Bob",
    "email": "unclebob@example.com",
    "role": "admin",
    "created_at": "2017-10-24T13:37:01+02:00",
    "_links": {"self": "/v1/users/d0cdf133-0a77-43cb-8c7c-127f8ecf154b"},
}
EXTRA_QUESTION = {
    "id": "76c88941-7d7e-45e8-95a6-1fe10b77dcfc",
    "label": "Some extra question is the survey",
    "rating_scale": "thumbs",
    "scale": "CSAT2",
    "required": True,
}


def test_the_csat_rating(api: Api) -> None:
    assert api.results("/csat/ratings/904e0950-959b-4a90-93ad-4fdc62a4a14c") == {
        "id": "904e0950-959b-4a90-93ad-4fdc62a4a14c",
        **RATING,
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


@pytest.mark.parametrize(
    ("metric", "id_"),
    [("ces", "904e0951-959b-4a90-93ad-4fdc62a4a14c"), ("nps", "904e0952-959b-4a90-93ad-4fdc62a4a14c")],
)
def test_the_ratings_that_share_its_id_have_their_own(api: Api, metric: str, id_: str) -> None:
    rating = api.results(f"/{metric}/ratings/{id_}")
    assert {name: rating[name] for name in RATING} == RATING
    assert rating["survey"]["type"] == metric.upper()
    assert rating["user"]["username"] == "mr-unclebob"
    assert rating["ticket"] == {"value": "cnv_2841049", "link": None}
    assert rating["_links"]["self"] == f"/v1/{metric}/ratings/{id_}"


def test_the_ratings_of_lists(api: Api) -> None:
    of_customer = {row["id"]: row for row in api.all(f"/customers/{FREDDY}/ratings")}
    shown = of_customer["3175bdda-8ab1-4e5a-8b29-ba6473739bfe"]
    assert {name: shown[name] for name in RATING} == RATING
    assert shown["ticket"] == {"value": "19867463", "link": None}
    of_survey = {row["id"]: row for row in api.all("/surveys/34b91c1c-fbe4-4b05-8780-93ac67b3b041/ratings")}
    shown = of_survey["0359f834-1909-4b59-bf35-f0c7428d2ee2"]
    assert {name: shown[name] for name in RATING} == RATING
    assert (shown["ticket"], shown["customer"], shown["user"]) == (None, None, None)
    assert shown["survey"] == {"id": "34b91c1c-fbe4-4b05-8780-93ac67b3b041", "type": "CSAT"}
    assert shown["_links"].keys() == {"self", "survey"}
    for path in (f"/users/{BOB['id']}/ratings", "/teams/ab27b8eb-444f-4e69-a2c3-734c2f6f5435/ratings"):
        of_survey = [
            {name: row[name] for name in RATING}
            for row in api.all(path)
            if row["survey"] == {"id": "a125739a-5c66-424f-9575-bbeae367522d", "type": "CSAT"}
        ]
        assert RATING in of_survey


def test_the_customer_with_figures(api: Api) -> None:
    assert api.results(f"/customers/{FREDDY}/stats") == {
        "CSAT": {"average": 6.4444, "count": 153},
        "CES": {"average": 5, "count": 133},
        "NPS": {"nps_score": -71, "count": 17, "groups": {"promoters": 2, "passives": 1, "detractors": 14}},
    }
    zeros = dict.fromkeys(map(str, range(1, 11)), 0)
    assert api.results(f"/customers/{FREDDY}/histogram") == {
        "CSAT": {"histogram": {**zeros, "1": 3, "5": 99, "8": 11, "10": 40}},
        "CES": {"histogram": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 133, "6": 0, "7": 0}},
        "NPS": {"histogram": {**zeros, "0": 0, "5": 14, "7": 1, "9": 2}},
    }
    rows = api.all(f"/customers/{FREDDY}/ratings")
    assert len(rows) == 153 + 133 + 17
    assert sum(row["score"] for row in rows if row["survey"]["type"] == "CSAT") == 986


def test_the_customers(api: Api) -> None:
    created = {"created_at": "2017-10-24T13:37:01+02:00", "updated_at": "2017-10-24T13:37:01+02:00"}
    assert api.results(f"/customers/{FREDDY}") == {
        "id": FREDDY,
        "name": "Freddy Coleman",
        "email": "freddy-coleman@example.com",
        "tickets": 4,
        **created,
        "_links": {"self": f"/v1/customers/{FREDDY}"},
    }
    assert api.results("/customers/3571eea9-a559-4f41-8bf0-f8a3fc660550") == {
        "id": "3571eea9-a559-4f41-8bf0-f8a3fc660550",
        "name": "Robert C. Martin",
        "email": "unclebob@example.com",
        "tickets": 38,
        **created,
        "_links": {"self": "/v1/customers/3571eea9-a559-4f41-8bf0-f8a3fc660550"},
    }
    assert api.results("/customers/3571eea9-a559-4f41-8bf0-f8a3fc660550/stats") == {
        "CSAT": {"average": 0, "count": 0},
        "CES": {"average": 0, "count": 0},
        "NPS": {"nps_score": 0, "count": 0, "groups": {"promoters": 0, "passives": 0, "detractors": 0}},
    }


def test_numeric_ids_still_lead_to_their_records(api: Api) -> None:
    assert api.results("/customers/32")["id"] == FREDDY
    assert api.results("/customers/16")["name"] == "Robert C. Martin"


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        (
            "9e3722f9-1855-4188-80d2-9ab918d8c43f",
            ("Helpdesk Survey", "CSAT", "CSAT3", "trigger", "faces", "How nice was my reply?"),
        ),
        (
            "c2b7b871-1a3a-4837-bb91-d3b85a6e0fd1",
            ("CES Survey", "CES", "CES", "template", "ces", "Nicereply made it easy for me to handle my issue."),
        ),
        (
            "f1975e46-0209-44bc-b145-c1e64b0f8624",
            (
                "Customer Feedback Survey",
                "NPS",
                "NPS",
                "template",
                "nps",
                "How likely is it that you would recommend Nicereply to a friend or colleague?",
            ),
        ),
        (
            "d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4",
            ("CES Survey", "CES", "CES", "template", "ces", "Nicereply made it easy for me to handle my issue."),
        ),
    ],
)
def test_the_surveys(api: Api, id_: str, expected: tuple[str, ...]) -> None:
    names = ("name", "metric", "scale", "distribution", "rating_scale", "question")
    assert api.results(f"/surveys/{id_}") == {
        "id": id_,
        **dict(zip(names, expected, strict=True)),
        "extra_questions": [EXTRA_QUESTION],
        "_links": {"self": f"/v1/surveys/{id_}"},
    }


def test_the_users(api: Api) -> None:
    assert api.results(f"/users/{BOB['id']}") == BOB
    assert api.results("/users/c3553725-8315-439a-b68b-073193ee85e3") == {
        "id": "c3553725-8315-439a-b68b-073193ee85e3",
        "type": "AGENT",
        "has_access": True,
        "is_archived": False,
        "username": "aaronwalker",
        "integration_usernames": [],
        "fullname": "Aaron Walker",
        "email": "aaronwalker@example.com",
        "role": "leader",
        "created_at": "2017-10-24T13:37:01+02:00",
        "_links": {"self": "/v1/users/c3553725-8315-439a-b68b-073193ee85e3"},
    }


def test_the_teams(api: Api) -> None:
    second = {
        "id": "ab27b8eb-444f-4e69-a2c3-734c2f6f5435",
        "name": "Team #2",
        "created_at": "2017-09-28T13:11:16+02:00",
        "_links": {"self": "/v1/teams/ab27b8eb-444f-4e69-a2c3-734c2f6f5435"},
    }
    assert api.results(f"/teams/{second['id']}") == second
    assert api.results("/teams/efa4bf41-16c5-4da2-adf6-2fe63fb512d1") == {
        "id": "efa4bf41-16c5-4da2-adf6-2fe63fb512d1",
        "name": "Team #1",
        "created_at": "2017-10-24T13:37:01+02:00",
        "_links": {"self": "/v1/teams/efa4bf41-16c5-4da2-adf6-2fe63fb512d1"},
    }
    assert api.all(f"/teams/{second['id']}/users") == [BOB]
    assert second in api.all(f"/users/{BOB['id']}/teams")
    by_team = {row["id"]: row["users"] for row in api.all("/teams/users")}
    assert by_team[second["id"]] == [BOB]
    assert by_team["efa4bf41-16c5-4da2-adf6-2fe63fb512d1"] == []
    stats = {row["id"]: row["stats"] for row in api.all("/teams/stats")}
    for id_ in ("1db5d455-40f7-401a-88f7-56ce56e8b760", "80cf7eb0-8b46-4f0b-b1fe-87d0562cb11c"):
        assert stats[id_] == {
            "CSAT": {"average": 0, "count": 0},
            "CES": {"average": 0, "count": 0},
            "NPS": {"nps_score": 0, "count": 0},
        }


def test_the_unsubscribes(api: Api) -> None:
    documented = [
        {
            "id": "3da978a0-5612-41f5-8b81-2cf3ffa467b8",
            "email": "customer3@example.com",
            "unsubscribed_at": "2021-08-23T14:21:02+02:00",
        },
        {
            "id": "4b6e4cd1-3314-4bb9-a752-2ee71a6875e7",
            "email": "customer2@example.com",
            "unsubscribed_at": "2021-08-21T01:23:44+02:00",
        },
        {
            "id": "e0cd54fc-18b0-4266-8d30-2e7bf90cf517",
            "email": "customer1@example.com",
            "unsubscribed_at": "2021-07-28T12:15:35+02:00",
        },
    ]
    assert [row for row in api.all("/surveys/unsubscribes") if row in documented] == documented
