"""Runs every benchmark, one after the other: `python -m benchmarks`, `make bench`."""

import subprocess
import sys

MODULES = (
    *("against_hello", "growth", "loading", "start", "in_process", "against_peers"),
    *("client_call", "client_decode", "client_import", "client_prefetch", "client_size"),
)


def main() -> None:
    missed = [name for name in MODULES if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode]
    print(f"\n{len(MODULES)} benchmarks, {len(missed)} of them missed a figure: {', '.join(missed) or 'none'}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
