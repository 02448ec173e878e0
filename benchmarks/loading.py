"""How long do a million ratings take to load, and how much room do they take on disk?"""

import time
from pathlib import Path

from . import servers
from .figures import Report
from .load import temporary_folder
from .records import data_file

RATINGS = 1_000_000


def main() -> None:
    report = Report("A million ratings: time to load, room on disk", "python -m benchmarks.loading")
    empty, full = data_file(0), data_file(RATINGS)
    with temporary_folder() as folder:
        without, _, _ = _load(Path(folder) / "empty.sqlite", empty)
        with_ratings, seconds, cpu = _load(Path(folder) / "full.sqlite", full)
    report.row("database", f"{with_ratings / 1e6:.0f} MB")
    report.row("CPU time of the load", f"{cpu:.1f} s")
    report.at_most("loaded from its JSON file, until it answers", seconds, 60, " s")
    report.at_most("on disk for a rating", (with_ratings - without) / RATINGS, 400, " bytes")
    report.finish()


def _load(database: Path, data: Path) -> tuple[int, float, float]:
    """Bytes on disk after the emulator's end; seconds, and seconds of CPU time, from start to first answer."""
    began = time.perf_counter()
    with servers.emulator("--database", str(database), "--data", str(data)) as server:
        seconds, cpu = time.perf_counter() - began, server.cpu_seconds()
    return sum(path.stat().st_size for path in database.parent.glob(f"{database.name}*")), seconds, cpu


if __name__ == "__main__":
    main()
