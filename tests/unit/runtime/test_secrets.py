"""The API key is on the wire and nowhere else: in no repr, log line, pickle, error or traceback."""

import asyncio
import base64
import copy
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

import nicereply


@pytest.fixture
def secrets(key: str) -> tuple[str, ...]:
    """The key in the forms in which it could show up."""
    return key, base64.b64encode(f":{key}".encode()).decode(), base64.b64encode(key.encode()).decode().rstrip("=")


def assert_absent(secrets: tuple[str, ...], text: str) -> None:
    for secret in secrets:
        assert secret not in text


def test_the_key_is_sent_as_password_of_a_blank_user(client_of: Callable[..., nicereply.Client], key: str) -> None:
    sent: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["Authorization"])
        return httpx.Response(200, json={"_results": {"average": 0, "count": 0}})

    client_of(handler).csat.get_stats()
    scheme, _, credentials = sent[0].partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(credentials).decode() == f":{key}"


def test_it_is_in_no_repr_of_a_client(client_of: Callable[..., nicereply.Client], secrets: tuple[str, ...]) -> None:
    client = client_of(lambda _: httpx.Response(200))
    assert repr(client) == "<nicereply.Client of https://api.nicereply.com/v1>"
    for value in vars(client).values():
        assert_absent(secrets, repr(value))


def test_a_client_can_be_neither_pickled_nor_deep_copied(client_of: Callable[..., nicereply.Client]) -> None:
    client = client_of(lambda _: httpx.Response(200))
    with pytest.raises(TypeError, match="API key"):
        pickle.dumps(client)
    with pytest.raises(TypeError, match="API key"):
        copy.deepcopy(client)


def test_it_is_on_no_request_that_a_caller_sees(
    client_of: Callable[..., nicereply.Client], secrets: tuple[str, ...]
) -> None:
    response = client_of(lambda _: httpx.Response(200, json={})).request("GET", "/csat/stats")
    request = response.http_response.request
    assert "Authorization" not in request.headers
    assert_absent(secrets, repr(request.headers.raw))


def test_a_redirect_does_not_carry_it(client_of: Callable[..., nicereply.Client]) -> None:
    seen: list[nicereply.Attempt] = []
    with pytest.raises(nicereply.UnexpectedStatusError) as caught:
        client_of(redirecting, on_attempt=seen.append).csat.get_stats()
    assert caught.value.response.next_request is None
    assert caught.value.response.headers["Location"] == "/v1/elsewhere"
    assert seen[0].response is not None
    assert seen[0].response.next_request is None


def failing(exception: BaseException) -> Callable[[httpx.Request], httpx.Response]:
    def handler(request: httpx.Request) -> httpx.Response:
        header = request.headers["Authorization"]  # a local variable, as transports have them
        assert header
        raise exception

    return handler


def rejecting(status: int) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, json={"errors": ["No."]})


def redirecting(_: httpx.Request) -> httpx.Response:
    return httpx.Response(302, headers={"Location": "/v1/elsewhere"})


@pytest.mark.parametrize(
    "handler",
    [rejecting(401), rejecting(503), redirecting, failing(httpx.ConnectError("no")), failing(httpx.ReadTimeout("no"))],
)
def test_it_is_in_no_error(
    client_of: Callable[..., nicereply.Client],
    secrets: tuple[str, ...],
    handler: Callable[[httpx.Request], httpx.Response],
) -> None:
    with pytest.raises(nicereply.NicereplyError) as caught:
        client_of(handler, max_retries=0).csat.get_stats()
    error = caught.value
    assert_absent(secrets, repr(error) + str(error) + repr(vars(error)))
    assert_absent(secrets, pickle.dumps(error).decode("latin-1"))
    for one in chain_of(error):
        assert_absent(secrets, local_variables(one))


@pytest.mark.anyio
@pytest.mark.parametrize("handler", [rejecting(401), redirecting, failing(httpx.ConnectError("no"))])
async def test_it_is_in_no_error_of_the_asynchronous_client(
    async_client_of: Callable[..., nicereply.AsyncClient],
    secrets: tuple[str, ...],
    handler: Callable[[httpx.Request], httpx.Response],
) -> None:
    with pytest.raises((nicereply.APIError, nicereply.APIConnectionError)) as caught:
        await async_client_of(handler, max_retries=0).csat.get_stats()
    assert "Authorization" not in caught.value.request.headers
    assert_absent(secrets, pickle.dumps(caught.value).decode("latin-1"))
    for one in chain_of(caught.value):
        assert_absent(secrets, local_variables(one))


@pytest.mark.parametrize("kind", [nicereply.Client, nicereply.AsyncClient])
@pytest.mark.parametrize(
    "settings",
    [
        {"api_key": "{} "},
        {"api_key": "{}\ud800"},
        {"api_key": ["{}"]},
        {"api_key": "{}", "base_url": "ftp://gateway.example/v1"},
        {"api_key": "{}", "base_url": "https://gateway.example:port/v1"},
        {"api_key": "{}", "timeout": -1},
        {"api_key": "{}", "max_retries": -1},
        {"api_key": "{}", "max_retry_seconds": -1},
        {"api_key": "{}", "headers": {"X": "\n"}},
        {"api_key": "x", "headers": {"Authorization": "Basic {}"}},
        {"api_key": "x", "base_url": "https://:{}@gateway.example/v1"},
        {"api_key": "x", "base_url": "https://:{}@gateway.example:port/v1"},
        {"api_key": "x", "base_url": ":{}@gateway.example/v1"},
        {"api_key": "x", "base_url": "https://gateway.example/v1?key={}"},
        {"api_key": "x", "base_url": ["{}"]},
    ],
)
def test_it_is_in_no_error_of_a_client_that_cannot_be_made(
    kind: type[Any], settings: dict[str, Any], secrets: tuple[str, ...], key: str
) -> None:
    with pytest.raises((nicereply.ConfigurationError, ValueError)) as caught:
        kind(**filled(settings, key))
    for one in chain_of(caught.value):
        assert_absent(secrets, repr(one) + str(one) + local_variables(one))


def filled(value: Any, key: str) -> Any:
    """The same settings with the key in its place."""
    if isinstance(value, dict):
        return {name: filled(part, key) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, key) for part in value]
    return value.replace("{}", key) if isinstance(value, str) else value


@pytest.mark.parametrize("kind", [nicereply.Client, nicereply.AsyncClient])
def test_half_a_client_can_be_printed(kind: type[nicereply.Client | nicereply.AsyncClient]) -> None:
    assert repr(kind.__new__(kind)) == f"<nicereply.{kind.__name__} of nothing yet>"


INTERRUPTIONS = [KeyboardInterrupt(), RuntimeError("no"), ValueError("no"), httpx.InvalidURL("no")]


@pytest.mark.parametrize("exception", INTERRUPTIONS)
def test_it_is_in_no_error_of_another_kind(
    client_of: Callable[..., nicereply.Client], secrets: tuple[str, ...], exception: BaseException
) -> None:
    with pytest.raises(type(exception)) as caught:
        client_of(failing(exception)).csat.get_stats()
    assert caught.value is exception
    assert_absent(secrets, local_variables(exception))


@pytest.mark.anyio
@pytest.mark.parametrize("exception", [asyncio.CancelledError(), *INTERRUPTIONS[1:]])
async def test_it_is_in_no_error_of_another_kind_of_the_asynchronous_client(
    async_client_of: Callable[..., nicereply.AsyncClient], secrets: tuple[str, ...], exception: BaseException
) -> None:
    with pytest.raises(type(exception)) as caught:
        await async_client_of(failing(exception)).csat.get_stats()
    assert_absent(secrets, local_variables(caught.value))


def test_what_the_caller_was_handling_keeps_its_frames(client_of: Callable[..., nicereply.Client]) -> None:
    client = client_of(failing(httpx.ConnectError("no")), max_retries=0)
    kept: list[object] = []
    try:
        "theirs".index("x")
    except ValueError as theirs:
        with pytest.raises(nicereply.APIConnectionError):
            client.csat.get_stats()
        kept.append(theirs.__traceback__)
    assert kept != [None]


def local_variables(error: BaseException) -> str:
    """What a reporter shows that prints the variables of frames. The tests themselves know the key."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    told.stack = traceback.StackSummary.from_list(frame for frame in told.stack if not frame.name.startswith("test_"))
    return "".join(told.format(chain=False))


def chain_of(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def test_it_is_in_no_log_line(
    client_of: Callable[..., nicereply.Client], secrets: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_of(rejecting(503), max_retries=1, max_retry_seconds=5)
    with pytest.raises(nicereply.ServerError):
        client.csat.get_stats()
    assert caplog.records
    assert_absent(secrets, "".join(repr(vars(record)) + record.getMessage() for record in caplog.records))
