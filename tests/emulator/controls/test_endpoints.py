"""The controls over HTTP: who may use them, and in which form they refuse."""

import json
import socket
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator._http import Request
from nicereply_emulator.controls.guard import is_loopback

from ..raw_http import AUTHORIZATION, connect, read_answer


def test_health(emulator: nicereply_emulator.Emulator, controls: httpx.Client) -> None:
    assert controls.get("/health").json() == {
        "status": "ok",
        "base_url": emulator.base_url,
        "profile": "strict",
        "self_check": True,
        "now": "2026-02-03T06:05:06+02:00",
        "epoch": 1_770_091_506,
        "frozen": True,
    }


def test_reset_needs_neither_body_nor_key(emulator: nicereply_emulator.Emulator, controls: httpx.Client) -> None:
    counts = emulator.counts()
    emulator.data.load({})
    assert controls.post("/reset").status_code == 200
    assert emulator.counts() == counts


def test_every_endpoint_answers(emulator: nicereply_emulator.Emulator, controls: httpx.Client) -> None:
    """With a body that is refused, where it takes one; none is a mistake of the emulator's."""
    for endpoint in emulator.controls.table:
        emulator.faults.clear()
        emulator.faults.add("latency", seconds=0)
        emulator.snapshots.take("1")
        path = endpoint.path.replace("{name}", "1").replace("{id}", "1")
        takes_body = endpoint.settings is not None and endpoint.method != "GET"
        response = controls.request(endpoint.method, path, content=b'{"x": 1}' if takes_body else b"")
        assert response.status_code == (400 if takes_body else 200), f"{endpoint.method} {path}: {response.text}"
        assert response.headers["content-type"] == "application/json"
        assert response.headers["cache-control"] == "no-store"
        assert isinstance(response.json(), dict)
        if takes_body:
            assert response.json().keys() == {"errors"}
        assert endpoint.does.endswith(".")


def test_refusals_have_the_form_of_the_api_s(controls: httpx.Client) -> None:
    refusals = {
        ("GET", "/nothing"): (404, "There is no control at /_emulator/nothing; there are /_emulator, "),
        ("POST", "/reset?hard=1"): (400, "hard: this control takes no query parameters"),
        ("PUT", "/snapshots/a?x=1"): (400, "x: this control takes no query parameters"),
        ("GET", "/snapshots/a/restore/b"): (404, "There is no control at "),
        ("DELETE", "/health"): (405, "/_emulator/health takes GET, not DELETE."),
        ("HEAD", "/health"): (405, ""),
        ("OPTIONS", "/faults"): (405, "/_emulator/faults takes GET, POST, DELETE, not OPTIONS."),
        ("GET", "/health?x=1"): (400, "x: this control takes no query parameters"),
        ("DELETE", "/faults/one"): (400, "id: 'one' is not the number of a fault rule"),
        ("DELETE", f"/faults/{'9' * 30}"): (400, "is not the number of a fault rule"),
        ("DELETE", "/faults/7"): (404, "there is no fault rule 7; there are none"),
    }
    for (method, path), (status, text) in refusals.items():
        response = controls.request(method, path)
        assert response.status_code == status, (method, path)
        if method != "HEAD":
            (error,) = response.json()["errors"]
            assert text in error
        if status == 405:
            assert "GET" in response.headers["allow"]
    assert controls.post("/reset", content=b'{"a": 1}').json() == {"errors": ["the body: this control takes none"]}
    assert controls.post("/reset", json={}).status_code == 200


FOREIGN: list[dict[str, str]] = [
    {"host": "evil.example"},
    {"host": "127.0.0.1.evil.example:8710"},
    {"host": "localhost.evil.example"},
    {"host": "127.0.0.1.nip.example:{port}"},  # names that were made to lead here
    {"host": "localhost.:{port}"},
    {"host": "localhost.localdomain"},
    {"host": "0.0.0.0:{port}"},
    {"host": "0:{port}"},
    {"host": "127.1:{port}"},
    {"host": "2130706433:{port}"},
    {"host": "0x7f000001:{port}"},
    {"host": "127.0.0.1@evil.example:{port}"},
    {"host": "127.0.0.1,evil.example"},
    {"host": "127.0.0.1:80@evil.example"},
    {"host": "localhost:abc"},
    {"host": "localhost:1:2"},
    {"host": "user@localhost"},
    {"host": "[::1]:x"},
    {"host": "[127.0.0.1]:80, localhost"},
    {"host": "[::]:{port}"},
    {"host": "[::ffff:10.0.0.1]:{port}"},
    {"host": "[fe80::1%lo]:{port}"},
    {"host": "[::1"},
    {"host": "10.0.0.1"},
    {"host": "[::2]:80"},
    {"host": "[::1]evil.example"},
    {"host": ""},
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "file://"},
    {"origin": "http://localhost:{port}"},  # the same machine by another name
    {"origin": "http://evil.example, http://{host}"},
    {"origin": "http://{host}.evil.example"},
    {"origin": "http://{host}@evil.example"},
    {"host": "evil.example", "origin": "http://evil.example"},
    {"origin": "http://127.0.0.1"},  # another port is another origin
    {"origin": "http://127.0.0.1:1"},
    {"origin": "https://{host}"},
    {"origin": ""},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(("method", "path"), [("GET", "/data"), ("POST", "/reset"), ("GET", "/nothing")])
def test_foreign_callers_are_refused(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client, headers: dict[str, str], method: str, path: str
) -> None:
    emulator.faults.add("latency", seconds=0)
    own = urlsplit(emulator.base_url)
    given = {name: text.format(host=own.netloc, port=own.port) for name, text in headers.items()}
    response = controls.request(method, path, headers=given)
    assert response.status_code == 403
    assert response.json().keys() == {"errors"}
    assert "access-control-allow-origin" not in response.headers
    assert len(emulator.faults.list()) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost"},
        {"host": "LOCALHOST:8710"},
        {"host": "127.0.0.2:1"},
        {"host": "[::1]:8710"},
        {"origin": "http://{host}"},
        {"host": "localhost:5", "origin": "http://localhost:5"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_own_callers_are_admitted(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client, headers: dict[str, str]
) -> None:
    own = urlsplit(emulator.base_url).netloc
    headers = {name: text.format(host=own) for name, text in headers.items()}
    assert controls.get("/health", headers=headers).status_code == 200


REPEATED: list[tuple[int, str, list[str]]] = [
    (400, "/_emulator/data", ["Host: {own}", "Host: evil.example"]),
    (400, "/_emulator/data", ["Host: {own}", "Host: {own}"]),
    (400, "/v1/users", ["Host: {own}", "host: evil.example"]),
    (403, "/_emulator/data", ["Host: {own}", "Origin: http://{own}", "Origin: http://evil.example"]),
    (403, "/_emulator/data", ["Host: {own}", "Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site"]),
    (403, "http://evil.example/_emulator/data", ["Host: {own}"]),
    (403, "http://{own}@evil.example/_emulator/data", ["Host: {own}"]),
    (403, "http://evil.example/_emulator/data", ["Host: {own}", "Origin: http://{own}"]),
    (200, "http://{own}/_emulator/data", ["Host: evil.example"]),
]


@pytest.mark.parametrize(("status", "target", "headers"), REPEATED)
def test_nothing_hides_a_foreign_name(
    emulator: nicereply_emulator.Emulator, status: int, target: str, headers: list[str]
) -> None:
    own = urlsplit(emulator.base_url).netloc
    lines = [f"GET {target} HTTP/1.1", AUTHORIZATION, *headers, "", ""]
    with connect(emulator) as connection:
        connection.sendall("\r\n".join(lines).format(own=own).encode())
        found, body = read_answer(connection)
    assert found == status
    assert (json.loads(body).keys() == {"errors"}) is (status != 200)


def test_two_hosts_in_process(emulator: nicereply_emulator.Emulator) -> None:
    with httpx.Client(transport=emulator.transport(), base_url="http://127.0.0.1/_emulator") as client:
        response = client.get("/data", headers=[("host", "127.0.0.1"), ("host", "evil.example")])
    assert response.status_code == 403


def test_without_a_host(emulator: nicereply_emulator.Emulator) -> None:
    url = urlsplit(emulator.base_url)
    with socket.create_connection((url.hostname, url.port), timeout=5) as connection:
        connection.sendall(b"GET /_emulator/data HTTP/1.0\r\n\r\n")
        assert b" 403 " in connection.recv(1_000)


@pytest.mark.parametrize("client", ["10.0.0.1", "::ffff:10.0.0.1", "fe80::1", None, "localhost.evil.example"])
def test_callers_of_other_machines_are_refused(emulator: nicereply_emulator.Emulator, client: str | None) -> None:
    request = Request("GET", "/_emulator/data", headers={"host": "127.0.0.1"}, client=client)
    assert emulator.service.handle(request).status == 403


def test_addresses_of_this_machine() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "1.2.3.4", "", "example", None)))  # noqa: S104


def test_there_are_no_controls_while_others_can_reach_the_emulator() -> None:
    with nicereply_emulator.run(host="0.0.0.0", data="empty") as emulator:  # noqa: S104 - what is refused
        url = httpx.URL(emulator.base_url)
        refused = httpx.get(url.copy_with(path="/_emulator/health"))
        assert refused.status_code == 403
        assert "listens at an address that others can reach" in refused.json()["errors"][0]
        assert httpx.get(f"{emulator.base_url}/users", auth=("", emulator.api_key)).status_code == 200
        emulator.faults.add("status", status=503)  # in Python they are still there
        assert httpx.get(f"{emulator.base_url}/users", auth=("", emulator.api_key)).status_code == 503


def test_at_the_loopback_address_of_ipv6() -> None:
    with nicereply_emulator.run(host="::1", data="empty") as emulator:
        url = httpx.URL(emulator.base_url).copy_with(path="/_emulator/reset")
        assert url.host == "::1"
        own = url.netloc.decode()
        assert httpx.post(url).status_code == 200
        assert httpx.post(url, headers={"origin": f"http://{own}"}).status_code == 200
        for headers in ({"host": "evil.example"}, {"origin": "http://evil.example"}, {"origin": "null"}):
            assert httpx.post(url, headers=headers).status_code == 403


def test_in_process_too() -> None:
    with (
        closing(nicereply_emulator.Emulator(data="empty")) as one,
        httpx.Client(transport=one.transport(), base_url="http://127.0.0.1/_emulator") as controls,
    ):
        assert controls.get("/health").json()["base_url"] == one.base_url
        assert controls.get("/health", headers={"host": "evil.example"}).status_code == 403


def test_controls_are_there_while_the_account_is_not(emulator: nicereply_emulator.Emulator, controls: Any) -> None:
    emulator.account.payment_required = True
    emulator.rate_limit.set(requests=0, seconds=1)
    emulator.faults.add("status", status=500)
    assert controls.get("/health").status_code == 200
    assert controls.post("/reset").status_code == 200
    assert httpx.get(f"{emulator.base_url}/users", auth=("", emulator.api_key)).status_code == 200


@pytest.mark.parametrize("path", ["/_emulator", "/_emulator/"])
def test_the_index_names_every_control(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client, path: str
) -> None:
    found = controls.get(str(httpx.URL(emulator.base_url).copy_with(path=path))).json()["controls"]
    assert {"method": "POST", "path": "/_emulator/reset"}.items() <= found[2].items()
    assert len(found) == len(emulator.controls.table)
