"""Snapshots and reset: back to a state, quickly."""

import time
from contextlib import closing
from pathlib import Path
from statistics import median

import httpx
import pytest

import nicereply_emulator

from ..api import Api, frozen_emulator

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
RATING = {"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}}


def test_taken_restored_listed_and_deleted(api: Api) -> None:
    snapshots = api.emulator.snapshots
    start = api.emulator.data.dump()
    snapshots.take("start")
    created = api.create("/ratings", RATING)
    snapshots.take("one-more")
    changed = api.emulator.data.dump()
    snapshots.restore("start")
    assert api.emulator.data.dump() == start
    api.errors(404, "GET", f"/csat/ratings/{created['id']}")
    snapshots.restore("one-more")
    assert api.emulator.data.dump() == changed
    assert [snapshot.name for snapshot in snapshots.list()] == ["start", "one-more"]
    assert snapshots.list()[0].size > 100_000
    snapshots.delete("start")
    assert [snapshot.name for snapshot in snapshots.list()] == ["one-more"]
    with pytest.raises(nicereply_emulator.ControlError, match="there is no snapshot 'start'; there are one-more"):
        snapshots.restore("start")
    with pytest.raises(nicereply_emulator.ControlError, match="there is no snapshot 'start'"):
        snapshots.delete("start")
    api.emulator.reset()
    assert [snapshot.name for snapshot in snapshots.list()] == ["one-more"]


def test_one_of_the_same_name_is_replaced(api: Api) -> None:
    api.emulator.snapshots.take("a")
    api.create("/ratings", RATING)
    api.emulator.snapshots.take("a")
    after = api.results("/csat/stats")
    api.emulator.reset()
    api.emulator.snapshots.restore("a")
    assert api.results("/csat/stats") == after


@pytest.mark.parametrize("name", ["", ".a", "a/b", "a b", "é", "x" * 65, "a\n"])
def test_names_that_are_refused(api: Api, name: str) -> None:
    with pytest.raises(nicereply_emulator.ControlError, match="expected 1 to 64 letters"):
        api.emulator.snapshots.take(name)


def test_a_snapshot_holds_records_and_nothing_else(api: Api) -> None:
    api.emulator.snapshots.take("a")
    api.emulator.clock.advance(60)
    api.emulator.faults.add("latency", seconds=0)
    api.emulator.snapshots.restore("a")
    assert api.emulator.clock.now() == 1_770_091_566
    assert len(api.emulator.faults.list()) == 1


def test_over_http(api: Api, controls: httpx.Client) -> None:
    taken = controls.put("/snapshots/a.b-c_1").json()
    assert taken["name"] == "a.b-c_1"
    assert taken["time"] == "2026-02-03T06:05:06+02:00"
    before = api.results("/csat/stats")
    api.create("/ratings", RATING)
    assert controls.get("/snapshots").json() == {"snapshots": [taken]}
    assert controls.post("/snapshots/a.b-c_1/restore").status_code == 200
    assert api.results("/csat/stats") == before
    assert controls.delete("/snapshots/a.b-c_1").status_code == 200
    assert controls.get("/snapshots").json() == {"snapshots": []}
    assert controls.post("/snapshots/a/restore").status_code == 404
    assert controls.delete("/snapshots/a").status_code == 404
    assert controls.put("/snapshots/a%2Fb").status_code == 400


def test_restoring_and_resetting_take_five_milliseconds_at_most(api: Api) -> None:
    def milliseconds() -> float:
        api.create("/ratings", RATING)
        start = time.thread_time()  # of this thread alone, however busy the machine is
        api.emulator.reset()
        middle = time.thread_time()
        api.emulator.snapshots.restore("a")
        return max(middle - start, time.thread_time() - middle) * 1_000

    api.emulator.snapshots.take("a")
    assert median(milliseconds() for _ in range(11)) <= 5


def test_a_file_is_reset_to_how_it_was_opened(tmp_path: Path) -> None:
    path = str(tmp_path / "account.db")
    with closing(frozen_emulator(database=path)) as emulator, closing(Api(emulator)) as api:
        api.create("/ratings", RATING)
    with closing(nicereply_emulator.Emulator(database=path)) as emulator, closing(Api(emulator)) as api:
        before = emulator.data.dump()
        api.create("/ratings", RATING)
        emulator.reset()
        assert emulator.data.dump() == before


def test_first_records_too_large_to_be_kept_are_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nicereply_emulator._emulator, "_LARGEST_IMAGE", 1)
    path = str(tmp_path / "account.db")
    with closing(nicereply_emulator.Emulator(database=path)) as emulator, closing(Api(emulator)) as api:
        before = emulator.data.dump()
        api.create("/ratings", RATING)
        emulator.reset()
        assert emulator.data.dump() == before
        api.create("/ratings", RATING)
    with closing(nicereply_emulator.Emulator(database=path)) as emulator:
        with pytest.raises(nicereply_emulator.ControlError, match=r"the first records of .* were too many to be kept"):
            emulator.reset()
        emulator.mark()
        emulator.reset()
