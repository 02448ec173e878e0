"""Telling JSON values apart, for the type checkers as well."""

from typing import Any, cast


def as_object(value: object) -> dict[str, Any] | None:
    """The value itself when it is a JSON object, else None."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_array(value: object) -> list[Any] | None:
    """The value itself when it is a JSON array, else None."""
    items: list[Any] | None = value if isinstance(value, list) else None  # pyright: ignore[reportUnknownVariableType]
    return items
