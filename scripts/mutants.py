"""`make mutants`: make mistakes in service, document and client, and count which of them the project's checks notice.

Takes from the environment MUTANTS (how many are drawn, 120 unless told otherwise), SEED, ALL=1 (every mutant), GROUP
(one of wire, meaning, spec, client), WORKERS (processes, 2) and LIST=1 (print the catalogue, run nothing). Prints a
table of the mutants and the scores of the groups. Exit status 0: every group reaches its goal and no check fails
without a mutant; 1: not; 2: wrong usage.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    # Mutants are made by code that no package of the project holds: it stands among the tests.
    sys.path.append(str(ROOT))
    sys.exit(import_module("tests.mutants.report").main(os.environ))
