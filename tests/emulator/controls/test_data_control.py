"""Whole accounts in and out, as JSON."""

import copy
import json
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import jsonschema
import pytest

import nicereply_emulator

from ..api import Api, frozen_emulator

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
RATING = {"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}, "from": "Jo", "comment": 'a "b"\n\u2028😀'}
CREATED = "2026-01-01T00:00:00Z"
SURVEY = {
    "id": str(UUID(int=1, version=4)),
    "name": "Mine",
    "scale": "CSAT5",
    "distribution": "trigger",
    "rating_scale": "stars5",
    "question": "?",
    "created_at": CREATED,
}
USER = {
    "id": str(UUID(int=10, version=4)),
    "type": "AGENT",
    "username": "eve",
    "fullname": "Eve",
    "email": "eve@example.com",
    "role": "team_member",
    "created_at": CREATED,
}
RATING_OF_DATA = {"id": str(UUID(int=3, version=4)), "survey_id": SURVEY["id"], "score": 4, "created_at": CREATED}

PATHS = ("/csat/ratings", "/ces/ratings", "/nps/ratings", "/customers", "/surveys", "/surveys/unsubscribes", "/teams")
STATS = ("/users/stats", "/teams/stats", "/customers/stats", "/surveys/stats", "/users", "/teams/users")


def shown(api: Api) -> list[Any]:
    """Everything that the API shows."""
    return [api.all(path) for path in (*PATHS, *STATS)] + [api.results(f"/{one}/histogram") for one in ("csat", "nps")]


def test_what_is_dumped_can_be_loaded_elsewhere(api: Api) -> None:
    api.create("/ratings", RATING)
    api.create("/users/thing-or-action", {"username": "thing", "fullname": "Thing"})
    dumped = json.loads(json.dumps(api.emulator.data.dump()))
    with closing(frozen_emulator(data="empty")) as other, closing(Api(other)) as other_api:
        other.data.load(dumped)
        assert other.data.dump() == dumped
        assert shown(other_api) == shown(api)
        assert other.counts() == api.emulator.counts()
        # What is created next is the same too.
        assert other_api.create("/ratings", RATING) == api.create("/ratings", RATING)


def test_it_can_be_loaded_though_the_largest_legacy_id_is_given_away() -> None:
    data: Any = {
        "surveys": [{**SURVEY, "legacy_id": 10**18 - 1}],
        "users": [{**USER, "legacy_id": 10**18 - 1}],
        "ratings": [{**RATING_OF_DATA, "legacy_id": 10**18 - 1}],
    }
    with closing(frozen_emulator(data=data)) as emulator, closing(Api(emulator)) as api:
        api.create("/users/thing-or-action", {"username": "thing", "fullname": "Thing"})
        api.create("/ratings", {"survey_id": SURVEY["id"], "score": 4, "user": {"username": "thing"}})
        dumped = emulator.data.dump()
        before = shown(api)
        emulator.data.load(dumped)
        assert shown(api) == before


def test_a_user_named_twice_is_once_in_a_team() -> None:
    team = {"id": str(UUID(int=9, version=4)), "name": "T", "created_at": CREATED}
    data: Any = {"users": [USER], "teams": [{**team, "user_ids": [USER["id"], USER["id"].upper()]}]}
    with closing(frozen_emulator(data=data)) as emulator:
        assert emulator.data.dump()["teams"][0]["user_ids"] == [USER["id"]]


def test_it_has_what_the_api_hides(api: Api) -> None:
    data = api.emulator.data.dump()
    asking = [survey["id"] for survey in data["surveys"] if survey["asks_name"]]
    assert asking
    body = {"survey_id": asking[0], "score": 1, "user": {"username": "agentBob"}}
    errors = api.errors(400, "POST", "/ratings", json=body)
    assert "Validation error in requestBody[from]: This field is missing." in errors
    for survey in data["surveys"]:
        survey["asks_name"] = False
    api.emulator.data.load(data)
    assert "Validation error in requestBody[from]: This field is missing." not in api.request(
        "POST", "/ratings", json=body
    ).json().get("errors", [])


def test_the_schema_stands_alone_and_holds_for_what_is_dumped(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client
) -> None:
    schema = emulator.data.schema
    assert controls.get("/data/schema").json() == schema
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(emulator.data.dump())
    assert not validator.is_valid({"surveys": [{"id": "x"}]})
    assert "#/components" not in json.dumps(schema)


BROKEN: list[tuple[str, Any, str]] = [
    ("surveys", {"id": "x"}, "data[surveys][0][id]: "),
    ("surveys", {"scale": "CSAT6"}, "data[surveys][0][scale]: "),
    ("surveys", {"metric": "NPS"}, "does not go with scale"),
    ("surveys", {"colour": "red"}, "data[surveys][0]: "),
    ("users", {"legacy_id": 0}, "data[users][0][legacy_id]: "),
    ("users", {"legacy_id": 2**63}, "data[users][0][legacy_id]: "),
    ("users", {"legacy_id": 2}, "the legacy_id 2 is another's already"),
    ("users", {"username": "agentBob"}, "is another user's"),
    ("users", {"fullname": "\ud800"}, "lone surrogate"),
    ("teams", {"user_ids": ["00000000-0000-4000-8000-000000000000"]}, "there is no user 00000000"),
    ("customers", {"created_at": "2026-02-30T00:00:00Z"}, "data[customers][0][created_at]: "),
    ("customers", {"created_at": "2026-02-03T00:00:00.5Z"}, "data[customers][0][created_at]: "),
    (
        "customers",
        {"created_at": "9999-12-31T22:00:00Z"},
        "created_at: '9999-12-31T22:00:00Z' is in no year from 0000 to 9999",
    ),
    ("ratings", {"created_at": "0000-01-01T00:00:00+02:01"}, "is in no year from 0000 to 9999"),
    ("customers", {"tickets": -1}, "data[customers][0][tickets]: "),
    ("customers", {"tickets": 10**30}, "data[customers][0][tickets]: "),
    ("ratings", {"score": 11}, "is not on the survey's scale"),
    ("ratings", {"score": 10**30}, "is not on the survey's scale"),
    ("ratings", {"survey_id": "00000000-0000-4000-8000-000000000000"}, "there is no survey"),
    ("ratings", {"updated_at": "1999-01-01T00:00:00Z"}, "updated before it was created"),
    ("ratings", {"ip_address": "::1"}, "data[ratings][0][ip_address]: "),
    ("ratings", {"ticket": "5"}, "data[ratings][0][ticket]: "),
]


@pytest.mark.parametrize(("kind", "change", "reason"), BROKEN)
def test_data_that_is_wrong_changes_nothing(api: Api, kind: str, change: dict[str, Any], reason: str) -> None:
    before = api.emulator.data.dump()
    broken = copy.deepcopy(before)
    broken["ratings"] = broken["ratings"][:50]
    if change == {"username": "agentBob"}:
        change = {"username": broken["users"][1]["username"]}
    broken[kind][0].update(change)
    with pytest.raises(nicereply_emulator.DataError) as refused:
        api.emulator.data.load(broken)
    assert reason in str(refused.value)
    assert api.emulator.data.dump() == before
    assert api.results("/csat/stats")["count"] == len(api.all("/csat/ratings"))
    api.create("/ratings", RATING)


def test_the_first_and_the_last_second_that_can_be_shown(api: Api) -> None:
    data = api.emulator.data.dump()
    first, last = "0000-01-01T00:00:00+02:00", "9999-12-31T23:59:59+02:00"
    for record, time in zip(data["users"], (first, last), strict=False):
        record["created_at"] = time
    api.emulator.data.load(data)
    assert [api.results("/users", sort_order=order)[0]["created_at"] for order in ("asc", "desc")] == [first, last]
    assert api.emulator.data.dump() == data


@pytest.mark.parametrize(
    ("kind", "change", "reason"),
    [
        ("users", {"id": UUID(ORDER)}, "data[users][0][id]: UUID('34b91c1c-"),
        (
            "users",
            {"created_at": datetime(2026, 1, 1, tzinfo=UTC)},
            "data[users][0][created_at]: datetime.datetime(2026, ",
        ),
        ("ratings", {"score": float("nan")}, "data[ratings][0][score]: nan: expected a JSON value"),
        ("ratings", {5: "x"}, "data[ratings][0]: the name 5: expected a text"),
    ],
)
def test_what_is_no_json_is_no_data(
    emulator: nicereply_emulator.Emulator, kind: str, change: dict[Any, Any], reason: str
) -> None:
    data = emulator.data.dump()
    before = copy.deepcopy(data)
    data[kind][0].update(change)
    for load in (emulator.data.load, lambda data: nicereply_emulator.Emulator(data=data)):
        with pytest.raises(nicereply_emulator.DataError) as refused:
            load(data)
        assert len(refused.value.problems) == 1
        assert reason in refused.value.problems[0]
    assert emulator.data.dump() == before


@pytest.mark.parametrize("data", [[], None, "demo", 5, {"surveys": {}}, {"survey": []}, {"ratings": [[]]}])
def test_what_is_no_data_at_all(emulator: nicereply_emulator.Emulator, data: Any) -> None:
    before = emulator.counts()
    with pytest.raises(nicereply_emulator.DataError, match=r"^the data cannot be loaded: data"):
        emulator.data.load(data)
    assert emulator.counts() == before


def test_over_http(api: Api, controls: httpx.Client) -> None:
    dumped = controls.get("/data").json()
    counts = controls.get("/counts").json()
    assert counts == {name: len(records) for name, records in dumped.items()}
    assert counts["ratings"] == sum(api.results(f"/{metric}/stats")["count"] for metric in ("csat", "ces", "nps"))
    assert controls.put("/data", json={}).status_code == 200
    assert set(controls.get("/counts").json().values()) == {0}
    assert api.results("/csat/ratings") == []
    assert controls.put("/data", json=dumped).status_code == 200
    assert controls.get("/data").json() == dumped
    dumped["ratings"][0]["score"] = 99
    refused = controls.put("/data", json=dumped)
    assert refused.status_code == 400
    assert "is not on the survey's scale" in refused.json()["errors"][0]
    for content in (b"", b"{", b"[]", b'{"surveys": NaN}', b'{"surveys":[],"surveys":[]}', b"\xff", b"[" * 100_000):
        assert controls.put("/data", content=content).status_code == 400
    assert controls.get("/counts").json() == counts


def test_bodies_may_be_larger_than_those_of_the_api(controls: httpx.Client) -> None:
    data = {"unsubscribes": []}
    padding = " " * 3_000_000
    assert controls.put("/data", content=json.dumps(data) + padding).status_code == 200


def test_reset_goes_back_to_the_start_and_not_to_what_was_loaded() -> None:
    with closing(nicereply_emulator.Emulator()) as emulator:
        counts = emulator.counts()
        emulator.data.load({})
        emulator.reset()
        assert emulator.counts() == counts
        emulator.data.load({})
        emulator.mark()
        emulator.reset()
        assert set(emulator.counts().values()) == {0}
