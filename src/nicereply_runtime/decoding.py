"""Reading JSON values into fields.

Missing and null are None, whatever the documentation promises; only a value of the wrong type is an error.
Strings, booleans and null are tested by the decoders themselves; what needs more than that is here.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeGuard, TypeVar

from .errors import DecodeError, inside

T = TypeVar("T")
U = TypeVar("U")


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return value.__class__ is dict


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Whether a JSON value is an array."""
    return value.__class__ is list


def read_integer(key: str, value: Any) -> int | None:
    """A whole number; 5.0 is one too, as JSON Schema has it."""
    if value is None or value.__class__ is int:
        return value
    if value.__class__ is float and value.is_integer():
        return int(value)
    raise DecodeError(f"/{key}", value, "a whole number")


def read_digits(key: str, value: Any) -> int | None:
    """A whole number, or a string of digits."""
    if value.__class__ is int:
        return int(value)
    if value.__class__ is str and value.isascii() and value.isdigit():
        return int(value)
    return read_integer(key, value)


def read_number(key: str, value: Any) -> float | None:
    """A number."""
    if value is None:
        return None
    if value.__class__ is float or value.__class__ is int:
        return float(value)
    raise DecodeError(f"/{key}", value, "a number")


def read_timestamp(key: str, value: Any) -> datetime | None:
    """A date-time with an offset."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise DecodeError(f"/{key}", value, "an ISO 8601 date-time with an offset")
    return moment


def read_list(key: str, value: Any, read: Callable[[Any], T]) -> list[T] | None:
    """An array, each item read by `read`."""
    if value is None:
        return None
    if not is_array(value):
        raise DecodeError(f"/{key}", value, "an array")
    items: list[T] = []
    try:
        for item in value:
            items.append(read(item))  # noqa: PERF401 - the place of a fault is the number of items before it
    except DecodeError as error:
        raise inside(error, key, len(items)) from None
    return items


def read_counts(key: str, value: Any) -> dict[int, int] | None:
    """An object whose keys are digits and whose values are whole numbers."""
    if value is None:
        return None
    if not is_object(value):
        raise DecodeError(f"/{key}", value, "an object")
    counts: dict[int, int] = {}
    for digits, count in value.items():
        if not (digits.isascii() and digits.isdigit()) or count.__class__ is not int:
            raise DecodeError(f"/{key}/{digits}", count, "a whole number under a key of digits")
        counts[int(digits)] = count
    return counts


def by_key(readers: Mapping[str, Callable[[Any], T]], otherwise: Callable[[Any], U]) -> Callable[[Any], T | U]:
    """Reads an object that can be of several models: the first of the keys that is there decides."""

    def read(value: Any) -> T | U:
        if is_object(value):
            for key, reader in readers.items():
                if key in value:
                    return reader(value)
        return otherwise(value)

    return read
