"""The legacy profile takes what old programs send; the strict one refuses the same."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from .api import Api, frozen_emulator

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
CHAT = "df05e734-aed3-4da1-9fcb-730a2415698e"
QUESTION = "a8febabb-f6f1-4fce-950a-da18da8b5e6d"  # of the survey CHAT
BOB = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"


@pytest.fixture
def legacy() -> Iterator[Api]:
    with closing(frozen_emulator(profile="legacy")) as emulator, closing(Api(emulator)) as api:
        yield api


def keys(api: Api) -> dict[str, int]:
    """The numbers that records had before August 2023; customers' are documented, others are found by trying."""
    found = {}
    for owner, id_ in (("surveys", ORDER), ("surveys", CHAT), ("users", BOB)):
        found[id_] = next(key for key in range(1, 100) if api.results(f"/{owner}/{key}")["id"] == id_)
    return found


OF_SOME_PROGRAM = {
    "survey_id": ORDER,
    "score": "4",
    "user": {"username": "agentBob"},
    "from": "",
    "comment": "",
    "ticket": "",
    "ip_address": "",
    "customer_id": None,
    "extra_questions": None,
}


@pytest.mark.parametrize("path", ["/ratings", "/csat/ratings"])
def test_digits_empty_texts_and_nulls(legacy: Api, path: str) -> None:
    created = legacy.create(path, OF_SOME_PROGRAM)
    assert created["score"] == 4
    assert (created["from"], created["comment"], created["ticket"], created["customer"]) == ("", None, None, None)
    assert created["ip_address"] == "127.0.0.1"


def test_whole_numbers_for_ids(legacy: Api) -> None:
    numbers = keys(legacy)
    body = {
        "survey_id": numbers[CHAT],
        "score": 7,
        "user": {"id": str(numbers[BOB])},
        "customer_id": 32,
        "extra_questions": [{"id": 5, "score": "3"}],
    }
    questions = legacy.results(f"/surveys/{CHAT}")["extra_questions"]
    created = legacy.create("/ratings", body)
    assert created["survey"]["id"] == CHAT
    assert created["user"]["id"] == BOB
    assert created["customer"]["id"] == "461b20eb-b6e9-43ed-bbd3-6c7131dded16"
    assert created["extra_questions"] == [{"id": questions[0]["id"], "score": 3}]
    body["survey_id"] = 999_999
    (error,) = legacy.errors(404, "POST", "/ratings", json=body)
    assert error.startswith('Survey "999999" of ')
    body |= {"survey_id": numbers[CHAT], "user": {"id": "888888"}, "customer_id": 777_777}
    errors = legacy.errors(404, "POST", "/ratings", json=body)
    assert sorted(error.split(" of ")[0] for error in errors) == ['Customer "777777"', 'User "888888"']


KINDS: list[tuple[str, dict[str, Any], str | None]] = [
    # What some program sends, and the field for which the strict profile refuses it (None: it is documented).
    ("score as digits", {"score": "4"}, "[score]"),
    ("empty name", {"from": ""}, None),
    ("empty comment", {"comment": ""}, None),
    ("empty ticket", {"ticket": ""}, None),
    ("empty address", {"ip_address": ""}, "[ip_address]"),
    ("no customer", {"customer_id": None}, None),
    ("no extra questions", {"extra_questions": None}, None),
    ("empty customer", {"customer_id": ""}, "[customer_id]"),
    ("no name", {"from": None}, "[from]"),
    ("no address", {"ip_address": None}, "[ip_address]"),
    ("survey as a number", {"survey_id": 3}, "[survey_id]"),
    ("survey as digits", {"survey_id": "3"}, "[survey_id]"),
    ("question as a number", {"extra_questions": [{"id": 5, "score": 3}]}, "[extra_questions][0][id]"),
    (
        "question's score as digits",
        {"extra_questions": [{"id": QUESTION, "score": "3"}]},
        "[extra_questions][0][score]",
    ),
    ("unknown field", {"colour": "red"}, "[colour]"),
]


@pytest.mark.parametrize(("name", "part", "refused"), KINDS)
def test_every_kind_by_itself(legacy: Api, api: Api, name: str, part: dict[str, Any], refused: str | None) -> None:
    body = {"survey_id": CHAT, "score": 3, "user": {"username": "agentBob"}, **part}
    if body["survey_id"] != CHAT:
        body["survey_id"] = type(body["survey_id"])(keys(legacy)[CHAT])
    created = legacy.create("/ratings", body)
    assert created["survey"]["id"] == CHAT, name
    assert created["score"] == int(body["score"])
    if refused is None:
        assert api.create("/ratings", body)["survey"]["id"] == CHAT
    else:
        (error,) = api.errors(400, "POST", "/ratings", json=body)
        assert error.startswith(f"Validation error in requestBody{refused}: ")


def test_a_program_that_reads_page_by_page(legacy: Api, api: Api) -> None:
    """It follows `next` until there is none, and expects the newest first."""
    for one in (legacy, api):
        read: list[str] = []
        link: str | None = f"/v1/surveys/{ORDER}/ratings?per_page=100"
        while link is not None:
            body = one.get(link.removeprefix("/v1"))
            read += [row["created_at"] for row in body["_results"]]
            link = body["_pagination"]["links"].get("next")
        assert len(read) > 100
        assert read == sorted(read, reverse=True)


def test_unknown_parameters_are_passed_over(legacy: Api) -> None:
    assert legacy.get("/users?colour=red&colour=blue")["_pagination"]["per_page"] == 10
    body = {**OF_SOME_PROGRAM, "colour": "red", "user": {"username": "agentBob", "age": 7}}
    assert legacy.create("/ratings", body)["score"] == 4
    for number, email in enumerate(["a@example.com", [], {}, 2**70, None]):  # a field of agents alone
        thing = {"fullname": "Thing", "username": f"thing-{number}", "email": email}
        assert legacy.create("/users/thing-or-action", thing)["email"] == ""


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"score": "4.5"}, "[score]"),
        ({"score": "four"}, "[score]"),
        ({"score": "6"}, "[score]"),
        ({"user": {"id": BOB, "username": "agentBob"}}, "[user]"),
        ({"survey_id": ""}, "[survey_id]"),
        ({"survey_id": True}, "[survey_id]"),
        ({"ip_address": "::1"}, "[ip_address]"),
    ],
)
def test_rules_hold_there_too(legacy: Api, changed: dict[str, Any], place: str) -> None:
    (error,) = legacy.errors(400, "POST", "/ratings", json={**OF_SOME_PROGRAM, **changed})
    assert error.startswith(f"Validation error in requestBody{place}: ")
    assert len(legacy.errors(400, "GET", "/users?page=x&colour=red")) == 1


def test_the_strict_profile_takes_none_of_it(api: Api) -> None:
    assert set(api.errors(400, "POST", "/csat/ratings", json=OF_SOME_PROGRAM)) == {
        "Validation error in requestBody[score]: This value should be of type integer.",
        "Validation error in requestBody[ip_address]: This value is not a valid IP address.",
        "Validation error in requestBody[extra_questions]: This value should not be null.",
    }
    (error,) = api.errors(400, "POST", "/ratings", json={"survey_id": 1, "score": 4, "user": {"username": "agentBob"}})
    assert error == "Validation error in requestBody[survey_id]: This value should be of type string."
