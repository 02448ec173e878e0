"""The emulator's time: everything that it stamps comes from here."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from ._times import parse_timestamp
from .controls.check import ControlError

Moment = float | str | datetime
"""Epoch seconds, a timestamp in a documented format, or an aware datetime (fractions of a second are dropped)."""

_EARLIEST = 0
_LATEST = 253_370_764_800  # the year 9999: timestamps have four digits for the year, and some offset must be left


class Clock:
    """A clock in whole epoch seconds that runs with real time until it is frozen.

    `now` starts it at that moment instead of the real one. Its moments are from 1970 to 9998; others, and texts that
    are no timestamps, raise `ControlError`.
    """

    def __init__(self, now: Moment | None = None, *, real_time: Callable[[], float] = time.time) -> None:
        self._real_time = real_time
        self._shift = 0.0
        self._frozen: int | None = None
        if now is not None:
            self._jump(epoch_of("now", now))

    def now(self) -> int:
        """Epoch seconds."""
        if self._frozen is not None:
            return self._frozen
        return int(self._real_time() + self._shift)

    @property
    def is_frozen(self) -> bool:
        return self._frozen is not None

    def set(self, now: Moment) -> None:
        """Jump to `now`; a running clock goes on from there, a frozen one stays."""
        self._jump(epoch_of("set", now))

    def _jump(self, epoch: int) -> None:
        if self._frozen is not None:
            self._frozen = epoch
        else:
            self._shift = epoch - self._real_time()

    def freeze(self, at: Moment | Literal[True] | None = None) -> None:
        """Stand still, at `at` or at the present second (None, and True as over HTTP)."""
        self._frozen = self.now() if at is None or at is True else epoch_of("freeze", at)

    def advance(self, seconds: int) -> None:
        """Move on by `seconds` (back by negative ones), frozen or not."""
        if not isinstance(seconds, int) or isinstance(seconds, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ControlError([f"advance: {seconds!r}: expected whole seconds"])
        epoch_of("advance", self.now() + seconds)
        if self._frozen is not None:
            self._frozen += seconds
        else:
            self._shift += seconds

    def state(self) -> tuple[float, int | None]:
        """What `restore` takes."""
        return self._shift, self._frozen

    def restore(self, state: tuple[float, int | None]) -> None:
        """Back to how the clock was: frozen at the same second, or running as far from real time."""
        self._shift, self._frozen = state

    def run(self) -> None:
        """Run with real time again, from the present second on."""
        if self._frozen is not None:
            now, self._frozen = self._frozen, None
            self._jump(now)


def epoch_of(setting: str, moment: Moment) -> int:
    """The second that a caller means; `setting` is what an error is to call it."""
    is_number = isinstance(moment, (int, float)) and not isinstance(moment, bool)
    shown = f"{moment} seconds since 1970" if is_number else repr(moment)
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise ControlError(
                [f"{setting}: {moment}: this datetime has no offset from UTC; give it one, such as timezone.utc"]
            )
        moment = int(moment.timestamp())
    if isinstance(moment, str):
        parsed = parse_timestamp(moment)
        if parsed is None:
            expected = "a timestamp such as 2026-01-15T12:00:00Z or 2026-01-15T12:00:00+02:00"
            raise ControlError([f"{setting}: {shown}: expected {expected}"])
        moment = parsed
    if not isinstance(moment, (int, float)) or isinstance(moment, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ControlError([f"{setting}: {shown}: expected epoch seconds, a timestamp or a datetime"])
    if not _EARLIEST <= moment < _LATEST:
        raise ControlError([f"{setting}: {shown}: expected a time from 1970 to 9998"])
    return int(moment)
