"""In process an answer is what httpx makes of one that comes over a socket."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

import nicereply_emulator

from .ways import Way


@pytest.fixture(params=[True, False], ids=["in process", "http"])
def client(request: pytest.FixtureRequest, emulator: nicereply_emulator.Emulator) -> Iterator[httpx.Client]:
    transport = emulator.transport() if request.param else None
    with httpx.Client(transport=transport, base_url=emulator.base_url, auth=("", emulator.api_key)) as client:
        yield client


def test_how_long_it_took_is_known(way: Way) -> None:
    way.emulator.faults.add("latency", seconds=0.05)
    assert way.get("/csat/stats").elapsed >= timedelta(seconds=0.05)


def test_a_body_may_be_read_in_pieces(client: httpx.Client) -> None:
    whole = client.get("/csat/ratings").content
    with client.stream("GET", "/csat/ratings") as response:
        assert b"".join(response.iter_raw()) == whole
    with client.stream("GET", "/csat/ratings") as response:
        assert b"".join(response.iter_bytes(100)) == whole
        assert response.num_bytes_downloaded == len(whole)
    with client.stream("GET", "/csat/ratings") as response:
        assert not response.is_stream_consumed
        assert response.read() == whole
        assert response.is_closed
    with client.stream("GET", "/csat/ratings") as response, pytest.raises(httpx.ResponseNotRead):
        _ = response.content


@pytest.mark.parametrize("in_process", [True, False])
def test_a_body_may_be_read_in_pieces_asynchronously(
    emulator: nicereply_emulator.Emulator, *, in_process: bool
) -> None:
    async def read() -> tuple[bytes, bytes]:
        transport = emulator.async_transport() if in_process else None
        options = {"base_url": emulator.base_url, "auth": ("", emulator.api_key)}
        async with httpx.AsyncClient(transport=transport, **options) as client:  # type: ignore[arg-type]
            whole = (await client.get("/csat/ratings")).content
            async with client.stream("GET", "/csat/ratings") as response:
                return whole, b"".join([piece async for piece in response.aiter_raw()])

    whole, pieces = asyncio.run(read())
    assert whole == pieces


def test_head_has_no_body(way: Way) -> None:
    response = way.request("HEAD", "/users")
    assert (response.status_code, response.content) == (405, b"")
    assert int(response.headers["content-length"]) > 0
    (entry,) = way.emulator.journal
    assert (entry.status, entry.response_body) == (405, "")
