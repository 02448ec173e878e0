"""A running emulator, started as anyone would: one command, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

NOW = "2026-01-15T12:00:00Z"


@dataclass(frozen=True)
class Service:
    """Where a service answers, and the key that it takes."""

    base_url: str
    api_key: str


@pytest.fixture(scope="module")
def emulator() -> Iterator[Service]:
    """The emulator on its demo data, on a free port, its clock frozen so that every run sends the same bytes."""
    program = Path(sys.executable).with_name("nicereply-emulator")
    with subprocess.Popen(
        [program, "serve", "--port", "0", "--json", "--now", NOW],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, f"the emulator ended with {process.wait(10)} before it said where it answers"
            details = json.loads(line)
            yield Service(details["base_url"], details["api_key"])
            assert process.poll() is None, f"the emulator ended with {process.returncode} during the tests"
        finally:
            process.terminate()
            process.wait(10)
