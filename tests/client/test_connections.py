"""Connections over real sockets: fetching ahead, closing, cancelling, threads, proxies and certificates."""

import asyncio
import gc
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
import trustme

import nicereply
from nicereply_emulator import Emulator, run

NOW = "2026-01-15T12:00:00Z"
STATS = b'{"_results": {"average": 5, "count": 1}}'


@pytest.fixture(scope="module")
def _service() -> Iterator[Emulator]:
    with run(data="demo", now=NOW) as emulator:
        yield emulator


@pytest.fixture
def service(_service: Emulator) -> Emulator:
    """An emulator over HTTP, as it was at first."""
    _service.reset()
    return _service


def prefetching_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("nicereply-prefetch")]


def wait_for(condition: Any) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.01)


def open_connections(client: Any) -> int:
    """Connections of a client's pool that serve a request."""
    pool = client._http._transport._pool
    return sum(not connection.is_idle() for connection in pool.connections)


class CountingTransport(httpx.HTTPTransport):
    """Counts the requests that are on their way at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.most = self._now = 0
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            return super().handle_request(request)
        finally:
            with self._lock:
                self._now -= 1


class TestPrefetch:
    def test_the_items_and_their_order_are_the_same(self, service: Emulator) -> None:
        with nicereply.Client(service.api_key, service.base_url) as client:
            plain = [rating.id for rating in client.csat.list_ratings()]
            ahead = [rating.id for rating in client.csat.list_ratings(prefetch=4)]
        assert len(plain) > 1000
        assert ahead == plain

    def test_no_page_is_fetched_twice_or_behind_the_end(self, service: Emulator) -> None:
        with nicereply.Client(service.api_key, service.base_url) as client:
            list(client.csat.list_ratings(prefetch=4))
        asked = [int(entry.query["page"][0]) for entry in service.journal.entries(operation="listCsatRatings")]
        assert sorted(asked) == list(range(1, len(asked) + 1))
        assert len(asked) > 10

    def test_it_is_as_lazy_as_without_until_the_first_item(self, service: Emulator) -> None:
        with (
            nicereply.Client(service.api_key, service.base_url) as client,
            client.csat.list_ratings(prefetch=4) as pager,
        ):
            time.sleep(0.05)
            assert len(service.journal.entries()) == 0
            next(pager)

    def test_no_more_than_asked_for_is_fetched_ahead(self, service: Emulator) -> None:
        with nicereply.Client(service.api_key, service.base_url) as client:
            with client.csat.list_ratings(prefetch=3) as pager:
                next(pager)
                wait_for(lambda: len(service.journal.entries()) == 1 + 3)
                time.sleep(0.1)
            assert len(service.journal.entries()) == 1 + 3

    def test_pages_are_on_their_way_at_the_same_time(self, service: Emulator) -> None:
        service.faults.add("latency", operation="listCsatRatings", seconds=0.2)
        transport = CountingTransport()
        with (
            httpx.Client(transport=transport) as http,
            nicereply.Client(service.api_key, service.base_url, http_client=http) as client,
        ):
            assert sum(1 for _ in client.csat.list_ratings(prefetch=8).pages()) >= 12
        assert 6 <= transport.most <= 9

    def test_threads_end_with_the_walk(self, service: Emulator) -> None:
        with nicereply.Client(service.api_key, service.base_url) as client:
            assert list(client.csat.list_ratings(prefetch=4))
            wait_for(lambda: not prefetching_threads())

    def test_threads_end_when_the_pager_is_closed(self, service: Emulator) -> None:
        with nicereply.Client(service.api_key, service.base_url) as client:
            with client.csat.list_ratings(prefetch=4) as pager:
                next(pager)
                assert prefetching_threads()
            wait_for(lambda: not prefetching_threads())
            assert list(pager) == []
            assert client.resume(pager.cursor).take(1)

    def test_threads_end_when_the_pager_is_left(self, service: Emulator) -> None:
        with nicereply.Client(service.api_key, service.base_url) as client:
            for _ in client.csat.list_ratings(prefetch=4):
                break
            gc.collect()
            wait_for(lambda: not prefetching_threads())
            wait_for(lambda: open_connections(client) == 0)

    def test_closing_the_client_waits_for_what_is_fetched_ahead(self, service: Emulator) -> None:
        service.faults.add("latency", operation="listCsatRatings", seconds=0.2)
        with nicereply.Client(service.api_key, service.base_url) as client:
            pager = client.copy().csat.list_ratings(prefetch=4)
            next(pager)
        assert len(service.journal.entries()) == 1 + 4
        pager.close()
        wait_for(lambda: not prefetching_threads())

    def test_an_error_is_raised_where_it_belongs(self, service: Emulator) -> None:
        service.faults.add("status", operation="listCsatRatings", status=500, nth=5)
        with nicereply.Client(service.api_key, service.base_url) as client:
            pager = client.csat.list_ratings(prefetch=4)
            found = [rating.id for rating in pager.take(100)]
            with pytest.raises(nicereply.ServerError):
                found.extend(rating.id for rating in pager)
            found += [rating.id for rating in pager]  # and it goes on
            assert found == [rating.id for rating in client.csat.list_ratings()]

    def test_a_negative_number_is_refused(self, service: Emulator) -> None:
        with nicereply.Client(service.api_key, service.base_url) as client, pytest.raises(ValueError, match="prefetch"):
            client.csat.list_ratings(prefetch=-1)


class TestAsync:
    def test_the_items_and_their_order_are_the_same(self, service: Emulator) -> None:
        async def walk() -> None:
            async with nicereply.AsyncClient(service.api_key, service.base_url) as client:
                plain = [rating.id async for rating in client.csat.list_ratings()]
                assert [rating.id async for rating in client.csat.list_ratings(prefetch=4)] == plain
                assert len(asyncio.all_tasks()) == 1

        asyncio.run(walk())

    def test_no_task_is_left_when_the_pager_is_closed(self, service: Emulator) -> None:
        async def walk() -> None:
            async with nicereply.AsyncClient(service.api_key, service.base_url) as client:
                async with client.csat.list_ratings(prefetch=4) as pager:
                    await anext(pager)
                    assert len(asyncio.all_tasks()) == 1 + 4
                assert len(asyncio.all_tasks()) == 1
                assert open_connections(client) == 0

        asyncio.run(walk())

    def test_no_task_is_left_when_the_pager_is_left(self, service: Emulator) -> None:
        async def walk() -> None:
            async with nicereply.AsyncClient(service.api_key, service.base_url) as client:
                async for _ in client.csat.list_ratings(prefetch=4):
                    break
                gc.collect()
                await asyncio.sleep(0.05)
                assert len(asyncio.all_tasks()) == 1
                assert open_connections(client) == 0

        asyncio.run(walk())

    def test_no_task_is_left_when_the_client_is_closed(self, service: Emulator) -> None:
        async def walk() -> None:
            async with nicereply.AsyncClient(service.api_key, service.base_url) as client:
                pager = client.csat.list_ratings(prefetch=4)
                await anext(pager)
            assert len(asyncio.all_tasks()) == 1
            await pager.close()

        asyncio.run(walk())

    def test_cancelling_leaves_no_task_and_no_connection(self, service: Emulator) -> None:
        service.faults.add("latency", operation="listCsatRatings", seconds=1, every=2)

        async def walk() -> None:
            async with nicereply.AsyncClient(service.api_key, service.base_url) as client:

                async def consume() -> None:
                    async for _ in client.csat.list_ratings(prefetch=4):
                        pass

                task = asyncio.create_task(consume())
                await asyncio.sleep(0.2)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                assert len(asyncio.all_tasks()) == 1
                assert open_connections(client) == 0

        asyncio.run(walk())

    def test_a_call_that_is_cancelled_while_it_waits_for_a_retry_ends(self, service: Emulator) -> None:
        service.faults.add("status", operation="getCsatStats", status=503, retry_after=30)

        async def call() -> None:
            async with nicereply.AsyncClient(service.api_key, service.base_url) as client:
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.2):
                        await client.csat.get_stats()
                assert open_connections(client) == 0
                assert len(asyncio.all_tasks()) == 1

        began = time.monotonic()
        asyncio.run(call())
        assert time.monotonic() - began < 5
        service.verify("getCsatStats", times=1)


def test_one_client_serves_many_threads(service: Emulator) -> None:
    service.faults.add("status", operation="getCsatStats", status=503, probability=0.2, retry_after=0)
    with nicereply.Client(service.api_key, service.base_url, max_retries=20) as client:

        def work(number: int) -> tuple[int, int]:
            return client.csat.get_stats().count, len(client.teams.list(per_page=10 + number).take(3))

        with ThreadPoolExecutor(8) as executor:
            assert len(set(executor.map(work, range(64)))) == 1
        assert open_connections(client) == 0


def test_no_socket_is_left_behind(service: Emulator) -> None:
    async def call() -> None:
        async with nicereply.AsyncClient(service.api_key, service.base_url) as client:
            assert (await client.csat.get_stats()).count

    with nicereply.Client(service.api_key, service.base_url) as client:
        assert client.csat.get_stats().count
    asyncio.run(call())
    gc.collect()
    # ResourceWarnings are errors in these tests; this shows that there is nothing that could warn later.
    assert not [one for one in gc.get_objects() if isinstance(one, socket.socket) and _leads_to(one, service)]


def _leads_to(one: socket.socket, service: Emulator) -> bool:
    port = httpx.URL(service.base_url).port
    try:
        return one.fileno() >= 0 and one.family == socket.AF_INET and one.getpeername()[1] == port
    except OSError:
        return False


class _Handler(BaseHTTPRequestHandler):
    """Answers the first request with 503 and others with stats."""

    protocol_version = "HTTP/1.1"
    targets: list[str]

    def do_GET(self) -> None:
        self.targets.append(self.path)
        status, body = (503, b"") if len(self.targets) == 1 else (200, STATS)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Nothing on stderr."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[str]]]:
    """A server that fails once; its port, and the targets of the requests."""
    targets: list[str] = []
    handler = type("Handler", (_Handler,), {"targets": targets})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port, targets
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(params=["sync", "async"])
def get_stats(request: pytest.FixtureRequest) -> Any:
    """Makes a client with settings, calls it and closes it; `http_client` is told as settings of httpx's."""

    def sync_call(http_settings: dict[str, Any] | None = None, **settings: Any) -> int:
        if http_settings is None:
            with nicereply.Client("key", **settings) as client:
                return client.csat.get_stats().count
        with httpx.Client(**http_settings) as http_client:
            return nicereply.Client("key", http_client=http_client, **settings).csat.get_stats().count

    async def async_call(http_settings: dict[str, Any] | None = None, **settings: Any) -> int:
        if http_settings is None:
            async with nicereply.AsyncClient("key", **settings) as client:
                return (await client.csat.get_stats()).count
        async with httpx.AsyncClient(**http_settings) as http_client:
            client = nicereply.AsyncClient("key", http_client=http_client, **settings)
            return (await client.csat.get_stats()).count

    if request.param == "sync":
        return sync_call
    return lambda *arguments, **named: asyncio.run(async_call(*arguments, **named))


def test_a_proxy_from_the_environment_is_used_also_for_retries(get_stats: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as (port, targets):
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        assert get_stats(base_url="http://service.test/v1", allow_http=True) == 1
    assert targets == ["http://service.test/v1/csat/stats"] * 2


def test_a_proxy_of_an_own_client_is_used_also_for_retries(get_stats: Any) -> None:
    with serving() as (port, targets):
        http_settings = {"proxy": f"http://127.0.0.1:{port}", "trust_env": False}
        assert get_stats(http_settings, base_url="http://service.test/v1", allow_http=True) == 1
    assert targets == ["http://service.test/v1/csat/stats"] * 2


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority that nobody knows."""
    return trustme.CA()


@pytest.fixture
def secure_server(authority: trustme.CA) -> Iterator[tuple[int, list[str]]]:
    """A server with a certificate of that authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with serving(context) as served:
        yield served


def test_certificates_of_an_own_client_are_used(
    get_stats: Any, authority: trustme.CA, secure_server: tuple[int, list[str]]
) -> None:
    port, targets = secure_server
    context = ssl.create_default_context()
    authority.configure_trust(context)
    assert get_stats({"verify": context}, base_url=f"https://localhost:{port}/v1") == 1
    assert targets == ["/v1/csat/stats"] * 2


def test_certificates_from_the_environment_are_used(
    get_stats: Any, authority: trustme.CA, secure_server: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, _ = secure_server
    with authority.cert_pem.tempfile() as path:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        assert get_stats(base_url=f"https://localhost:{port}/v1") == 1


def test_a_certificate_that_is_refused_is_not_tried_again(get_stats: Any, secure_server: tuple[int, list[str]]) -> None:
    port, _ = secure_server
    told: list[nicereply.Attempt] = []
    with pytest.raises(nicereply.APIConnectionError, match=r"(?i)certificate"):
        get_stats(base_url=f"https://localhost:{port}/v1", on_attempt=told.append)
    assert [attempt.retry_in for attempt in told] == [None]
