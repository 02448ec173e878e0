"""What do answers cost at a million ratings, compared with ten thousand?

CPU time of the core alone, without HTTP: what a server adds is the same for both and would hide a difference. The
emulator remembers answers until something is written; here it is made to forget them before each call.

A customer has three ratings at ten thousand, and two hundred at a million; a rare customer the same three in both.
"""

import json
import time
from collections.abc import Callable
from contextlib import closing

from nicereply_emulator import Emulator
from nicereply_emulator._http import Request

from .databases import database_file
from .figures import ROUNDS, Report, median, spread
from .records import first_ids
from .servers import AUTHORIZATION

FEW, MANY = 10_000, 1_000_000
CALLS = 40
PER_PAGE = 100
CEILING = 1.25


def main() -> None:
    report = Report("A million ratings against ten thousand: cost of an answer", "python -m benchmarks.growth")
    with (
        closing(Emulator(database=str(database_file(FEW)))) as few,
        closing(Emulator(database=str(database_file(MANY)))) as many,
    ):
        paths = {count: _paths(count, emulator) for count, emulator in ((FEW, few), (MANY, many))}
        report.row("", f"{FEW:,}", f"{MANY:,}", "ratio", "spread")
        ratios: dict[str, float] = {}
        for name in paths[FEW]:
            times: dict[int, list[float]] = {FEW: [], MANY: []}
            for _ in range(ROUNDS):
                for count, emulator in ((FEW, few), (MANY, many)):
                    times[count].append(_cost(_caller(emulator, paths[count][name])))
            ratios[name] = median(times[MANY]) / median(times[FEW])
            figures = [f"{median(times[count]) * 1e6:.0f} µs" for count in (FEW, MANY)]
            report.row(name, *figures, f"{ratios[name]:.2f}", f"±{spread(times[MANY]):.0%}")
    for name, ratio in ratios.items():
        report.at_most(name, ratio, CEILING)
    report.finish()


def _paths(count: int, emulator: Emulator) -> dict[str, str]:
    ids = first_ids(count)
    period = "period_start=2024-02-03T04:05:06Z&period_end=2025-11-12T13:14:15Z"
    lists = {
        "all CSAT ratings": "/csat/ratings",
        "a survey's ratings": f"/surveys/{ids['survey']}/ratings",
        "a user's ratings": f"/users/{ids['user']}/ratings",
        "a team's ratings": f"/teams/{ids['team']}/ratings",
    }
    figures = {
        "CSAT": "/csat",
        "a survey's": f"/surveys/{ids['survey']}",
        "a user's": f"/users/{ids['user']}",
        "a team's": f"/teams/{ids['team']}",
        "a customer's": f"/customers/{ids['customer']}",
        "a rare customer's": f"/customers/{ids['rare_customer']}",
    }
    paths: dict[str, str] = {}
    for name, path in figures.items():
        paths[f"{name} stats"] = f"{path}/stats"
        paths[f"{name} histogram"] = f"{path}/histogram"
    for name, path in figures.items():
        paths[f"{name} stats of a period"] = f"{path}/stats?{period}"
        paths[f"{name} histogram of a period"] = f"{path}/histogram?{period}"
    for name, path in lists.items():
        paths[f"{name}, first page"] = f"{path}?per_page={PER_PAGE}"
        paths[f"{name}, last page"] = f"{path}?per_page={PER_PAGE}&page={_last_full_page(emulator, path)}"
    return paths


def _last_full_page(emulator: Emulator, path: str) -> int:
    """The number of the last page that is full, so that pages of equal size are compared."""
    total: int = json.loads(_caller(emulator, f"{path}?per_page={PER_PAGE}")())["_pagination"]["total"]
    if total < PER_PAGE:
        raise RuntimeError(f"{path} has {total} ratings, less than a page of {PER_PAGE}")
    return total // PER_PAGE


def _caller(emulator: Emulator, path: str) -> Callable[[], bytes]:
    target, _, query = path.partition("?")
    request = Request("GET", f"/v1{target}", query, {"authorization": AUTHORIZATION}, client="127.0.0.1")

    def call() -> bytes:
        emulator.service.state.store.forget()
        response = emulator.service.handle(request)
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {response.body!r}")
        return response.body

    return call


def _cost(call: Callable[[], bytes]) -> float:
    """Seconds of CPU time for one call; the first is not counted, it warms up caches."""
    call()
    began = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - began) / CALLS


if __name__ == "__main__":
    main()
