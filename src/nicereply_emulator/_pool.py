"""The emulators of a pytest session."""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, cast

from ._emulator import Emulator, run

_MOST_OPEN = 4
"""Emulators that are kept for tests to come. A new one takes a few milliseconds, once there was a first."""


class _Opened(NamedTuple):
    """An emulator, what closes it, and what it was made of."""

    emulator: Emulator
    stack: ExitStack
    parts: dict[str, object]

    def is_whole(self) -> bool:
        """Whether it is open, and no test has put anything in the place of a part of it."""
        parts = _parts(self.emulator)
        return parts.keys() == self.parts.keys() and all(parts[name] is part for name, part in self.parts.items())


def _parts(emulator: Emulator) -> dict[str, object]:
    return {name: part for name, part in vars(emulator).items() if name != "_marked"}  # which `unmark` forgets


class Pool:
    """Emulators by their settings, started when they are first asked for. Each process has its own (pytest-xdist).

    The few that were used last are kept, the others are closed.
    """

    def __init__(self) -> None:
        self._open: OrderedDict[str, _Opened] = OrderedDict()
        """The one used last is at the end."""

    def get(self, *, http: bool, **settings: Any) -> Emulator:
        """The emulator with these settings, as it was at its start. Those that were got before may be closed now."""
        key = _key(http=http, **settings)
        if key in self._open and not self._open[key].is_whole():
            self._close(key)
        if key in self._open:
            self._open.move_to_end(key)
            emulator = self._open[key].emulator
            emulator.unmark()
            emulator.reset()
            emulator.snapshots.clear()
            return emulator
        while len(self._open) >= _MOST_OPEN:
            self._close(next(iter(self._open)))
        stack = ExitStack()
        emulator = stack.enter_context(run(**settings) if http else Emulator(**settings))
        self._open[key] = _Opened(emulator, stack, _parts(emulator))
        return emulator

    def _close(self, key: str) -> None:
        self._open.pop(key).stack.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for key in list(self._open):
            self._close(key)


def _key(**settings: Any) -> str:
    """What tells emulators apart: the settings, and what the file of their data is at present."""
    data = settings.get("data")
    state: tuple[object, ...] = ()
    if isinstance(data, (str, os.PathLike)) and data not in ("demo", "empty"):
        path = Path(cast("str", data)).absolute()
        try:
            status = path.stat()
        except OSError:  # the emulator will say so
            status = None
        state = (path,) if status is None else (path, status.st_ino, status.st_mtime_ns, status.st_size)
    return repr((sorted(settings.items()), state))
