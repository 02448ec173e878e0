"""The envelope of lists, their order, and their links."""

from typing import Any

import pytest

from nicereply_emulator import _rating_lists
from nicereply_spec import load_strict

from .api import Api

FREDDY = "461b20eb-b6e9-43ed-bbd3-6c7131dded16"
TEAM = "ab27b8eb-444f-4e69-a2c3-734c2f6f5435"
BOB = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"
SURVEY = "a125739a-5c66-424f-9575-bbeae367522d"
IDS = {"customers": FREDDY, "teams": TEAM, "users": BOB, "surveys": SURVEY}
COMPONENTS = load_strict()["components"]["parameters"]


def lists() -> dict[str, set[str]]:
    """Every list of the document, with the names of its parameters."""
    found: dict[str, set[str]] = {}
    for path, item in load_strict()["paths"].items():
        references = [parameter["$ref"].rpartition("/")[2] for parameter in item.get("get", {}).get("parameters", [])]
        names = {COMPONENTS[name]["name"] for name in references}
        if "page" in names:
            found[path.replace("{id}", IDS.get(path.split("/")[1], ""))] = names
    return found


LISTS = lists()


def test_the_documented_envelope(api: Api) -> None:
    body = api.get("/csat/ratings", page=2)
    total = api.results("/csat/stats")["count"]
    assert body.keys() == {"_results", "_pagination"}
    assert body["_pagination"] == {
        "total": total,
        "count": 10,
        "per_page": 10,
        "current_page": 2,
        "total_pages": (total + 9) // 10,
        "links": {"next": "/v1/csat/ratings?page=3", "previous": "/v1/csat/ratings?page=1"},
    }


def test_links_are_there_only_where_they_lead_somewhere(api: Api) -> None:
    assert api.get("/teams")["_pagination"]["links"] == {}
    first = api.get("/csat/ratings")["_pagination"]
    assert first["links"].keys() == {"next"}
    last = api.get("/csat/ratings", page=first["total_pages"])["_pagination"]
    assert last["links"].keys() == {"previous"}


def test_a_page_after_the_last_is_empty(api: Api) -> None:
    body = api.get("/teams", page=9)
    assert body["_results"] == []
    assert body["_pagination"] == {
        "total": 8,
        "count": 0,
        "per_page": 10,
        "current_page": 9,
        "total_pages": 1,
        "links": {"previous": "/v1/teams?page=1"},
    }


@pytest.mark.parametrize(("after", "before"), [(1, 0), (2, 0), (10**6, 0), (0, -1)])
def test_previous_leads_to_a_page_that_is_there(api: Api, after: int, before: int) -> None:
    last = api.get("/csat/ratings")["_pagination"]["total_pages"]
    link = api.get("/csat/ratings", page=last + after)["_pagination"]["links"]["previous"]
    assert link == f"/v1/csat/ratings?page={last + before}"
    assert api.get(link.removeprefix("/v1"))["_results"]


def test_an_empty_list_has_one_page(api: Api) -> None:
    pagination = api.get("/customers/3571eea9-a559-4f41-8bf0-f8a3fc660550/ratings")["_pagination"]
    assert (pagination["total"], pagination["total_pages"], pagination["links"]) == (0, 1, {})


def test_links_keep_the_other_parameters(api: Api) -> None:
    query = "period_start=2025-02-01T00:00:00%2B02:00&sort_order=asc&per_page=20"
    links = api.get(f"/csat/ratings?{query}&page=2")["_pagination"]["links"]
    assert links == {
        "next": f"/v1/csat/ratings?{query}&page=3",
        "previous": f"/v1/csat/ratings?{query}&page=1",
    }
    assert api.get(links["next"].removeprefix("/v1"))["_pagination"]["current_page"] == 3


def age(row: dict[str, Any]) -> tuple[str, str]:
    return row.get("created_at") or row["unsubscribed_at"], row["id"]


@pytest.mark.parametrize("path", LISTS)
def test_pages_part_the_list(api: Api, path: str) -> None:
    whole = api.all(path)
    assert len({row["id"] for row in whole}) == len(whole) == api.get(path)["_pagination"]["total"]
    joined = [row for page in range(1, 3 + len(whole) // 17) for row in api.results(path, page=page, per_page=17)]
    assert joined == whole


@pytest.mark.parametrize("path", [path for path, names in LISTS.items() if "sort_order" in names])
def test_ascending_is_descending_reversed(api: Api, path: str) -> None:
    newest_first = api.all(path)
    assert api.all(path, sort_order="desc") == newest_first
    oldest_first = api.all(path, sort_order="asc")
    assert [row["id"] for row in oldest_first] == [row["id"] for row in reversed(newest_first)]
    dated = [row for row in newest_first if "created_at" in row or "unsubscribed_at" in row]
    assert dated == sorted(dated, key=age, reverse=True)


def test_the_list_of_team_stats_takes_no_order(api: Api) -> None:
    assert api.errors(400, "GET", "/teams/stats?sort_order=asc") == [
        "Validation error in queryParameters[sort_order]: This field was not expected."
    ]


def test_statistics_rows_are_in_the_order_of_their_records(api: Api) -> None:
    for owner in ("customers", "surveys", "teams", "users"):
        assert [row["id"] for row in api.all(f"/{owner}/stats")] == [row["id"] for row in api.all(f"/{owner}")]


def test_both_ends_of_a_period_belong_to_it(api: Api) -> None:
    moment = "2017-10-24T13:37:01+02:00"
    same, before, after = "2017-10-24T11:37:01Z", "2017-10-24T09:37:00-02:00", "2017-10-24T13:37:02+02:00"
    for name in ("", "updated_"):
        for start, end, number in ((same, moment, 1), (before, before, 0), (after, after, 0), (before, after, 1)):
            query = {f"{name}period_start": start, f"{name}period_end": end}
            assert api.get(f"/users/{BOB}/ratings", **query)["_pagination"]["total"] == number
    assert api.results(f"/users/{BOB}/stats", period_start=same, period_end=moment)["CSAT"] == {
        "average": 5,
        "count": 1,
    }


def test_a_period_that_ends_before_it_begins_is_empty(api: Api) -> None:
    period = {"period_start": "2026-01-01T00:00:00Z", "period_end": "2025-01-01T00:00:00Z"}
    assert api.get("/csat/ratings", **period)["_pagination"]["total"] == 0
    assert api.results("/csat/stats", **period) == {"average": 0, "count": 0}


def test_extreme_years_are_periods_too(api: Api) -> None:
    everything = {"period_start": "0000-01-01T00:00:00+23:59", "period_end": "9999-12-31T23:59:60Z"}
    assert api.results("/csat/stats", **everything) == api.results("/csat/stats")
    assert api.get("/csat/ratings", **everything)["_pagination"]["total"] == api.results("/csat/stats")["count"]


def test_nobody_is_left_out_of_lists(api: Api) -> None:
    users = api.all("/users")
    assert {(user["is_archived"], user["has_access"]) for user in users} >= {(True, False), (False, False)}
    far = {"period_start": "2100-01-01T00:00:00Z"}  # when nobody has a rating
    for kind, number in (("users", len(users)), ("surveys", None), ("customers", None)):
        rows = api.all(f"/{kind}/stats", **far)
        assert len(rows) == (number or api.get(f"/{kind}")["_pagination"]["total"])
    assert len(api.results("/teams/stats", **far)) == api.get("/teams")["_pagination"]["total"]


def test_the_surveys_of_metrics_part_all_surveys(api: Api) -> None:
    parts = [survey for metric in ("csat", "ces", "nps") for survey in api.all(f"/{metric}/surveys")]
    assert sorted(parts, key=lambda survey: survey["id"]) == sorted(
        api.all("/surveys"), key=lambda survey: survey["id"]
    )


def test_links_of_rows_lead_to_what_they_say(api: Api) -> None:
    for rating in api.results("/ces/ratings", per_page=20):
        links = rating["_links"]
        assert api.results(links["self"].removeprefix("/v1")) == rating
        for name in ("survey", "user", "customer"):
            assert (name in links) == (rating[name] is not None)
            if name in links:
                assert api.results(links[name].removeprefix("/v1"))["id"] == rating[name]["id"]


@pytest.mark.parametrize("path", ["/csat", "/nps", f"/surveys/{SURVEY}", f"/users/{BOB}", f"/customers/{FREDDY}"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_page_is_the_same_however_it_is_found(
    api: Api, monkeypatch: pytest.MonkeyPatch, path: str, order: str
) -> None:
    whole = api.all(f"{path}/ratings", sort_order=order)
    assert len(whole) > 30
    # By the tallies, instead of stepping over what comes before.
    monkeypatch.setattr(_rating_lists, "_FEW", 0)
    assert api.all(f"{path}/ratings", sort_order=order, per_page=10) == whole
