"""``python -m nicereply_contract.wire``: write the bundle of cases, or ask a server.

Exit code 0: passed, 1: failed, or nothing was asked, 2: wrong usage.

``bundle`` writes all cases as one JSON document. ``ask`` asks the server at NICEREPLY_BASE_URL with the key in
NICEREPLY_API_KEY; a server on another machine is only read unless ``--allow-writes`` is given.
"""

import argparse
import os
import sys

from .loading import bundle
from .server import LABELS, ask_server, is_this_machine


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="nicereply_contract.wire", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("bundle", help="write all cases as one JSON document")
    ask = commands.add_parser("ask", help="hold a server to the cases of kind server")
    ask.add_argument(
        "--base-url", default=os.environ.get("NICEREPLY_BASE_URL"), help="includes /v1; or NICEREPLY_BASE_URL"
    )
    ask.add_argument("--demo-data", action="store_true", help="the server holds the emulator's demo data")
    ask.add_argument("--allow-writes", action="store_true", help="send POST, PATCH and DELETE to another machine too")
    ask.add_argument("--labels", default=",".join(LABELS), help="some of %(default)s")
    chosen = parser.parse_args(arguments)
    if chosen.command == "bundle":
        sys.stdout.write(bundle())
        return 0
    key = os.environ.get("NICEREPLY_API_KEY")
    if not chosen.base_url or not key:
        parser.error("give --base-url or NICEREPLY_BASE_URL, and NICEREPLY_API_KEY in the environment")
    labels = chosen.labels.split(",")
    if not set(labels) <= set(LABELS):
        parser.error(f"--labels {chosen.labels}: must be some of {','.join(LABELS)}")
    outcomes = list(
        ask_server(
            chosen.base_url,
            key,
            demo_data=chosen.demo_data,
            allow_writes=chosen.allow_writes or is_this_machine(chosen.base_url),
            labels=labels,
        )
    )
    for outcome in outcomes:
        if outcome.state != "passed":
            sys.stdout.write(f"{outcome.state}: {outcome.case}: {'; '.join(outcome.problems)}\n")
        if outcome.state == "failed":
            sys.stdout.write(f"    {outcome.repeat}\n")
    counts = {state: sum(outcome.state == state for outcome in outcomes) for state in ("passed", "failed", "not run")}
    sys.stdout.write(", ".join(f"{count} {state}" for state, count in counts.items()) + "\n")
    return 0 if counts["passed"] and not counts["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
