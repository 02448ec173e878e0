"""Reading JSON values into fields.

Missing and null are None, whatever the documentation promises; only a value of the wrong type is an error.
Strings, booleans and null are tested by the decoders themselves; what needs more than that is here. `path` is the
place of a value inside the row, as a JSON Pointer.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import isfinite
from typing import Any, Final, NoReturn, TypeGuard, TypeVar

from .errors import DecodeError, inside

T = TypeVar("T")
U = TypeVar("U")

# A datetime holds six digits of a second's fraction; a text that has more is longer than this.
_LONGEST_EXACT: Final = len("2017-10-24T13:37:01.123456Z")
_SEVENTH_DIGIT: Final = re.compile(r"\.\d{6}(\d)")
_parse_timestamp: Final = datetime.fromisoformat
_SCORE: Final = re.compile("[0-9]{1,9}")

new: Final[Callable[[type[Any]], Any]] = object.__new__
"""An instance without values, typed so that null may stand anywhere, whatever the types of the fields promise."""


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return value.__class__ is dict


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Whether a JSON value is an array."""
    return value.__class__ is list


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _number(text: str) -> Any:
    number = float(text)
    if isfinite(number):
        return number
    from decimal import Decimal  # so rare that imports should not pay for it

    return Decimal(text)


# A number that no float can hold stays what it is: it is refused where a number is documented, and kept elsewhere.
_JSON: Final = json.JSONDecoder(parse_constant=_refuse, parse_float=_number)


def load_json(content: bytes) -> Any:
    """The value of a JSON text in UTF-8, UTF-16 or UTF-32.

    Raises:
        ValueError: it is no JSON; NaN and infinities are none.
        RecursionError: it is nested too deep.
    """
    return _JSON.decode(content.decode(json.detect_encoding(content), "surrogatepass"))


def read_document(content: bytes) -> Any:
    """The JSON document of a body."""
    try:
        return load_json(content)
    except (ValueError, RecursionError):
        raise DecodeError("", content, "JSON") from None


def read_integer(path: str, value: Any) -> int | None:
    """A whole number; 5.0 is one too, as JSON Schema has it."""
    if value is None or value.__class__ is int:
        return value
    if value.__class__ is float and value.is_integer():
        return int(value)
    raise DecodeError(path, value, "a whole number")


def read_digits(path: str, value: Any) -> int | None:
    """A whole number, or a string of digits."""
    if value.__class__ is str and value.isascii() and value.isdigit():
        try:
            return int(value)
        except ValueError:  # more digits than Python reads
            raise DecodeError(path, value, "a whole number") from None
    return read_integer(path, value)


def read_number(path: str, value: Any) -> float | None:
    """A number."""
    if value is None or value.__class__ is float:
        return value
    if value.__class__ is int:
        try:
            return float(value)
        except OverflowError:
            pass
    raise DecodeError(path, value, "a number")


def read_timestamp(path: str, value: Any) -> datetime | None:
    """A date-time with an offset. What is finer than a microsecond is rounded."""
    if value is None:
        return None
    try:
        moment = _parse_timestamp(value)
        if moment.tzinfo is not None:
            return moment if len(value) <= _LONGEST_EXACT else _rounded(moment, value)
    except (TypeError, ValueError, OverflowError):
        pass
    if value.__class__ is str and value.endswith("z"):  # RFC 3339 allows it
        return read_timestamp(path, f"{value[:-1]}Z")
    raise DecodeError(path, value, "an ISO 8601 date-time with an offset")


def _rounded(moment: datetime, text: str) -> datetime:
    """Python cuts off the digits that it cannot hold."""
    digit = _SEVENTH_DIGIT.search(text)
    return moment + timedelta(microseconds=1) if digit and digit[1] >= "5" else moment


def read_model(path: str, value: Any, read: Callable[[Any], T]) -> T | None:
    """An object, read by `read`."""
    if value is None:
        return None
    try:
        return read(value)
    except DecodeError as error:
        raise inside(error, path) from None


def read_list(path: str, value: Any, read: Callable[[Any], T]) -> list[T] | None:
    """An array, each item read by `read`. Like a field, an item may be null."""
    if value is None:
        return None
    if not is_array(value):
        raise DecodeError(path, value, "an array")
    items: list[Any] = []
    try:
        for item in value:
            items.append(None if item is None else read(item))  # noqa: PERF401 - their number is the place of a fault
    except DecodeError as error:
        raise inside(error, f"{path}/{len(items)}") from None
    return items


def read_counts(path: str, value: Any) -> dict[int, int] | None:
    """An object of whole numbers; its scores are the keys of digits, and what else it has is passed over."""
    if value is None:
        return None
    if not is_object(value):
        raise DecodeError(path, value, "an object")
    counts: dict[int, Any] = {}
    for key, count in value.items():
        if _SCORE.fullmatch(key):
            counts[int(key)] = read_integer(f"{path}/{key}", count)
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
