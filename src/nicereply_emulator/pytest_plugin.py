"""Fixtures for tests of programs that use Nicereply. pytest finds them by itself once the package is installed.

    def test_report(nicereply_client):
        assert nicereply_client.csat.get_stats().count > 0

Each test gets the account as it is at the start, in process and without sockets. `--nicereply-http`, or
`@pytest.mark.nicereply(http=True)`, puts the emulator behind a port of this machine, and the variables
`NICEREPLY_BASE_URL` and `NICEREPLY_API_KEY` lead programs there. The marker's other arguments are those of
`nicereply_emulator.Emulator`: `data`, `now`, `frozen`, `profile`, `self_check`, `seed`, `api_keys`.

PYTEST_DONT_REWRITE: nothing here is imported before a test asks for it, and there are no assertions to explain.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import nicereply
    from nicereply_emulator import Emulator
    from nicereply_emulator._pool import Pool

MARKER = "nicereply"

_SELF_CHECK = "NICEREPLY_EMULATOR_SELF_CHECK"
_TRUE = ("1", "true", "t", "yes", "y", "on")  # as the command takes them

_ARGUMENTS = ("http", "data", "now", "frozen", "profile", "self_check", "seed", "api_keys")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("nicereply")
    group.addoption(
        "--nicereply-http",
        action="store_true",
        default=False,
        help="offer the Nicereply emulator over HTTP to all tests",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        f"{MARKER}({', '.join(f'{name}=…' for name in _ARGUMENTS)}): how the Nicereply emulator of this test is set up",
    )


@pytest.fixture(scope="session")
def _nicereply_emulators() -> Iterator[Pool]:
    """The emulators of this session."""
    try:
        from ._pool import Pool
    except ModuleNotFoundError as error:
        from ._extra import needs_extra

        raise pytest.fail.Exception(needs_extra(error), pytrace=False) from None
    with Pool() as pool:
        yield pool


@pytest.fixture
def nicereply_emulator(request: pytest.FixtureRequest, _nicereply_emulators: Pool) -> Iterator[Emulator]:
    """The emulator, with its account as at the start, and no faults, snapshots or calls."""
    settings = _settings(request)
    try:
        emulator = _nicereply_emulators.get(**settings)
    except ValueError as error:
        raise pytest.fail.Exception(f"pytest.mark.{MARKER}: {error}", pytrace=False) from None
    with pytest.MonkeyPatch.context() as environment:  # not the test's own, which it may undo
        if settings["http"]:
            environment.setenv("NICEREPLY_BASE_URL", emulator.base_url)
            environment.setenv("NICEREPLY_API_KEY", emulator.api_key)
        yield emulator


@pytest.fixture
def nicereply_client(request: pytest.FixtureRequest, nicereply_emulator: Emulator) -> Iterator[nicereply.Client]:
    """A client of the emulator."""
    import httpx

    import nicereply

    transport = None if _settings(request)["http"] else nicereply_emulator.transport()
    with (
        httpx.Client(transport=transport, trust_env=False) as http_client,  # no proxy leads to this machine
        nicereply.Client(nicereply_emulator.api_key, nicereply_emulator.base_url, http_client=http_client) as client,
    ):
        yield client


@pytest.fixture
def nicereply_async_client(request: pytest.FixtureRequest, nicereply_emulator: Emulator) -> nicereply.AsyncClient:
    """An asynchronous client of the emulator, for asyncio and trio; it need not be closed."""
    import httpx

    import nicereply

    transport = None if _settings(request)["http"] else nicereply_emulator.async_transport()
    # The test's event loop is not there yet, and gone afterwards: no connection may be left open in it.
    limits = httpx.Limits(max_keepalive_connections=0)
    http_client = httpx.AsyncClient(transport=transport, limits=limits, trust_env=False)
    return nicereply.AsyncClient(nicereply_emulator.api_key, nicereply_emulator.base_url, http_client=http_client)


def _settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the test's markers say (the nearest wins), the command line, and the environment."""
    settings: dict[str, Any] = {"http": bool(request.config.getoption("--nicereply-http"))}
    if os.environ.get(_SELF_CHECK, "").lower() in _TRUE:
        settings["self_check"] = True
    for marker in reversed(list(request.node.iter_markers(MARKER))):
        unknown = sorted(marker.kwargs.keys() - set(_ARGUMENTS))
        if unknown or marker.args:
            wrong = ", ".join([*map(repr, marker.args), *unknown])
            pytest.fail(f"pytest.mark.{MARKER} takes {', '.join(_ARGUMENTS)} by name, not {wrong}", pytrace=False)
        settings.update(marker.kwargs)
    if not isinstance(settings["http"], bool):
        pytest.fail(f"pytest.mark.{MARKER}: http={settings['http']!r}: expected True or False", pytrace=False)
    return settings
