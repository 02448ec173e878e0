"""Over HTTP: what only a server can get wrong."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

import nicereply_emulator

KEY = "Authorization: Basic Om5pY2VyZXBseS1kZW1vLWtleQ=="
BODY = b'{"survey_id": "34b91c1c-fbe4-4b05-8780-93ac67b3b041", "score": 5, "user": {"username": "agentBob"}}'


@pytest.fixture(scope="module")
def emulator() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(self_check=True) as emulator:
        yield emulator


def exchange(emulator: nicereply_emulator.Emulator, *parts: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send raw bytes; status, headers and body of the one answer."""
    url = urlsplit(emulator.base_url)
    with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
        for part in parts:
            connection.sendall(part)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(first.split()[1]), headers, body


def request(line: str, *headers: str) -> bytes:
    return "\r\n".join([f"{line} HTTP/1.1", "Host: localhost", KEY, "Connection: close", *headers, "", ""]).encode(
        "latin-1"
    )


def test_it_answers(emulator: nicereply_emulator.Emulator) -> None:
    status, headers, body = exchange(emulator, request("GET /v1/csat/stats"))
    assert status == 200
    assert headers["content-type"] == "application/json"
    assert headers["content-length"] == str(len(body))
    assert "date" in headers
    assert "server" not in headers
    assert json.loads(body)["_results"]["count"] > 0


def test_head_has_no_body(emulator: nicereply_emulator.Emulator) -> None:
    status, headers, body = exchange(emulator, request("HEAD /v1/users"))
    assert (status, headers["allow"], body) == (405, "get", b"")


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"GET /v1/users HTTP/9.9\r\n\r\n",
        b"GET /v1/users HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
        b"GET /v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /v1/us ers HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_is_no_http_is_answered_in_the_documented_form(emulator: nicereply_emulator.Emulator, raw: bytes) -> None:
    status, headers, body = exchange(emulator, raw)
    assert status == 400
    assert headers["content-type"] == "application/json"
    assert json.loads(body)["errors"]


def test_a_body_in_chunks_and_slowly(emulator: nicereply_emulator.Emulator) -> None:
    chunks = [b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:7], BODY[7:50], BODY[50:])]
    head = request("POST /v1/ratings", "Transfer-Encoding: chunked")
    status, _, _ = exchange(emulator, head, *chunks, b"0\r\n\r\n")
    assert status == 201


def test_a_huge_body_is_read_to_its_end_and_refused(emulator: nicereply_emulator.Emulator) -> None:
    response = httpx.post(f"{emulator.base_url}/ratings", content=b"x" * 20_000_000, auth=("", emulator.api_key))
    assert response.status_code == 400
    assert response.json()["errors"] == [
        "Validation error in requestBody: The body is too large: 1048576 bytes are taken at most."
    ]
    response = httpx.post(f"{emulator.base_url}/ratings", content=b"x" * 20_000_000)
    assert response.status_code == 401


def test_a_connection_is_kept_after_a_refusal(emulator: nicereply_emulator.Emulator) -> None:
    with httpx.Client(base_url=emulator.base_url, auth=("", emulator.api_key)) as client:
        for _ in range(3):
            assert client.post("/ratings", content=b"[").status_code == 400
            assert client.post("/ratings", content=BODY).status_code == 201


def test_a_caller_that_goes_away_harms_nobody(emulator: nicereply_emulator.Emulator) -> None:
    url = urlsplit(emulator.base_url)
    before = httpx.get(f"{emulator.base_url}/csat/stats", auth=("", emulator.api_key)).json()
    with socket.create_connection((url.hostname, url.port)) as connection:
        connection.sendall(request("POST /v1/ratings", f"Content-Length: {len(BODY)}") + BODY[:20])
    assert httpx.get(f"{emulator.base_url}/csat/stats", auth=("", emulator.api_key)).json() == before


def test_paths_are_taken_as_they_were_sent(emulator: nicereply_emulator.Emulator) -> None:
    id_ = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"
    assert exchange(emulator, request(f"GET /v1/users/%{ord('d'):x}{id_[1:]}"))[0] == 200
    assert exchange(emulator, request(f"GET /v1/users%2F{id_}"))[0] == 404
    assert exchange(emulator, request(f"GET /v1/users/../users/{id_}"))[0] == 404
    assert exchange(emulator, request(f"GET http://localhost/v1/users/{id_}"))[0] == 200
    assert exchange(emulator, request("GET /v1/users/\xff\xfe"))[0] == 400


def test_the_caller_s_address_is_the_rating_s(emulator: nicereply_emulator.Emulator) -> None:
    response = httpx.post(f"{emulator.base_url}/ratings", content=BODY, auth=("", emulator.api_key))
    assert response.json()["_results"]["ip_address"] == "127.0.0.1"
