"""`make contract`: the whole contract suite, against an emulator that is started for it or a given base URL.

Takes from the environment EXAMPLES (per operation), SEED, FAIL_FAST=1, PHASES, JUNIT (a file), JUDGE_PYTHON (an
interpreter that has openapi-core), RECORDING and DIFFERENCES (files, which may hold personal data and belong into
reports/, which git passes over), RATE, SECONDS; NICEREPLY_BASE_URL and NICEREPLY_API_KEY for a service that runs
already, which is written to only with ALLOW_WRITES=1. Exit status 0: passed, 1: failed, 2: wrong usage.
"""

import os
import sys

from emulator_process import FROZEN, Service, running
from nicereply_contract.command import command

OPTIONS = {
    "EXAMPLES": "--examples",
    "SEED": "--seed",
    "PHASES": "--phases",
    "JUNIT": "--junit",
    "RATE": "--rate",
    "SECONDS": "--seconds",
    "DIFFERENCES": "--differences",
    "RECORDING": "--recording",
    "JUDGE_PYTHON": "--judge-python",
}
FLAGS = {"FAIL_FAST": "--fail-fast", "ALLOW_WRITES": "--allow-writes"}


def arguments(service: Service) -> list[str]:
    """The suite's arguments for one service."""
    chosen = ["--base-url", service.base_url]
    for variable, option in OPTIONS.items():
        if os.environ.get(variable):
            chosen += [option, os.environ[variable]]
    return chosen + [option for variable, option in FLAGS.items() if os.environ.get(variable) == "1"]


def attack(service: Service, *more: str) -> int:
    """Run the suite against one service."""
    os.environ["NICEREPLY_API_KEY"] = service.api_key
    return command([*arguments(service), *more])


if __name__ == "__main__":
    if os.environ.get("NICEREPLY_BASE_URL"):
        os.environ.setdefault("DIFFERENCES", "reports/differences.md")  # git passes this folder over
        sys.exit(attack(Service(os.environ["NICEREPLY_BASE_URL"], os.environ.get("NICEREPLY_API_KEY", ""))))
    with running(*FROZEN) as emulator:
        # Nothing has to be left out on the emulator, so what is not run fails, unless PHASES asks for a part.
        status = attack(emulator, "--allow-writes", *([] if os.environ.get("PHASES") else ["--complete"]))
    sys.exit(status)
