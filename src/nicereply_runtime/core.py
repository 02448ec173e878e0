"""What the synchronous and the asynchronous client have in common: settings, requests, and what becomes of failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final, NoReturn, Self, TypeVar

import httpx

from .attempts import OnAttempt, Reporter
from .auth import ApiKeyAuth
from .calls import Call, Completes, Operation
from .decoding import read_document
from .errors import APIConnectionError, APITimeoutError, ConfigurationError, DecodeError
from .retries import RetryPolicy
from .settings import (
    checked_headers,
    checked_retries,
    checked_seconds,
    checked_timeout,
    resolve_api_key,
    resolve_base_url,
)
from .unset import UNSET, Unset

E = TypeVar("E", bound=BaseException)
H = TypeVar("H", httpx.Client, httpx.AsyncClient)

DEFAULT_TIMEOUT: Final = 30.0
DEFAULT_MAX_RETRIES: Final = 3
DEFAULT_MAX_RETRY_SECONDS: Final = 60.0


class CoreClient:
    """Settings and request building. Its two subclasses do the sending."""

    _default_base_url: str
    """The production service; generated."""

    _user_agent: str
    """What the client calls itself; generated."""

    _find_list: Callable[[str], Operation[Any] | None]
    """The list operation with an operationId; generated."""

    _owns_http: bool
    """Whether closing this client closes its connections."""

    _base_url: str = "nothing yet"
    """Where the service is. A client that could not be made, in a traceback, has none."""

    def __init__(
        self,
        api_key: str | None,
        base_url: str | None,
        *,
        timeout: float | httpx.Timeout | None,
        max_retries: int,
        max_retry_seconds: float,
        headers: Mapping[str, str] | None,
        allow_http: bool,
        on_attempt: OnAttempt | None,
    ) -> None:
        self._base_url = resolve_base_url(base_url, self._default_base_url, allow_http=allow_http)
        self._auth = ApiKeyAuth(resolve_api_key(api_key))
        self._timeout = checked_timeout(timeout)
        self._retry_policy = RetryPolicy(checked_retries(max_retries), checked_seconds(max_retry_seconds))
        self._under_way: set[Any] = set()  # what pagers fetch ahead; shared with copies
        self._reporter = Reporter(on_attempt)
        self._headers = {"Accept": "application/json", "User-Agent": self._user_agent, **checked_headers(headers)}

    @property
    def base_url(self) -> str:
        """Where the service is, without a slash at its end."""
        return self._base_url

    def _copy(
        self,
        timeout: float | httpx.Timeout | Unset | None,
        max_retries: int | Unset,
        max_retry_seconds: float | Unset,
        headers: Mapping[str, str] | Unset,
        on_attempt: OnAttempt | Unset | None,
    ) -> Self:
        policy = self._retry_policy
        other = type(self).__new__(type(self))
        # The resources, which have public names, belong to this client: the copy makes its own.
        other.__dict__.update({name: value for name, value in self.__dict__.items() if name.startswith("_")})
        other._owns_http = False
        other._timeout = self._timeout if timeout is UNSET else checked_timeout(timeout)
        other._retry_policy = RetryPolicy(
            policy.max_retries if max_retries is UNSET else checked_retries(max_retries),
            policy.max_seconds if max_retry_seconds is UNSET else checked_seconds(max_retry_seconds),
        )
        if on_attempt is not UNSET:
            other._reporter = Reporter(on_attempt)
        other._headers = {**self._headers, **checked_headers(None if headers is UNSET else headers)}
        return other

    def _build_request(self, http: httpx.Client | httpx.AsyncClient, call: Call[Any]) -> httpx.Request:
        request = http.build_request(
            call.operation.method,
            self._base_url + call.path,
            params=call.params or None,
            json=None if call.body is UNSET else call.body,
            headers=self._headers,
            timeout=self._timeout,
        )
        if http.cookies:  # set by something on the way to the service, which knows keys alone
            request.headers.pop("Cookie", None)
        return request

    def __repr__(self) -> str:
        return f"<nicereply.{type(self).__name__} of {self._base_url}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} holds connections and an API key, it cannot be pickled or copied; make another"
        )


def free_call(method: str, path: str, params: Mapping[str, str] | None, json: Any) -> Call[Any]:
    """A call of something that the document does not describe. Any status from 200 to 299 is its success.

    Raises:
        ValueError: the path does not begin with a slash, and so could lead to another host.
    """
    if not path.startswith("/"):
        raise ValueError(f"path: {path!r} must begin with a slash; it is put behind the base URL")
    template = path.replace("{", "{{").replace("}", "}}")
    operation: Operation[Any] = Operation(f"{method.upper()} {path}", method.upper(), template, None, _as_it_is)
    return Call(operation, query=dict(params or {}), body=json)


def _as_it_is(content: bytes, complete: Completes) -> Any:
    try:
        return read_document(content)
    except DecodeError as error:
        raise complete(error) from None


def without_frames(error: E, handled: BaseException | None) -> E:
    """The same error without the frames below ours.

    They hold the raw headers, the key among them, and some reporters print the variables of frames. What was being
    `handled` when ours began is the caller's, and stays as it is.
    """
    inner: BaseException | None = error
    while inner is not None and inner is not handled:
        inner.__traceback__ = None
        inner = inner.__cause__ or inner.__context__
    return error


def connection_error(request: httpx.Request, error: httpx.RequestError) -> APIConnectionError:
    """What callers see of a failed connection."""
    error.__traceback__ = None
    place = f"{request.method} {request.url.copy_with(query=None)}"
    detail = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return APITimeoutError(f"{place} took too long ({detail})", request=request)
    return APIConnectionError(f"{place} failed: {detail}", request=request)


def own_http(kind: Callable[..., H], timeout: float | httpx.Timeout | None) -> H:
    """Connections of a client's own.

    Raises:
        ConfigurationError: the environment names a proxy that httpx cannot use. Its URL may hold a password.
    """
    try:
        return kind(timeout=timeout, follow_redirects=False, cookies=no_cookies())
    except (ValueError, ImportError, httpx.InvalidURL):
        raise ConfigurationError(
            "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY or NO_PROXY cannot be used; proxies are http://, https:// or, where"
            " the package socksio is installed, socks5:// URLs"
        ) from None


def given_http(http_client: H, kind: type[Any]) -> H:
    """The caller's connections.

    Raises:
        ConfigurationError: they are not of this kind, such as the other client's.
    """
    is_right = isinstance(http_client, kind)  # not in the condition: it would narrow the type to Any
    if not is_right:
        raise ConfigurationError(
            f"http_client must be an httpx.{kind.__name__}, not of type {type(http_client).__name__}"
        )
    return http_client


def no_cookies() -> CookieJar:
    """A jar that stays empty."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def closed_error() -> ConfigurationError:
    """What callers see of a client that is used after it was closed."""
    return ConfigurationError("the client is closed; make another one, or close it later")
