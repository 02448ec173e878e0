"""The SQLite database: opening, transactions, images of its state."""

import json
import sqlite3
from collections.abc import Callable, Generator, Hashable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from ._batch import Batch, tally_changes, users_of
from ._recount import ADD_TALLY, tallies
from ._schema import (
    APPLICATION_ID,
    CHANGE_TALLIES,
    KINDS,
    RATING_COLUMNS,
    RATING_INDEXES,
    TABLES,
    TALLY_TRIGGERS,
    UNFILLED,
    VERSION,
)

MEMORY = ":memory:"

Row = tuple[Any, ...]
T = TypeVar("T")

_MOST_REMEMBERED = 2_000
"""Answers that are remembered; the largest are pages of 100 keys."""

_MOST_UNCOUNTED = 500
"""New ratings that may wait to be counted: some milliseconds of work."""

_INSERT_RATING = f"INSERT INTO rating ({RATING_COLUMNS}) VALUES ({', '.join('?' * len(RATING_COLUMNS.split(',')))})"  # noqa: S608


class StoreError(Exception):
    """The database cannot be used; the message says which file and why."""


class _Closed:
    """In place of the connection of a store that is closed."""

    def __getattr__(self, name: str) -> Any:
        raise StoreError("this emulator is closed")


class Store:
    """One connection to one database. It is not locked: the service calls it from one thread at a time.

    `path` is a file or `:memory:`. A new database gets the tables; a file that is none of ours, or of another version,
    raises `StoreError`. Files are kept in WAL mode: what was committed survives the end of the process.

    New ratings may be written in batches, each one transaction (`batches`). Whatever else the store is asked for, it
    commits the open batch first, so that nobody sees ratings that could still be lost. And it counts them first: of new
    ratings that come one after the other, many are added to the tallies together. The file says (`uncounted`) from
    which rating on that is still to be done, so that it is done when the file is opened, should the process be killed.
    """

    def __init__(self, path: str = MEMORY) -> None:
        self.path = path
        self.batches = False
        """Whether new ratings wait for `commit`. Else each of them is committed at once."""
        self.batch: Batch | None = None
        """The new ratings that are not committed yet."""
        self._uncounted: list[Row] = []
        """The new ratings that are committed, but not in the tallies yet. While there are any, no others change."""
        self._connection = _connect(path)
        self._is_closed = False
        self._remembered: dict[Hashable, Any] = {}
        self.generation = 0
        """Changes whenever a record that was there may have changed or gone: caches compare it."""
        self.version = 0
        """Changes with every write: what was made of the records before may no longer hold."""
        self._count_what_was_left()

    def close(self) -> None:
        if self._is_closed:
            return
        try:
            self.settle()
        finally:
            self._connection.close()
            self._connection = cast("sqlite3.Connection", _Closed())
            self._is_closed = True
            self.forget()

    def all(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        if self.batch is not None or self._uncounted:
            self.settle()
        return self._connection.execute(statement, values).fetchall()

    def one(self, statement: str, values: Sequence[object] = ()) -> Row | None:
        if self.batch is not None or self._uncounted:
            self.settle()
        row: Row | None = self._connection.execute(statement, values).fetchone()
        return row

    def look_up(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """As `all`, but new ratings go on waiting: for tables on which they have no effect."""
        return self._connection.execute(statement, values).fetchall()

    def value(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(statement, values)
        return None if row is None else row[0]

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        self.settle()
        self.forget()
        self._connection.execute(statement, values)

    def run_many(self, statement: str, rows: Iterator[Sequence[object]] | Sequence[Sequence[object]]) -> None:
        self.settle()
        self.forget()
        self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All that runs inside is committed together, or not at all."""
        self.settle()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            self.forget()
            raise
        self._connection.execute("COMMIT")

    def remembered(self, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer that `ask` gives, asked again only when something was written since. Nobody may change it."""
        remembered = self._remembered
        answer: T | None = remembered.get(question)
        if answer is None:
            answer = ask()
            if len(remembered) >= _MOST_REMEMBERED:
                remembered.clear()
            remembered[question] = answer
        return answer

    def forget(self) -> None:
        """Remember no answers any more."""
        self.version += 1
        if self._remembered:
            self._remembered.clear()

    def next_rating_key(self) -> int:
        """The numeric key of the rating that `add_rating` is to write next."""
        batch = self.batch
        if batch is None:
            batch = self.batch = self._open_batch()
        return batch.last_key + 1

    def _open_batch(self) -> Batch:
        if len(self._uncounted) >= _MOST_UNCOUNTED:
            self.settle()
        self._connection.execute("BEGIN IMMEDIATE")
        if self._uncounted:
            return Batch(self._uncounted[-1][0])
        last: int = self._connection.execute("SELECT coalesce(max(key), 0) FROM rating").fetchone()[0]
        self._connection.execute("INSERT INTO uncounted VALUES (?)", (last,))
        return Batch(last)

    def add_rating(self, row: Row) -> bool:
        """Write a new rating (a row of `RATING_COLUMNS`, its key from `next_rating_key`); False when its id is taken.

        It is committed at once, or with its batch where the store `batches`.
        """
        batch = self.batch
        assert batch is not None, "next_rating_key has opened one"  # noqa: S101
        self.forget()
        try:
            self._connection.execute(_INSERT_RATING, row)
        except sqlite3.IntegrityError as error:
            if "rating.id" in str(error):
                return False
            raise
        except BaseException as error:
            if not self._connection.in_transaction:  # a full disk ends the whole transaction
                self._lose(batch, error)
            raise
        batch.last_key = row[0]
        batch.rows.append(row)
        if not self.batches:
            self.commit()
        return True

    def count_rating(self, key: int) -> None:
        """Count a rating that was inserted by `run`. Those that are changed or deleted are counted by themselves."""
        rows = self.all(f"SELECT {RATING_COLUMNS} FROM rating WHERE key = ?", (key,))  # noqa: S608 - our names
        self.run_many(CHANGE_TALLIES, self._tally_changes(rows))

    def commit(self) -> None:
        """Commit the open batch, if there is one. When that fails, the error is raised and kept with the batch."""
        batch = self.batch
        if batch is None:
            return
        try:
            self._connection.execute("COMMIT" if batch.rows else "ROLLBACK")
        except BaseException as error:
            self._lose(batch, error)
            raise
        self.batch = None
        self._uncounted += batch.rows

    def _lose(self, batch: Batch, error: BaseException) -> None:
        self.batch = None
        batch.error = error
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def settle(self) -> None:
        """Commit the open batch, and count all new ratings. When that fails, they go on waiting to be counted."""
        self.commit()
        if not self._uncounted:
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(CHANGE_TALLIES, self._tally_changes(self._uncounted))
            self._connection.execute("DELETE FROM uncounted")
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._uncounted.clear()

    def _tally_changes(self, ratings: Sequence[Row]) -> Iterator[tuple[int, ...]]:
        teams: dict[int, list[int]] = {}
        for user, team in self._connection.execute(
            "SELECT user, team FROM member WHERE user IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(users_of(ratings))),),
        ):
            teams.setdefault(user, []).append(team)
        return tally_changes(ratings, teams)

    def _count_what_was_left(self) -> None:
        """Count the ratings that a process had not counted when it was killed."""
        left = self.value("SELECT after FROM uncounted")
        if left is not None:
            self._uncounted = self.all(f"SELECT {RATING_COLUMNS} FROM rating WHERE key > ?", (left,))  # noqa: S608
            self.settle()

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
        for kind in KINDS:
            self._connection.executemany(ADD_TALLY, tallies(self._connection, kind))
        for statement in TALLY_TRIGGERS.values():
            self._connection.execute(statement)
        self.changed()

    def changed(self) -> None:
        """Tell the caches that records which they may hold have changed or gone. New records need no notice."""
        self.generation += 1
        self.forget()

    def next_key(self, table: str) -> int:
        """The numeric key that the next record of `table` gets. Call it inside the transaction that writes it."""
        last: int = self.value(f"SELECT coalesce(max(key), 0) FROM {table}")  # noqa: S608 - a name of ours
        return last + 1

    @property
    def is_filled(self) -> bool:
        """Whether the first records were ever written, though there were none of them."""
        version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return version == VERSION

    def mark_filled(self) -> None:
        """Note that the first records are there. Call it inside the transaction that writes them."""
        self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def clear(self) -> None:
        """Delete every record. Call it inside a transaction."""
        for (table,) in self.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        self.changed()

    def image(self) -> bytes:
        """The whole state, for `restore`."""
        self.settle()
        if self.path == MEMORY:
            return self._connection.serialize()
        with closing(sqlite3.connect(MEMORY)) as copy:
            self._connection.backup(copy)
            image = bytearray(copy.serialize())
            image[18:20] = b"\x01\x01"  # the file's header asks for WAL mode, in which an image cannot be read
            return bytes(image)

    def restore(self, image: bytes) -> None:
        """Put back a state that `image` returned."""
        self.settle()
        if self.path == MEMORY:
            # Into a new connection: the statements that the old one keeps prepared point into the schema that it had.
            connection = _open(MEMORY)
            connection.deserialize(image)
            _tune(connection, MEMORY)
            self._connection.close()
            self._connection = connection
        else:
            with closing(sqlite3.connect(MEMORY)) as copy:
                copy.deserialize(image)
                copy.backup(self._connection)
        self.changed()


LOCK_TIMEOUT = 0.5  # seconds to wait for a file that another emulator is just leaving


def _connect(path: str) -> sqlite3.Connection:
    if not path:
        raise StoreError(f"the path of the database is empty; name a file, or {MEMORY}")
    if path != MEMORY and not Path(path).resolve().parent.is_dir():
        raise StoreError(f"{path}: the folder {Path(path).resolve().parent} does not exist")
    connection: sqlite3.Connection | None = None
    try:
        connection = _open(path)
        is_new = _is_new(connection, path)
        if is_new:  # marked first, so that a file that is left half made is known as ours
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _tune(connection, path)
        if is_new:
            _make_tables(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise StoreError(f"{path}: in use by another emulator; stop it, or name another file") from error
        raise StoreError(f"{path}: {error}; expected a database of the emulator or a new file") from error
    except StoreError:
        if connection is not None:
            connection.close()
        raise
    return connection


def _open(path: str) -> sqlite3.Connection:
    # The service's lock lets one thread in at a time, so the connection may change threads.
    connection = sqlite3.connect(
        path if path == MEMORY else str(Path(path).absolute()),  # SQLite takes file:… for a URI
        timeout=LOCK_TIMEOUT,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    if path != MEMORY:
        # One emulator for a file: its caches are its own. Set before the first access, so that a file whose log is
        # still there (its emulator was killed) is locked by that access, too.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def _tune(connection: sqlite3.Connection, path: str) -> None:
    if path != MEMORY:  # a restored image in memory would keep a log as well, which the next image would lack
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")  # in WAL mode: survives the process, not a power cut
    connection.execute("PRAGMA wal_autocheckpoint = 8000")  # 32 MB: pages that change often are written back once
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 1073741824")


def _is_new(connection: sqlite3.Connection, path: str) -> bool:
    """Whether there are no tables yet. What is not ours, or not of this version, is refused before it is touched."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        if not tables and (path == MEMORY or Path(path).stat().st_size == 0):
            return True
        raise StoreError(f"{path}: this file was not made by the emulator")
    if not tables:
        return True
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in (VERSION, UNFILLED):
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
    connection.execute(f"PRAGMA user_version = {UNFILLED}")
    connection.execute("COMMIT")
