"""The emulator as Python programs use it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from contextlib import contextmanager
from copy import deepcopy
from os import PathLike, fspath
from typing import TYPE_CHECKING, NamedTuple

from ._account import Account
from ._api import api
from ._clock import Clock, Moment
from ._first_records import Source, demo_image, fill, is_demo
from ._service import Service
from ._store import MEMORY, Store, StoreError
from .controls.check import NOT_GIVEN, ControlError, given
from .controls.data import AccountData
from .controls.endpoints import Endpoints
from .controls.guard import is_loopback
from .controls.journal import since_setting
from .controls.snapshots import Snapshots
from .controls.verify import verify

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from typing import Self

    from ._server import Server
    from ._transports import AsyncTransport, Transport
    from .controls.journal import Entry, Since

_log = logging.getLogger("nicereply_emulator")

DEMO_KEY = "nicereply-demo-key"

IN_PROCESS_ORIGIN = "http://127.0.0.1"

_LARGEST_IMAGE = 64 * 1_048_576
"""Bytes of a database whose first records are kept in memory for `reset`."""

_SIZE = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"


class _Start(NamedTuple):
    """What `reset` goes back to. There is no image of a file that is too large for one."""

    image: bytes | None
    clock: tuple[float, int | None]


class Emulator:
    """A Nicereply account on this machine.

    `database` is a file or `:memory:`. `data` is `demo`, `empty`, the path of a JSON file or such a dict; it fills a
    new database, and None means `demo` for such a one. A file that was filled before goes on with what it has. `now`
    (epoch seconds, a timestamp or an aware datetime) starts the clock there, `frozen` lets it stand still. `profile` is
    `strict` or `legacy`; `self_check` judges every answer by the strict document. `seed` is what the ids of new records
    are drawn from.

    As a context manager it is closed at the end; else call `close`.

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
        compiled = api(profile)
        self._data = deepcopy(data) if isinstance(data, Mapping) else data  # it may be loaded again
        self._document = compiled.document
        self._profile = profile
        self.account = Account(api_keys)
        self._api_key = api_keys[0]
        self.clock = Clock(now)
        if frozen:
            self.clock.freeze(now)  # not at what is now by the running clock: a second may have passed
        self._store = Store(fspath(database))
        self._is_closed = False
        try:
            self._is_new = not self._store.is_filled
            self._begin()
            self.service = Service(compiled, self._store, self.clock, self.account, self_check=self_check, seed=seed)
            self._first = _Start(self._first_image(), self.clock.state())
        except BaseException:
            self._store.close()
            raise
        self._marked: _Start | None = None
        self._base_url = IN_PROCESS_ORIGIN + self._document.base_path
        lock = self.service.lock
        self.faults = self.service.faults
        self.journal = self.service.journal
        self.rate_limit = self.service.rate_limit
        self.snapshots = Snapshots(self._store, self.clock, lock)
        self.data = AccountData(self._store, self._document, lock)
        self.controls = Endpoints(self)
        self.service.controls = self.controls

    @property
    def base_url(self) -> str:
        """Where the API answers, `/v1` included."""
        return self._base_url

    @property
    def api_key(self) -> str:
        """The first of the keys that are accepted."""
        return self._api_key

    @property
    def profile(self) -> str:
        """What is accepted: `strict` or `legacy`."""
        return self._profile

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called: it answers no more."""
        return self._is_closed

    def reset(self) -> None:
        """Back to the start: the first records and clock, no faults, no rate limit, an account that is paid for, an
        empty journal. Snapshots stay.

        The start is when `mark` was called last, else when the emulator was made. Raises `ControlError` for a large
        file that had records already when it was opened: they are not kept twice.
        """
        with self.service.lock:
            if self._is_closed:
                raise StoreError("this emulator is closed")
            start = self._marked or self._first
            if start.image is not None:
                self._store.restore(start.image)
            elif not self._is_new:
                reason = f"the first records of {self._store.path} were too many to be kept"
                raise ControlError([f"{reason}: take a snapshot to go back to"], status=409)
            else:
                fill(self._store, self._data, self._document)
            self.clock.restore(start.clock)
            self.account.payment_required = False
            self.faults.clear()
            self.rate_limit.off()
            self.journal.reset()

    def mark(self) -> None:
        """Remember the present records, and the clock, as those that `reset` goes back to."""
        with self.service.lock:
            self._marked = _Start(self._store.image(), self.clock.state())

    def unmark(self) -> None:
        """Forget what `mark` remembered: `reset` goes back to when the emulator was made."""
        with self.service.lock:
            self._marked = None

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return self.data.counts()

    def listens_at(self, address: str, url: str) -> None:
        """Note where a server offers this emulator: the controls answer it only at an address of this machine's own."""
        self._base_url = url
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
        """End it: the database is closed, and what is kept in memory to go back to is given up."""
        with self.service.lock:
            self._is_closed = True
            self._store.close()
            self._first = _Start(None, self._first.clock)
            self._marked = None
            self.snapshots.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin(self) -> None:
        """Fill a new database."""
        if self._is_new:
            fill(self._store, self._data, self._document)
        elif self._data is not None:
            _log.warning(
                "%s is not new: it goes on with the records that it has, and data is passed over", self._store.path
            )

    def _first_image(self) -> bytes | None:
        if self._store.path == MEMORY and is_demo(self._data):
            return demo_image()  # that of all others
        return self._store.image() if self._store.value(_SIZE) <= _LARGEST_IMAGE else None

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

    with Emulator(
        database=database,
        data=data,
        api_keys=api_keys,
        now=now,
        frozen=frozen,
        profile=profile,
        self_check=self_check,
        seed=seed,
    ) as emulator:
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
