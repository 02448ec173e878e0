"""The emulator as Python programs use it."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from contextlib import contextmanager
from copy import deepcopy
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nicereply_spec import load_strict

from ._account import Account
from ._clock import Clock, Moment
from ._data import load
from ._document import Document
from ._service import Service
from ._store import MEMORY, Store
from .controls.check import NOT_GIVEN, ControlError, given
from .controls.data import AccountData, checked
from .controls.endpoints import Endpoints
from .controls.guard import is_loopback
from .controls.journal import since_setting
from .controls.snapshots import Snapshots
from .controls.verify import verify

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ._data_format import Data
    from ._server import Server
    from ._transports import AsyncTransport, Transport
    from .controls.journal import Entry, Since

Source = str | PathLike[str] | Mapping[str, Any]
"""What the first records come from."""

DEMO_KEY = "nicereply-demo-key"

IN_PROCESS_ORIGIN = "http://127.0.0.1"

_LARGEST_IMAGE = 64 * 1_048_576
"""Bytes of a database whose first records are kept in memory for `reset`."""

_SIZE = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"


class Emulator:
    """A Nicereply account on this machine.

    `database` is a file or `:memory:`. `data` is `demo`, `empty`, the path of a JSON file or such a dict; it fills a
    database that has no records, and None means `demo` for such a one. `now` (epoch seconds, a timestamp or an
    aware datetime) starts the clock there, `frozen` lets it stand still. `profile` is `strict` or `legacy`;
    `self_check` judges every answer by the strict document. `seed` is what the ids of new records are drawn from.

    Raises `StoreError` for a database that cannot be used, `DataError` for data that cannot be loaded and `ValueError`
    for an argument that is none of these.
    """

    def __init__(
        self,
        *,
        database: str | PathLike[str] = MEMORY,
        data: Source | None = None,
        api_keys: Sequence[str] = (DEMO_KEY,),
        now: Moment | None = None,
        frozen: bool = False,
        profile: str = "strict",
        self_check: bool = False,
        seed: int = 0,
    ) -> None:
        _check_arguments(database=database, data=data, frozen=frozen, self_check=self_check, seed=seed)
        if isinstance(data, Mapping):
            data = deepcopy(data)  # it may be loaded again
        self.account = Account(api_keys)
        self.api_key = api_keys[0]
        self.clock = Clock(now)
        if frozen:
            self.clock.freeze(now)  # not at what is now by the running clock: a second may have passed
        self._store = Store(fspath(database))
        try:
            source = load_strict()
            document = Document(source)
            had_records = self._fill(data, document)
            self.service = Service(
                source, self._store, self.clock, self.account, profile=profile, self_check=self_check, seed=seed
            )
        except BaseException:
            self._store.close()
            raise
        self.base_url = IN_PROCESS_ORIGIN + self.service.state.base_path
        lock = self.service.lock
        self.faults = self.service.faults
        self.journal = self.service.journal
        self.rate_limit = self.service.rate_limit
        self.snapshots = Snapshots(self._store, self.clock, lock)
        self.data = AccountData(self._store, document, lock)
        self.profile = profile
        self.controls = Endpoints(self)
        self.service.controls = self.controls
        self._refill = None if had_records else lambda: load(self._store, _first_records(data, document))
        self._start: bytes | None = None
        self._start_of_clock = self.clock.state()
        if self._store.value(_SIZE) <= _LARGEST_IMAGE:
            self._start = self._store.image()

    def reset(self) -> None:
        """Back to the start: the first records and clock, no faults, no rate limit, an account that is paid for, an
        empty journal. Snapshots stay.

        The start is when `mark` was called last, else when the emulator was made. Raises `ControlError` for a large
        file that had records already when it was opened: they are not kept twice.
        """
        with self.service.lock:
            if self._start is not None:
                self._store.restore(self._start)
            elif self._refill is not None:
                self._refill()
            else:
                reason = f"the first records of {self._store.path} were too many to be kept"
                raise ControlError([f"{reason}: take a snapshot to go back to"], status=409)
            self.clock.restore(self._start_of_clock)
            self.account.payment_required = False
            self.faults.clear()
            self.rate_limit.off()
            self.journal.reset()

    def mark(self) -> None:
        """Remember the present records, and the clock, as those that `reset` goes back to."""
        with self.service.lock:
            self._start = self._store.image()
            self._start_of_clock = self.clock.state()

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return self.data.counts()

    def listens_at(self, address: str, url: str) -> None:
        """Note where a server offers this emulator: the controls answer it only at an address of this machine's own."""
        self.base_url = url
        self.controls.is_open = is_loopback(address)

    def verify(
        self,
        operation: str | None = None,
        *,
        times: int | None = None,
        at_least: int | None = None,
        at_most: int | None = None,
        status: int | None = None,
        body: object = NOT_GIVEN,
        query: Mapping[str, str | int | bool | None] | None = None,
        since: Since | None = None,
    ) -> list[Entry]:
        """The calls to `operation` in the journal, if there are as many as expected, else `VerificationError`.

        Expected are exactly `times`, or `at_least` and `at_most` so many; one at least, if nothing is said. Only calls
        count that were answered with `status`, whose JSON body has `body` in it, that have the parameters `query`
        (None: do not have them), and that came after the entry numbered `since`, or at or after that time.
        """
        settings = {
            "operation": operation,
            "times": times,
            "at_least": at_least,
            "at_most": at_most,
            "status": status,
            "query": dict(query) if isinstance(query, Mapping) else query,
            "since": since_setting(since),
        }
        return verify(self.journal, given(settings) if body is NOT_GIVEN else {**given(settings), "body": body})

    def transport(self) -> Transport:
        """A transport for `httpx.Client` that answers in process."""
        from ._transports import Transport

        return Transport(self.service)

    def async_transport(self) -> AsyncTransport:
        """A transport for `httpx.AsyncClient` that answers in process."""
        from ._transports import AsyncTransport

        return AsyncTransport(self.service)

    def close(self) -> None:
        self._store.close()

    def _fill(self, data: Source | None, document: Document) -> bool:
        """Fill a new database; whether there were records already."""
        if self._store.is_empty():
            records = _first_records(data, document)
            if records:
                load(self._store, records)
            return False
        if data is not None:
            what = "data" if isinstance(data, Mapping) else f"data {data!r}"
            raise ValueError(
                f"{what}: the database {self._store.path} has records already; leave the data out to go on with "
                "them, or name a new file"
            )
        return True

    def __repr__(self) -> str:
        return f"<nicereply_emulator.Emulator {self.base_url}>"


@contextmanager
def run(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    database: str | PathLike[str] = MEMORY,
    data: Source | None = None,
    api_keys: Sequence[str] = (DEMO_KEY,),
    now: Moment | None = None,
    frozen: bool = False,
    profile: str = "strict",
    self_check: bool = False,
    seed: int = 0,
) -> Generator[Emulator]:
    """An emulator that answers over HTTP at `.base_url`, in a thread of its own, until the block ends.

    Port 0 takes a free one. The other arguments are those of `Emulator`.
    """
    from ._server import Server, base_url, listen

    emulator = Emulator(
        database=database,
        data=data,
        api_keys=api_keys,
        now=now,
        frozen=frozen,
        profile=profile,
        self_check=self_check,
        seed=seed,
    )
    try:
        listener = listen(host, port)
        emulator.listens_at(listener.getsockname()[0], base_url(listener, emulator.service.state.base_path))
        answers = threading.Event()
        server = Server(emulator.service, listener, answers.set)
        thread = threading.Thread(target=_serve, args=(server, answers), name="nicereply-emulator", daemon=True)
        thread.start()
        answers.wait()
        if not server.started:
            raise RuntimeError("the emulator's server did not start")
        try:
            yield emulator
        finally:
            server.stop()
            thread.join()
    finally:
        emulator.close()


def _serve(server: Server, answers: threading.Event) -> None:
    try:
        server.run_until_stopped()
    finally:
        answers.set()


def _check_arguments(*, database: object, data: object, frozen: object, self_check: object, seed: object) -> None:
    """Raise `ControlError` for arguments of a wrong type. Those that are not here are judged where they are used."""
    problems: list[str] = []
    if not isinstance(database, (str, PathLike)):
        problems.append(f"database: {database!r}: expected a path, or {MEMORY}")
    if data is not None and not isinstance(data, (str, PathLike, Mapping)):
        problems.append(f"data: {data!r}: expected demo, empty, the path of a JSON file, or a dict of records")
    for name, flag in (("frozen", frozen), ("self_check", self_check)):
        if not isinstance(flag, bool):
            problems.append(f"{name}: {flag!r}: expected True or False")
    if not isinstance(seed, int) or isinstance(seed, bool):
        problems.append(f"seed: {seed!r}: expected a whole number")
    if problems:
        raise ControlError(problems)


def _first_records(data: Source | None, document: Document) -> Data:
    """The records that `data` names."""
    if data == "empty":
        return {}
    if data is None or data == "demo":
        from .demo import demo_data

        return demo_data()
    if isinstance(data, Mapping):
        return checked(dict(data), document)
    path = Path(data)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"data {data!r}: expected demo, empty or a JSON file that can be read ({error})") from error
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ValueError(f"data {data!r}: not JSON ({error})") from error
    return checked(value, document)
