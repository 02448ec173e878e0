"""The mutants are imported as `tests.mutants`, so that they find their neighbours in `tests`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))
