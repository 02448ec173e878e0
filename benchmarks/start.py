"""How long from starting the command to its first answer?"""

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from . import servers
from .figures import ROUNDS, Report, median, spread
from .servers import AUTHORIZATION


def main() -> None:
    report = Report("From start to first answer, with the demo data", "python -m benchmarks.start")
    times = [_first_answer() for _ in range(ROUNDS)]
    python = [_python() for _ in range(ROUNDS)]
    report.row("the interpreter alone, for comparison", f"{median(python):.2f} s", f"±{spread(python):.0%}")
    report.row("first answer", f"{median(times):.2f} s", f"±{spread(times):.0%}")
    report.at_most("first answer", median(times), 0.6, " s")
    report.finish()


def _first_answer() -> float:
    began = time.perf_counter()
    with servers.emulator() as server:
        request = urllib.request.Request(f"{server.base_url}/csat/stats", headers={"Authorization": AUTHORIZATION})
        with urllib.request.urlopen(request) as answer:
            answer.read()
        return time.perf_counter() - began


def _python() -> float:
    began = time.perf_counter()
    subprocess.run([str(Path(sys.executable)), "-c", "pass"], check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
