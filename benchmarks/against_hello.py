"""How far is the emulator from what uvicorn alone can do?

Requests per second of five calls, over a million ratings, held against a bare ASGI application under the same uvicorn
settings. The runs of all calls take turns, so that whatever else the machine does meets them all.

The emulator keeps answers until something is written: "one rating" and "page of 100" read a hundred ratings and the
first twenty pages over and over, as pollers and tests do; "any rating" and "any page of 100" read fifty thousand and
five thousand in no order, so that hardly one of them was read before.
"""

import json
import random
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from . import servers
from .databases import csat_ratings, database_file
from .figures import ROUNDS, Report, median, spread
from .load import Call, Rate, measure, require_wrk, temporary_folder
from .records import first_ids

RATINGS = 1_000_000
FLOORS = {"one rating": 1 / 2, "stats": 1 / 2, "page of 100": 1 / 5, "create, on a file": 1 / 4}


def main() -> None:
    require_wrk()
    report = Report("Against a bare ASGI application, over a million ratings", "python -m benchmarks.against_hello")
    database = database_file(RATINGS)
    ids = first_ids(RATINGS)
    any_rating = random.Random(0).sample(csat_ratings(database), 50_000)
    any_page = random.Random(0).sample(range(1, 5_001), 5_000)
    creation = {
        "survey_id": ids["survey"],
        "score": 7,
        "user": {"id": ids["user"]},
        "comment": "Thanks!",
        "from": "Ann",
    }
    calls = [
        Call("one rating", [f"/csat/ratings/{id_}" for id_ in ids["csat_ratings"]]),
        Call("any rating", [f"/csat/ratings/{id_}" for id_ in any_rating]),
        Call("stats", ["/csat/stats", "/ces/stats", "/nps/stats"]),
        Call("page of 100", _pages(range(1, 21))),
        Call("any page of 100", _pages(any_page)),
        Call("create, on a file", ["/ratings"], "POST", json.dumps(creation)),
    ]
    with ExitStack() as stack:
        copy = Path(stack.enter_context(temporary_folder())) / "ratings.sqlite"
        shutil.copy(database, copy)
        emulator = stack.enter_context(servers.emulator("--database", str(copy)))
        hello = stack.enter_context(servers.hello())
        runs = [(hello, Call("hello", ["/"])), *((emulator, call) for call in calls)]
        rates: dict[str, list[Rate]] = {call.name: [] for _, call in runs}
        for _ in range(ROUNDS):
            for server, call in runs:
                rates[call.name].append(measure(server, call))

    report.row("", "requests/s", "spread", "of hello", "CPU/request", "of hello")
    base = rates["hello"]
    for name, measured in rates.items():
        ratio = _share(measured, base)
        report.row(
            name,
            f"{_rate(measured):,.0f}",
            f"±{spread([rate.per_second for rate in measured]):.0%}",
            f"{ratio:.2f}",
            f"{_cpu(measured):.0f} µs",
            f"{_cpu(base) / _cpu(measured):.2f}",
        )
    for name, floor in FLOORS.items():
        report.at_least(f"{name}, requests/s of hello's", _share(rates[name], base), floor)
    report.finish()


def _pages(numbers: Iterable[int]) -> list[str]:
    return [f"/csat/ratings?per_page=100&page={number}" for number in numbers]


def _rate(rates: list[Rate]) -> float:
    return median([rate.per_second for rate in rates])


def _share(rates: list[Rate], base: list[Rate]) -> float:
    """The median of the rounds' ratios: what disturbs a round disturbs both of its runs."""
    return median([one.per_second / other.per_second for one, other in zip(rates, base, strict=True)])


def _cpu(rates: list[Rate]) -> float:
    return median([rate.cpu_microseconds for rate in rates])


if __name__ == "__main__":
    main()
