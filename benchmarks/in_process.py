"""In process: how long does a fresh state take, and how many calls does the client make in a second?"""

import time
from collections.abc import Callable
from contextlib import closing

import httpx

import nicereply
from nicereply_emulator import Emulator

from .figures import ROUNDS, Report, median, spread

CALLS = 300
SURVEY = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"  # of the demo data, as are the two below
RATING = "904e0950-959b-4a90-93ad-4fdc62a4a14c"
AGENT = "agentBob"


def main() -> None:
    report = Report("In process: fresh states, and calls of the client", "python -m benchmarks.in_process")
    with closing(Emulator(data="demo")) as emulator:
        client = nicereply.Client(
            api_key=emulator.api_key,
            base_url=emulator.base_url,
            http_client=httpx.Client(transport=emulator.transport()),
        )
        emulator.mark()
        resets = [_reset(emulator, client) for _ in range(ROUNDS)]
        report.row("reset after a creation", f"{median(resets) * 1e3:.2f} ms", f"±{spread(resets):.0%}")
        calls: dict[str, Callable[[], object]] = {
            "get one rating": lambda: client.csat.get_rating(RATING),
            "get stats": client.csat.get_stats,
            "create a rating": lambda: _create(client),
            "list a page of 10": lambda: next(client.csat.list_ratings(per_page=10).pages()),
        }
        rates = {name: [_per_second(call) for _ in range(ROUNDS)] for name, call in calls.items()}
        for name, measured in rates.items():
            report.row(name, f"{median(measured):,.0f} calls/s", f"±{spread(measured):.0%}")
    report.at_most("reset", median(resets) * 1e3, 5, " ms")
    for name, measured in rates.items():
        report.at_least(name, median(measured), 1_000, " calls/s")
    report.finish()


def _create(client: nicereply.Client) -> object:
    return client.ratings.create(survey_id=SURVEY, score=4, user=nicereply.UserByUsername(AGENT))


def _reset(emulator: Emulator, client: nicereply.Client) -> float:
    _create(client)
    began = time.perf_counter()
    emulator.reset()
    return time.perf_counter() - began


def _per_second(call: Callable[[], object]) -> float:
    call()
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return CALLS / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
