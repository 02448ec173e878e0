"""Many emulators in one process: what does not differ between them is there once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from nicereply_emulator import Emulator, StoreError

MEMORY = """
import gc
from pathlib import Path
from nicereply_emulator import Emulator

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

kept = [Emulator(self_check=True)]
before = megabytes()
{what}
print(megabytes() - before)
"""


def growth(what: str) -> float:
    """How many megabytes a process takes more while it does something, beside its first emulator."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY.format(what=what)], capture_output=True, text=True, check=True, timeout=60
    )
    return float(done.stdout)


linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


@linux
def test_a_further_emulator_takes_little_memory() -> None:
    assert growth("kept += [Emulator(self_check=True, seed=seed) for seed in range(30)]") < 30 * 3


@linux
def test_one_that_is_closed_gives_its_memory_back_at_once() -> None:
    assert growth("gc.disable()\nfor _ in range(60): Emulator(self_check=True).close()") < 20


def test_they_share_no_records() -> None:
    with Emulator() as one, Emulator() as other:
        before = other.counts()
        one.data.load({})
        assert other.counts() == before
        other.reset()
        one.reset()
        assert one.counts() == before


def test_they_answer_in_several_threads_at_once() -> None:
    def ask(seed: int) -> set[int]:
        with (
            Emulator(seed=seed) as emulator,
            httpx.Client(
                transport=emulator.transport(), base_url=emulator.base_url, auth=("", emulator.api_key)
            ) as client,
        ):
            good = {client.get(f"/users?page={page}").status_code for page in range(1, 20)}
            return good | {client.post("/ratings", json={"score": page}).status_code for page in range(20)}

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(24))) == [{200, 400}] * 24


def test_one_that_is_left_is_closed() -> None:
    with Emulator(data="empty") as emulator:
        assert not emulator.is_closed
    assert emulator.is_closed
    with pytest.raises(StoreError, match="this emulator is closed"):
        emulator.counts()


def test_what_it_is_cannot_be_assigned() -> None:
    with Emulator(data="empty") as emulator:
        for name in ("base_url", "api_key", "profile"):
            with pytest.raises(AttributeError):
                setattr(emulator, name, "x")
        with pytest.raises(AttributeError):
            emulator.account.api_keys = frozenset({"x"})  # type: ignore[misc]


def test_unmark_gives_the_first_start_back() -> None:
    with Emulator(data="empty", now=1_000_000_000, frozen=True) as emulator:
        first = emulator.counts()
        emulator.data.load(
            {
                "unsubscribes": [
                    {
                        "id": "00000000-0000-4000-8000-000000000001",
                        "email": "eve@example.com",
                        "unsubscribed_at": "2026-01-15T12:00:00Z",
                    }
                ]
            }
        )
        emulator.clock.advance(60)
        emulator.mark()
        emulator.reset()
        assert (emulator.counts()["unsubscribes"], emulator.clock.now()) == (1, 1_000_000_060)
        emulator.unmark()
        emulator.reset()
        assert (emulator.counts(), emulator.clock.now()) == (first, 1_000_000_000)
