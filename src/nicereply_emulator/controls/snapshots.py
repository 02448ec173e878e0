"""Named states of the records, to go back to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._times import format_timestamp
from .check import ControlError, nearest

if TYPE_CHECKING:
    from threading import RLock

    from .._clock import Clock
    from .._store import Store

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot: `time` is the emulator's when it was taken (epoch seconds), `size` what it needs, in bytes."""

    name: str
    time: int
    size: int

    def describe(self) -> dict[str, Any]:
        return {"name": self.name, "time": format_timestamp(self.time), "size": self.size}


class Snapshots:
    """Snapshots hold every record, and nothing else: not the clock, the faults, the journal, the account's state.

    They are kept in memory, until they are deleted or the emulator ends.
    """

    def __init__(self, store: Store, clock: Clock, lock: RLock) -> None:
        self._store = store
        self._clock = clock
        self._lock = lock
        self._kept: dict[str, tuple[Snapshot, bytes]] = {}

    def take(self, name: str) -> Snapshot:
        """Keep the present records under a name; one of the same name is replaced. Raises `ControlError`."""
        if not _is_name(name):
            raise ControlError(
                [f"name: {name!r}: expected 1 to 64 letters, digits, dots, dashes and underlines, no mark at the start"]
            )
        with self._lock:
            image = self._store.image()
            snapshot = Snapshot(name, self._clock.now(), len(image))
            self._kept[name] = snapshot, image
            return snapshot

    def restore(self, name: str) -> None:
        """Put the records back as they were. The snapshot stays. Raises `ControlError` when there is none."""
        with self._lock:
            self._store.restore(self._find(name)[1])

    def delete(self, name: str) -> None:
        """Forget one snapshot. Raises `ControlError` when there is none."""
        with self._lock:
            self._find(name)
            del self._kept[name]

    def list(self) -> list[Snapshot]:
        """All snapshots, the oldest first."""
        with self._lock:
            return [snapshot for snapshot, _ in self._kept.values()]

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _find(self, name: str) -> tuple[Snapshot, bytes]:
        if not _is_name(name) or name not in self._kept:
            known = nearest(str(name), list(self._kept)) if self._kept else "there are none"
            raise ControlError([f"name: there is no snapshot {name!r}; {known}"], status=404)
        return self._kept[name]


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None
