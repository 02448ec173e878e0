"""`make contract`: every phase of the contract suite, against an emulator that is started for it or a given base URL.

Takes from the environment EXAMPLES (per operation), SEED, FAIL_FAST=1; NICEREPLY_BASE_URL and NICEREPLY_API_KEY for a
service that runs already, with ALLOW_WRITES=1 when it is not on this machine. Exit status 0: passed, 1: failed.
"""

import os
import sys

from emulator_process import FROZEN, Service, running
from nicereply_contract.__main__ import main


def arguments(service: Service) -> list[str]:
    """The suite's arguments for one service."""
    chosen = ["--base-url", service.base_url]
    for variable, option in (("EXAMPLES", "--examples"), ("SEED", "--seed")):
        if os.environ.get(variable):
            chosen += [option, os.environ[variable]]
    for variable, option in (("FAIL_FAST", "--fail-fast"), ("ALLOW_WRITES", "--allow-writes")):
        if os.environ.get(variable) == "1":
            chosen.append(option)
    return chosen


def attack(service: Service) -> int:
    """Run the suite against one service."""
    os.environ["NICEREPLY_API_KEY"] = service.api_key
    return main(arguments(service))


if __name__ == "__main__":
    if os.environ.get("NICEREPLY_BASE_URL"):
        sys.exit(attack(Service(os.environ["NICEREPLY_BASE_URL"], os.environ.get("NICEREPLY_API_KEY", ""))))
    with running(*FROZEN) as emulator:
        status = attack(emulator)
    sys.exit(status)
