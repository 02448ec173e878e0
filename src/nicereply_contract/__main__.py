"""`python -m nicereply_contract`: the suite from the command line. Exit code 0: passed, 1: failed, 2: wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
import time

from nicereply_contract.suite import PHASES, Phase, Settings, run


def main(arguments: list[str] | None = None) -> int:
    """Run the suite as the arguments and the environment say."""
    parser = argparse.ArgumentParser(prog="nicereply_contract", description="Hold a service to the Nicereply API v1.")
    default_url = os.environ.get("NICEREPLY_BASE_URL")
    parser.add_argument("--base-url", default=default_url, help="includes /v1; or NICEREPLY_BASE_URL")
    parser.add_argument("--phases", default=",".join(PHASES), help="some of %(default)s")
    parser.add_argument("--examples", type=int, default=100, help="per operation (default %(default)s)")
    parser.add_argument("--seed", type=int, default=Settings.seed, help="the same seed sends the same bytes")
    parser.add_argument("--fail-fast", action="store_true", help="stop at the first failure")
    parser.add_argument("--allow-writes", action="store_true", help="also on a host that is not this machine")
    parser.add_argument("--lenient", action="store_true", help="allow all that a client must be able to read")
    chosen = parser.parse_args(arguments)
    key = os.environ.get("NICEREPLY_API_KEY")
    phases: tuple[Phase, ...] = tuple(phase for phase in PHASES if phase in chosen.phases.split(","))
    if not chosen.base_url:
        parser.error("no base URL: give --base-url or NICEREPLY_BASE_URL, for instance http://127.0.0.1:8710/v1")
    if not key:
        parser.error("no API key: set NICEREPLY_API_KEY")
    if not phases or len(phases) != len(chosen.phases.split(",")):
        parser.error(f"--phases {chosen.phases}: must be some of {','.join(PHASES)}")
    started = time.monotonic()
    settings = Settings(
        base_url=chosen.base_url,
        api_key=key,
        phases=phases,
        examples=chosen.examples,
        seed=chosen.seed,
        fail_fast=chosen.fail_fast,
        strict=not chosen.lenient,
        allow_writes=chosen.allow_writes,
    )
    try:
        outcome = run(settings)
    except ValueError as error:
        parser.error(str(error))
    sys.stdout.write(outcome.output)
    sys.stdout.write(f"\n{outcome.ledger.summary()}\nSeconds: {time.monotonic() - started:.0f}, seed {chosen.seed}\n")
    for problem in outcome.problems:
        sys.stdout.write(f"FAILED: {problem}\n")
    return 1 if outcome.problems else 0


if __name__ == "__main__":
    sys.exit(main())
