"""What the clock can be told over HTTP; in Python the clock is told itself."""

from typing import Any

from .._clock import Clock
from .._document import Json
from .check import SettingsCheck

SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {
        "freeze": {
            "anyOf": [{"const": True}, {"type": "string"}],
            "description": "true to stand still, or the timestamp to stand still at.",
        },
        "set": {"type": "string", "description": "The timestamp to jump to; a running clock goes on from there."},
        "advance": {"type": "integer", "description": "Seconds to move on by; negative ones move back."},
        "run": {"const": True, "description": "true to run with real time again."},
    },
}

_CHECK = SettingsCheck(SCHEMA)


def change(clock: Clock, settings: object) -> None:
    """Do the one thing that is asked. Raises `ControlError`."""
    checked: dict[str, Any] = _CHECK.check(settings)
    match checked:
        case {"freeze": True}:
            clock.freeze()
        case {"freeze": at}:
            clock.freeze(at)
        case {"set": now}:
            clock.set(now)
        case {"advance": seconds}:
            clock.advance(seconds)
        case _:
            clock.run()
