"""An emulator in a process of its own, started as a program in any language would start it."""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

FROZEN = ("--now", "2026-01-15T12:00:00Z", "--frozen")  # options for a run that can be repeated byte for byte
STOP_TIMEOUT = 5.0  # seconds for the emulator to end by itself


@dataclass(frozen=True)
class Service:
    """Where a service answers (`/v1` included), and the key that it takes."""

    base_url: str
    api_key: str


@contextmanager
def running(*options: str) -> Generator[Service]:
    """Run `nicereply-emulator serve` on a free port with more options, and stop it at the end.

    Raises RuntimeError when it does not start.
    """
    command = [sys.executable, "-m", "nicereply_emulator", "serve", "--port", "0", "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                raise RuntimeError(f"the emulator did not start: it ended with status {process.wait()}")
            details = json.loads(line)
            yield Service(details["base_url"], details["api_key"])
        finally:
            process.terminate()
            try:
                process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
