"""What does the client add to httpx?

A call against the same call made with httpx directly (same settings, body read and parsed), and a walk over 10,000
ratings against a hand-written loop with `json.loads`, both to the emulator over HTTP: CPU time of this process,
medians, in turns. The pages of a walk over a million ratings, for its memory, are made in this process.
"""

import gc
import json
import re
import resource
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

import nicereply

from . import servers
from .client_pages import ROWS, cpu_times, emulator_page, pagination, slow
from .databases import database_file
from .figures import Report
from .servers import API_KEY

BASE_URL = "https://api.example/v1"
NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
MILLION_PAGES = 10_000
RATINGS = 40_000  # of all metrics: more than 10,000 of them are of CSAT
WALKED = 10_000


class Pages(httpx.BaseTransport):
    """Answers requests for pages of ratings, the newest first. No rating is on two pages."""

    def __init__(self, total_pages: int) -> None:
        self._total_pages = total_pages
        rows = json.loads(emulator_page())["_results"]
        changing = [{**row, "id": "%(id)s", "created_at": "%(created_at)s"} for row in rows]
        texts = [json.dumps(row, separators=(",", ":"), ensure_ascii=False) for row in changing]
        self._rows = [re.sub("%(?!\\((id|created_at)\\)s)", "%%", text) for text in texts]

    def _body(self, number: int) -> bytes:
        rows: list[str] = []
        for index, row in enumerate(self._rows, (number - 1) * len(self._rows)):
            created_at = (NEWEST - timedelta(seconds=index)).isoformat()
            rows.append(row % {"id": UUID(int=index), "created_at": created_at})
        envelope = (
            f'{{"_results":[{",".join(rows)}],"_pagination":{json.dumps(pagination(number, self._total_pages))}}}'
        )
        return envelope.encode()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        found = re.search(rb"[?&]page=(\d+)", request.url.raw_path)
        number = int(found[1]) if found else 1
        body = self._body(number)
        return httpx.Response(200, headers={"Content-Type": "application/json; charset=utf-8"}, content=body)


@contextmanager
def clients(
    base_url: str, transport: httpx.BaseTransport | None = None
) -> Generator[tuple[httpx.Client, nicereply.Client]]:
    """httpx by itself, and our client, with the same settings."""
    headers = {"Accept": "application/json", "User-Agent": "benchmark"}
    with (
        httpx.Client(
            base_url=base_url, transport=transport, auth=("", API_KEY), headers=headers, timeout=30.0
        ) as plain,
        httpx.Client(transport=transport) as http,
    ):
        yield plain, nicereply.Client(API_KEY, base_url, http_client=http)


def main() -> None:
    if "--memory" in sys.argv:
        _walk_a_million()
        return
    report = Report("A call, a walk, and its memory", "python -m benchmarks.client_call")
    with servers.emulator() as server, clients(server.base_url) as (plain, client):
        times = cpu_times({"httpx": lambda: _plain_call(plain), "ours": client.nps.get_stats}, rounds=40, repeats=20)
        _rows(report, "one call", times, "httpx")
        report.at_most("a call, of httpx", times["ours"] / times["httpx"], 1.15)
    with (
        servers.emulator("--database", str(database_file(RATINGS))) as server,
        clients(server.base_url) as (plain, client),
    ):

        def walk() -> int:
            return sum(1 for _ in islice(client.csat.list_ratings(), WALKED))

        times = cpu_times(
            {"httpx, json.loads": lambda: _plain_walk(plain), "with speed": walk, "without": slow(walk)},
            rounds=15,
            repeats=1,
        )
        _rows(report, "10,000 ratings", times, "httpx, json.loads")
        report.at_most("a walk with the extra speed", times["with speed"] / times["httpx, json.loads"], 1.3)
        report.at_most("a walk without it", times["without"] / times["httpx, json.loads"], 1.6)
    command = [sys.executable, "-m", "benchmarks.client_call", "--memory"]
    grown = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    report.at_most("memory of a walk over a million ratings, beyond its first 10,000", grown, 20, " MB")
    report.finish()


def _rows(report: Report, title: str, times: dict[str, float], base: str) -> None:
    report.row(title, "CPU", f"of {base.partition(',')[0]}")
    for name, seconds in times.items():
        report.row(f"  {name}", f"{seconds * 1e6:,.0f} µs", f"{seconds / times[base]:.2f}")


def _plain_call(plain: httpx.Client) -> Any:
    return json.loads(plain.get("/nps/stats").content)["_results"]


def _plain_walk(plain: httpx.Client) -> int:
    count, page = 0, 1
    while count < WALKED:
        document = json.loads(plain.get("/csat/ratings", params={"page": page, "per_page": 100}).content)
        for _ in document["_results"]:
            count += 1
        if not document["_pagination"]["links"].get("next"):
            break
        page += 1
    return count


def _walk_a_million() -> None:
    """Prints by how many megabytes this process grows between the first 10,000 ratings and any later page."""
    with clients(BASE_URL, Pages(MILLION_PAGES)) as (_, client):
        ratings = client.csat.list_ratings()
        ratings.take(WALKED)
        gc.collect()
        before = most = _resident()
        count = WALKED
        for count, _ in enumerate(ratings, WALKED + 1):
            if count % 1000 == 0:
                most = max(most, _resident())
        if count != MILLION_PAGES * ROWS:
            raise RuntimeError(f"the walk ended after {count} ratings")
        print(f"{(most - before) / 1e6:.1f}")


def _resident() -> int:
    """The memory of this process, in bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
