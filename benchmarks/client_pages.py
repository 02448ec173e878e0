"""What the benchmarks of the client have in common: pages of ratings, and timing by CPU."""

import json
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any
from unittest.mock import patch
from uuid import UUID

import httpx

import nicereply_emulator
import nicereply_spec
from nicereply_runtime import pages

from .figures import median

ROWS = 100
TOTAL_PAGES = 100


def emulator_page() -> bytes:
    """A page of 100 CSAT ratings of the emulator's demo data, byte for byte as it is sent."""
    with nicereply_emulator.run(data="demo") as emulator:
        answer = httpx.get(f"{emulator.base_url}/csat/ratings?per_page={ROWS}", auth=("", emulator.api_key))
    return answer.raise_for_status().content


def full_page() -> bytes:
    """A page of 100 times the documented rating, which has every field, with ids and times of their own."""
    example = nicereply_spec.load()["components"]["examples"]["getCsatRating"]["value"]["_results"]
    rows = [deepcopy(example) for _ in range(ROWS)]
    for index, row in enumerate(rows):
        row["id"] = str(UUID(int=index))
        row["created_at"] = f"2017-10-24T13:{index % 60:02}:01+02:00"
        row["updated_at"] = f"2017-10-25T13:{index % 60:02}:01+02:00"
    return json.dumps({"_results": rows, "_pagination": pagination(1)}, separators=(",", ":")).encode()


def pagination(number: int, total_pages: int = TOTAL_PAGES) -> dict[str, Any]:
    links = {"next": f"/v1/csat/ratings?per_page={ROWS}&page={number + 1}"} if number < total_pages else {}
    return {
        "total": total_pages * ROWS,
        "count": ROWS,
        "per_page": ROWS,
        "current_page": number,
        "total_pages": total_pages,
        "links": links,
    }


@contextmanager
def without_speed() -> Generator[None]:
    """The client as it is where the extra `speed` is not installed."""
    with patch.object(pages, "find_cut", lambda: None):
        yield


def slow(work: Callable[[], Any]) -> Callable[[], Any]:
    """The same without the extra `speed`."""

    def run() -> Any:
        with without_speed():
            return work()

    return run


def cpu_times(works: Mapping[str, Callable[[], Any]], rounds: int, repeats: int) -> dict[str, float]:
    """The median CPU time of each, in seconds. They take turns, so that noise meets them all."""
    for work in works.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            began = time.process_time()
            for _ in range(repeats):
                work()
            times[name].append((time.process_time() - began) / repeats)
    return {name: median(taken) for name, taken in times.items()}
