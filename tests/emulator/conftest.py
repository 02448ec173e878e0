from collections.abc import Iterator

import pytest

import nicereply_emulator

from .api import Api, frozen_emulator


@pytest.fixture(scope="module")
def demo() -> Iterator[nicereply_emulator.Emulator]:
    emulator = frozen_emulator()
    yield emulator
    emulator.close()


@pytest.fixture
def api(demo: nicereply_emulator.Emulator) -> Iterator[Api]:
    """The demo account as it is at the start."""
    demo.reset()
    demo.account.payment_required = False
    api = Api(demo)
    yield api
    api.close()
