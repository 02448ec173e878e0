"""What does `prefetch=8` gain where every answer takes 50 ms?

The same walk, over HTTP, through the lists of an emulator that is told to answer 50 ms later.
"""

import time
from itertools import islice

import httpx

import nicereply

from . import servers
from .client_pages import ROWS
from .databases import database_file
from .figures import Report, median
from .servers import API_KEY

LATENCY = 0.05
PAGES = 60
RATINGS = 40_000  # of all metrics: more than 60 pages of them are of CSAT
ROUNDS = 3


def main() -> None:
    report = Report(
        f"Prefetch, {PAGES} pages, 50 ms of latency in the emulator", "python -m benchmarks.client_prefetch"
    )
    times: dict[int, list[float]] = {0: [], 8: []}
    with (
        servers.emulator("--database", str(database_file(RATINGS))) as server,
        nicereply.Client(API_KEY, server.base_url) as client,
    ):
        fault = {"fault": "latency", "seconds": LATENCY, "operation": "listCsatRatings"}
        controls = httpx.URL(server.base_url).join("/_emulator/faults")
        httpx.post(controls, json=fault).raise_for_status()
        for _ in range(ROUNDS):
            for prefetch, taken in times.items():
                began = time.perf_counter()
                with client.csat.list_ratings(prefetch=prefetch) as ratings:
                    count = sum(1 for _ in islice(ratings, PAGES * ROWS))
                taken.append(time.perf_counter() - began)
                if count != PAGES * ROWS:
                    raise RuntimeError(f"the walk ended after {count} ratings")
    for prefetch, taken in times.items():
        report.row(f"  prefetch={prefetch}", f"{median(taken):.2f} s", f"{median(times[0]) / median(taken):.1f} times")
    report.at_least("times as fast with prefetch=8", median(times[0]) / median(times[8]), 6)
    report.finish()


if __name__ == "__main__":
    main()
