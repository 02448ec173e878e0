from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

import nicereply_emulator

from ..api import NOW, Api
from .ways import WAYS, Way


@pytest.fixture(scope="session")
def running() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(self_check=True, now=NOW, frozen=True) as emulator:
        yield emulator


@pytest.fixture
def emulator(running: nicereply_emulator.Emulator) -> nicereply_emulator.Emulator:
    """The demo account as at the start, served over HTTP; the clock stands still."""
    running.reset()
    running.snapshots.clear()
    return running


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, emulator: nicereply_emulator.Emulator) -> Way:
    return Way(request.param, emulator)


@pytest.fixture
def api(emulator: nicereply_emulator.Emulator) -> Iterator[Api]:
    """The API in process."""
    with closing(Api(emulator)) as api:
        yield api


@pytest.fixture
def controls(emulator: nicereply_emulator.Emulator) -> Iterator[httpx.Client]:
    """The controls over HTTP."""
    url = httpx.URL(emulator.base_url).copy_with(path="/_emulator")
    with httpx.Client(base_url=url) as client:
        yield client
