"""Walking over lists: lazily, with the caller's own parameters, and to a sure end."""

import asyncio
import copy
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

import nicereply

Links = dict[str, str] | list[str] | None


class Server:
    """Answers with pages of rows, and remembers the queries."""

    def __init__(
        self, pages: list[list[Any]], link: Callable[[int], str] = lambda page: f"/v1/endpoint?page={page}"
    ) -> None:
        self.pages, self.link = pages, link
        self.queries: list[dict[str, str]] = []
        self.hosts: set[str] = set()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.queries.append(dict(request.url.params))
        self.hosts.add(request.url.host)
        number = int(request.url.params.get("page", "1"))
        rows = self.pages[number - 1] if number <= len(self.pages) else []
        links: Links = {"next": self.link(number + 1)} if number < len(self.pages) else {}
        return httpx.Response(200, json={"_results": rows, "_pagination": self.pagination(number, rows, links)})

    def pagination(self, number: int, rows: list[Any], links: Links) -> dict[str, Any]:
        total = sum(map(len, self.pages))
        return {
            "total": total,
            "count": len(rows),
            "per_page": 10,
            "current_page": number,
            "total_pages": len(self.pages),
            "links": links,
        }


def rows(*ids: str) -> list[dict[str, str]]:
    return [{"id": identifier} for identifier in ids]


THREE = [rows("a", "b"), rows("c", "d"), rows("e")]


def test_all_items_of_all_pages_in_order(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server(THREE)
    assert [team.id for team in client_of(server).teams.list()] == ["a", "b", "c", "d", "e"]


def test_nothing_is_fetched_before_it_is_needed(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server(THREE)
    pager = client_of(server).teams.list()
    assert server.queries == []
    assert next(pager).id == "a"
    assert next(pager).id == "b"
    assert len(server.queries) == 1
    assert next(pager).id == "c"
    assert len(server.queries) == 2


def test_every_page_is_asked_for_with_the_callers_own_parameters(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server(THREE, link=lambda page: f"https://elsewhere.example/v1/other?page={page}&per_page=3&evil=1")
    list(client_of(server).csat.list_ratings(sort_order="asc", period_start="2017-10-24T13:37:00Z", per_page=50))
    own = {"sort_order": "asc", "period_start": "2017-10-24T13:37:00Z", "per_page": "50"}
    assert server.queries == [{**own, "page": str(page)} for page in (1, 2, 3)]
    assert server.hosts == {"api.nicereply.com"}


def test_pages_have_100_rows_unless_told_otherwise(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server([rows("a")])
    list(client_of(server).users.list())
    assert server.queries == [{"page": "1", "per_page": "100"}]


def test_a_walk_may_begin_at_another_page(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server(THREE)
    assert [team.id for team in client_of(server).teams.list(page=2)] == ["c", "d", "e"]


def test_take_fetches_no_more_than_it_needs(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server(THREE)
    pager = client_of(server).teams.list()
    assert [team.id for team in pager.take(2)] == ["a", "b"]
    assert len(server.queries) == 1
    assert pager.take(0) == []
    assert [team.id for team in pager.take(9)] == ["c", "d", "e"]
    assert pager.take(1) == []


def test_pages_tell_where_they_are(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server(THREE)
    pages = list(client_of(server).teams.list().pages())
    assert [(page.number, page.total, page.total_pages, len(page.items)) for page in pages] == [
        (1, 5, 3, 2),
        (2, 5, 3, 2),
        (3, 5, 3, 1),
    ]


def test_items_and_pages_share_one_walk(client_of: Callable[..., nicereply.Client]) -> None:
    pager = client_of(Server(THREE)).teams.list()
    assert next(pager).id == "a"
    page = next(pager.pages())
    assert [team.id for team in page.items] == ["c", "d"]
    assert [team.id for team in pager] == ["e"]


def test_an_empty_list_has_no_items(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server([[]])
    pager = client_of(server).teams.list()
    assert list(pager) == []
    assert list(pager) == []
    assert len(server.queries) == 1


@pytest.mark.parametrize("links", [{}, [], None])
def test_no_link_to_a_next_page_is_the_end(client_of: Callable[..., nicereply.Client], links: Links) -> None:
    server = Server([rows("a")])
    body = {"_results": rows("a"), "_pagination": server.pagination(1, rows("a"), links)}
    assert len(list(client_of(lambda _: httpx.Response(200, json=body)).teams.list())) == 1


def _without_links(pagination: dict[str, Any], links: Links | str) -> dict[str, Any]:
    return {name: value for name, value in {**pagination, "links": links}.items() if value != "absent"}


@pytest.mark.parametrize("links", [{}, [], None, "absent", {"next": None}, {"previous": "/v1/x?page=1"}])
@pytest.mark.parametrize("prefetch", [0, 2])
def test_pages_without_links_are_walked_by_their_numbers(
    client_of: Callable[..., nicereply.Client],
    async_client_of: Callable[..., nicereply.AsyncClient],
    links: Any,
    prefetch: int,
) -> None:
    server = Server(THREE)

    def handler(request: httpx.Request) -> httpx.Response:
        body = server(request).json()
        return httpx.Response(200, json={**body, "_pagination": _without_links(body["_pagination"], links)})

    async def walk() -> list[str]:
        return [team.id async for team in async_client_of(handler).teams.list(prefetch=prefetch)]

    assert [team.id for team in client_of(handler).teams.list(prefetch=prefetch)] == ["a", "b", "c", "d", "e"]
    assert asyncio.run(walk()) == ["a", "b", "c", "d", "e"]
    assert [int(query["page"]) for query in server.queries if query["page"] > "3"] == []
    pages = list(client_of(handler).teams.list().pages())
    assert [page.has_next for page in pages] == [True, True, False]
    assert [page.next_number for page in pages] == [None, None, None]


@pytest.mark.parametrize("pages", [[rows("a"), [], rows("b")], [rows("a")] * 9])
def test_a_walk_without_links_ends(client_of: Callable[..., nicereply.Client], pages: list[list[Any]]) -> None:
    server = Server(pages)

    def handler(request: httpx.Request) -> httpx.Response:
        body = server(request).json()
        pagination = _without_links(body["_pagination"], "absent") | {"total_pages": 10**9}
        return httpx.Response(200, json={**body, "_pagination": pagination})

    assert [team.id for team in client_of(handler).teams.list()] == ["a"]
    assert len(server.queries) < 200


@pytest.mark.parametrize(
    ("pages", "link", "expected"),
    [
        pytest.param([rows("a"), rows("a"), rows("a")], "/v1/x?page={}", ["a"], id="repeated page"),
        pytest.param([rows("a"), [], rows("b")], "/v1/x?page={}", ["a"], id="empty page"),
        pytest.param(THREE, "/v1/x?page=1", ["a", "b", "c", "d", "e"], id="link back"),
        pytest.param(THREE, "/v1/x", ["a", "b", "c", "d", "e"], id="link without number"),
        pytest.param(THREE, "", ["a", "b", "c", "d", "e"], id="empty link"),
        pytest.param(THREE, "/v1/x?page=3", ["a", "b", "e"], id="link ahead, then to itself"),
    ],
)
def test_a_walk_ends_whatever_the_server_says(
    client_of: Callable[..., nicereply.Client], pages: list[list[Any]], link: str, expected: list[str]
) -> None:
    pager = client_of(Server(pages, link.format)).teams.list()
    assert [team.id for team in pager.take(20)] == expected


def test_a_row_with_a_fault_is_raised_and_passed_over(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server([[{"id": "a"}, {"id": 7}, {"id": "c"}], rows("d")])
    pager = client_of(server).teams.list()
    assert next(pager).id == "a"
    with pytest.raises(nicereply.DecodeError) as caught:
        next(pager)
    assert (caught.value.operation, caught.value.path, caught.value.value) == ("listTeams", "/_results/1/id", 7)
    assert (caught.value.status_code, caught.value.body is not None) == (200, True)
    assert [team.id for team in pager] == ["c", "d"]


def test_a_page_that_could_not_be_fetched_can_be_tried_again(client_of: Callable[..., nicereply.Client]) -> None:
    server = Server(THREE)
    failures: Iterator[bool] = iter([False, True, False, False])

    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500) if next(failures) else server(request)

    pager = client_of(handler).teams.list()
    assert [team.id for team in pager.take(2)] == ["a", "b"]
    with pytest.raises(nicereply.ServerError):
        next(pager)
    assert [team.id for team in pager] == ["c", "d", "e"]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "/_results"),
        ({"_results": {}}, "/_results"),
        ({"_results": []}, "/_pagination"),
        ({"_results": [], "_pagination": []}, "/_pagination"),
        ({"_results": [], "_pagination": {"current_page": "1"}}, "/_pagination/current_page"),
        (
            {"_results": [], "_pagination": {"current_page": 1, "total": 0, "total_pages": 1, "links": 1}},
            "/_pagination/links",
        ),
        (
            {"_results": [], "_pagination": {"current_page": 1, "total": 0, "total_pages": 1, "links": {"next": 2}}},
            "/_pagination/links/next",
        ),
    ],
)
def test_an_envelope_in_another_form_says_where(
    client_of: Callable[..., nicereply.Client], body: dict[str, Any], path: str
) -> None:
    with pytest.raises(nicereply.DecodeError) as caught:
        next(client_of(lambda _: httpx.Response(200, json=body)).teams.list())
    assert caught.value.path == path


@pytest.mark.anyio
async def test_the_asynchronous_pager_walks_the_same(async_client_of: Callable[..., nicereply.AsyncClient]) -> None:
    server = Server(THREE)
    client = async_client_of(server)
    assert [team.id async for team in client.teams.list()] == ["a", "b", "c", "d", "e"]
    pager = client.teams.list()
    assert [team.id for team in await pager.take(3)] == ["a", "b", "c"]
    assert [page.number async for page in pager.pages()] == [3]
    assert [team.id async for team in pager] == []


@pytest.mark.anyio
async def test_the_asynchronous_pager_passes_over_a_row_with_a_fault(
    async_client_of: Callable[..., nicereply.AsyncClient],
) -> None:
    pager = async_client_of(Server([[{"id": 7}, {"id": "b"}]])).teams.list()
    with pytest.raises(nicereply.DecodeError):
        await anext(pager)
    assert [team.id async for team in pager] == ["b"]


@pytest.mark.parametrize("act", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_pager_that_is_pickled_or_copied_says_what_to_keep(
    client_of: Callable[..., nicereply.Client],
    async_client_of: Callable[..., nicereply.AsyncClient],
    act: Callable[[object], object],
) -> None:
    for client in (client_of(Server(THREE)), async_client_of(Server(THREE))):
        for prefetch in (0, 2):
            with pytest.raises(TypeError, match=r"keep pager\.cursor"):
                act(client.teams.list(prefetch=prefetch))
