"""Databases that several questions need, made once and kept."""

import hashlib
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

import nicereply_emulator
from nicereply_emulator._figures import CSAT

from . import servers
from .records import FOLDER, data_file

MAKERS = ("_schema.py", "_store.py", "_data.py", "_recount.py", "_letters.py")
"""The emulator's modules that decide what a database holds: when they change, it is made anew."""


def database_file(ratings: int) -> Path:
    """A database with that many ratings. It is only read, or copied before it is written to."""
    data = data_file(ratings)
    package = Path(nicereply_emulator.__file__).parent
    version = hashlib.sha256(b"".join((package / name).read_bytes() for name in MAKERS)).hexdigest()[:8]
    path = FOLDER / f"{data.stem}-{version}.sqlite"
    if not path.exists():
        for old in FOLDER.glob(f"ratings-{ratings}-*.sqlite*"):
            old.unlink()
        unfinished = FOLDER / f"unfinished-{ratings}.sqlite"
        for left in FOLDER.glob(f"{unfinished.name}*"):
            left.unlink()
        with servers.emulator("--database", str(unfinished), "--data", str(data)):
            pass  # its start has loaded the data, its end has closed the file
        unfinished.rename(path)
    return path


def csat_ratings(database: Path) -> list[str]:
    """The ids of all CSAT ratings of a database, in no order."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT id FROM rating WHERE metric = ?", (CSAT.code,))
        return [str(uuid.UUID(bytes=id_)) for (id_,) in rows]
