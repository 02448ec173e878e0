"""Lists that change under the reader, and links that mislead."""

from typing import Any

import pytest

import nicereply_emulator

from ..api import Api
from .ways import Way

LISTS = [
    "/csat/ratings",
    "/nps/ratings?sort_order=asc",
    "/customers",
    "/customers/stats",
    "/surveys/34b91c1c-fbe4-4b05-8780-93ac67b3b041/ratings",
    "/users/d0cdf133-0a77-43cb-8c7c-127f8ecf154b/ratings",
]


def page(api: Api, path: str, number: int) -> dict[str, Any]:
    separator = "&" if "?" in path else "?"
    body: dict[str, Any] = api.get(f"{path}{separator}per_page=10&page={number}")
    return body


def ids(body: dict[str, Any]) -> list[str]:
    return [row["id"] for row in body["_results"]]


def test_links_with_page_alone(way: Way) -> None:
    way.emulator.faults.add("links_page_only", operation="listCsatRatings")
    links = way.get("/csat/ratings", page=2, per_page=20, sort_order="asc").json()["_pagination"]["links"]
    assert links == {"next": "/v1/csat/ratings?page=3", "previous": "/v1/csat/ratings?page=1"}


def test_links_to_another_host(way: Way) -> None:
    way.emulator.faults.add("links_other_host", nth=1)
    way.emulator.faults.add("links_other_host", host="http://127.0.0.1:9", nth=2)
    first, second = (way.get("/csat/ratings").json()["_pagination"]["links"] for _ in range(2))
    assert first == {"next": "https://other-host.invalid/v1/csat/ratings?page=2"}
    assert second == {"next": "http://127.0.0.1:9/v1/csat/ratings?page=2"}


def test_a_repeated_page(way: Way) -> None:
    rule = way.emulator.faults.add("repeated_page", operation="listCsatRatings", times=1)
    first = way.get("/csat/ratings", page=1).json()
    repeated = way.get("/csat/ratings", page=2).json()
    second = way.get("/csat/ratings", page=2).json()
    assert repeated["_results"] == first["_results"]
    assert repeated["_pagination"] == second["_pagination"]
    assert ids(second) != ids(first)
    assert (rule.seen, rule.fired) == (1, 1)


@pytest.mark.parametrize("path", LISTS)
def test_rows_are_inserted_before_a_page(api: Api, path: str) -> None:
    before = [page(api, path, 1), page(api, path, 2)]
    total = before[0]["_pagination"]["total"]
    api.emulator.faults.add("rows_inserted", rows=3, times=1)
    assert page(api, path, 1) == before[0]
    second = page(api, path, 2)
    assert ids(second) == [*ids(before[0])[-3:], *ids(before[1])[:-3]]
    assert second["_pagination"]["total"] == total + 3
    again = page(api, path, 1)
    assert ids(again)[3:] == ids(before[0])[:-3]
    assert not set(ids(again)[:3]) & set(ids(before[0]))
    assert page(api, path, 2) == second


@pytest.mark.parametrize("path", LISTS)
def test_rows_are_removed_before_a_page(api: Api, path: str) -> None:
    before = [page(api, path, number) for number in (1, 2, 3)]
    api.emulator.faults.add("rows_removed", rows=2, times=1)
    assert page(api, path, 1) == before[0]
    second = page(api, path, 2)
    assert ids(second) == [*ids(before[1])[2:], *ids(before[2])[:2]]
    assert second["_pagination"]["total"] == before[0]["_pagination"]["total"] - 2
    assert ids(page(api, path, 1)) == [*ids(before[0])[2:], *ids(before[1])[:2]]


@pytest.mark.parametrize("name", ["rows_inserted", "rows_removed"])
@pytest.mark.parametrize("path", ["/users", "/teams", "/surveys", "/surveys/unsubscribes", "/teams/users"])
def test_records_of_every_kind_come_and_go(api: Api, name: Any, path: str) -> None:
    """With 100 rows on a page there is no second one, but asking for it is enough. All figures still agree."""
    total = api.get(path)["_pagination"]["total"]
    before = ids(api.get(path, per_page=100))
    api.emulator.faults.add(name, times=1)
    assert api.get(path, page=2, per_page=100)["_results"] == []
    after = ids(api.get(path, per_page=100))
    if name == "rows_inserted":
        assert (len(after), after[1:]) == (total + 1, before)
    else:
        assert after == before[1:]
    for metric in ("csat", "ces", "nps"):
        count = api.results(f"/{metric}/stats")["count"]
        assert (
            count
            == len(api.all(f"/{metric}/ratings"))
            == sum(api.results(f"/{metric}/histogram")["histogram"].values())
        )
    for other in ("/users", "/teams", "/surveys", "/users/stats", "/surveys/stats", "/teams/stats", "/teams/users"):
        assert api.all(other)


def test_copies_are_whole_records(api: Api) -> None:
    api.emulator.faults.add("rows_inserted", times=1)
    api.get("/csat/ratings", page=2)
    copy, original = api.results("/csat/ratings")[:2]
    assert copy["id"] != original["id"]
    assert api.results(f"/csat/ratings/{copy['id']}") == copy
    for row in (copy, original):
        row.pop("id")
        row["_links"].pop("self")
    assert copy == original


def test_copies_of_users_have_all_that_users_have(api: Api) -> None:
    original = next(user for user in api.all("/users", sort_order="asc") if user["integration_usernames"])
    data = api.emulator.data.dump()
    data["users"] = [user for user in data["users"] if user["id"] == original["id"]]
    data["ratings"], data["teams"] = [], []
    api.emulator.data.load(data)
    api.emulator.faults.add("rows_inserted", rows=2, times=1)
    api.get("/users", page=2)
    users = api.results("/users")
    assert len(users) == 3
    mappings = [[{**one, "id": None} for one in user["integration_usernames"]] for user in users]
    assert mappings == [[{**one, "id": None} for one in original["integration_usernames"]]] * 3
    ids_of_mappings = [one["id"] for user in users for one in user["integration_usernames"]]
    assert len(set(ids_of_mappings)) == len(ids_of_mappings)
    api.emulator.data.load(api.emulator.data.dump())
    assert api.results("/users") == users


SHARED = "501cce9d-3fdb-4258-9466-616fec7a75ef"
TIME = "2026-01-01T00:00:00Z"
SURVEY = {"name": "S", "scale": "CSAT10", "distribution": "trigger", "rating_scale": "stars5", "question": "?"}
USER = {"type": "AGENT", "username": "a", "fullname": "A", "email": "a@example.com", "role": "leader"}
TWINS: dict[str, Any] = {
    "surveys": [{"id": SHARED, **SURVEY, "created_at": TIME}],
    "users": [{"id": SHARED, **USER, "created_at": TIME}],
    "teams": [{"id": SHARED, "name": "T", "created_at": TIME, "user_ids": [SHARED]}],
    "customers": [{"id": SHARED, "name": "C", "email": "c@example.com", "created_at": TIME}],
    "unsubscribes": [{"id": SHARED, "email": "u@example.com", "unsubscribed_at": TIME}],
    "ratings": [{"id": SHARED, "survey_id": SHARED, "user_id": SHARED, "score": 5, "created_at": TIME}],
}


@pytest.mark.parametrize("name", ["rows_inserted", "rows_removed"])
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/users", "users"),
        ("/users/stats", "users"),
        (f"/teams/{SHARED}/users", "users"),
        ("/teams", "teams"),
        ("/teams/users", "teams"),
        (f"/users/{SHARED}/teams", "teams"),
        ("/customers", "customers"),
        ("/surveys", "surveys"),
        ("/csat/surveys", "surveys"),
        ("/surveys/unsubscribes", "unsubscribes"),
        ("/csat/ratings", "ratings"),
        (f"/surveys/{SHARED}/ratings", "ratings"),
    ],
)
def test_records_of_two_kinds_may_share_an_id(api: Api, name: Any, path: str, kind: str) -> None:
    api.emulator.data.load(TWINS)
    before = api.emulator.counts()
    api.emulator.faults.add(name, times=1)
    api.get(path, page=2)
    change = 1 if name == "rows_inserted" else -1
    lost_too = ("ratings",) if (kind, change) == ("surveys", -1) else ()
    expected = {one: number + change * (one == kind or one in lost_too) for one, number in before.items()}
    assert api.emulator.counts() == expected


@pytest.mark.parametrize(("name", "change"), [("rows_inserted", 30), ("rows_removed", -30)])
def test_more_rows_than_a_page_has(api: Api, name: Any, change: int) -> None:
    total = api.get("/customers")["_pagination"]["total"]
    api.emulator.faults.add(name, rows=30, times=1)
    assert api.get("/customers", page=2, per_page=20)["_pagination"]["total"] == total + change


@pytest.mark.parametrize("name", ["repeated_page", "rows_inserted", "rows_removed"])
@pytest.mark.parametrize("status", [400, 401, 402, 429, 503])
def test_a_refused_page_is_left_to_the_next_call(emulator: nicereply_emulator.Emulator, name: Any, status: int) -> None:
    way = Way("in process", emulator)
    undisturbed = way.get("/csat/ratings", page=2).json()
    rule = emulator.faults.add(name, operation="listCsatRatings", nth=1)
    counts = emulator.counts()
    match status:
        case 400:
            refused = way.get("/csat/ratings", page=2, per_page=7)
        case 401:
            refused = way.request("GET", "/csat/ratings?page=2", auth=("", "wrong"))
        case 402:
            emulator.account.payment_required = True
            refused = way.get("/csat/ratings", page=2)
            emulator.account.payment_required = False
        case 429:
            emulator.rate_limit.set(requests=1, seconds=10)
            assert way.get("/csat/ratings", page=1).status_code == 200
            refused = way.get("/csat/ratings", page=2)
            emulator.clock.advance(10)
        case _:
            emulator.faults.add("status", status=503, nth=1)
            refused = way.get("/csat/ratings", page=2)
    assert (refused.status_code, rule.seen, rule.fired) == (status, 0, 0)
    assert emulator.counts() == counts
    assert way.get("/csat/ratings", page=2).json()["_results"] != undisturbed["_results"]
    assert (rule.seen, rule.fired) == (1, 1)


@pytest.mark.parametrize("name", ["repeated_page", "rows_inserted", "rows_removed"])
@pytest.mark.parametrize("query", ["page=%2B2", "page=002", "p%61ge=2", "per_page=20&&page=%32"])
def test_a_page_may_be_written_in_several_ways(emulator: nicereply_emulator.Emulator, name: Any, query: str) -> None:
    way = Way("in process", emulator)
    undisturbed = way.get(f"/csat/ratings?{query}").json()["_results"]
    rule = emulator.faults.add(name, times=1)
    assert way.get(f"/csat/ratings?{query}").json()["_results"] != undisturbed
    assert (rule.seen, rule.fired) == (1, 1)


def test_what_a_fault_looks_up_counts_in_no_rate_limit(emulator: nicereply_emulator.Emulator) -> None:
    way = Way("in process", emulator)
    emulator.rate_limit.set(requests=2, seconds=10)
    for name in ("repeated_page", "rows_inserted", "rows_removed"):
        emulator.faults.add(name)  # type: ignore[arg-type]
    assert [way.get("/csat/ratings", page=2).status_code for _ in range(3)] == [200, 200, 429]


def test_nothing_is_inserted_into_an_empty_list(api: Api) -> None:
    rule = api.emulator.faults.add("rows_inserted", times=1)
    api.get("/csat/ratings", page=2, period_end="1999-01-01T00:00:00Z")
    assert (rule.seen, rule.fired) == (1, 0)


def test_only_pages_after_the_first_are_counted(emulator: nicereply_emulator.Emulator) -> None:
    way = Way("in process", emulator)
    rule = emulator.faults.add("repeated_page", nth=2)
    for number in (1, 1, 2, 1):
        way.get("/csat/ratings", page=number)
    assert (rule.seen, rule.fired) == (1, 0)
    way.get("/csat/ratings", page=3)
    assert (rule.seen, rule.fired) == (2, 1)
