"""The errors a client raises.

::

    NicereplyError
    ├── ConfigurationError
    ├── DecodeError
    ├── APIConnectionError
    │   └── APITimeoutError
    └── APIError
        ├── BadRequestError        400
        ├── AuthenticationError    401
        ├── PaymentRequiredError   402
        ├── NotFoundError          404
        ├── RateLimitError         429
        ├── ServerError            5xx
        └── UnexpectedStatusError  any other status that is not the documented success
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from .issues import ValidationIssue


class NicereplyError(Exception):
    """The root of all errors of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__)


def _restore(cls: type[NicereplyError], args: tuple[Any, ...], state: dict[str, Any]) -> NicereplyError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(NicereplyError):
    """A client cannot be made from what was given; the text names what is missing or wrong."""


class DecodeError(NicereplyError):
    """An answer does not have the form that the documentation promises.

    The text names the place and what was found there, but no value: values may be customers' data.

    Attributes:
        path: place in the document, as a JSON Pointer (``/_results/3/score``); empty for the whole document.
        value: what was found there.
        expected: what would have been right.
        operation: operationId of the call, or ``None`` where no call was made (``Rating.from_dict``).
        status_code: HTTP status of the answer, or ``None``.
        body: the raw body of the answer, or ``None``.
    """

    path: str
    value: object
    expected: str
    operation: str | None = None
    status_code: int | None = None
    body: bytes | None = None

    def __init__(self, path: str, value: object, expected: str) -> None:
        super().__init__()
        self.path = path
        self.value = value
        self.expected = expected

    def __str__(self) -> str:
        place = self.path or "the document"
        call = f"{self.operation}, status {self.status_code}: " if self.operation else ""
        return f"{call}{place} is {_found(self.value)}not {self.expected}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


def inside(error: DecodeError, path: str) -> DecodeError:
    """The same error, seen from the object that holds, at this path, the one it was found in."""
    error.path = path + error.path
    return error


def answering(error: DecodeError, operation: str, status_code: int, body: bytes) -> DecodeError:
    """The same error, with the answer it was found in."""
    error.operation, error.status_code, error.body = operation, status_code, body
    return error


def _found(value: object) -> str:
    """What a value is, before a "not"; nothing for bytes, which are no JSON at all."""
    match value:
        case None:
            return "null, "
        case bool():
            return "a boolean, "
        case int() | float():
            return "a number, "
        case str():
            return "a string, "
        case list():
            return "an array, "
        case dict():
            return "an object, "
        case bytes():
            return ""
        case _:
            return "a number beyond all limits, "


class APIConnectionError(NicereplyError):
    """No complete answer came: the service could not be reached, or the connection broke.

    Attributes:
        request: the request, without its credentials.
    """

    request: httpx.Request

    def __init__(self, message: str, *, request: httpx.Request) -> None:
        super().__init__(message)
        self.request = request


class APITimeoutError(APIConnectionError):
    """No complete answer came in time."""


class APIError(NicereplyError):
    """The service answered with a status that is not the documented success.

    Attributes:
        status_code: HTTP status.
        errors: the texts of the error body; empty when the body is in another form.
        request: the request, without its credentials.
        response: the answer; ``response.content`` is its raw body.
    """

    status_code: int
    errors: list[str]
    request: httpx.Request
    response: httpx.Response

    def __init__(self, message: str, *, response: httpx.Response, errors: list[str]) -> None:
        super().__init__(message)
        self.status_code = response.status_code
        self.errors = errors
        self.request = response.request
        self.response = response


class BadRequestError(APIError):
    """400: the service found something wrong with the request."""

    @property
    def issues(self) -> list[ValidationIssue]:
        """One for each text of :attr:`errors`: where, which field, what."""
        from .issues import parse_issue

        return [parse_issue(text) for text in self.errors]


class AuthenticationError(APIError):
    """401: no API key, or a wrong one."""


class PaymentRequiredError(APIError):
    """402: the account's trial has ended, or it was not paid for."""


class NotFoundError(APIError):
    """404: there is no such record, or no such path."""


class RateLimitError(APIError):
    """429: too many requests.

    Attributes:
        retry_after: how long the service asks to wait, in seconds; ``None`` if it does not say.
    """

    retry_after: float | None

    def __init__(self, message: str, *, response: httpx.Response, errors: list[str]) -> None:
        from .retries import retry_after

        super().__init__(message, response=response, errors=errors)
        self.retry_after = retry_after(response)


class ServerError(APIError):
    """5xx, 520 included: the service, or something in front of it, failed."""


class UnexpectedStatusError(APIError):
    """Any status without a class of its own that is not the documented success, redirects included."""


_BY_STATUS: dict[int, type[APIError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: PaymentRequiredError,
    404: NotFoundError,
    429: RateLimitError,
}


def error_class(status_code: int) -> type[APIError]:
    """The class of error for a status that is not the documented success."""
    if 500 <= status_code <= 599:
        return ServerError
    return _BY_STATUS.get(status_code, UnexpectedStatusError)


PUBLIC_ERRORS = (
    NicereplyError,
    ConfigurationError,
    DecodeError,
    APIConnectionError,
    APITimeoutError,
    APIError,
    BadRequestError,
    AuthenticationError,
    PaymentRequiredError,
    NotFoundError,
    RateLimitError,
    ServerError,
    UnexpectedStatusError,
)
for _class in PUBLIC_ERRORS:
    _class.__module__ = "nicereply"
