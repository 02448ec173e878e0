"""What the tests of the runtime share: clients on a transport that answers from a function."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

import nicereply

Handler = Callable[[httpx.Request], httpx.Response]

KEY = "k3y-of-an-account"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def key() -> str:
    """The API key that the clients are given."""
    return KEY


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the key or address of whoever runs it."""
    monkeypatch.delenv("NICEREPLY_API_KEY", raising=False)
    monkeypatch.delenv("NICEREPLY_BASE_URL", raising=False)


@pytest.fixture
def client_of() -> Iterator[Callable[..., nicereply.Client]]:
    """Makes clients whose requests are answered by a function."""
    with ExitStack() as stack:

        def make(handler: Handler, **settings: Any) -> nicereply.Client:
            http_client = stack.enter_context(httpx.Client(transport=httpx.MockTransport(handler)))
            return nicereply.Client(KEY, http_client=http_client, **settings)

        yield make


@pytest.fixture
def async_client_of() -> Iterator[Callable[..., nicereply.AsyncClient]]:
    """Makes asynchronous clients whose requests are answered by a function."""
    made: list[httpx.AsyncClient] = []

    def make(handler: Handler, **settings: Any) -> nicereply.AsyncClient:
        made.append(httpx.AsyncClient(transport=httpx.MockTransport(handler)))
        return nicereply.AsyncClient(KEY, http_client=made[-1], **settings)

    yield make
    for http_client in made:
        asyncio.run(http_client.aclose())
