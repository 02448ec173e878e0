"""A running emulator, started as anyone would: one command, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from emulator_process import FROZEN, Service, running


@pytest.fixture(scope="module")
def emulator() -> Iterator[Service]:
    """The emulator on its demo data, on a free port, its clock frozen so that every run sends the same bytes."""
    with running(*FROZEN) as service:
        yield service
