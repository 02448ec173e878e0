"""Where the service is and how the client authenticates: from arguments, else from the environment."""

import ipaddress
import os

import httpx

from .errors import ConfigurationError

API_KEY_VARIABLE = "NICEREPLY_API_KEY"
BASE_URL_VARIABLE = "NICEREPLY_BASE_URL"


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
        raise ConfigurationError(f"{name} {given!r} must be a text, such as {default}")
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL as error:
        raise ConfigurationError(f"{name} is no URL: {error}") from None
    if url.userinfo:
        raise ConfigurationError(f"{name} must hold no credentials; set {API_KEY_VARIABLE} or pass api_key=")
    if url.scheme not in {"http", "https"} or not url.host:
        raise ConfigurationError(f"{name} {given!r} must begin with https:// and a host, such as {default}")
    if url.query or url.fragment:
        raise ConfigurationError(f"{name} {given!r} must end with its path: no query and no fragment")
    if url.scheme == "http" and not allow_http and not _is_loopback(url.host):
        raise ConfigurationError(
            f"{name} {given!r} would send the API key unencrypted; use https, or pass allow_http=True"
        )
    return str(url).rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str)
