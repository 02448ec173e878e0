"""Where the service is and how the client authenticates: from arguments, else from the environment."""

import ipaddress
import os
from collections.abc import Mapping
from typing import Any, Final

import httpx

from .arguments import is_encodable
from .errors import ConfigurationError

API_KEY_VARIABLE = "NICEREPLY_API_KEY"
BASE_URL_VARIABLE = "NICEREPLY_BASE_URL"

LONGEST_TIMEOUT: Final = 1_000_000
"""In seconds; far longer ones are more than the clocks of sockets hold."""


def resolve_api_key(argument: str | None) -> str:
    """The API key from the argument, else from ``NICEREPLY_API_KEY``.

    Raises:
        ConfigurationError: there is none, or it has blanks around it. The key itself is never in the text.
    """
    key = os.environ.get(API_KEY_VARIABLE, "") if argument is None else argument
    source = API_KEY_VARIABLE if argument is None else "api_key"
    if not _is_text(key):
        raise ConfigurationError(f"{source} must be a text, not of type {type(key).__name__}")
    if not key:
        raise ConfigurationError(f"no API key: set the environment variable {API_KEY_VARIABLE} or pass api_key=")
    if not is_encodable(key):
        raise ConfigurationError(f"{source} has characters that cannot be sent")
    if key != key.strip():
        raise ConfigurationError(f"{source} begins or ends with white space; give the key alone")
    return key


def resolve_base_url(argument: str | None, default: str, *, allow_http: bool) -> str:
    """The base URL from the argument, else from ``NICEREPLY_BASE_URL``, else the default; no slash at its end.

    Raises:
        ConfigurationError: it is no http(s) URL, has more than host and path, or is plain http to another machine.
    """
    given = os.environ.get(BASE_URL_VARIABLE) or default if argument is None else argument
    name = BASE_URL_VARIABLE if argument is None else "base_url"
    if not _is_text(given):
        raise ConfigurationError(f"{name} must be a text, such as {default}, not of type {type(given).__name__}")
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL as error:
        raise ConfigurationError(f"{name} is no URL: {error}") from None
    if url.userinfo or "@" in given:
        raise ConfigurationError(f"{name} must hold no credentials; set {API_KEY_VARIABLE} or pass api_key=")
    if url.scheme not in {"http", "https"} or not url.host:
        raise ConfigurationError(f"{name} {given!r} must begin with https:// and a host, such as {default}")
    if url.query or url.fragment:
        raise ConfigurationError(f"{name} must end with its path: no query and no fragment")
    if url.scheme == "http" and not allow_http and not _is_loopback(url.host):
        raise ConfigurationError(
            f"{name} {given!r} would send the API key unencrypted; use https, or pass allow_http=True"
        )
    return str(url).rstrip("/")


def checked_timeout(timeout: float | httpx.Timeout | None) -> float | httpx.Timeout | None:
    """The timeout as it was given.

    Raises:
        ValueError: it, or a part of it, is no number of seconds that can be waited.
    """
    parts = timeout.as_dict() if isinstance(timeout, httpx.Timeout) else {"": timeout}
    for name, seconds in parts.items():
        if seconds is not None and not (_is_number(seconds) and 0 < seconds <= LONGEST_TIMEOUT):
            raise ValueError(
                f"timeout: {f'{name}=' if name else ''}{seconds!r} must be more than 0 and at most {LONGEST_TIMEOUT}"
                " seconds, or None to wait for ever"
            )
    return timeout


def checked_retries(count: object) -> int:
    """The number of retries as it was given.

    Raises:
        ValueError: it is no whole number, or less than 0.
    """
    if isinstance(count, int) and not isinstance(count, bool) and count >= 0:
        return count
    raise ValueError(f"max_retries: {count!r} must be 0 or more, a whole number")


def checked_seconds(seconds: float) -> float:
    """The time for retries as it was given.

    Raises:
        ValueError: it is no number, or less than 0.
    """
    if _is_number(seconds) and seconds >= 0:
        return seconds
    raise ValueError(f"max_retry_seconds: {seconds!r} must be 0 or more, a number")


def checked_headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    """The headers as they were given.

    Raises:
        ConfigurationError: one would replace the key, or cannot be sent. No value is in the text.
    """
    for name, value in (headers or {}).items():
        if not _is_text(name) or not _is_text(value):
            raise ConfigurationError(f"headers: {name!r} and its value must be texts")
        if name.lower() == "authorization":
            raise ConfigurationError(f"headers: {name} is made from the API key; pass api_key= instead")
        if not (name + value).isascii() or not (name + value).isprintable():
            raise ConfigurationError(f"headers: {name!r} or its value has characters that are not printable ASCII")
    return dict(headers or {})


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str)
