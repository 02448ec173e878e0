"""What does `import nicereply` cost, against `import httpx`?

Each in a fresh interpreter, in turns, by CPU time; that of an interpreter that imports nothing is taken off. The client
loads httpx with the first client that is made, so that is shown, too.
"""

import resource
import subprocess
import sys

from .figures import Report, median

ROUNDS = 20
STATEMENTS = {
    "nothing": "pass",
    "import httpx": "import httpx",
    "import nicereply": "import nicereply",
    "import nicereply, make a client": "import nicereply; nicereply.Client('key')",
    "import httpx, make a client": "import httpx; httpx.Client()",
}


def _cpu_seconds() -> float:
    """CPU time of the programs that this one has started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    report = Report("Import", "python -m benchmarks.client_import")
    times: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for _ in range(ROUNDS):
        for name, statement in STATEMENTS.items():
            began = _cpu_seconds()
            subprocess.run([sys.executable, "-c", statement], check=True)
            times[name].append(_cpu_seconds() - began)
    nothing = median(times.pop("nothing"))
    costs = {name: median(taken) - nothing for name, taken in times.items()}
    report.row("", "CPU", "of import httpx")
    for name, seconds in costs.items():
        report.row(f"  {name}", f"{seconds * 1e3:.0f} ms", f"{seconds / costs['import httpx']:.2f}")
    report.at_most("import nicereply, of import httpx", costs["import nicereply"] / costs["import httpx"], 1.25)
    report.at_most(
        "with a client, of httpx with one",
        costs["import nicereply, make a client"] / costs["import httpx, make a client"],
        1.25,
    )
    report.finish()


if __name__ == "__main__":
    main()
