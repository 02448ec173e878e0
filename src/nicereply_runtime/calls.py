"""A call of the API as data: which operation, with which values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from .errors import DecodeError
from .unset import UNSET, Unset

T = TypeVar("T")

Completes = Callable[[DecodeError], DecodeError]
"""Adds to a decoding error the answer it was found in."""


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """What is fixed of an operation.

    Attributes:
        id: operationId.
        method: HTTP method, in capitals.
        path: path template, relative to the base URL.
        success: the documented status of success; ``None`` takes any from 200 to 299.
        read: makes the result from the body of a success.
    """

    id: str
    method: str
    path: str
    success: int | None
    read: Callable[[bytes, Completes], T]

    def is_success(self, status_code: int) -> bool:
        """Whether this status is the documented success."""
        return 200 <= status_code <= 299 if self.success is None else status_code == self.success


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """An operation with the values of one call. Values that are UNSET are not sent.

    Attributes:
        operation: the operation to call.
        path_values: the values of the path's parameters, not yet escaped.
        query: the query's parameters, as texts.
        body: the JSON document to send, or UNSET for none.
    """

    operation: Operation[T]
    path_values: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, str | Unset] = field(default_factory=dict[str, str | Unset])
    body: Any = UNSET

    @property
    def path(self) -> str:
        """The path, its values escaped."""
        return self.operation.path.format_map({name: quote(value, safe="") for name, value in self.path_values.items()})

    @property
    def params(self) -> dict[str, str]:
        """The query's parameters that are sent."""
        return {name: value for name, value in self.query.items() if not isinstance(value, Unset)}

    def with_query(self, **values: str) -> Call[T]:
        """The same call with some of the query's parameters changed."""
        return replace(self, query={**self.query, **values})
