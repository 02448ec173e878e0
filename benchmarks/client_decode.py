"""What does it cost to decode a page of 100 ratings, against `json.loads` of the same bytes?

Ours keeps unknown fields and values as they were sent, and its times are aware datetimes; models inside of a rating
are tested with it and made when they are asked for, so a program that asks each rating for all of them is shown, too.
Beside it the stock output of openapi-python-client for the same document, pydantic 2 and msgspec. CPU time, medians, in
turns.
"""

import json
from collections.abc import Callable
from typing import Any

from nicereply import Rating
from nicereply.api.csat.list_csat_ratings import OPERATION

from .client_pages import cpu_times, emulator_page, full_page, slow
from .client_peers import msgspec_decoder, pydantic_decoder, stock_client, stock_decoder
from .figures import Report

ROUNDS = 60
REPEATS = 5


def main() -> None:
    report = Report("Decoding a page of 100 ratings", "python -m benchmarks.client_decode")
    with stock_client():
        stock = stock_decoder()
        ratios = {
            "the emulator's page": _ratios(report, "the emulator's page", emulator_page(), stock),
            "every field filled": _ratios(report, "every field filled", full_page(), stock),
        }
    judged = ratios["the emulator's page"]
    report.at_most("with the extra speed, of json.loads", judged["with speed"], 1.2)
    report.at_most("without it, of json.loads", judged["without"], 1.7)
    report.finish()


def _ratios(report: Report, name: str, page: bytes, stock: Callable[[Any], Any]) -> dict[str, float]:
    def ours() -> list[Rating]:
        return OPERATION.read(page, lambda error: error).items

    def every_field() -> None:
        for rating in ours():
            for name in Rating.wire_names:
                getattr(rating, name)

    from_pydantic, from_msgspec = pydantic_decoder(), msgspec_decoder()
    times = cpu_times(
        {
            "json.loads": lambda: json.loads(page),
            "with speed": ours,
            "without": slow(ours),
            "with speed, every field asked for": every_field,
            "without, every field asked for": slow(every_field),
            "stock openapi-python-client": lambda: stock(json.loads(page)),
            "pydantic 2": lambda: from_pydantic(page),
            "msgspec, unknown fields dropped": lambda: from_msgspec(page),
        },
        ROUNDS,
        REPEATS,
    )
    ratios = {kind: seconds / times["json.loads"] for kind, seconds in times.items()}
    report.row(f"{name}, {len(page):,} bytes", "CPU", "of json.loads")
    for kind, seconds in times.items():
        report.row(f"  {kind}", f"{seconds * 1e6:.0f} µs", f"{ratios[kind]:.2f}")
    return ratios


if __name__ == "__main__":
    main()
