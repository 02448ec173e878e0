"""The mutants are imported as `tests.mutants`, by their own tests and others: the project's folder is on the path."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))
