"""The client against the emulator over HTTP. Tests that take `api` run twice: with both clients."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import httpx
import pytest

import nicereply
import nicereply_emulator

# The demo data's own "now": the end of the year that it tells of.
NOW = "2026-01-15T12:00:00Z"


class Api(Protocol):
    """One of the clients, called by the names of resource and method; lists come complete."""

    def __call__(self, method: str, *arguments: Any, **named: Any) -> Any: ...


class SyncApi:
    def __init__(self, client: nicereply.Client) -> None:
        self.client = client

    def __call__(self, method: str, *arguments: Any, **named: Any) -> Any:
        resource, _, name = method.partition(".")
        answer = getattr(getattr(self.client, resource), name)(*arguments, **named)
        return list(answer) if isinstance(answer, nicereply.Pager) else answer


class AsyncApi:
    def __init__(self, client: nicereply.AsyncClient, runner: asyncio.Runner) -> None:
        self.client, self.runner = client, runner

    def __call__(self, method: str, *arguments: Any, **named: Any) -> Any:
        return self.runner.run(self._call(method, *arguments, **named))

    async def _call(self, method: str, *arguments: Any, **named: Any) -> Any:
        resource, _, name = method.partition(".")
        answer = getattr(getattr(self.client, resource), name)(*arguments, **named)
        return [item async for item in answer] if isinstance(answer, AsyncIterator) else await answer


@pytest.fixture(scope="session")
def _server() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(data="demo", now=NOW, self_check=True) as emulator:
        yield emulator


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """The event loop of all tests, so that one asynchronous client can serve them."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def _client(_server: nicereply_emulator.Emulator) -> Iterator[nicereply.Client]:
    with nicereply.Client(_server.api_key, _server.base_url, max_retries=0) as client:
        yield client


@pytest.fixture(scope="session")
def _async_client(_server: nicereply_emulator.Emulator, runner: asyncio.Runner) -> Iterator[nicereply.AsyncClient]:
    client = nicereply.AsyncClient(_server.api_key, _server.base_url, max_retries=0)
    yield client
    runner.run(client.close())


@pytest.fixture
def emulator(_server: nicereply_emulator.Emulator) -> nicereply_emulator.Emulator:
    """A running emulator with the demo data as it was at first."""
    _server.reset()
    return _server


@pytest.fixture
def client(_client: nicereply.Client, emulator: nicereply_emulator.Emulator) -> nicereply.Client:
    """A client of the emulator that tries each call once."""
    assert _client.base_url == emulator.base_url
    return _client


@pytest.fixture
def async_client(_async_client: nicereply.AsyncClient, emulator: nicereply_emulator.Emulator) -> nicereply.AsyncClient:
    """An asynchronous client of the emulator that tries each call once."""
    assert _async_client.base_url == emulator.base_url
    return _async_client


@pytest.fixture(params=["sync", "async"])
def api(request: pytest.FixtureRequest) -> Api:
    """Both clients, one after the other."""
    if request.param == "sync":
        return SyncApi(request.getfixturevalue("client"))
    return AsyncApi(request.getfixturevalue("async_client"), request.getfixturevalue("runner"))


class Lists(Protocol):
    """A pager of one of the clients."""

    @property
    def cursor(self) -> str: ...

    def open(self, method: str, **named: Any) -> None:
        """Make a pager by the names of resource and method."""

    def resume(self, cursor: str) -> None:
        """Make the pager that goes on from a cursor."""

    def take(self, count: int) -> list[Any]: ...

    def rest(self) -> list[Any]: ...

    def pages(self) -> list[nicereply.Page[Any]]: ...

    def close(self) -> None: ...


class _OpenedLists:
    """What both kinds of clients do alike."""

    client: Any
    pager: Any

    @property
    def cursor(self) -> str:
        return self.pager.cursor

    def open(self, method: str, **named: Any) -> None:
        resource, _, name = method.partition(".")
        self.pager = getattr(getattr(self.client, resource), name)(**named)

    def resume(self, cursor: str) -> None:
        self.pager = self.client.resume(cursor)


class SyncLists(_OpenedLists):
    pager: nicereply.Pager[Any]

    def __init__(self, client: nicereply.Client) -> None:
        self.client = client

    def take(self, count: int) -> list[Any]:
        return self.pager.take(count)

    def rest(self) -> list[Any]:
        return list(self.pager)

    def pages(self) -> list[nicereply.Page[Any]]:
        return list(self.pager.pages())

    def close(self) -> None:
        self.pager.close()


class AsyncLists(_OpenedLists):
    pager: nicereply.AsyncPager[Any]

    def __init__(self, client: nicereply.AsyncClient, runner: asyncio.Runner) -> None:
        self.client, self.runner = client, runner

    def take(self, count: int) -> list[Any]:
        return self.runner.run(self.pager.take(count))

    def rest(self) -> list[Any]:
        return self.runner.run(_all(self.pager))

    def pages(self) -> list[nicereply.Page[Any]]:
        return self.runner.run(_all(self.pager.pages()))

    def close(self) -> None:
        self.runner.run(self.pager.close())


async def _all(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items]


@pytest.fixture(params=["sync", "async"])
def lists(request: pytest.FixtureRequest) -> Lists:
    """Lists of the emulator by both clients, one after the other."""
    if request.param == "sync":
        return SyncLists(request.getfixturevalue("client"))
    return AsyncLists(request.getfixturevalue("async_client"), request.getfixturevalue("runner"))


@pytest.fixture(params=["sync", "async"])
def served_lists(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Callable[..., Lists]]:
    """Lists by both clients, one after the other, whose requests are answered by a function."""

    def make(answer: Callable[[httpx.Request], httpx.Response]) -> Lists:
        transport = httpx.MockTransport(answer)
        if request.param == "sync":
            return SyncLists(
                nicereply.Client("key", http_client=stack.enter_context(httpx.Client(transport=transport)))
            )
        http_client = httpx.AsyncClient(transport=transport)
        stack.callback(lambda: runner.run(http_client.aclose()))
        return AsyncLists(nicereply.AsyncClient("key", http_client=http_client), runner)

    with ExitStack() as stack:
        yield make
