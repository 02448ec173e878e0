"""What the synchronous and the asynchronous client have in common: settings, requests, and what becomes of failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final, NoReturn, Self

import httpx

from .attempts import OnAttempt, Reporter
from .auth import ApiKeyAuth
from .calls import Call, Completes, Operation
from .decoding import read_document
from .errors import APIConnectionError, APITimeoutError, ConfigurationError, DecodeError
from .retries import RetryPolicy
from .settings import resolve_api_key, resolve_base_url
from .unset import UNSET, Unset

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
        self._timeout = _checked_timeout(timeout)
        self._retry_policy = RetryPolicy(max_retries, max_retry_seconds)
        self._under_way: set[Any] = set()  # what pagers fetch ahead; shared with copies
        self._reporter = Reporter(on_attempt)
        self._headers = {"Accept": "application/json", "User-Agent": self._user_agent, **_checked(headers)}

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
        other._timeout = self._timeout if timeout is UNSET else _checked_timeout(timeout)
        other._retry_policy = RetryPolicy(
            policy.max_retries if max_retries is UNSET else max_retries,
            policy.max_seconds if max_retry_seconds is UNSET else max_retry_seconds,
        )
        if on_attempt is not UNSET:
            other._reporter = Reporter(on_attempt)
        other._headers = {**self._headers, **_checked(None if headers is UNSET else headers)}
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


def without_frames(error: httpx.RequestError) -> httpx.RequestError:
    """The same error without the frames below ours.

    They hold the raw headers, the key among them, and some reporters print the variables of frames.
    """
    inner: BaseException | None = error
    while inner is not None:
        inner.__traceback__ = None
        inner = inner.__cause__ or inner.__context__
    return error


def connection_error(request: httpx.Request, error: httpx.RequestError) -> APIConnectionError:
    """What callers see of a failed connection."""
    without_frames(error)
    place = f"{request.method} {request.url.copy_with(query=None)}"
    detail = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return APITimeoutError(f"{place} took too long ({detail})", request=request)
    return APIConnectionError(f"{place} failed: {detail}", request=request)


def no_cookies() -> CookieJar:
    """A jar that stays empty."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _checked(headers: Mapping[str, str] | None) -> dict[str, str]:
    for name in headers or {}:
        if name.lower() == "authorization":
            raise ConfigurationError(f"headers: {name} is made from the API key; pass api_key= instead")
    for name, value in (headers or {}).items():
        if not (name + value).isascii() or not (name + value).isprintable():
            raise ConfigurationError(f"headers: {name!r} or its value has characters that are not printable ASCII")
    return dict(headers or {})


def _checked_timeout(timeout: float | httpx.Timeout | None) -> float | httpx.Timeout | None:
    if timeout is None or isinstance(timeout, httpx.Timeout) or timeout > 0:
        return timeout
    raise ValueError(f"timeout: {timeout!r} must be more than 0 seconds, or None to wait for ever")


def closed_error() -> ConfigurationError:
    """What callers see of a client that is used after it was closed."""
    return ConfigurationError("the client is closed; make another one, or close it later")
