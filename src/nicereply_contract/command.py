"""The `nicereply-contract` command. Exit status 0: passed, 1: something failed, 2: wrong usage."""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, get_args
from urllib.parse import urlsplit

from nicereply_contract.suite import Settings
from nicereply_contract.whole import STEPS, Plan, Step, run_whole

PASSED: Final = 0
FAILED: Final = 1
USAGE: Final = 2

_DESCRIPTION: Final = """\
Hold a service to the Nicereply API v1: any implementation, proxy, mock or gateway behind a base URL.
The API key comes from NICEREPLY_API_KEY. Unless --allow-writes is given, only the project's own emulator is written to;
elsewhere, what creates records is not run.
"""
_EPILOG: Final = "Exit status: 0 passed, 1 something failed, 2 wrong usage. What was not run is listed, never passed."


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(prog="nicereply-contract", description=_DESCRIPTION, epilog=_EPILOG)
    made.add_argument(
        "--base-url", default=os.environ.get("NICEREPLY_BASE_URL"), help="with /v1; or NICEREPLY_BASE_URL"
    )
    made.add_argument("--phases", default=",".join(STEPS), help="some of %(default)s")
    made.add_argument("--examples", type=int, help="for each operation (default 100; 10 where it is not the emulator)")
    made.add_argument("--seed", type=int, default=Settings.seed, help="the same seed sends the same bytes")
    made.add_argument("--junit", type=Path, metavar="FILE", help="write a JUnit report")
    made.add_argument("--differences", type=Path, metavar="FILE", help="write how another service differs (Markdown)")
    made.add_argument("--fail-on-differences", action="store_true", help="a difference that `live` finds fails")
    made.add_argument("--recording", type=Path, metavar="FILE", help="keep every exchange (may hold personal data)")
    made.add_argument("--allow-writes", action="store_true", help="create ratings and users behind the base URL")
    held = made.add_mutually_exclusive_group()
    held.add_argument("--strict", action="store_true", help="as the emulator is held: to what a server of ours sends")
    held.add_argument("--lenient", action="store_true", help="as others are held: to what a client can read")
    made.add_argument("--complete", action="store_true", help="what could not be run fails too")
    made.add_argument("--fail-fast", action="store_true", help="stop at the first failure")
    made.add_argument("--judge-python", type=Path, metavar="PYTHON", help="interpreter that has openapi-core 0.23")
    made.add_argument(
        "--seconds", type=float, default=Settings.seconds, help="limit of the attack (default %(default)s)"
    )
    made.add_argument(
        "--rate",
        type=float,
        default=Plan.rate,
        help="requests a second at most, to a service that is not the emulator (default %(default)s)",
    )
    return made


def _wrong_address(base_url: str) -> str:
    """What is wrong with a base URL, empty when nothing is. One with a key in it is not repeated."""
    try:
        address = urlsplit(base_url)
        is_usable = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:  # a port or an address that is none
        return "--base-url: must be like https://host/v1, with a port from 1 to 65535 if any"
    if "@" in address.netloc:
        return "--base-url: must be without user and password; the key is taken from NICEREPLY_API_KEY"
    if not is_usable:
        return f"--base-url {base_url}: must be like https://host/v1"
    if address.query or address.fragment:
        return "--base-url: must end with its path, like https://host/v1, without ? and #"
    return ""


def command(arguments: Sequence[str] | None = None) -> int:
    """Run the suite as the arguments and the environment say."""
    made = parser()
    chosen = made.parse_args(arguments)
    key = os.environ.get("NICEREPLY_API_KEY")
    if not chosen.base_url:
        made.error("no base URL: give --base-url or NICEREPLY_BASE_URL, for instance http://127.0.0.1:8710/v1")
    wrong = _wrong_address(chosen.base_url)
    if wrong:
        made.error(wrong)
    if not key:
        made.error("no API key: set NICEREPLY_API_KEY")
    names = [name.strip() for name in chosen.phases.split(",")]
    steps: tuple[Step, ...] = tuple(step for step in get_args(Step) if step in names)
    if len(steps) != len(names):
        made.error(f"--phases {chosen.phases}: must be some of {','.join(STEPS)}, each once")
    if chosen.examples is not None and chosen.examples < 1:
        made.error(f"--examples {chosen.examples}: must be 1 or more")
    for name, number in (("rate", chosen.rate), ("seconds", chosen.seconds)):
        if not 0 < number < math.inf:
            made.error(f"--{name} {number}: must be more than 0")
    if chosen.judge_python is not None and shutil.which(chosen.judge_python) is None:
        made.error(f"--judge-python {chosen.judge_python}: there is no such program")
    report = run_whole(
        Plan(
            base_url=chosen.base_url,
            api_key=key,
            steps=steps,
            examples=chosen.examples,
            seed=chosen.seed,
            fail_fast=chosen.fail_fast,
            strict=True if chosen.strict else False if chosen.lenient else None,
            allow_writes=chosen.allow_writes,
            judge_python=chosen.judge_python,
            differences=chosen.differences,
            fail_on_differences=chosen.fail_on_differences,
            recording=chosen.recording,
            seconds=chosen.seconds,
            rate=chosen.rate,
        )
    )
    if chosen.junit is not None:
        report.write_junit(chosen.junit)
    sys.stdout.write(f"{report.text()}, seed {chosen.seed}\n")
    return PASSED if report.passed(complete=chosen.complete) else FAILED
