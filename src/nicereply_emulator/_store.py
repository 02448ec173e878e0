"""The SQLite database: opening, transactions, images of its state."""

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from ._batch import Batch
from ._schema import (
    ADD_TO_TALLY,
    APPLICATION_ID,
    IN_BATCH,
    RATING_COLUMNS,
    RATING_INDEXES,
    RECOUNT,
    TABLES,
    TALLY_TRIGGERS,
    VERSION,
    Row,
)

MEMORY = ":memory:"

_INSERT_RATING = f"INSERT INTO rating ({RATING_COLUMNS}) VALUES ({', '.join('?' * len(RATING_COLUMNS.split(',')))})"  # noqa: S608


class StoreError(Exception):
    """The database cannot be used; the message says which file and why."""


class Store:
    """One connection to one database. It is not locked: the service calls it from one thread at a time.

    `path` is a file or `:memory:`. A new database gets the tables; a file that is none of ours, or of another version,
    raises `StoreError`. Files are kept in WAL mode: what was committed survives the end of the process.
    """

    def __init__(self, path: str = MEMORY) -> None:
        self.path = path
        self._connection = _connect(path)
        self.generation = 0
        """Changes whenever a record that was there may have changed or gone: caches compare it."""

    def close(self) -> None:
        self._connection.close()

    def all(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        return self._connection.execute(statement, values).fetchall()

    def one(self, statement: str, values: Sequence[object] = ()) -> Row | None:
        row: Row | None = self._connection.execute(statement, values).fetchone()
        return row

    def value(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self._connection.execute(statement, values).fetchone()
        return None if row is None else row[0]

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        self._connection.execute(statement, values)

    def run_many(self, statement: str, rows: Iterator[Sequence[object]] | Sequence[Sequence[object]]) -> None:
        self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All that runs inside is committed together, or not at all."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def bulk_load(self) -> Generator[None]:
        """Inside a transaction: ratings are written without tallies and indexes, which are made anew at the end."""
        for name in TALLY_TRIGGERS:
            self._connection.execute(f"DROP TRIGGER {name}")
        for name in RATING_INDEXES:
            self._connection.execute(f"DROP INDEX {name}")
        yield
        for statement in RATING_INDEXES.values():
            self._connection.execute(statement)
        self._connection.execute("DELETE FROM tally")
        for statement in RECOUNT.split(";"):
            self._connection.execute(statement)
        for statement in TALLY_TRIGGERS.values():
            self._connection.execute(statement)
        self.changed()

    def changed(self) -> None:
        """Tell the caches that records which they may hold have changed or gone. New records need no notice."""
        self.generation += 1

    def next_key(self, table: str) -> int:
        """The numeric key that the next record of `table` gets. Call it inside the transaction that writes it."""
        last: int = self.value(f"SELECT coalesce(max(key), 0) FROM {table}")  # noqa: S608 - a name of ours
        return last + 1

    def is_empty(self) -> bool:
        """Whether nothing was ever loaded or created."""
        tables = ("survey", "user", "team", "customer", "unsubscribe", "rating")
        return not any(self.value(f"SELECT EXISTS (SELECT 1 FROM {table})") for table in tables)  # noqa: S608

    def clear(self) -> None:
        """Delete every record. Call it inside a transaction."""
        for (table,) in self.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        self.changed()

    def image(self) -> bytes:
        """The whole state, for `restore`."""
        if self.path == MEMORY:
            return self._connection.serialize()
        with closing(sqlite3.connect(MEMORY)) as copy:
            self._connection.backup(copy)
            image = bytearray(copy.serialize())
            image[18:20] = b"\x01\x01"  # the file's header asks for WAL mode, in which an image cannot be read
            return bytes(image)

    def restore(self, image: bytes) -> None:
        """Put back a state that `image` returned."""
        if self.path == MEMORY:
            # Into a new connection: the statements that the old one keeps prepared point into the schema that it had.
            connection = _open(MEMORY)
            connection.deserialize(image)
            _tune(connection)
            self._connection.close()
            self._connection = connection
        else:
            with closing(sqlite3.connect(MEMORY)) as copy:
                copy.deserialize(image)
                copy.backup(self._connection)
        self.changed()


def _connect(path: str) -> sqlite3.Connection:
    if path != MEMORY and not Path(path).resolve().parent.is_dir():
        raise StoreError(f"{path}: the folder {Path(path).resolve().parent} does not exist")
    connection: sqlite3.Connection | None = None
    try:
        connection = _open(path)
        is_new = _is_new(connection, path)
        _tune(connection)
        if is_new:
            _make_tables(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise StoreError(f"{path}: {error}; expected a database of the emulator or a new file") from error
    except StoreError:
        if connection is not None:
            connection.close()
        raise
    return connection


def _open(path: str) -> sqlite3.Connection:
    # The service's lock lets one thread in at a time, so the connection may change threads.
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)


def _tune(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # one emulator for a file: its caches are its own
    connection.execute("PRAGMA journal_mode = WAL")  # in memory there is no journal file and this does nothing
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode: survives the process, not a power cut
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 1073741824")


def _is_new(connection: sqlite3.Connection, path: str) -> bool:
    """Whether the database is empty. One that is not ours, or not of this version, is refused before it is touched."""
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
        return True
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(f"{path}: this SQLite database was not made by the emulator")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise StoreError(
            f"{path}: made by another version of the emulator (format {version}, this one reads {VERSION}); "
            "use the emulator that made it, or a new file"
        )
    return False


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in TABLES.split(";"):
        connection.execute(statement)
    for statement in (*RATING_INDEXES.values(), *TALLY_TRIGGERS.values()):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
