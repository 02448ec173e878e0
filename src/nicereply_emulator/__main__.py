"""`python -m nicereply_emulator`, and the entry point of the command."""

import os
import signal
import sys
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    """Run the command, or say what to install when the emulator's extra is missing."""
    for number in _SIGNALS:
        signal.signal(number, _end)
    try:
        _command()
    finally:
        for number in _SIGNALS:  # Python itself would end by them again before it is done
            signal.signal(number, signal.SIG_IGN)


def _command() -> None:
    try:
        from ._cli import main as command
    except ModuleNotFoundError as error:
        from ._extra import needs_extra

        sys.exit(needs_extra(error))
    command(prog_name="nicereply-emulator")


def _end(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what signal handlers are given
    """End at once and quietly: before it serves and afterwards there is nothing to bring to an end."""
    os._exit(0)


if __name__ == "__main__":
    main()
