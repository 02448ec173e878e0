"""What holds for all tests.

The mutants are imported as `tests.mutants`, by their own tests and others: the project's folder is on the path. An
emulator judges its own answers by the document, in this process and in those that tests start, unless the test says
that it shall not.
"""

import inspect
import os
import sys
from pathlib import Path
from types import FunctionType
from typing import cast

import nicereply_emulator

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))

os.environ["NICEREPLY_EMULATOR_SELF_CHECK"] = "1"

for function in (nicereply_emulator.Emulator.__init__, inspect.unwrap(nicereply_emulator.run)):
    defaults = cast("FunctionType", function).__kwdefaults__
    assert defaults is not None
    assert defaults["self_check"] is False
    defaults["self_check"] = True
