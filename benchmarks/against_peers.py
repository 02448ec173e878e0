"""Side by side with Prism (mock mode) and a Connexion application: requests per second of the same calls.

The peers keep no state: both answer with the document's examples, whatever was asked (lists with a hundred rows). The
emulator answers from its database (the demo data). All three check key and request.
"""

import json
from contextlib import ExitStack

from nicereply_spec import load

from . import peers, servers
from .figures import ROUNDS, Report, median, spread
from .load import Call, Rate, measure, require_wrk

FLOORS = {"Prism": 5, "Connexion": 2}


def main() -> None:
    require_wrk()
    peers.install()
    report = Report("Side by side with Prism and Connexion", "python -m benchmarks.against_peers")
    calls = _calls()
    with ExitStack() as stack:
        contestants = [
            stack.enter_context(servers.emulator("--now", "2026-01-15T12:00:00Z")),
            stack.enter_context(peers.connexion()),
            stack.enter_context(peers.prism()),
        ]
        rates: dict[tuple[str, str], list[Rate]] = {}
        for _ in range(ROUNDS):
            for call in calls:
                for server in contestants:
                    rates.setdefault((call.name, server.name), []).append(measure(server, call))

    report.row("", *(f"{server.name} /s" for server in contestants), "spread", "CPU each")
    rate = {key: median([one.per_second for one in measured]) for key, measured in rates.items()}
    for call in calls:
        of_call = [rates[call.name, server.name] for server in contestants]
        report.row(
            call.name,
            *(f"{rate[call.name, server.name]:,.0f}" for server in contestants),
            "/".join(f"{spread([one.per_second for one in measured]):.0%}" for measured in of_call),
            "/".join(f"{median([one.cpu_microseconds for one in measured]):.0f}" for measured in of_call) + " µs",
        )
    for call in calls:
        for name, floor in FLOORS.items():
            rounds = zip(rates[call.name, "emulator"], rates[call.name, name], strict=True)
            ratio = median([ours.per_second / theirs.per_second for ours, theirs in rounds])
            report.at_least(f"{call.name}, times {name}", ratio, floor)
    report.finish()


def _calls() -> list[Call]:
    """The calls, from the document's own examples, which the emulator's demo data holds."""
    components = load()["components"]
    rating = components["parameters"]["RatingId"]["example"]
    creation = components["examples"]["newRatingLeast"]["value"]
    return [
        Call("one rating", [f"/csat/ratings/{rating}"]),
        Call("stats", ["/csat/stats"]),
        Call("page of 100", ["/csat/ratings?per_page=100"]),
        Call("create", ["/ratings"], "POST", json.dumps(creation)),
    ]


if __name__ == "__main__":
    main()
