"""The database: files that last, files that are refused, states that come back."""

import hashlib
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator._schema import APPLICATION_ID, RATING_INDEXES, TABLES, TALLY_TRIGGERS, VERSION
from nicereply_emulator._store import Store

from .api import Api, frozen_emulator
from .tallies import assert_tallies_hold

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
RATING = {"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}}


def test_a_file_keeps_what_was_created(tmp_path: Path) -> None:
    path = str(tmp_path / "account.db")
    with closing(frozen_emulator(database=path)) as emulator, closing(Api(emulator)) as api:
        created = api.create("/ratings", RATING)
        stats = api.results("/csat/stats")
    with closing(frozen_emulator(database=path)) as emulator, closing(Api(emulator)) as api:
        assert api.results(f"/csat/ratings/{created['id']}")["score"] == 5
        assert api.results("/csat/stats") == stats
        assert api.create("/ratings", RATING)["id"] != created["id"]


@pytest.mark.parametrize("first", ["empty", "demo"])
@pytest.mark.parametrize("second", [None, "empty", "demo", {"users": []}])
def test_data_fills_a_new_file_alone(
    tmp_path: Path, first: str, second: object, caplog: pytest.LogCaptureFixture
) -> None:
    """So that the same command goes on with what is there, also where that is nothing."""
    path = str(tmp_path / "account.db")
    with closing(frozen_emulator(database=path, data=first)) as emulator:
        emulator.data.load({})
    assert not caplog.messages
    with closing(frozen_emulator(database=path, data=second)) as emulator:
        assert set(emulator.counts().values()) == {0}
    assert len(caplog.messages) == (second is not None)
    assert all(f"{path} is not new" in message for message in caplog.messages)


def test_a_file_that_was_never_filled_is_filled_by_the_next(tmp_path: Path) -> None:
    """As after a kill between making the tables and filling them."""
    path = str(tmp_path / "account.db")
    Store(path).close()
    with closing(frozen_emulator(database=path)) as emulator, closing(Api(emulator)) as api:
        assert api.results("/csat/stats")["count"] > 0


def test_a_file_can_be_reset_too(tmp_path: Path) -> None:
    with closing(frozen_emulator(database=str(tmp_path / "account.db"))) as emulator, closing(Api(emulator)) as api:
        before = api.results("/csat/stats")
        first = api.create("/ratings", RATING)
        assert api.results("/csat/stats") != before
        emulator.reset()
        assert api.results("/csat/stats") == before
        assert api.create("/ratings", RATING) == first


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    frozen_emulator(database=str(path), data="empty").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(
        nicereply_emulator.StoreError, match=rf"{re.escape(str(path))}: .* \(format 99, this one reads {VERSION}\)"
    ):
        nicereply_emulator.Emulator(database=str(path))


FORMATS = {6: "83f2d0fcd313d0bc"}


def test_another_schema_is_another_version() -> None:
    """Whoever changes tables, indexes or triggers makes files of another version: raise it and note it here."""
    schema = "\n".join([TABLES, *RATING_INDEXES.values(), *TALLY_TRIGGERS.values()])
    assert {VERSION: hashlib.sha256(schema.encode()).hexdigest()[:16]} == FORMATS


def test_files_that_are_not_ours_are_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to be taken for one" * 50)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    byte = tmp_path / "byte.db"
    byte.write_bytes(b"x")
    without_tables = tmp_path / "without_tables.db"
    with closing(sqlite3.connect(without_tables)) as connection:
        connection.execute("PRAGMA user_version = 7")
    files = (text, other, byte, without_tables)
    before = [path.read_bytes() for path in files]
    for path in (*files, tmp_path, tmp_path / "no" / "such.db"):
        with pytest.raises(nicereply_emulator.StoreError, match=re.escape(str(path))):
            nicereply_emulator.Emulator(database=str(path))
    assert [path.read_bytes() for path in files] == before
    with pytest.raises(nicereply_emulator.StoreError, match="the path of the database is empty"):
        nicereply_emulator.Emulator(database="")


def test_a_file_s_name_is_no_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    frozen_emulator(database="file:mine.db?mode=memory", data="empty").close()
    assert (tmp_path / "file:mine.db?mode=memory").stat().st_size > 0


def test_a_file_that_was_left_before_it_had_tables_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    with closing(frozen_emulator(database=str(path))) as emulator, closing(Api(emulator)) as api:
        assert api.results("/csat/stats")["count"] > 0


def create_on_and_on(base_url: str, acknowledged: list[str]) -> None:
    """Create ratings until nobody answers."""
    with httpx.Client(base_url=base_url, auth=("", "nicereply-demo-key")) as client:
        while True:
            try:
                acknowledged.append(client.post("/ratings", json=RATING).json()["_results"]["id"])
            except httpx.HTTPError:
                return


def test_acknowledged_ratings_survive_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    command = [sys.executable, "-m", "nicereply_emulator", "serve", "--port", "0", "--self-check"]
    command += ["--database", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        match = re.search(r"http://\S+", process.stdout.readline())
        assert match is not None
        acknowledged: list[str] = []
        callers = [threading.Thread(target=create_on_and_on, args=(match[0], acknowledged)) for _ in range(8)]
        for caller in callers:
            caller.start()
        while len(acknowledged) < 200 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)  # in the middle of writes
        for caller in callers:
            caller.join()
    assert len(acknowledged) >= 200
    with closing(frozen_emulator(database=str(path))) as emulator, closing(Api(emulator)) as api:
        assert set(acknowledged) <= {row["id"] for row in api.all(f"/surveys/{ORDER}/ratings")}
        assert_tallies_hold(emulator.service.state.store)


def fail_halfway(store: Store) -> None:
    with store.transaction():
        store.run_many("DELETE FROM rating WHERE key > ?", [(0,)])
        store.run("DELETE FROM nothing")


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with closing(frozen_emulator(database=str(tmp_path / "account.db"))) as emulator, closing(Api(emulator)) as api:
        store = emulator.service.state.store
        before = api.get("/users"), api.results("/csat/stats")
        with pytest.raises(sqlite3.OperationalError):
            fail_halfway(store)
        assert (api.get("/users"), api.results("/csat/stats")) == before


def test_a_file_of_an_emulator_that_was_killed_takes_one_emulator_too(tmp_path: Path) -> None:
    """Its log is still there; the next emulator locks the file all the same, and a second one is refused at once."""
    path = str(tmp_path / "account.db")
    command = [sys.executable, "-m", "nicereply_emulator", "serve", "--port", "0", "--database", path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        assert killed.stdout.readline()
        killed.kill()
    with closing(frozen_emulator(database=path)) as emulator, closing(Api(emulator)) as api:
        began = time.monotonic()
        second = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
        assert second.returncode != 0
        assert "in use by another emulator" in second.stderr
        assert time.monotonic() - began < 5
        api.create("/ratings", RATING)
