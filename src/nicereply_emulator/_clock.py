"""The emulator's time: everything that it stamps comes from here."""

import time
from collections.abc import Callable


class Clock:
    """A clock in whole epoch seconds that runs with real time until it is frozen.

    `now` starts it at that second instead of the real one.
    """

    def __init__(self, now: int | None = None, *, real_time: Callable[[], float] = time.time) -> None:
        self._real_time = real_time
        self._shift = 0.0
        self._frozen: int | None = None
        if now is not None:
            self.set(now)

    def now(self) -> int:
        """Epoch seconds."""
        if self._frozen is not None:
            return self._frozen
        return int(self._real_time() + self._shift)

    @property
    def is_frozen(self) -> bool:
        return self._frozen is not None

    def set(self, now: int) -> None:
        """Jump to `now` (epoch seconds); a running clock goes on from there, a frozen one stays."""
        if self._frozen is not None:
            self._frozen = now
        else:
            self._shift = now - self._real_time()

    def freeze(self, at: int | None = None) -> None:
        """Stand still, at `at` (epoch seconds) or at the present second."""
        self._frozen = self.now() if at is None else at

    def advance(self, seconds: int) -> None:
        """Move on by `seconds`, frozen or not."""
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
            self.set(now)
