"""What clients do with connections, headers, time and redirects."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

import nicereply

STATS = {"_results": {"average": 0, "count": 0}}


class Recorder:
    """Answers with stats, and remembers the requests."""

    def __init__(self, response: httpx.Response | None = None) -> None:
        self.requests: list[httpx.Request] = []
        self.response = response

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.response or httpx.Response(200, json=STATS)


def test_requests_say_what_is_wanted_and_who_asks(client_of: Callable[..., nicereply.Client]) -> None:
    recorder = Recorder()
    client_of(recorder, headers={"X-Team": "a"}).csat.get_stats()
    headers = recorder.requests[0].headers
    assert headers["Accept"] == "application/json"
    assert headers["User-Agent"] == f"nicereply-python/{nicereply.__version__}"
    assert headers["X-Team"] == "a"
    assert "Content-Type" not in headers


def test_bodies_are_sent_as_json(client_of: Callable[..., nicereply.Client]) -> None:
    recorder = Recorder(httpx.Response(201, json={"_results": {"id": "u"}}))
    client_of(recorder).users.create_thing_or_action(fullname="Šéf ☕", username="agentBob")
    request = recorder.requests[0]
    assert (request.method, request.url.path) == ("POST", "/v1/users/thing-or-action")
    assert request.headers["Content-Type"] == "application/json"
    assert request.content == '{"fullname":"Šéf ☕","username":"agentBob"}'.encode()


def test_paths_are_put_behind_the_base_url_with_its_prefix(client_of: Callable[..., nicereply.Client]) -> None:
    recorder = Recorder()
    client_of(recorder, base_url="https://gateway.example/x/v1/").csat.get_stats()
    assert str(recorder.requests[0].url) == "https://gateway.example/x/v1/csat/stats"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(client_of: Callable[..., nicereply.Client], status: int) -> None:
    recorder = Recorder(httpx.Response(status, headers={"Location": "https://elsewhere.example/"}))
    with pytest.raises(nicereply.UnexpectedStatusError) as caught:
        client_of(recorder).csat.get_stats()
    assert caught.value.status_code == status
    assert len(recorder.requests) == 1


def test_a_client_of_httpx_that_follows_redirects_does_not_do_so_here(key: str) -> None:
    recorder = Recorder(httpx.Response(302, headers={"Location": "https://elsewhere.example/"}))
    with httpx.Client(transport=httpx.MockTransport(recorder), follow_redirects=True) as http_client:
        client = nicereply.Client(key, http_client=http_client)
        with pytest.raises(nicereply.UnexpectedStatusError):
            client.csat.get_stats()
    assert len(recorder.requests) == 1


@pytest.mark.parametrize(
    ("settings", "seconds"), [({}, 30.0), ({"timeout": 5}, 5), ({"timeout": None}, None), ({"timeout": 0.5}, 0.5)]
)
def test_calls_end_after_30_seconds_unless_told_otherwise(
    client_of: Callable[..., nicereply.Client], settings: dict[str, Any], seconds: float | None
) -> None:
    recorder = Recorder()
    client_of(recorder, **settings).csat.get_stats()
    assert recorder.requests[0].extensions["timeout"] == dict.fromkeys(("connect", "read", "write", "pool"), seconds)


def test_a_copy_has_its_own_settings_and_resources_and_the_same_connections(
    client_of: Callable[..., nicereply.Client],
) -> None:
    recorder = Recorder()
    client = client_of(recorder, headers={"X-Team": "a"})
    client.csat.get_stats()  # its resource exists before the copy is made
    with client.copy(timeout=5, headers={"X-Other": "b"}) as other:
        other.csat.get_stats()
    client.csat.get_stats()
    first, second, third = recorder.requests
    assert first.extensions["timeout"]["read"] == third.extensions["timeout"]["read"] == 30
    assert second.extensions["timeout"]["read"] == 5
    assert (second.headers["X-Team"], second.headers["X-Other"]) == ("a", "b")
    assert "X-Other" not in third.headers


def test_closing_closes_own_connections_alone(key: str) -> None:
    client = nicereply.Client(key)
    with client.copy():
        pass
    assert not client._http.is_closed
    with client:
        pass
    assert client._http.is_closed
    with httpx.Client() as http_client:
        nicereply.Client(key, http_client=http_client).close()
        assert not http_client.is_closed


@pytest.mark.anyio
async def test_closing_an_asynchronous_client_closes_own_connections_alone(key: str) -> None:
    client = nicereply.AsyncClient(key)
    async with client.copy():
        pass
    assert not client._http.is_closed
    async with client:
        pass
    assert client._http.is_closed


def test_both_clients_have_the_same_resources_with_the_same_methods(
    client_of: Callable[..., nicereply.Client], async_client_of: Callable[..., nicereply.AsyncClient]
) -> None:
    from nicereply.api import METHODS, RESOURCES

    recorder = Recorder()
    clients = client_of(recorder), async_client_of(recorder)
    for client in clients:
        surface = {
            f"{resource}.{name}"
            for resource in RESOURCES
            for name in dir(getattr(client, resource))
            if not name.startswith("_")
        }
        assert surface == set(METHODS.values())
    assert len(METHODS) == len(set(METHODS.values())) == 49
