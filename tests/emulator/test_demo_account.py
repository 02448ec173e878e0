"""The demo account is in the spirit of a real one, and the same on every run."""

import unicodedata
from collections import Counter

from nicereply_emulator.demo import demo_data
from nicereply_spec import load_strict

from .api import Api

SCHEMAS = load_strict()["components"]["schemas"]


def test_it_is_the_same_every_time() -> None:
    assert demo_data() == demo_data()


def test_it_has_some_two_thousand_ratings_of_three_metrics_and_all_scales(api: Api) -> None:
    scales = {survey["id"]: survey["scale"] for survey in api.all("/surveys")}
    ratings = [row for metric in ("csat", "ces", "nps") for row in api.all(f"/{metric}/ratings")]
    assert 1_900 <= len(ratings) <= 2_200
    used = Counter(scales[rating["survey"]["id"]] for rating in ratings)
    assert used.keys() == set(SCHEMAS["SurveyScale"]["enum"])
    assert min(used.values()) >= 50
    lately = [rating for rating in ratings if rating["created_at"] >= "2025-01-15"]
    assert len(lately) == len(ratings) - 6  # the documented ones are older
    assert len({rating["created_at"][:7] for rating in lately}) >= 12
    assert {rating["status"] for rating in ratings} == set(SCHEMAS["RatingStatus"]["enum"])
    assert any(rating["updated_at"] > rating["created_at"] for rating in ratings)
    assert {rating["ticket"] and bool(rating["ticket"]["link"]) for rating in ratings} == {None, False, True}
    assert {rating["user"] is None for rating in ratings} == {False, True}
    assert {rating["customer"] is None for rating in ratings} == {False, True}
    assert any(rating["extra_questions"] for rating in ratings)


def test_its_comments_are_of_many_languages(api: Api) -> None:
    comments = {rating["comment"] for rating in api.all("/csat/ratings")} - {None}
    scripts = {
        unicodedata.name(character).split()[0] for comment in comments for character in comment if character.isalpha()
    }
    assert {"LATIN", "CYRILLIC", "ARABIC", "CJK", "HIRAGANA"} <= scripts


def test_its_users_are_of_every_kind(api: Api) -> None:
    users = api.all("/users")
    assert {user["type"] for user in users} == set(SCHEMAS["UserType"]["enum"])
    assert {user["role"] for user in users} == set(SCHEMAS["UserRole"]["enum"])
    assert {user["is_archived"] for user in users} == {False, True}
    integrations = {one["type"] for user in users for one in user["integration_usernames"]}
    assert integrations == set(SCHEMAS["IntegrationType"]["enum"])
    assert len(integrations) == 28
    memberships = Counter(user["id"] for team in api.all("/teams/users") for user in team["users"])
    assert max(memberships.values()) == 2
    assert {user["id"] for user in users} - memberships.keys()


def test_its_people_are_invented(api: Api) -> None:
    addresses = [row["email"] for path in ("/users", "/customers", "/surveys/unsubscribes") for row in api.all(path)]
    assert len(addresses) > 100
    assert all(address == "" or address.endswith("@example.com") for address in addresses)


def test_its_customers_have_as_many_tickets_as_they_rated(api: Api) -> None:
    rated: dict[str, set[str]] = {}
    for metric in ("csat", "ces", "nps"):
        for rating in api.all(f"/{metric}/ratings"):
            if rating["customer"] and rating["ticket"]:
                rated.setdefault(rating["customer"]["id"], set()).add(rating["ticket"]["value"])
    tickets = {customer["id"]: customer["tickets"] for customer in api.all("/customers")}
    assert len(rated) > 100
    assert not {id_ for id_, values in rated.items() if tickets[id_] < len(values)}


def test_its_surveys_are_of_every_kind(api: Api) -> None:
    surveys = api.all("/surveys")
    for name, schema in (("distribution", "Distribution"), ("rating_scale", "RatingScale"), ("metric", "Metric")):
        assert {survey[name] for survey in surveys} == set(SCHEMAS[schema]["enum"])
    required = {question["required"] for survey in surveys for question in survey["extra_questions"]}
    assert required == {False, True}
