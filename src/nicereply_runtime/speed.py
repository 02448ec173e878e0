"""Reading rows with msgspec. Imported where it is installed (the extra `speed`) and nowhere else.

A page is cut into its rows, unread, and each row is read straight into its models when it is asked for. What msgspec
does not take as it is (a score as a string, a wrong type) goes to the model's own decoder, `from_dict`, which is the
only one that judges: with and without msgspec, the same comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from attrs import fields

from .decoding import load_json, new
from .models import MAKE, SLOTS, Model, reader_of


class Sliced(NamedTuple):
    """A page that was cut into its rows.

    Attributes:
        rows: the rows as they were sent, unread.
        pagination: what stands beside them.
        read: makes a model from a row.
        read_all: makes the models of all rows; they are ``None`` if a row needs the model's own decoder.
    """

    rows: list[bytes]
    pagination: Any
    read: Callable[[bytes], Any]
    read_all: Callable[[], list[Any] | None]


def cut(content: bytes, model: Any) -> Sliced | None:
    """Cut a page of rows of a model; ``None`` where this is no page at first sight, so that it must be read to say why.

    It is ``None``, too, for a model that msgspec cannot express.
    """
    reader = _reader(model)
    if reader is None:
        return None
    try:
        envelope = _slicer().decode(content)
        rows = list(map(bytes, envelope.results))  # copies: an item that is kept does not keep its page
        if not content.isascii():
            for row in rows:
                row.decode()  # msgspec does not look at texts that it skips
        pagination = load_json(bytes(envelope.pagination))
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None
    return Sliced(rows, pagination, reader.read, lambda: reader.read_all(content, rows))


class _Reader:
    """Reads rows into models. The page is read a second time for it, at once, which is faster than row by row."""

    def __init__(self, model: Any) -> None:
        twin = _twin(model)
        self._model: type[Model] = model
        self._read_row = msgspec.json.Decoder(twin).decode
        self._read_page = msgspec.json.Decoder(_envelope(twin)).decode

    def read_all(self, content: bytes, rows: list[bytes]) -> list[Any] | None:
        try:
            items: list[Any] = self._read_page(content).results
        except (ValueError, RecursionError):
            return None
        model = self._model
        for item, row in zip(items, rows, strict=True):
            item.__class__ = model
            item._keep_row(row)
        return items

    def read(self, row: bytes) -> Any:
        try:
            item = self._read_row(row)
        except (ValueError, RecursionError):
            return reader_of(self._model)(load_json(row))
        item.__class__ = self._model
        item._keep_row(row)
        return item


@cache
def _reader(model: Any) -> _Reader | None:
    try:
        return _Reader(model)
    except _InexpressibleError:
        return None


def _envelope(row: Any) -> Any:
    names = {"results": "_results", "pagination": "_pagination"}
    return msgspec.defstruct("Envelope", [("results", list[row]), ("pagination", msgspec.Raw)], rename=names)


@cache
def _slicer() -> Any:
    return msgspec.json.Decoder(_envelope(msgspec.Raw))


class _InexpressibleError(Exception):
    """A model has a field that only its own decoder can read."""


class _Member(NamedTuple):
    """A field as msgspec looks for it in attrs classes."""

    name: str
    default: None = None
    validator: None = None


@cache
def _twin(model: Any) -> Any:
    """A class with the very layout of the model whose fields have the names and types of JSON, all optional.

    msgspec does not rename the fields of attrs classes: so the twin has, under each name in JSON, the slot of the
    model's field. What is read becomes a model when it is told its class.
    """
    types: dict[str, Any] = {}
    slots: dict[str, Any] = {}
    for field in fields(model):
        if field.name in model.wire_names:
            names: tuple[str, ...] = model.wire_names[field.name]
            slot = SLOTS.get((model, field.name))
            types |= dict.fromkeys(names, _json_type(field.type, _material if slot else _twin) | None)
            slots[names[0]] = slot or vars(model)[field.name]
            # A second name waits in the slot of the row, which is free until then: see Model._keep_row.
            slots |= dict.fromkeys(names[1:], vars(Model)["_row"])
    if len(types) > len(model.wire_names) + 1:
        raise _InexpressibleError
    body = {"__slots__": (), "__annotations__": types, "__attrs_attrs__": tuple(map(_Member, types)), **slots}
    return type(model.__name__, (model,), body)


@cache
def _material(model: Any) -> Any:
    """What msgspec reads where a model is made on demand: the same values, and how the model is made of them."""
    types = {field.name: _json_type(field.type, _material) | None for field in fields(model) if field.init}
    seconds = {name: f"{name}_second" for name, keys in model.wire_names.items() if len(keys) > 1}
    names = {name: keys[0] for name, keys in model.wire_names.items()}
    names |= {second: model.wire_names[name][1] for name, second in seconds.items()}
    members = [(name, types[name], None) for name in types] + [(seconds[name], types[name], None) for name in seconds]

    def make(values: Any, row: object) -> Any:
        made = new(model)
        made._row = row
        for name in types:
            setattr(made, name, getattr(values, name))
        for name, second in seconds.items():
            if getattr(made, name) is None:
                setattr(made, name, getattr(values, second))
        return made

    return msgspec.defstruct(model.__name__, members, rename=names, namespace={MAKE: make}, gc=False)


def _json_type(annotation: Any, of_model: Callable[[Any], Any]) -> Any:
    """What msgspec reads for the type of a field, null aside."""
    is_union = get_origin(annotation) in (Union, UnionType)
    members = [member for member in (get_args(annotation) if is_union else (annotation,)) if member is not NoneType]
    if all(member is str or get_origin(member) is Literal for member in members):
        return str
    if len(members) > 1:
        raise _InexpressibleError
    member = members[0]
    if member is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if get_origin(member) is list:
        return list[_json_type(get_args(member)[0], of_model) | None]  # type: ignore[misc]
    if member in (bool, int, float):
        return member
    if isinstance(member, type) and issubclass(member, Model):
        return of_model(member)
    raise _InexpressibleError
