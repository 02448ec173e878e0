"""HTTP connections: pipelines, upgrades, expectations, and how they end."""

import json
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator import _protocol

from .raw_http import RATING, connect, read_answer, request

UPGRADE = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk")


@pytest.fixture(scope="module")
def emulator() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(self_check=True) as emulator:
        yield emulator


@pytest.fixture
def connection(emulator: nicereply_emulator.Emulator) -> Iterator[socket.socket]:
    with connect(emulator) as connection:
        yield connection


def test_requests_in_one_piece_are_answered_in_their_order(connection: socket.socket) -> None:
    creation, stats = request("POST /v1/ratings", body=RATING), request("GET /v1/csat/stats")
    connection.sendall(stats + creation + stats + creation + creation + request("GET /v1/nowhere") + stats)
    answers = [read_answer(connection) for _ in range(7)]
    assert [status for status, _ in answers] == [200, 201, 200, 201, 201, 404, 200]
    first, second, third = (json.loads(answers[at][1])["_results"]["count"] for at in (0, 2, 6))
    assert (second, third) == (first + 1, first + 3)


def test_what_is_wrong_after_a_request_is_answered_after_it(connection: socket.socket) -> None:
    connection.sendall(request("POST /v1/ratings", body=RATING) + b"nonsense\r\n\r\n")
    assert [read_answer(connection)[0] for _ in range(2)] == [201, 400]
    assert connection.recv(1) == b""


@pytest.mark.parametrize("pieces", [1, 2, 7])
def test_an_offer_to_change_the_protocol_is_passed_over(connection: socket.socket, pieces: int) -> None:
    """As Java's client and curl --http2 make it with their first request."""
    sent = request("POST /v1/ratings", *UPGRADE, body=RATING) + request("GET /v1/csat/stats")
    size = len(sent) // pieces + 1
    for start in range(0, len(sent), size):
        connection.sendall(sent[start : start + size])
    assert [read_answer(connection)[0] for _ in range(2)] == [201, 200]
    connection.sendall(request("GET /v1/csat/stats", *UPGRADE))
    assert read_answer(connection)[0] == 200


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize(
    "offer",
    [
        ("Connection: close, Upgrade", "Upgrade: h2c"),
        ("Connection: Upgrade, close", "Upgrade: websocket"),
        ("Connection: Upgrade", "Connection: close", "Upgrade: foo"),
    ],
)
def test_an_offer_with_the_last_request_is_passed_over_too(
    connection: socket.socket, offer: tuple[str, ...], version: str
) -> None:
    sent = request("POST /v1/ratings", *offer, body=RATING).replace(b"HTTP/1.1", f"HTTP/{version}".encode())
    for piece in (sent[:-20], sent[-20:]):
        connection.sendall(piece)
    assert read_answer(connection)[0] == 201
    assert connection.recv(1) == b""


@pytest.mark.parametrize(
    "incomplete",
    [b"GET", b"GET /v1/csat/stats HTTP/1.1\r\nHost: x", request("POST /v1/ratings", body=RATING)[:-5]],
    ids=["line", "head", "body"],
)
def test_a_request_that_ends_before_it_is_complete_is_refused(connection: socket.socket, incomplete: bytes) -> None:
    connection.sendall(request("GET /v1/csat/stats") + incomplete)
    connection.shutdown(socket.SHUT_WR)
    assert read_answer(connection)[0] == 200
    status, body = read_answer(connection)
    assert status == 400
    assert "Malformed HTTP" in json.loads(body)["errors"][0]
    assert connection.recv(1) == b""


def test_a_refusal_reaches_a_caller_that_goes_on_sending(connection: socket.socket) -> None:
    """Whoever sends all before it reads would else find the connection reset."""
    head = b"GET /v1/csat/stats HTTP/1.1\r\nHost: x\r\nX-Long: "
    connection.sendall(head + b"x" * 16_000_000 + b"\r\n\r\n")
    assert read_answer(connection)[0] == 400
    assert connection.recv(1) == b""


def test_a_refused_caller_that_never_ends_is_left(
    emulator: nicereply_emulator.Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_protocol, "LINGER_SECONDS", 0.2)
    with connect(emulator) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        assert read_answer(connection)[0] == 400
        assert connection.recv(1) == b""
        time.sleep(0.5)
        connection.sendall(b"more")  # which nobody takes: the answer is a reset
        with pytest.raises(ConnectionError):
            _ = [connection.sendall(b"more") for _ in range(1_000)]


def test_a_body_is_asked_for_when_the_caller_waits(connection: socket.socket) -> None:
    head = request("POST /v1/ratings", "Expect: 100-continue", f"Content-Length: {len(RATING)}")
    connection.sendall(head)
    assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(RATING)
    assert read_answer(connection)[0] == 201


def test_the_last_answers_come_though_the_caller_has_ended(connection: socket.socket) -> None:
    connection.sendall(request("POST /v1/ratings", body=RATING) * 3)
    connection.shutdown(socket.SHUT_WR)
    assert [read_answer(connection)[0] for _ in range(3)] == [201] * 3
    assert connection.recv(1) == b""


def test_it_is_no_proxy(connection: socket.socket) -> None:
    connection.sendall(request("CONNECT example.com:443"))
    status, body = read_answer(connection)
    assert status == 400
    assert json.loads(body)["errors"]
    assert connection.recv(1) == b""


def test_a_method_that_no_server_knows_is_no_http(
    emulator: nicereply_emulator.Emulator, connection: socket.socket
) -> None:
    connection.sendall(request("FOO /v1/csat/stats"))
    status, body = read_answer(connection)
    assert status == 400
    assert "Malformed HTTP" in json.loads(body)["errors"][0]
    with httpx.Client(transport=emulator.transport(), auth=("", emulator.api_key)) as client:
        assert client.request("FOO", f"{emulator.base_url}/csat/stats").status_code == 405


def test_fields_after_the_body_are_no_headers(emulator: nicereply_emulator.Emulator) -> None:
    head = b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    key = b"Authorization: Basic Om5pY2VyZXBseS1kZW1vLWtleQ==\r\n"
    with connect(emulator) as connection:
        connection.sendall(head + b"%x\r\n%b\r\n0\r\n%b\r\n" % (len(RATING), RATING, key))
        assert read_answer(connection)[0] == 401


def test_an_idle_connection_is_closed(emulator: nicereply_emulator.Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_protocol, "IDLE_SECONDS", 0.2)
    with connect(emulator) as connection:
        connection.sendall(request("GET /v1/csat/stats"))
        assert read_answer(connection)[0] == 200
        assert connection.recv(1) == b""


def test_many_large_answers_wait_for_a_slow_reader(connection: socket.socket) -> None:
    connection.sendall(request("GET /v1/csat/ratings?per_page=100") * 300)
    assert [read_answer(connection)[0] for _ in range(300)] == [200] * 300
