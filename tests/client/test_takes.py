"""What `take` had when something went wrong is not lost: it comes the next time, and the cursor is before it."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import nicereply
import nicereply_emulator

from .conftest import Lists

PER_PAGE = 100


@pytest.fixture
def every_id(client: nicereply.Client) -> list[str]:
    """The ids of all CSAT ratings, in the order of the list."""
    return [rating.id for rating in client.csat.list_ratings()]


def ids(items: list[Any]) -> list[str]:
    return [item.id for item in items]


@pytest.mark.parametrize("prefetch", [0, 3])
class TestAfterAPageThatFailed:
    @pytest.fixture(params=[nicereply.ServerError, nicereply.DecodeError])
    def error(self, request: pytest.FixtureRequest, emulator: nicereply_emulator.Emulator, every_id: list[str]) -> Any:
        """What one page behind the first raises, once."""
        assert len(every_id) > 4 * PER_PAGE
        fault: dict[str, Any] = {"fault": "truncated_json"}
        if request.param is nicereply.ServerError:
            fault = {"fault": "status", "status": 500}
        emulator.faults.add_settings({**fault, "operation": "listCsatRatings", "nth": 2})
        return request.param

    @pytest.fixture
    def lists(self, lists: Lists, error: Any, prefetch: int) -> Lists:
        """A pager whose `take` has failed."""
        lists.open("csat.list_ratings", prefetch=prefetch)
        with pytest.raises(error):
            lists.take(4 * PER_PAGE)
        return lists

    def test_the_rest_of_the_walk_has_them(self, lists: Lists, every_id: list[str]) -> None:
        assert ids(lists.rest()) == every_id

    def test_take_has_them(self, lists: Lists, every_id: list[str]) -> None:
        assert ids(lists.take(30)) == every_id[:30]
        assert ids(lists.take(130)) == every_id[30:160]
        assert ids(lists.rest()) == every_id[160:]

    def test_the_cursor_is_before_them(self, lists: Lists, every_id: list[str]) -> None:
        lists.resume(lists.cursor)
        assert ids(lists.rest()) == every_id

    def test_the_cursor_is_behind_those_that_were_handed_out_since(self, lists: Lists, every_id: list[str]) -> None:
        lists.take(30)
        lists.resume(lists.cursor)
        assert ids(lists.rest()) == every_id[30:]

    def test_closing_keeps_the_cursor(self, lists: Lists, every_id: list[str]) -> None:
        lists.take(30)
        lists.close()
        assert lists.take(5) == lists.rest() == lists.pages() == []
        lists.resume(lists.cursor)
        assert ids(lists.rest()) == every_id[30:]

    def test_pages_have_them_if_none_was_handed_out(self, lists: Lists, every_id: list[str]) -> None:
        assert [rating.id for page in lists.pages() for rating in page.items] == every_id

    def test_pages_begin_behind_one_that_was_begun(self, lists: Lists, every_id: list[str]) -> None:
        lists.take(1)
        assert [rating.id for page in lists.pages() for rating in page.items] == every_id[PER_PAGE:]


def test_a_row_with_a_fault_is_passed_over_and_those_around_it_come(served_lists: Callable[..., Lists]) -> None:
    rows = [{"id": "a"}, {"id": 7}, {"id": "c"}, {"id": "d"}]
    pagination = {"total": 4, "count": 4, "per_page": 100, "current_page": 1, "total_pages": 1, "links": {}}
    body = {"_results": rows, "_pagination": pagination}
    lists = served_lists(lambda _: httpx.Response(200, json=body))
    lists.open("teams.list")
    with pytest.raises(nicereply.DecodeError) as caught:
        lists.take(4)
    assert caught.value.path == "/_results/1/id"
    before = lists.cursor
    assert ids(lists.take(4)) == ["a", "c", "d"]
    assert lists.take(4) == []
    lists.resume(before)
    with pytest.raises(nicereply.DecodeError):
        lists.rest()
    assert ids(lists.rest()) == ["c", "d"]


def test_rows_of_a_second_are_neither_lost_nor_doubled(served_lists: Callable[..., Lists]) -> None:
    """The cursor before what was taken names the rows of its second that were handed out earlier, and no others."""
    names = [f"t{number}" for number in range(6)]
    failures = [500]

    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        if number == 2 and failures:
            return httpx.Response(failures.pop())
        chosen = names[number * 3 - 3 : number * 3]
        rows = [{"id": name, "name": "A", "created_at": "2026-01-15T12:00:00Z"} for name in chosen]
        links = {"next": "/v1/x?page=2"} if number == 1 else {}
        pagination = {"total": 6, "count": 3, "per_page": 3, "current_page": number, "total_pages": 2, "links": links}
        return httpx.Response(200, json={"_results": rows, "_pagination": pagination})

    lists = served_lists(answer)
    lists.open("teams.list")
    assert ids(lists.take(1)) == names[:1]
    with pytest.raises(nicereply.ServerError):
        lists.take(4)
    lists.resume(lists.cursor)
    assert ids(lists.rest()) == names[1:]


@pytest.mark.parametrize("prefetch", [0, 3])
def test_what_was_taken_before_a_cancellation_comes_again(
    async_client: nicereply.AsyncClient,
    runner: asyncio.Runner,
    emulator: nicereply_emulator.Emulator,
    every_id: list[str],
    prefetch: int,
) -> None:
    emulator.faults.add("latency", operation="listCsatRatings", seconds=1, nth=2)

    async def walk() -> tuple[list[str], list[str]]:
        pager = async_client.csat.list_ratings(prefetch=prefetch)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.4):
                await pager.take(4 * PER_PAGE)
        resumed = async_client.resume(pager.cursor, nicereply.Rating)
        return [rating.id async for rating in resumed], [rating.id async for rating in pager]

    assert runner.run(walk()) == (every_id, every_id)
