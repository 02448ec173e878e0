"""Lists that change while they are walked: what is there all the time comes exactly once, the rest at most once.

Histories are drawn: what is inserted, deleted and updated before each request that the emulator answers. The one thing
they leave out is what pagers cannot see, by their own docstring: rows that are removed while as many are added.
"""

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

import nicereply
from nicereply_emulator import Emulator
from nicereply_emulator._data import load

START = datetime(2026, 1, 15, 12, tzinfo=UTC)
EPOCH = int(START.timestamp())
UPDATED = START.isoformat()
SURVEY = {
    "id": "df05e734-aed3-4da1-9fcb-730a2415698e",
    "name": "A",
    "scale": "CSAT10",
    "distribution": "trigger",
    "rating_scale": "stars",
    "question": "How?",
    "created_at": UPDATED,
}


@dataclass(frozen=True)
class Change:
    """Before one request: new rows by the second of their creation, and which rows are deleted and updated."""

    inserted: tuple[int, ...] = ()
    deleted: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()


SECONDS = st.integers(0, 12)  # few, so that many rows share one
PLACES = st.lists(st.integers(0, 99), max_size=4).map(tuple)
CHANGES = st.one_of(
    st.just(Change()),
    st.builds(Change, inserted=st.lists(SECONDS, max_size=25).map(tuple)),
    st.builds(Change, deleted=st.lists(st.integers(0, 99), max_size=25).map(tuple)),
    st.builds(Change, st.lists(SECONDS, max_size=4).map(tuple), PLACES, PLACES),
)


@dataclass
class History:
    """The rows of one list, and what becomes of them. `created` and `updated` are seconds by id."""

    seconds: list[int]
    changes: list[Change]
    distinct_totals: bool
    only_updated: bool = False
    created: dict[str, int] = field(default_factory=dict)
    updated: set[str] = field(default_factory=set)
    seen: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Ids that are spread, so that new rows come before and behind the others of their second.
        self.ids = (
            str(UUID(int=(number * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128)) for number in itertools.count(1)
        )
        for second in self.seconds:
            self.insert(second)
        self.updated.update([*self.created][::2])

    def insert(self, second: int) -> str:
        created = next(self.ids)
        self.created[created] = second
        return created

    def rows(self) -> frozenset[str]:
        """The rows that the list has."""
        return frozenset(self.created) & self.updated if self.only_updated else frozenset(self.created)

    def step(self) -> bool:
        """Change what changes before the next request; whether anything did."""
        change = self.changes.pop(0) if self.changes else Change()
        before = self.rows()
        for second in change.inserted:
            self.insert(second)
        for place in change.deleted:
            if self.created:
                del self.created[sorted(self.created)[place % len(self.created)]]
        for place in change.updated:
            if self.created:
                self.updated.add(sorted(self.created)[place % len(self.created)])
        if self.seen and self.rows() != before:
            others = {len(rows) for rows in self.seen} if self.distinct_totals else {len(self.seen[-1])}
            while len(self.rows()) in others:  # pagers cannot see such a change
                self.updated.add(self.insert(len(self.created) % 12))
        self.seen.append(self.rows())
        return len(self.seen) == 1 or change != Change()


class Changing(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers from an emulator whose records change before each request."""

    def __init__(self, emulator: Emulator, history: History, data: Callable[[History], dict[str, Any]]) -> None:
        self.emulator, self.history, self.data = emulator, history, data
        self.inner, self.lock = emulator.transport(), threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with self.lock:
            if self.history.step():
                with self.emulator.service.lock:
                    load(self.emulator._store, self.data(self.history))
            return self.inner.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = self.handle_request(request)
        await asyncio.sleep(0)
        return response


def at(second: int) -> str:
    return datetime.fromtimestamp(EPOCH + second, UTC).isoformat()


def ratings(history: History) -> dict[str, Any]:
    def row(id_: str, second: int) -> dict[str, Any]:
        updated = at(100 if id_ in history.updated else second)
        return {"id": id_, "survey_id": SURVEY["id"], "score": 5, "created_at": at(second), "updated_at": updated}

    return {"surveys": [SURVEY], "ratings": [row(*item) for item in history.created.items()]}


def surveys(history: History) -> dict[str, Any]:
    return {"surveys": [{**SURVEY, "id": id_, "created_at": at(second)} for id_, second in history.created.items()]}


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    emulator = Emulator(data="empty", now=EPOCH + 1000)
    yield emulator
    emulator.close()


def check(history: History, delivered: list[str]) -> None:
    always = frozenset.intersection(*history.seen)
    assert len(delivered) == len(set(delivered)), "a row came twice"
    assert always <= set(delivered), "a row was lost"
    assert set(delivered) <= frozenset.union(*history.seen)


HISTORIES = {
    "seconds": st.lists(SECONDS, min_size=5, max_size=60),
    "changes": st.lists(CHANGES, max_size=10),
    "sort_order": st.sampled_from(["asc", "desc"]),
}


@settings(max_examples=200, deadline=None)
@given(**HISTORIES, only_updated=st.booleans(), stops=st.lists(st.integers(0, 25), max_size=2))
def test_ratings_while_they_change(
    emulator: Emulator, seconds: list[int], changes: list[Change], sort_order: Any, only_updated: Any, stops: list[int]
) -> None:
    note(f"{seconds} {changes} {sort_order} {only_updated} {stops}")
    history = History(seconds, list(changes), distinct_totals=False, only_updated=only_updated)
    with httpx.Client(transport=Changing(emulator, history, ratings)) as http_client:
        client = nicereply.Client(emulator.api_key, emulator.base_url, http_client=http_client)
        updated = at(50) if only_updated else nicereply.UNSET
        pager = client.csat.list_ratings(sort_order=sort_order, per_page=10, updated_period_start=updated)
        delivered: list[str] = []
        for stop in stops:
            delivered += [rating.id for rating in pager.take(stop)]
            pager = client.resume(pager.cursor, nicereply.Rating)
        delivered += [rating.id for rating in pager]
    check(history, delivered)


def test_rows_of_one_second_that_are_shifted_behind_new_ones_do_not_come_again(emulator: Emulator) -> None:
    changes = [Change((0, 2)), Change((0, 0, 2, *[0] * 9)), Change(), Change((0, 0))]
    history = History([*[0] * 6, 1, *[2] * 5, 3], changes, distinct_totals=False)
    with httpx.Client(transport=Changing(emulator, history, ratings)) as http_client:
        client = nicereply.Client(emulator.api_key, emulator.base_url, http_client=http_client)
        delivered = [rating.id for rating in client.csat.list_ratings(sort_order="asc", per_page=10)]
    check(history, delivered)


@settings(max_examples=100, deadline=None)
@given(**HISTORIES)
def test_a_list_without_dates_while_it_changes(
    emulator: Emulator, seconds: list[int], changes: list[Change], sort_order: Any
) -> None:
    history = History(seconds, list(changes), distinct_totals=False)
    with httpx.Client(transport=Changing(emulator, history, surveys)) as http_client:
        client = nicereply.Client(emulator.api_key, emulator.base_url, http_client=http_client)
        delivered = [survey.id for survey in client.surveys.list(sort_order=sort_order, per_page=10)]
    check(history, delivered)


@settings(max_examples=60, deadline=None)
@given(**HISTORIES, prefetch=st.integers(1, 5))
def test_ratings_while_they_change_and_pages_are_fetched_ahead(
    emulator: Emulator, seconds: list[int], changes: list[Change], sort_order: Any, prefetch: int
) -> None:
    history = History(seconds, list(changes), distinct_totals=True)
    with httpx.Client(transport=Changing(emulator, history, ratings)) as http_client:
        client = nicereply.Client(emulator.api_key, emulator.base_url, http_client=http_client)
        with client.csat.list_ratings(sort_order=sort_order, per_page=10, prefetch=prefetch) as pager:
            delivered = [rating.id for rating in pager]
    check(history, delivered)


@settings(max_examples=60, deadline=None)
@given(**HISTORIES, prefetch=st.integers(0, 5))
def test_the_asynchronous_pager_while_ratings_change(
    emulator: Emulator, seconds: list[int], changes: list[Change], sort_order: Any, prefetch: int
) -> None:
    history = History(seconds, list(changes), distinct_totals=True)

    async def walk() -> list[str]:
        async with httpx.AsyncClient(transport=Changing(emulator, history, ratings)) as http_client:
            client = nicereply.AsyncClient(emulator.api_key, emulator.base_url, http_client=http_client)
            pager = client.csat.list_ratings(sort_order=sort_order, per_page=10, prefetch=prefetch)
            return [rating.id async for rating in pager]

    check(history, asyncio.run(walk()))
