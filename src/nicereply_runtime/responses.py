"""Answers, as the low level hands them out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .decoding import is_array, is_object
from .errors import APIError, DecodeError, answering, error_class
from .retries import retry_after

if TYPE_CHECKING:
    import httpx

    from .calls import Operation

T = TypeVar("T")


class Response(Generic[T]):
    """An answer of the service, whatever its status.

    Attributes:
        operation: the operation that was called.
        http_response: the answer as httpx has it. Its request carries no credentials any more.
        status_code: HTTP status.
        headers: the headers of the answer.
        content: the raw body.
    """

    operation: Operation[T]
    http_response: httpx.Response
    status_code: int
    headers: httpx.Headers
    content: bytes

    def __init__(self, operation: Operation[T], http_response: httpx.Response) -> None:
        self.operation = operation
        self.http_response = http_response
        self.status_code = http_response.status_code
        self.headers = http_response.headers
        self.content = http_response.content

    @property
    def is_success(self) -> bool:
        """Whether the status is the documented success of the operation."""
        return self.operation.is_success(self.status_code)

    @cached_property
    def parsed(self) -> T | None:
        """The result, without its envelope; ``None`` if the status is not the documented success.

        Raises:
            DecodeError: the body has not the documented form.
        """
        return self._read() if self.is_success else None

    @property
    def errors(self) -> list[str]:
        """The texts of an error body; empty if the body is in another form."""
        texts = self._errors
        return [text for text in texts if isinstance(text, str)] if is_array(texts) else []

    @property
    def _errors(self) -> Any:
        try:
            document = json.loads(self.content)
        except (ValueError, RecursionError):
            return None
        return document.get("errors") if is_object(document) else None

    def result(self) -> T:
        """The result, without its envelope.

        Raises:
            APIError: the status is not the documented success; which subclass depends on the status.
            DecodeError: the body has not the documented form.
        """
        if self.is_success:
            return cast(T, self.parsed)
        raise self._error()

    def _error(self) -> APIError:
        errors = self.errors
        request = self.http_response.request
        reason = self.http_response.reason_phrase
        status = f"{self.status_code} {reason}" if reason else str(self.status_code)
        message = f"{request.method} {request.url.path} answered {status}"
        seconds = retry_after(self.http_response)
        if seconds is not None:
            message += f" (and asks to wait {seconds:g} s)"
        if errors:
            message += ": " + " | ".join(errors)
        elif told := list(_texts(self._errors, "", 3)):
            message += ": " + " | ".join(told)
        return error_class(self.status_code)(message, response=self.http_response, errors=errors)

    def _read(self) -> T:
        operation_id, status_code, content = self.operation.id, self.status_code, self.content

        def complete(error: DecodeError) -> DecodeError:
            # Without this response, which keeps the page: a page that kept it in turn would outlive its use.
            return answering(error, operation_id, status_code, content)

        return self.operation.read(content, complete)

    def __repr__(self) -> str:
        return f"<Response {self.operation.id} {self.status_code}>"


Response.__module__ = "nicereply"


def _texts(value: Any, name: str, levels: int) -> Iterator[str]:
    """The texts of errors in another form than the documented one, each with the names that lead to it."""
    if isinstance(value, str):
        yield f"{name}: {value}" if name else value
    elif levels and is_object(value):
        for key, part in value.items():
            yield from _texts(part, f"{name}.{key}" if name else key, levels - 1)
    elif levels and is_array(value):
        for part in value:
            yield from _texts(part, name, levels - 1)
