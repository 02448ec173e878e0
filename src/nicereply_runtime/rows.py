"""Flat rows of models, for tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args

from attrs import fields

from .decoding import is_array, is_object
from .models import Model


def to_rows(items: Iterable[Model], *, separator: str = "_") -> list[dict[str, Any]]:
    """Flat dicts of models, as tables are made from: ``pandas.DataFrame(to_rows(ratings))``, likewise with polars.

    A column has the name of its field, without an underscore at the end; fields of models inside have the name of
    both: ``survey_id``, ``ticket_value``. All rows of a kind have the same columns: where a model inside is missing,
    its columns are ``None``. Times stay aware datetimes. Counts of a histogram have a column for each score
    (``counts_10``), and a list stays one column, of flat dicts.

    Args:
        items: Models, as a pager gives them. Of an asynchronous pager: ``[item async for item in pager]``.
        separator: What stands between the names of fields.

    Returns:
        One dict for each item.

    ::

        rows = nicereply.to_rows(client.csat.list_ratings().take(500))
        rows[0]["survey_metric"], rows[0]["created_at"]
    """
    return [_row(item, type(item), separator) for item in items]


to_rows.__module__ = "nicereply"


def _row(item: Model | None, kind: Any, separator: str) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, inner in _columns(kind).items():
        value = getattr(item, name, None)
        column = name.rstrip("_")
        for other in inner:
            model = value if isinstance(value, other) else None
            for part, found in _row(model, other, separator).items():
                key = f"{column}{separator}{part}"
                row[key] = row.get(key) if found is None else found
        if not inner:
            row |= _cells(column, value, separator)
    return row


def _cells(column: str, value: Any, separator: str) -> dict[str, Any]:
    if is_object(value):
        return {f"{column}{separator}{key}": part for key, part in value.items()}
    if is_array(value):
        return {column: [_row(part, type(part), separator) if isinstance(part, Model) else part for part in value]}
    return {column: value}


@cache
def _columns(kind: Any) -> Mapping[str, list[type[Model]]]:
    """The fields of a model, each with the models that it can hold, none for plain values."""
    return {
        field.name: [part for part in (field.type, *get_args(field.type)) if _is_model(part)]
        for field in fields(kind)
        if field.init
    }


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)
