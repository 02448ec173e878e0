"""Pages that nobody waits for any more are not tried again, and hold nobody up."""

import asyncio
import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import nicereply
import nicereply_emulator

PROGRAM = """
import nicereply
client = nicereply.Client()
pager = client.csat.list_ratings(prefetch=2)
next(pager)
import time
time.sleep(0.3)
print("left")
"""


@pytest.fixture
def service(emulator: nicereply_emulator.Emulator) -> nicereply_emulator.Emulator:
    """A service that asks to wait long before each page behind the first."""
    assert emulator.data.counts()["ratings"] > 300
    for nth in range(2, 6):
        emulator.faults.add("status", operation="listCsatRatings", status=503, retry_after=20, nth=nth)
    return emulator


@contextmanager
def at_once() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 5


def wait_for_failures(service: nicereply_emulator.Emulator) -> None:
    deadline = time.monotonic() + 5
    while len(service.journal.entries(operation="listCsatRatings")) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    time.sleep(0.1)


@pytest.mark.parametrize("by", ["close", "collection"])
def test_leaving_a_walk_early_gives_up_what_is_fetched_ahead(service: nicereply_emulator.Emulator, by: str) -> None:
    with at_once(), nicereply.Client(service.api_key, service.base_url) as client:
        pager = client.csat.list_ratings(prefetch=2)
        next(pager)
        wait_for_failures(service)
        if by == "close":
            pager.close()
        del pager
        gc.collect()
        while [one for one in threading.enumerate() if one.name.startswith("nicereply-prefetch")]:
            time.sleep(0.01)
    service.verify("listCsatRatings", times=3)


def test_closing_the_client_gives_up_what_is_fetched_ahead(service: nicereply_emulator.Emulator) -> None:
    told: list[nicereply.Attempt] = []
    with at_once():
        with nicereply.Client(service.api_key, service.base_url, on_attempt=told.append) as client:
            pager = client.csat.list_ratings(prefetch=2)
            next(pager)
            wait_for_failures(service)
        with pytest.raises(nicereply.NicereplyError):
            list(pager)
    service.verify("listCsatRatings", times=3)
    assert [attempt.number for attempt in told] == [1, 1, 1]  # each was told of once


def test_the_end_of_a_program_gives_up_what_is_fetched_ahead(service: nicereply_emulator.Emulator) -> None:
    environment = {**os.environ, "NICEREPLY_API_KEY": service.api_key, "NICEREPLY_BASE_URL": service.base_url}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True, timeout=12
    )
    assert (done.stdout, done.stderr) == ("left\n", "")
    service.verify("listCsatRatings", times=3)


def test_what_is_waited_for_is_tried_again(emulator: nicereply_emulator.Emulator) -> None:
    with nicereply.Client(emulator.api_key, emulator.base_url) as client:
        expected = [rating.id for rating in client.csat.list_ratings()]
        for nth in (2, 3):
            emulator.faults.add("status", operation="listCsatRatings", status=503, retry_after=1, nth=nth)
        assert [rating.id for rating in client.csat.list_ratings(prefetch=2)] == expected


def test_asynchronous_walks_are_left_at_once(service: nicereply_emulator.Emulator) -> None:
    async def walk() -> None:
        async with (
            nicereply.AsyncClient(service.api_key, service.base_url) as client,
            client.csat.list_ratings(prefetch=2) as pager,
        ):
            await anext(pager)
            while len(service.journal.entries(operation="listCsatRatings")) < 3:
                await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks()) == 1

    with at_once():
        asyncio.run(walk())
    service.verify("listCsatRatings", times=3)


@pytest.mark.parametrize("slow", [False, True])
def test_a_walk_after_its_client_was_closed_says_so(emulator: nicereply_emulator.Emulator, *, slow: bool) -> None:
    if slow:
        emulator.faults.add("latency", operation="listCsatRatings", seconds=0.2)
    for _ in range(1 if slow else 10):
        client = nicereply.Client(emulator.api_key, emulator.base_url)
        pager = client.csat.list_ratings(prefetch=4)
        pager.take(1)
        client.close()
        with pytest.raises(nicereply.ConfigurationError, match="the client is closed"):
            list(pager)


@pytest.mark.parametrize("slow", [False, True])
def test_an_asynchronous_walk_after_its_client_was_closed_says_so(
    emulator: nicereply_emulator.Emulator, *, slow: bool
) -> None:
    if slow:
        emulator.faults.add("latency", operation="listCsatRatings", seconds=0.2)

    async def walk() -> None:
        client = nicereply.AsyncClient(emulator.api_key, emulator.base_url)
        pager = client.csat.list_ratings(prefetch=4)
        await pager.take(1)
        await client.close()
        for _ in range(2):
            with pytest.raises(nicereply.ConfigurationError, match="the client is closed"):
                [one async for one in pager]
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(walk())


def test_a_walk_whose_client_is_closed_by_another_task_says_so(emulator: nicereply_emulator.Emulator) -> None:
    emulator.faults.add("latency", operation="listCsatRatings", seconds=1, every=2)

    async def walk() -> None:
        client = nicereply.AsyncClient(emulator.api_key, emulator.base_url)

        async def consume() -> None:
            async for _ in client.csat.list_ratings(prefetch=2):
                pass

        task = asyncio.create_task(consume())
        await asyncio.sleep(0.4)
        await client.close()
        with pytest.raises(nicereply.ConfigurationError, match="the client is closed"):
            await task

    asyncio.run(walk())
