"""Whatever comes over a real connection is a typed error: noise, cut bodies, broken compression, redirects."""

import asyncio
import gzip
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import nicereply

STATS = b'{"_results": {"average": 5, "count": 1}}'


def answer(status: str, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@contextmanager
def serving(*answers: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that sends these bytes, one after the other, the last for ever; its address and the requests."""
    requests: list[bytes] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data = b""
            while b"\r\n\r\n" not in data:
                chunk = self.request.recv(65536)
                if not chunk:
                    return
                data += chunk
            requests.append(data)
            self.request.sendall(answers[min(len(requests), len(answers)) - 1])

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v1", requests
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(params=["sync", "async"])
def get_stats(request: pytest.FixtureRequest) -> Any:
    """Asks for stats with one of the clients."""

    def call(base_url: str, **settings: Any) -> int:
        with nicereply.Client("key", base_url, **settings) as client:
            return client.csat.get_stats().count

    async def call_async(base_url: str, **settings: Any) -> int:
        async with nicereply.AsyncClient("key", base_url, **settings) as client:
            return (await client.csat.get_stats()).count

    return call if request.param == "sync" else lambda *one, **named: asyncio.run(call_async(*one, **named))


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        (answer("520 Web Server Returned an Unknown Error", b"<html>"), nicereply.ServerError),
        (answer("299 Whatever", STATS), nicereply.UnexpectedStatusError),
        (answer("204 No Content"), nicereply.UnexpectedStatusError),
        (answer("302 Found", b"", "Location: https://elsewhere.example/"), nicereply.UnexpectedStatusError),
        (answer("418 I'm a teapot", b"\xff\x00"), nicereply.UnexpectedStatusError),
        (answer("999 Beyond", b""), nicereply.UnexpectedStatusError),
        (answer("402 Payment Required", b'{"errors": "no list"}'), nicereply.PaymentRequiredError),
        (answer("200 OK", b"<html>", "Content-Type: text/html"), nicereply.DecodeError),
        (answer("200 OK"), nicereply.DecodeError),
        (answer("200 OK", STATS[:-3]), nicereply.DecodeError),
        (answer("200 OK", STATS, length=len(STATS) + 9), nicereply.APIConnectionError),
        (answer("200 OK", STATS, "Content-Encoding: gzip"), nicereply.APIConnectionError),
        (answer("200 OK", gzip.compress(STATS)[:30], "Content-Encoding: gzip"), nicereply.DecodeError),
        (answer("404 Not Found", STATS, "Content-Encoding: gzip"), nicereply.NotFoundError),
        (answer("503 Service Unavailable", b"", "Content-Encoding: br, gzip"), nicereply.ServerError),
        (answer("301 Moved Permanently", STATS, "Location: /v1/csat/stats?again"), nicereply.UnexpectedStatusError),
        (answer("308 Permanent Redirect", b"", "Location: http://[", "Content-Encoding: x"), nicereply.NicereplyError),
        (b"\x00\x01 noise \xff\r\n\r\n", nicereply.APIConnectionError),
        (b"HTTP/1.1 abc\r\n\r\n", nicereply.APIConnectionError),
        (b"", nicereply.APIConnectionError),
    ],
    ids=range(20),
)
def test_it_is_a_typed_error(get_stats: Any, sent: bytes, error: type[nicereply.NicereplyError]) -> None:
    with serving(sent) as (base_url, requests), pytest.raises(error) as caught:
        get_stats(base_url, max_retries=0)
    assert len(requests) == 1
    assert "key" not in str(caught.value)


def test_an_error_that_is_not_compressed_as_it_says_keeps_its_status_and_bytes(get_stats: Any) -> None:
    sent = answer("404 Not Found", b"no gzip \xff", "Content-Encoding: gzip", "X-Request: 7")
    with serving(sent) as (base_url, _), pytest.raises(nicereply.NotFoundError) as caught:
        get_stats(base_url)
    assert caught.value.response.content == b"no gzip \xff"
    assert caught.value.response.headers["X-Request"] == "7"
    assert caught.value.response.elapsed.total_seconds() > 0
    assert "Authorization" not in caught.value.response.request.headers


def test_a_compressed_error_has_its_texts(get_stats: Any) -> None:
    sent = answer("400 Bad Request", gzip.compress(b'{"errors": ["No."]}'), "Content-Encoding: gzip")
    with serving(sent) as (base_url, _), pytest.raises(nicereply.BadRequestError) as caught:
        get_stats(base_url)
    assert caught.value.errors == ["No."]


def test_compressed_answers_are_read(get_stats: Any) -> None:
    with serving(answer("200 OK", gzip.compress(STATS), "Content-Encoding: gzip")) as (base_url, _):
        assert get_stats(base_url) == 1


def test_the_content_type_does_not_matter(get_stats: Any) -> None:
    with serving(answer("200 OK", STATS, "Content-Type: text/plain; charset=latin-1")) as (base_url, _):
        assert get_stats(base_url) == 1


@pytest.mark.parametrize("broken", [b"", b"noise\r\n\r\n", answer("200 OK", STATS[:9], length=len(STATS))])
def test_a_broken_answer_to_a_get_is_asked_for_again(get_stats: Any, broken: bytes) -> None:
    with serving(broken, answer("200 OK", STATS)) as (base_url, requests):
        assert get_stats(base_url) == 1
    assert len(requests) == 2
