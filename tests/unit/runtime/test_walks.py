"""Walks over lists of servers that are wrong, change or lie: nothing is lost that can be had, and every walk ends."""

import itertools
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nicereply

KEY = "k3y-of-an-account"

Rows = list[dict[str, Any]]


class Server:
    """Answers each request with what a function makes of the page's number and the number of the request."""

    def __init__(self, answer: Callable[[int, int], tuple[Rows, dict[str, Any]]]) -> None:
        self.answer = answer
        self.asked: list[int] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        self.asked.append(number)
        rows, pagination = self.answer(number, len(self.asked))
        links = {"next": f"/v1/x?page={number + 1}"} if pagination.pop("has_next", True) else {}
        base = {"count": len(rows), "per_page": 10, "current_page": number, "total_pages": 9, "total": 90}
        return httpx.Response(200, json={"_results": rows, "_pagination": {**base, "links": links, **pagination}})


def team(number: int, second: int | None = None) -> dict[str, Any]:
    second = number if second is None else second
    return {"id": f"t{number}", "name": "A", "created_at": f"2026-01-15T12:{second // 60:02}:{second % 60:02}Z"}


def walked(server: Server, method: str = "teams.list", **settings: Any) -> list[str]:
    resource, _, name = method.partition(".")
    with httpx.Client(transport=httpx.MockTransport(server)) as http_client:
        client = nicereply.Client(KEY, http_client=http_client)
        return [item.id for item in getattr(getattr(client, resource), name)(**settings)]


def slices(rows: Rows, number: int) -> Rows:
    return rows[(number - 1) * 10 : number * 10]


TEAMS = [team(number) for number in range(90)]
IDS = [row["id"] for row in TEAMS]


def test_a_server_whose_totals_never_agree_is_believed_after_a_while() -> None:
    server = Server(lambda number, count: (slices(TEAMS, number), {"total": count, "has_next": number < 9}))
    assert walked(server, sort_order="asc") == IDS
    assert len(server.asked) < 9 + 60


def test_a_page_that_is_repeated_once_is_asked_for_again() -> None:
    def answer(number: int, count: int) -> tuple[Rows, dict[str, Any]]:
        return slices(TEAMS, 2 if count == 3 else number), {"has_next": number < 9}

    server = Server(answer)
    assert walked(server, sort_order="asc") == IDS
    assert server.asked == [1, 2, 3, 3, 4, 5, 6, 7, 8, 9]


def test_rows_that_were_added_in_front_cost_no_other_request() -> None:
    rows = [*TEAMS]

    def answer(number: int, count: int) -> tuple[Rows, dict[str, Any]]:
        rows.insert(0, team(1000 + count, 600 + count))
        return slices(rows, number), {"total": len(rows), "has_next": number * 10 < len(rows)}

    rows.reverse()
    server = Server(answer)
    found = walked(server, sort_order="desc")
    assert found == ["t1001", *IDS[::-1]]
    assert server.asked == [*range(1, 11)]


def test_rows_that_were_removed_are_found_missing() -> None:
    rows = [*TEAMS]

    def answer(number: int, count: int) -> tuple[Rows, dict[str, Any]]:
        if count == 3:
            del rows[0:15]
        return slices(rows, number), {"total": len(rows), "has_next": number * 10 < len(rows)}

    server = Server(answer)
    assert walked(server, sort_order="asc") == IDS
    assert len(server.asked) <= 12


@pytest.mark.parametrize("method", ["teams.list", "surveys.list", "teams.list_stats"])
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([team(1)], id="the same row for ever"),
        pytest.param([{}], id="rows without id"),
        pytest.param([{"created_at": "2026-01-15T12:00:00Z"}], id="rows without id, with date"),
        pytest.param([{"id": None, "created_at": None}], id="null"),
        pytest.param([], id="no rows"),
    ],
)
@pytest.mark.parametrize("prefetch", [0, 3])
def test_a_list_that_repeats_itself_ends(method: str, rows: Rows, prefetch: int) -> None:
    server = Server(lambda _number, _count: (rows, {"total_pages": 10**9}))
    found = walked(server, method, prefetch=prefetch)
    assert len(found) < 100
    assert len(server.asked) < 200
    assert max(server.asked) < 2**31


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(0, 3))
def test_every_walk_ends_whatever_the_server_says(data: st.DataObject, prefetch: int) -> None:
    pool = [team(number % 7, number % 5) for number in range(14)] + [{"id": "x"}]
    drawn = [
        (
            data.draw(st.lists(st.sampled_from(pool), max_size=10)),
            {
                "total": data.draw(st.integers(0, 100)),
                "total_pages": data.draw(st.integers(0, 10**6)),
                "has_next": data.draw(st.booleans()),
            },
        )
        for _ in range(data.draw(st.integers(1, 8)))
    ]
    answers = itertools.cycle(drawn)

    def answer(_number: int, _count: int) -> tuple[Rows, dict[str, Any]]:
        rows, pagination = next(answers)
        return rows, {**pagination}

    server = Server(answer)
    walked(server, sort_order=data.draw(st.sampled_from(["asc", "desc"])), prefetch=prefetch)
    assert len(server.asked) < 500


def test_a_list_that_is_not_sorted_by_its_key_is_walked_by_ids() -> None:
    rows = [team(number, (number * 7) % 90) for number in range(90)]
    server = Server(lambda number, _count: (slices(rows, number), {"has_next": number < 9}))
    assert sorted(walked(server)) == sorted(IDS)


def test_a_list_whose_pages_are_sorted_one_by_one_is_walked_by_ids() -> None:
    rows = [team(number, number % 10) for number in range(90)]
    server = Server(lambda number, _count: (slices(rows, number), {"has_next": number < 9}))
    assert walked(server, sort_order="asc") == IDS
    assert server.asked == [*range(1, 10)]


@pytest.mark.parametrize("sort_order", ["asc", "desc"])
def test_the_order_is_the_one_that_pages_show(sort_order: str) -> None:
    server = Server(lambda number, _count: (slices(TEAMS, number), {"has_next": number < 9}))
    assert walked(server, sort_order=sort_order) == IDS


def test_offsets_may_change_within_a_list() -> None:
    rows = [
        {"id": "a", "name": "", "created_at": "2026-10-25T02:30:00+02:00"},
        {"id": "b", "name": "", "created_at": "2026-10-25T02:10:00+01:00"},
        {"id": "c", "name": "", "created_at": "2026-10-25T02:20:00+01:00"},
    ]
    server = Server(lambda number, _count: (rows[number - 1 : number + 1], {"has_next": number < 2, "total": number}))
    assert walked(server, sort_order="asc") == ["a", "b", "c"]
