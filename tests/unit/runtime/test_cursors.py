"""Cursors: small texts without secrets, from which another process goes on without loss."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import nicereply

ROWS = [
    {"id": f"{number:08}-0000-4000-8000-000000000000", "created_at": f"2026-01-15T12:00:{number // 2:02}+01:00"}
    for number in range(35)
]
IDS = [row["id"] for row in ROWS]


class Server:
    """A list in pages of ten."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        self.asked.append(request.url.path + "?" + request.url.query.decode())
        rows = self.rows[(number - 1) * 10 : number * 10]
        pages = -(-len(self.rows) // 10)
        links = {"next": "/v1/x"} if number < pages else {}
        numbers = {"total": len(self.rows), "current_page": number, "total_pages": pages}
        return httpx.Response(200, json={"_results": rows, "_pagination": {**numbers, "links": links}})


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 34, 35])
def test_a_walk_goes_on_behind_the_last_item(client_of: Callable[..., nicereply.Client], count: int) -> None:
    server = Server(ROWS)
    pager = client_of(server).customers.list(sort_order="asc")
    assert [item.id for item in pager.take(count)] == IDS[:count]
    cursor = pager.cursor
    server.asked.clear()
    rest = client_of(server).resume(cursor, nicereply.Customer)
    assert [item.id for item in rest] == IDS[count:]
    assert len(server.asked) <= 5  # it begins where the other was


def test_pages_count_as_delivered(client_of: Callable[..., nicereply.Client]) -> None:
    pager = client_of(Server(ROWS)).customers.list(sort_order="asc")
    next(pager.pages())
    assert [item.id for item in client_of(Server(ROWS)).resume(pager.cursor)] == IDS[10:]


def test_a_row_with_a_fault_is_behind_the_cursor(client_of: Callable[..., nicereply.Client]) -> None:
    rows = [*ROWS[:2], {**ROWS[2], "name": 7}, *ROWS[3:]]
    pager = client_of(Server(rows)).customers.list(sort_order="asc")
    pager.take(2)
    with pytest.raises(nicereply.DecodeError):
        next(pager)
    assert [item.id for item in client_of(Server(rows)).resume(pager.cursor)] == IDS[3:]


def test_rows_that_come_later_are_found_from_the_end(client_of: Callable[..., nicereply.Client]) -> None:
    pager = client_of(Server(ROWS[:20])).customers.list(sort_order="asc")
    assert len(list(pager)) == 20
    assert [item.id for item in client_of(Server(ROWS)).resume(pager.cursor)] == IDS[20:]


def test_large_changes_cost_few_requests(client_of: Callable[..., nicereply.Client]) -> None:
    def row(number: int) -> dict[str, str]:
        return {
            "id": f"n{number}",
            "created_at": f"2026-01-{number // 1440 + 1:02}T{number // 60 % 24:02}:{number % 60:02}:00Z",
        }

    many = [row(number) for number in range(9000)]
    pager = client_of(Server(many[:5000])).customers.list(sort_order="asc")
    pager.take(2500)
    server = Server(many[2000:])  # the mark is on page 50, not 250
    assert client_of(server).resume(pager.cursor).take(1)[0].id == "n2500"
    assert len(server.asked) < 20
    server = Server([*(row(number + 20_000) for number in range(3999, -1, -1)), *many[:5000][::-1]])
    pager = client_of(Server(many[:5000][::-1])).customers.list(sort_order="desc")
    pager.take(2500)
    assert client_of(server).resume(pager.cursor).take(1)[0].id == "n2499"
    assert len(server.asked) < 30


def test_nothing_of_a_list_without_dates_is_lost(client_of: Callable[..., nicereply.Client]) -> None:
    rows = [{"id": row["id"], "stats": {}} for row in ROWS]
    pager = client_of(Server(rows)).customers.list_stats()
    pager.take(15)
    cursor = pager.cursor
    assert [item.id for item in client_of(Server(rows)).resume(cursor)] == IDS[15:]
    # The row of the cursor has moved back, forward, and is gone.
    assert [item.id for item in client_of(Server(rows[8:])).resume(cursor)] == IDS[15:]
    moved = client_of(Server([{"id": "new", "stats": {}}] * 1 + rows)).resume(cursor)
    assert [item.id for item in moved][-20:] == IDS[15:]
    gone = client_of(Server(rows[:14] + rows[15:])).resume(cursor)
    assert set(IDS[15:]) <= {item.id for item in gone}


@pytest.mark.anyio
async def test_the_asynchronous_client_resumes_too(async_client_of: Callable[..., nicereply.AsyncClient]) -> None:
    pager = async_client_of(Server(ROWS)).customers.list(sort_order="asc")
    await pager.take(12)
    rest = async_client_of(Server(ROWS)).resume(pager.cursor, nicereply.Customer, prefetch=2)
    assert [item.id async for item in rest] == IDS[12:]


def test_a_cursor_has_the_callers_parameters_and_no_secret(
    client_of: Callable[..., nicereply.Client], key: str
) -> None:
    server = Server(ROWS)
    client = client_of(server, base_url="https://gateway.example/x/v1", headers={"X-Secret": "other-s3cret"})
    pager = client.customers.list_ratings(IDS[0], period_start="2026-01-01T00:00:00Z", per_page=10)
    pager.take(3)
    cursor = pager.cursor
    assert len(cursor) < 600
    shown = base64.urlsafe_b64decode(cursor.partition(".")[2] + "==").decode()
    for secret in (key, "other-s3cret", "gateway.example"):
        assert secret not in cursor + shown
    server.asked.clear()
    next(client_of(server).resume(cursor))
    (asked,) = server.asked
    assert asked.startswith(f"/v1/customers/{IDS[0]}/ratings?")
    assert set(asked.partition("?")[2].split("&")) == {"period_start=2026-01-01T00%3A00%3A00Z", "per_page=10", "page=1"}


def test_another_process_goes_on(client_of: Callable[..., nicereply.Client]) -> None:
    pager = client_of(Server(ROWS)).customers.list(sort_order="asc")
    pager.take(12)
    program = (
        "import sys, nicereply\n"
        "pager = nicereply.Client('key').resume(sys.argv[1], nicereply.Customer)\n"
        "print(pager.cursor == sys.argv[1], repr(pager))"
    )
    done = subprocess.run([sys.executable, "-c", program, pager.cursor], capture_output=True, text=True, check=True)
    assert done.stdout == "True <Pager of listCustomers, before its first page>\n"


def test_the_model_must_be_that_of_the_list(client_of: Callable[..., nicereply.Client]) -> None:
    client = client_of(Server(ROWS))
    with pytest.raises(ValueError, match="listTeams, whose items are Team, not Rating"):
        client.resume(client.teams.list().cursor, nicereply.Rating)


def packed(**changes: Any) -> str:
    document = {"operation": "listTeams", "path": {}, "query": {}, "page": 1, "total": 0, "moment": None, "ids": None}
    return "1." + base64.urlsafe_b64encode(json.dumps({**document, **changes}).encode()).decode().rstrip("=")


def test_a_cursor_that_is_well_formed_is_taken(client_of: Callable[..., nicereply.Client]) -> None:
    assert client_of(Server([])).resume(packed()).take(1) == []


@pytest.mark.parametrize(
    ("cursor", "message"),
    [
        ("", "is no cursor"),
        ("abc", "is no cursor"),
        ("1.", "is no cursor"),
        ("1.é", "is no cursor"),
        ("1.W10", "is no cursor"),
        ("2.W10", "its format is 2"),
        (packed(page=0), "is no cursor"),
        (packed(page="1"), "is no cursor"),
        (packed(total=-1), "is no cursor"),
        (packed(ids=[1]), "is no cursor"),
        (packed(ids=["a"], moment="yesterday"), "is no cursor"),
        (packed(ids=["a"], moment="2026-01-15T12:00:00"), "is no cursor"),
        (packed(query=[]), "is no cursor"),
        (packed(operation="createRating"), "knows no list createRating"),
        (packed(operation="listTeamUsers"), "is no cursor"),
    ],
)
def test_other_texts_are_refused_with_the_reason(
    client_of: Callable[..., nicereply.Client], cursor: str, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^cursor: .*{message}"):
        client_of(Server([])).resume(cursor)
