"""Whatever comes in, nothing but documented answers goes out, and nothing is lost."""

import json
import select
import socket
import threading
import time
from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

import nicereply_emulator

from .api import NOW

KEY = b"Authorization: Basic Om5pY2VyZXBseS1kZW1vLWtleQ==\r\n"
DOCUMENTED = {200, 201, 400, 401, 402, 404, 405, 429}
ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
BODY = json.dumps({"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}}).encode()


@pytest.fixture(scope="module")
def running() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(self_check=True, now=NOW, frozen=True) as emulator:
        yield emulator


@pytest.fixture
def emulator(running: nicereply_emulator.Emulator) -> Iterator[nicereply_emulator.Emulator]:
    """The demo account. After the test it is as before, and answers."""
    running.reset()
    before = running.data.dump()
    yield running
    running.faults.clear()
    response = httpx.get(f"{running.base_url}/csat/ratings", auth=("", running.api_key))
    assert response.status_code == 200
    assert running.data.dump() == before


def connect(emulator: nicereply_emulator.Emulator) -> socket.socket:
    url = urlsplit(emulator.base_url)
    return socket.create_connection((url.hostname, url.port), timeout=20)


def answers(received: bytes) -> list[tuple[int, Any]]:
    """Status and JSON body of each answer; nothing else may have been received."""
    found: list[tuple[int, Any]] = []
    while received:
        head, separator, rest = received.partition(b"\r\n\r\n")
        assert separator, received
        first, *lines = head.decode("latin-1").split("\r\n")
        version, status, _ = first.split(" ", 2)
        assert version == "HTTP/1.1"
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        assert headers["content-type"] == "application/json"
        length = int(headers["content-length"])
        found.append((int(status), json.loads(rest[:length]) if length else None))
        received = rest[length:]
    return found


def exchange(emulator: nicereply_emulator.Emulator, *parts: bytes, pause: float = 0.0) -> list[tuple[int, Any]]:
    """What comes back to raw bytes, sent in these parts."""
    received = b""
    with connect(emulator) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
            connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has been told before it had finished
        try:
            while chunk := connection.recv(65_536):
                received += chunk
        except ConnectionResetError:
            pass
    return answers(received)


def refused(found: list[tuple[int, Any]]) -> bool:
    """Whether everything that came back is a documented answer, and the last of them a refusal with reasons."""
    assert found, "nothing came back"
    assert {status for status, _ in found} <= DOCUMENTED
    status, body = found[-1]
    assert body.keys() == {"errors"}
    assert all(isinstance(text, str) and text for text in body["errors"])
    return status >= 400


MALFORMED = [
    b"\r\n\r\n\r\n\r\nX",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),  # TLS
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET /v1/users\r\n\r\n",
    b"GET  /v1/users HTTP/1.1\r\nHost: x\r\n\r\n",
    b"get /v1/users HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /v1/users HTTP/1.1\r\nHost x\r\n\r\n",
    b"GET /v1/users HTTP/1.1\r\n Host: x\r\n\r\n",
    b"GET /v1/users HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n",
    b"GET /v1/users HTTP/1.1\r\nHost: x\r\nhost: x\r\n" + KEY + b"\r\n",
    b"GET /v1/users HTTP/1.1\r\nHost: x\r\nA: \x01\r\n\r\n",
    b"GET /v1/users HTTP/1.1\r\nHost: x\r\nA: \r\0\n\r\n",
    b"GET /v1/users\0 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /v1/us\x7fers HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
    b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
    b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
    b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    b"CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n",
]


@pytest.mark.parametrize("raw", MALFORMED)
def test_malformed_http(emulator: nicereply_emulator.Emulator, raw: bytes) -> None:
    assert refused(exchange(emulator, raw))


def test_noise(emulator: nicereply_emulator.Emulator) -> None:
    """Requests with bytes changed, taken out and put in, always in the same way."""
    random = Random(8_710)  # noqa: S311 (not for secrets)
    request = b"POST /v1/ratings?x=1 HTTP/1.1\r\nHost: x\r\n" + KEY + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
    for _ in range(150):
        noisy = bytearray(request.replace(b"agentBob", b"nobody"))  # so that no rating is created
        for _ in range(random.randint(1, 6)):
            place = random.randrange(len(noisy))
            match random.randrange(3):
                case 0:
                    noisy[place] = random.randrange(256)
                case 1:
                    del noisy[place : place + random.randint(1, 9)]
                case _:
                    noisy[place:place] = random.randbytes(random.randint(1, 9))
        for status, body in exchange(emulator, bytes(noisy)):
            assert status in DOCUMENTED, bytes(noisy)
            assert body is None or body.keys() == {"errors"}, bytes(noisy)


@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        (b"GET /v1/users?" + b"&".join(b"p%d=1" % number for number in range(5_000)), {400}),
        (b"GET /v1/users?" + b"page=1&" * 5_000, {400}),
        (b"GET /v1/users?page=" + b"9" * 20_000, {400}),
        (b"GET /v1/users?page=1e5", {400}),
        (b"GET /v1/users?page=%D9%A1", {400}),  # a digit, but not one of ASCII
        (b"GET /v1/users?page=NaN&per_page=Infinity", {400}),
        (b"GET /v1/users?page=18446744073709551617", {400}),
        (b"GET /v1/users?page=%00", {400}),
        (b"GET /v1/users?page=%FF%FE", {400}),
        (b"GET /v1/users?page=%ED%A0%80", {400}),  # a lone surrogate, as some programs write it
        (b"GET /v1/users?page[]=1&page[x]=2", {400}),
        (b"GET /v1/users?%00=1", {400}),
        (b"GET /v1/users?&&&=&=1&;", {400}),
        (b"GET /v1/users?%", {400}),
        (b"GET /v1/users?page=%zz", {400}),
        (b"GET /v1/csat/stats?period_start=0000-01-01T00:00:00Z", {200}),
        (b"GET /v1/csat/stats?period_start=0000-01-01T00:00:00%2B14:00&period_end=9999-12-31T23:59:59-12:00", {200}),
        (b"GET /v1/csat/stats?period_start=2016-12-31T23:59:60Z", {200}),
        (b"GET /v1/csat/stats?period_start=2016-12-31T12:59:60Z", {400}),
        (b"GET /v1/csat/stats?period_start=2016-12-31T23:59:61Z", {400}),
        (b"GET /v1/csat/stats?period_start=2016-02-30T00:00:00Z", {400}),
        (b"GET /v1/csat/stats?period_start=-001-01-01T00:00:00Z", {400}),
        (b"GET /v1/csat/stats?period_start=99999-01-01T00:00:00Z", {400}),
        (b"GET /v1/csat/stats?period_start=2016-01-01T00:00:00%2B99:99", {400}),
        (b"GET /v1/csat/ratings?updated_period_start=0000-01-01T00:00:00Z&sort_order=asc&page=2147483647", {200}),
        (b"GET /v1/users/" + b"9" * 10_000, {400, 404}),
        (b"GET /v1/users/18446744073709551617", {400, 404}),
        (b"GET /v1/users/-1", {400}),
        (b"GET /v1/users/%00", {400}),
        (b"GET /v1/users/%ED%A0%80", {400}),
        (b"GET /v1/users/" + b"a" * 60_000, {400}),
        (b"GET /v1/users/{id}", {400}),
        (b"GET /v1/users/..%2F..%2Fetc%2Fpasswd", {400}),
        (b"GET /v1/users/%27%20OR%201=1--", {400}),
        (b"GET //v1/users", {404}),
        (b"GET /v1//users", {404}),
        (b"GET /v1/users/", {404}),
        (b"GET /v1/users#fragment", {200, 400, 404}),
        (b"GET /" + b"a/" * 5_000, {404}),
        (b"GET *", {400, 404}),
        (b"OPTIONS *", {400, 404, 405}),
        (b"GET http://elsewhere.example/v1/users", {200}),
        (b"PROPFIND /v1/users", {405}),
        (b"TRACE /v1/users", {405}),
    ],
)
def test_lines_of_requests(emulator: nicereply_emulator.Emulator, line: bytes, statuses: set[int]) -> None:
    found = exchange(emulator, line + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + KEY + b"\r\n")
    assert len(found) == 1
    status, body = found[0]
    assert status in statuses
    if status >= 400:
        assert refused(found)
    else:
        assert "_results" in body


def deep(opening: str, closing: str, levels: int) -> bytes:
    return f'{{"comment":{opening * levels}1{closing * levels}}}'.encode()


BODIES = [
    b"",
    b" \r\n\t",
    b"\0",
    b"\xff\xfe{\0}\0",
    b"\xef\xbb\xbf{}",
    BODY.decode().encode("utf-16"),
    BODY.decode().encode("utf-32"),
    b'{"comment":"\xed\xa0\x80"}',
    b'{"comment":"\xc0\x80"}',
    b'{"comment":"\\ud800"}',
    b'{"comment":"\\udc00\\ud800"}',
    b'{"\\ud800":1}',
    b'{"comment":"a\0b"}',
    b'{"score":NaN}',
    b'{"score":Infinity}',
    b'{"score":-Infinity}',
    b'{"score":1e999}',
    b'{"score":' + b"9" * 5_000 + b"}",
    b'{"score":18446744073709551617}',
    b'{"score":-9223372036854775809}',
    b'{"score":5.0000000001}',
    b'{"score":1,"score":2}',
    b'{"user":{"username":"a","username":"b"}}',
    b"[" * 100_000,
    b"[" * 200_000 + b"]" * 200_000,
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    deep("[", "]", 63),
    deep("[", "]", 64),
    deep('{"a":', "}", 300),
    b"[]",
    b"null",
    b"true",
    b'"text"',
    b"5",
    b"{}{}",
    b"{} x",
    b"{'score': 5}",
    b"{score: 5}",
    b'{"score":05}',
    b'{"score":5,}',
    b'{"score":.5}',
    b"/* */ {}",
    b"survey_id=1&score=5",
    b"--x\r\nContent-Disposition: form-data\r\n\r\n5\r\n--x--",
    b'{"survey_id":"' + b"a" * 500_000 + b'","score":5,"user":{"username":"agentBob"}}',
    b"{" + b",".join(b'"f%d":1' % number for number in range(5_000)) + b"}",
    BODY[:-1] + b',"extra_questions":[' + b",".join([b'{"id":"x","score":1}'] * 5_000) + b"]}",
    BODY[:-1] + b',"customer_id":0}',
    BODY[:-1] + b',"ip_address":"1.2.3.4\\u0000"}',
    BODY[:-1] + b',"ip_address":"\xd9\xa1.2.3.4"}',
    BODY[:-1] + b',"__proto__":{},"constructor":1}',
    BODY.replace(b"agentBob", b"agentBob\\u0000"),
    BODY.replace(b"agentBob", b"' OR 1=1 --"),
    b" " * 1_048_577,
    b" " * 5_000_000,
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:24])
@pytest.mark.parametrize("path", ["/ratings", "/users/agent"])
def test_bodies(emulator: nicereply_emulator.Emulator, path: str, body: bytes) -> None:
    """Over HTTP and in process; every one is refused."""
    texts: list[Any] = []
    for transport in (None, emulator.transport()):
        with httpx.Client(transport=transport, base_url=emulator.base_url, auth=("", emulator.api_key)) as client:
            response = client.post(path, content=body, headers={"content-type": "application/json"})
        assert response.status_code in (400, 404), response.text[:300]
        assert response.headers["content-type"] == "application/json"
        assert response.json().keys() == {"errors"}
        response.text.encode("utf-8")
        texts.append(response.json())
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "\ufeff", "\u2028\u2029", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
)
def test_odd_texts_that_are_right_come_back_as_they_were(running: nicereply_emulator.Emulator, text: str) -> None:
    running.reset()
    with httpx.Client(base_url=running.base_url, auth=("", running.api_key)) as client:
        created = client.post("/ratings", json={**json.loads(BODY), "comment": text, "from": text})
        assert created.status_code == 201
        read = client.get(f"/csat/ratings/{created.json()['_results']['id']}").json()["_results"]
    assert (read["comment"], read["from"]) == (text, text)


@pytest.mark.parametrize(
    "authorization",
    [
        b"",
        b"Basic",
        b"Basic ",
        b"Basic \xff\xfe",
        b"Basic " + b"A" * 50_000,
        b"Basic Og==",
        b"Basic Om5pY2VyZXBseS1kZW1vLWtleQ",
        b"Bearer nicereply-demo-key",
        b"Basic Om5pY2VyZXBseS1kZW1vLWtleQ==, Basic x",
    ],
)
def test_credentials(emulator: nicereply_emulator.Emulator, authorization: bytes) -> None:
    found = exchange(
        emulator,
        b"GET /v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: " + authorization + b"\r\nConnection: close\r\n\r\n",
    )
    assert refused(found)
    assert found[0][0] in (400, 401)


def test_thousands_of_headers_and_a_huge_one(emulator: nicereply_emulator.Emulator) -> None:
    many = b"".join(b"X-%d: 1\r\n" % number for number in range(2_000))
    for headers in (many, b"X: " + b"a" * 60_000 + b"\r\n"):
        found = exchange(
            emulator, b"GET /v1/users HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + KEY + b"\r\n"
        )
        assert [status for status, _ in found] in ([200], [400])


@pytest.mark.parametrize(
    ("first", "part"),
    [
        (b"GET /v1/users?x=", b"a" * 65_536),
        (b"GET /v1/users HTTP/1.1\r\nX: ", b"a" * 65_536),
        (b"GET /v1/users HTTP/1.1\r\n", b"X-Y: z\r\n" * 8_192),
        (b"POST /v1/ratings HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;x=", b"a" * 65_536),
        (b"POST /v1/ratings HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ", b"a" * 65_536),
    ],
)
def test_heads_without_end(emulator: nicereply_emulator.Emulator, first: bytes, part: bytes) -> None:
    """They are given up after a mebibyte, so that no caller can fill the memory."""
    with connect(emulator) as connection:
        connection.sendall(first)
        for _ in range(20):
            if select.select([connection], [], [], 0.02)[0]:
                break
            connection.sendall(part)
        found = answers(connection.recv(65_536))
    assert refused(found)
    assert found == [(400, {"errors": ["Malformed HTTP request: It has more than 1048576 bytes beside its body."]})]


def test_a_body_in_chunks_of_one_byte(emulator: nicereply_emulator.Emulator) -> None:
    body = b'{"comment": "' + b"x" * 300_000 + b'"}'
    request = b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + KEY
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body)
    found = exchange(emulator, request + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")
    assert refused(found)
    assert "Validation error in requestBody[survey_id]: This field is missing." in found[0][1]["errors"]


def test_slow_senders_are_waited_for_and_hold_up_nobody(emulator: nicereply_emulator.Emulator) -> None:
    body = BODY.replace(b"agentBob", b"nobody")
    request = b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\n" + KEY
    request += b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    parts = [request[place : place + 20] for place in range(0, len(request), 20)]
    found: list[list[tuple[int, Any]]] = []
    slow = [threading.Thread(target=lambda: found.append(exchange(emulator, *parts, pause=0.05))) for _ in range(10)]
    for thread in slow:
        thread.start()
    start = time.monotonic()
    with httpx.Client(base_url=emulator.base_url, auth=("", emulator.api_key)) as client:
        assert [client.get("/csat/stats").status_code for _ in range(20)] == [200] * 20
    assert any(thread.is_alive() for thread in slow), "the slow ones were not slow"
    assert time.monotonic() - start < 5
    for thread in slow:
        thread.join()
    assert [[status for status, _ in one] for one in found] == [[404]] * 10


def test_callers_that_leave_in_the_middle(emulator: nicereply_emulator.Emulator) -> None:
    request = b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\n" + KEY + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
    for place in range(1, len(request) - 1, 7):
        with connect(emulator) as connection:
            connection.sendall(request[:place])


def test_requests_in_a_row_on_one_connection(emulator: nicereply_emulator.Emulator) -> None:
    one = b"GET /v1/users?page=%d HTTP/1.1\r\nHost: x\r\n" + KEY + b"\r\n"
    requests = b"".join(one % number for number in range(50))
    found = exchange(emulator, requests + b"nonsense\r\n\r\n")
    assert [status for status, _ in found] == [400, *[200] * 49, 400]


def test_controls_too(emulator: nicereply_emulator.Emulator) -> None:
    """Nothing that is sent to the controls is a mistake of the emulator's."""
    url = httpx.URL(emulator.base_url).copy_with(path="/_emulator")
    paths = ("/clock", "/faults", "/verify", "/data", "/account", "/rate-limit", "/journal")
    odd: list[Any] = [
        None,
        [],
        "x",
        5,
        {"": 1},
        {"fault": []},
        {"body": [], "times": []},
        {"set": {}},
        {"requests": 2**70},
    ]
    with httpx.Client(base_url=url) as client:
        for path in paths:
            for method in ("POST", "PUT"):
                for body in [*(json.dumps(one).encode() for one in odd), *BODIES[:30]]:
                    if (path, method, body) == ("/journal", "PUT", b"{}"):
                        continue
                    response = client.request(method, path, content=body)
                    assert response.status_code in (400, 405), (method, path, body[:50], response.text[:200])
                    assert response.json().keys() == {"errors"}
        for query in (
            "since=%00",
            f"status={'9' * 40}",
            f"since={'9' * 40}",
            "limit=-1",
            quote("operation=\ud800", errors="replace"),
        ):
            assert client.get(f"/journal?{query}").status_code == 400
        for name in ("%00", "%ED%A0%80", "a" * 10_000, "..%2F"):
            assert client.put(f"/snapshots/{name}").status_code == 400
