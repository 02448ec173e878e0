"""A limit to the number of requests, by the emulator's clock. The documentation has the status and no limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._http import Refusal
from .check import SettingsCheck

if TYPE_CHECKING:
    from threading import RLock

    from .._clock import Clock
    from .._document import Json

_MOST = 10**9

SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["requests", "seconds"],
    "properties": {
        "requests": {
            "type": "integer",
            "minimum": 0,
            "maximum": _MOST,
            "description": f"How many requests a window has; {_MOST} at most.",
        },
        "seconds": {
            "type": "integer",
            "minimum": 1,
            "maximum": _MOST,
            "description": f"How long a window is, by the emulator's clock; {_MOST} at most.",
        },
    },
}

_CHECK = SettingsCheck(SCHEMA)


class RateLimit:
    """So many requests in a window, and then 429 with `Retry-After`, in seconds, until the window ends.

    A window begins with its first request. Requests without the key, and those that are 402, do not count.
    """

    def __init__(self, clock: Clock, lock: RLock) -> None:
        self._clock = clock
        self._lock = lock
        self._requests = 0
        self._seconds = 0
        self._start: int | None = None
        self._used = 0
        self.active = False

    def set(self, requests: int, seconds: int) -> None:
        """Allow `requests` in a window of `seconds`; a new window begins. Raises `ControlError`."""
        self.set_settings({"requests": requests, "seconds": seconds})

    def set_settings(self, settings: object) -> None:
        """The same, from a JSON object."""
        checked = _CHECK.check(settings)
        with self._lock:
            self._requests, self._seconds = checked["requests"], checked["seconds"]
            self._start, self._used = None, 0
            self.active = True

    def off(self) -> None:
        """No limit, as at the start."""
        with self._lock:
            self.active = False

    def describe(self) -> dict[str, Any]:
        """The limit as the controls show it: `remaining` requests, and `resets_in` seconds when a window is open."""
        with self._lock:
            if not self.active:
                return {"active": False}
            left = self._left(self._clock.now())
            return {
                "active": True,
                "requests": self._requests,
                "seconds": self._seconds,
                "remaining": self._requests - (self._used if left is not None else 0),
                "resets_in": left,
            }

    def admit(self) -> None:
        """Count one request, or raise `Refusal` with 429 when the window has no more."""
        now = self._clock.now()
        left = self._left(now)
        if left is None:
            self._start, self._used, left = now, 0, self._seconds
        if self._used >= self._requests:
            raise Refusal(429, ["Too many requests."], [("retry-after", str(left))])
        self._used += 1

    def _left(self, now: int) -> int | None:
        """Seconds until the open window ends; None when there is none (the clock may also have been set back)."""
        if self._start is None or not 0 <= now - self._start < self._seconds:
            return None
        return self._start + self._seconds - now
