"""Creations that are committed together: what is acknowledged is stored, what is not stored is not acknowledged."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator._batch import Batch

from .api import Api, frozen_emulator
from .raw_http import RATING, connect, read_answer, request
from .tallies import assert_tallies_hold

CREATION = json.loads(RATING)
CREATIONS = 16


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(database=str(tmp_path / "account.db"), self_check=True) as emulator:
        yield emulator


def create_at_once(emulator: nicereply_emulator.Emulator) -> list[tuple[int, dict[str, Any]]]:
    """As many creations, on a connection each. All have come before the first of them can be carried out."""
    with ExitStack() as stack:
        connections = [stack.enter_context(connect(emulator)) for _ in range(CREATIONS)]
        with emulator.service.lock:
            for connection in connections:
                connection.sendall(request("POST /v1/ratings", body=RATING))
        answers = [read_answer(connection) for connection in connections]
    return [(status, json.loads(body)) for status, body in answers]


def test_creations_that_come_together_are_committed_together(
    emulator: nicereply_emulator.Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = emulator.service.state.store
    batches: list[Batch] = []
    commit = store.commit

    def count_and_commit() -> None:
        if store.batch is not None:
            batches.append(store.batch)
        commit()

    monkeypatch.setattr(store, "commit", count_and_commit)
    answers = create_at_once(emulator)
    assert [status for status, _ in answers] == [201] * CREATIONS
    assert len(batches) < CREATIONS / 2
    ids = {body["_results"]["id"] for _, body in answers}
    assert len(ids) == CREATIONS
    with httpx.Client(base_url=emulator.base_url, auth=("", emulator.api_key)) as client:
        listed = client.get("/csat/ratings", params={"per_page": 100}).json()["_results"]
    assert ids <= {rating["id"] for rating in listed}
    with emulator.service.lock:
        assert_tallies_hold(store)


class FullDisk:
    """A connection whose commits fail while `full` is set."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.full = True

    def execute(self, statement: str, *values: Any) -> Any:
        if self.full and statement == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        return self._connection.execute(statement, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def test_a_batch_that_is_lost_is_not_acknowledged(
    emulator: nicereply_emulator.Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = emulator.service.state.store
    with httpx.Client(base_url=emulator.base_url, auth=("", emulator.api_key)) as client:
        before = client.get("/csat/stats").json()
        disk = FullDisk(store._connection)
        monkeypatch.setattr(store, "_connection", disk)
        assert {status for status, _ in create_at_once(emulator)} == {500}
        disk.full = False
        assert client.get("/csat/stats").json() == before
        assert client.post("/ratings", json=CREATION).status_code == 201
        assert client.get("/csat/stats").json()["_results"]["count"] == before["_results"]["count"] + 1
    with emulator.service.lock:
        assert_tallies_hold(store)


def test_every_other_question_commits_the_open_batch_first() -> None:
    with closing(frozen_emulator()) as emulator, closing(Api(emulator)) as api:
        store = emulator.service.state.store
        count = api.results("/csat/stats")["count"]
        for number, ask in enumerate(
            (
                lambda: api.results("/csat/stats"),
                lambda: store.all("SELECT 1"),
                lambda: store.run("DELETE FROM unsubscribe WHERE key = 0"),
                store.image,
            ),
            start=1,
        ):
            store.batches = True
            api.create("/ratings", CREATION)
            assert store.batch is not None
            ask()
            assert store.batch is None
            store.batches = False
            assert api.results("/csat/stats")["count"] == count + number
            assert_tallies_hold(store)


def test_ratings_that_a_killed_process_had_not_counted_are_counted_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    with closing(frozen_emulator(database=str(path))) as emulator, closing(Api(emulator)) as api:
        count = api.results("/csat/stats")["count"]
        for _ in range(3):
            api.create("/ratings", CREATION)
        for end in ("", "-wal"):  # as a kill leaves them: what this process does from here on is not in them
            copied = Path(f"{path}{end}").read_bytes()
            Path(f"{tmp_path / 'left.db'}{end}").write_bytes(copied)
    for _ in range(2):
        with closing(frozen_emulator(database=str(tmp_path / "left.db"))) as emulator, closing(Api(emulator)) as api:
            assert api.results("/csat/stats")["count"] == count + 3
            store = emulator.service.state.store
            assert_tallies_hold(store)


def test_ratings_that_cannot_be_counted_now_are_counted_later(
    emulator: nicereply_emulator.Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = emulator.service.state.store
    disk = FullDisk(store._connection)
    disk.full = False
    monkeypatch.setattr(store, "_connection", disk)
    with httpx.Client(base_url=emulator.base_url, auth=("", emulator.api_key)) as client:
        count = client.get("/csat/stats").json()["_results"]["count"]
        assert client.post("/ratings", json=CREATION).status_code == 201
        disk.full = True
        assert client.get("/csat/stats").status_code == 500
        disk.full = False
        assert client.get("/csat/stats").json()["_results"]["count"] == count + 1
    with emulator.service.lock:
        assert_tallies_hold(store)


def test_a_rating_by_itself_is_committed_at_once() -> None:
    with closing(frozen_emulator()) as emulator, closing(Api(emulator)) as api:
        api.create("/ratings", CREATION)
        assert emulator.service.state.store.batch is None


def test_an_id_that_is_taken_is_not_given_again() -> None:
    """Data that was loaded may hold the ids that would be drawn next."""
    with closing(frozen_emulator()) as emulator, closing(Api(emulator)) as api:
        first = api.create("/ratings", CREATION)["id"]
        store = emulator.service.state.store
        key = store.value("SELECT max(key) FROM rating")
        store.run("UPDATE rating SET key = 1 - key WHERE key = ?", (key,))
        again = api.create("/ratings", CREATION)["id"]
        assert store.value("SELECT max(key) FROM rating") == key
        assert again != first


def test_answers_are_remembered_until_something_is_written() -> None:
    with closing(frozen_emulator()) as emulator, closing(Api(emulator)) as api:
        store = emulator.service.state.store
        before = api.get("/csat/ratings")["_pagination"]["total"], api.results("/csat/stats")["count"]
        assert before[0] == before[1]
        for expected, change in (
            (before[0] + 1, lambda: api.create("/ratings", CREATION)),
            (before[0], lambda: store.run("DELETE FROM rating WHERE key = (SELECT max(key) FROM rating)")),
            (before[0], emulator.reset),
        ):
            change()
            for _ in range(2):
                assert api.get("/csat/ratings")["_pagination"]["total"] == expected
                assert api.results("/csat/stats")["count"] == expected
