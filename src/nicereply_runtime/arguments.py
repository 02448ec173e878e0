"""Checks of arguments before anything is sent. Each names the argument, the value and the rule; UNSET passes."""

from typing import TypeVar
from uuid import UUID

from .dates import format_timestamp
from .unset import UNSET, Unset

S = TypeVar("S", bound=str)


def path_id(name: str, value: object) -> str:
    """An id to be put into a path.

    Raises:
        ValueError: it is none of these, is empty, or is a dot segment, which would lead to another path.
    """
    text = str(value)
    if not isinstance(value, str | UUID | int) or isinstance(value, bool) or not text.strip() or text in {".", ".."}:
        raise ValueError(f"{name}: {value!r} is no id; a UUID or a legacy whole number is needed")
    if not is_encodable(text):
        raise ValueError(f"{name}: {value!r} has half a surrogate pair, which cannot be sent")
    return text


def is_encodable(text: str) -> bool:
    """Whether a text can be sent: half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def whole_number(name: str, value: object, minimum: int | None, maximum: int | None) -> str | Unset:
    """A whole number within its limits, both inclusive.

    Raises:
        ValueError: it is no whole number, or lies outside of the limits.
    """
    if isinstance(value, Unset):
        return value
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name}: {value!r} is no whole number; give an int, or leave it out")  # noqa: TRY004 - a value
    if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        rule = f"{minimum} or more" if maximum is None else f"from {minimum} to {maximum}"
        raise ValueError(f"{name}: {value!r} is out of range; it must be {rule}")
    return str(value)


def one_of(name: str, value: S | Unset, allowed: tuple[str, ...]) -> S | Unset:
    """One of the values that are allowed.

    Raises:
        ValueError: it is none of them.
    """
    if value is not UNSET and value not in allowed:
        raise ValueError(f"{name}: {value!r} is not allowed; it must be one of {', '.join(allowed)}")
    return value


def timestamp(name: str, value: object) -> str | Unset:
    """A point in time; see :func:`nicereply_runtime.dates.format_timestamp`."""
    return value if isinstance(value, Unset) else format_timestamp(name, value)
