"""What does `prefetch=8` gain where every answer takes 50 ms?

The same walk over pages of a transport in this process, which waits before it answers.
"""

import time

import httpx

import nicereply

from .client_call import BASE_URL, Pages
from .client_pages import ROWS
from .figures import Report, median
from .servers import API_KEY

LATENCY = 0.05
PAGES = 60
ROUNDS = 3


class SlowPages(Pages):
    """The pages, each after 50 ms."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        time.sleep(LATENCY)
        return super().handle_request(request)


def main() -> None:
    report = Report(f"Prefetch, {PAGES} pages, 50 ms of latency", "python -m benchmarks.client_prefetch")
    with httpx.Client(transport=SlowPages(PAGES)) as http:
        client = nicereply.Client(API_KEY, BASE_URL, http_client=http)
        times: dict[int, list[float]] = {0: [], 8: []}
        for _ in range(ROUNDS):
            for prefetch, taken in times.items():
                began = time.perf_counter()
                count = sum(1 for _ in client.csat.list_ratings(prefetch=prefetch))
                taken.append(time.perf_counter() - began)
                if count != PAGES * ROWS:
                    raise RuntimeError(f"the walk ended after {count} ratings")
    for prefetch, taken in times.items():
        report.row(f"  prefetch={prefetch}", f"{median(taken):.2f} s", f"{median(times[0]) / median(taken):.1f} times")
    report.at_least("times as fast with prefetch=8", median(times[0]) / median(times[8]), 6)
    report.finish()


if __name__ == "__main__":
    main()
