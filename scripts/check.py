"""`make check`: run every static check, two at a time, and say in a line each how it went."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The slowest first, so that they do not wait for the others.
CHECKS: dict[str, Sequence[str]] = {
    "pyright, strict": ("pyright", "--warnings"),
    "mypy, strict": ("mypy",),
    "public types are complete": ("pyright", "--verifytypes", "nicereply", "--ignoreexternal"),
    "generated as committed (drift)": (sys.executable, "scripts/drift.py"),
    "ruff, lint": ("ruff", "check", "."),
    "ruff, format": ("ruff", "format", "--check", "."),
    "imports point one way": ("lint-imports",),
    "OpenAPI 3.1": ("openapi-spec-validator", "--schema", "3.1", "spec/nicereply.yaml"),
    "OpenAPI lint": ("redocly", "lint"),
    "no download addresses": (sys.executable, "scripts/addresses.py"),
}


@dataclass(frozen=True)
class Result:
    """How one check went."""

    name: str
    passed: bool
    seconds: float
    output: str


def run(name: str) -> Result:
    began = time.perf_counter()
    # With the programs of this environment and of node_modules first, as in the Makefile.
    path = os.pathsep.join([str(Path(sys.executable).parent), str(ROOT / "node_modules" / ".bin"), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "REDOCLY_TELEMETRY": "off", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        output, passed = done.stdout + done.stderr, done.returncode == 0
        # Redocly's warnings leave its exit status at zero.
        if name == "OpenAPI lint" and "warning" in output.lower():
            passed = False
    except OSError as error:
        output, passed = str(error), False
    return Result(name, passed, time.perf_counter() - began, output)


def main() -> int:
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run, CHECKS))
    for result in results:
        if not result.passed:
            print(f"--- {result.name}\n{result.output.rstrip()}\n")
    for result in results:
        print(f"{'passed' if result.passed else 'FAILED'}  {result.seconds:5.1f} s  {result.name}")
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
