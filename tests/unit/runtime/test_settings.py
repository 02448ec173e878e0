"""Where the key and the address come from, and what is refused."""

import traceback
from typing import Any

import httpx
import pytest

import nicereply
from nicereply_runtime.settings import resolve_base_url

DEFAULT = "https://api.nicereply.com/v1"


def test_no_key_names_the_variable() -> None:
    with pytest.raises(nicereply.ConfigurationError, match="NICEREPLY_API_KEY"):
        nicereply.Client()


def test_an_empty_key_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NICEREPLY_API_KEY", "")
    with pytest.raises(nicereply.ConfigurationError, match="no API key"):
        nicereply.Client()


def test_a_key_with_white_space_around_it_is_refused_without_being_shown() -> None:
    with pytest.raises(nicereply.ConfigurationError, match="api_key begins or ends with white space") as caught:
        nicereply.Client("s3cret\n")
    assert "s3cret" not in str(caught.value)


def test_key_and_base_url_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NICEREPLY_API_KEY", "s3cret")
    monkeypatch.setenv("NICEREPLY_BASE_URL", "https://gateway.example/x/v1/")
    with nicereply.Client() as client:
        assert client.base_url == "https://gateway.example/x/v1"


def test_arguments_come_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NICEREPLY_BASE_URL", "https://gateway.example/x/v1")
    with nicereply.Client("s3cret", "https://other.example/v1") as client:
        assert client.base_url == "https://other.example/v1"


def test_the_production_service_is_the_default() -> None:
    with nicereply.Client("s3cret") as client:
        assert client.base_url == DEFAULT


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "emulator.localhost"])
def test_plain_http_is_allowed_on_this_machine(host: str) -> None:
    assert resolve_base_url(f"http://{host}:8710/v1", DEFAULT, allow_http=False) == f"http://{host}:8710/v1"


@pytest.mark.parametrize("host", ["api.nicereply.com", "10.0.0.1", "localhost.example", "0.0.0.0"])  # noqa: S104
def test_plain_http_to_another_machine_is_refused_unless_allowed(host: str) -> None:
    with pytest.raises(nicereply.ConfigurationError, match=r"unencrypted.*allow_http=True"):
        resolve_base_url(f"http://{host}/v1", DEFAULT, allow_http=False)
    assert resolve_base_url(f"http://{host}/v1", DEFAULT, allow_http=True) == f"http://{host}/v1"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("api.nicereply.com/v1", "https://"),
        ("ftp://api.nicereply.com/v1", "https://"),
        ("https:///v1", "https://"),
        ("https://user:s3cret@api.nicereply.com/v1", "no credentials"),
        ("https://api.nicereply.com/v1?x=1", "no query"),
        ("https://api.nicereply.com/v1#x", "no query"),
        ("https://api.nicereply.com:port/v1", "no URL"),
    ],
)
def test_what_is_no_base_url_is_refused(url: str, reason: str) -> None:
    with pytest.raises(nicereply.ConfigurationError, match=reason) as caught:
        resolve_base_url(url, DEFAULT, allow_http=False)
    assert "s3cret" not in str(caught.value)


def test_the_key_cannot_be_given_as_a_header() -> None:
    with pytest.raises(nicereply.ConfigurationError, match="pass api_key="):
        nicereply.Client("s3cret", headers={"authorization": "Basic x"})


@pytest.mark.parametrize("setting", ["max_retries", "max_retry_seconds"])
def test_budgets_are_not_negative(setting: str) -> None:
    with pytest.raises(ValueError, match=f"{setting}: -1 must be 0 or more"):
        nicereply.Client("s3cret", **{setting: -1})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        *(("max_retries", value) for value in ("3", None, 1.5, True)),
        *(("max_retry_seconds", value) for value in ("3", None, float("nan"), True)),
    ],
)
def test_budgets_are_numbers(setting: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{setting}: "):
        nicereply.Client("s3cret", **{setting: value})
    with nicereply.Client("s3cret") as client, pytest.raises(ValueError, match=f"^{setting}: "):
        client.copy(**{setting: value})


def test_budgets_of_time_may_be_without_end() -> None:
    nicereply.Client("s3cret", max_retry_seconds=float("inf"), timeout=httpx.Timeout(5, read=None)).close()


def test_each_client_takes_its_own_kind_of_connections() -> None:
    with pytest.raises(
        nicereply.ConfigurationError, match=r"^http_client must be an httpx\.Client, not .* AsyncClient$"
    ):
        nicereply.Client("s3cret", http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    with (
        httpx.Client() as http,
        pytest.raises(nicereply.ConfigurationError, match=r"^http_client must be an httpx\.Async"),
    ):
        nicereply.AsyncClient("s3cret", http_client=http)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [nicereply.Client, nicereply.AsyncClient])
@pytest.mark.parametrize("proxy", ["nonsense://u:s3cret@proxy.example", "http://u:s3cret@proxy.example:port"])
def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
    kind: type[Any], proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(nicereply.ConfigurationError, match="HTTPS_PROXY") as caught:
        kind("key")
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert "s3cret" not in "".join(line for line in shown.format() if "test_settings.py" not in line)


def test_a_base_url_that_is_empty_is_not_the_production_service() -> None:
    with pytest.raises(nicereply.ConfigurationError, match="base_url '' must begin with https://"):
        nicereply.Client("key", "")


@pytest.mark.parametrize(("key", "base_url"), [(5, None), ("key", 5)])
def test_key_and_base_url_are_texts(key: Any, base_url: Any) -> None:
    with pytest.raises(nicereply.ConfigurationError, match="must be a text"):
        nicereply.Client(key, base_url)


@pytest.mark.parametrize(
    "timeout",
    [
        *(0, -1, float("nan"), float("inf"), 1e10, "5", True),
        *(httpx.Timeout(5, write=-1), httpx.Timeout(5, read=float("nan")), httpx.Timeout(5, connect=0)),
    ],
)
def test_a_timeout_is_more_than_0_and_not_beyond_all_limits(timeout: Any) -> None:
    with pytest.raises(ValueError, match=r"^timeout: "):
        nicereply.Client("key", timeout=timeout)
    with nicereply.Client("key") as client, pytest.raises(ValueError, match=r"^timeout: "):
        client.copy(timeout=timeout)


@pytest.mark.parametrize("headers", [{"X": 5}, {5: "x"}, {"X": "\u0148"}, {"\u0148": "x"}, {"X": "a\r\nY: b"}])
def test_headers_are_printable_ascii(headers: Any) -> None:
    with pytest.raises(nicereply.ConfigurationError, match=r"^headers: "):
        nicereply.Client("key", headers=headers)


def test_a_client_that_is_closed_says_so() -> None:
    client = nicereply.Client("key")
    client.close()
    with pytest.raises(nicereply.ConfigurationError, match="is closed"):
        client.csat.get_stats()


@pytest.mark.anyio
async def test_an_asynchronous_client_that_is_closed_says_so() -> None:
    client = nicereply.AsyncClient("key")
    await client.close()
    with pytest.raises(nicereply.ConfigurationError, match="is closed"):
        await client.csat.get_stats()
