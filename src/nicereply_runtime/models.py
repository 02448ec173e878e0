"""What all models have in common: what is read keeps its row, and both kinds turn into JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Final,
    Literal,
    Self,
    SupportsIndex,
    TypeGuard,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)
from uuid import UUID

from attrs import define, field, fields

from .arguments import is_encodable
from .decoding import is_object, load_json
from .errors import DecodeError
from .unset import UNSET, Unset

MAKE: Final = "_made_on_demand"
"""The method by which what msgspec made becomes a model, given the place of its row."""


M = TypeVar("M", bound="Model")


SLOTS: Final[dict[tuple[type[Model], str], Any]] = {}
"""Where a class keeps the value of a field whose models are made on demand, as it is."""


@define(repr=False)
class Model:
    """The base of all models.

    Fields hold what the documentation promises, or ``None`` where the service sent null or nothing. What else came
    with a row is kept: :meth:`to_dict` has fields that this version does not know, and values as they were sent.
    """

    # The row as it was sent: an object, its JSON text, or where it is inside of another row: (row, name, …). It is
    # set last, so a model without one is not complete.
    _row: Any = field(init=False, default=None, repr=False, eq=False)

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]]
    """For each field, its name in JSON; where it can be read under others, those follow."""

    def __repr__(self) -> str:
        """The fields, without those that may identify a customer. Half a model, in a traceback, shows what it has."""
        shown: list[str] = []
        for each in fields(type(self)):
            with suppress(AttributeError, DecodeError):
                if each.repr:
                    shown.append(f"{each.name}={getattr(self, each.name)!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The model of a JSON object.

        Raises:
            DecodeError: a value has the wrong JSON type.
        """
        return cls._from_row(_copied(row))

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self:
        """The model of a JSON object that nobody else has: it is kept as it is."""
        raise NotImplementedError

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """Copies and pickles of a model inside of another have what was sent of itself, and no more."""
        reduced = super().__reduce_ex__(protocol)
        if self._row.__class__ is tuple:
            reduced[2]["_row"] = sent_row(self._row)  # type: ignore[index]
        return reduced

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of this model.

        A field that has not been changed since it was read stays as it was sent, absent or null included. A field
        that is ``None`` in a model that was not read is left out.
        """
        sent = sent_row(self._row)
        row: dict[str, Any] = {} if sent is None else sent
        pristine = None if sent is None else self._from_row(sent.copy())
        for name, keys in self.wire_names.items():
            if pristine is not None and self._is_unread(name, keys[0]):
                continue
            value = getattr(self, name)
            if pristine is not None and value == getattr(pristine, name):
                continue
            if pristine is None and value is None:
                continue
            row[next((key for key in keys if row.get(key) is not None), keys[0])] = to_json(value)
        return row

    def _is_unread(self, name: str, key: str) -> bool:
        """Whether the field holds what its models are still to be made from: nobody can have changed that."""
        slot = SLOTS.get((type(self), name))
        if slot is None:
            return False
        value = slot.__get__(self)
        if self._row.__class__ is dict:
            return value is not None and value is self._row.get(key)
        return hasattr(value, MAKE)

    def _keep_row(self, row: object) -> None:
        """Keep the row that the fields were read from by other means than :meth:`from_dict`.

        Where a model has a field with two names in JSON, the value of the second is in the slot of the row until
        then. A model with such a field, or with models in its fields, has a method of its own.
        """
        self._row = row


def reader_of(model: type[M]) -> Callable[[dict[str, Any]], M]:
    """What makes a model of a JSON object that nobody else has."""
    return model._from_row  # pyright: ignore[reportPrivateUsage]


def sent_row(row: Any) -> dict[str, Any] | None:
    """A copy of the object that a model was read from, or ``None`` if it was not read."""
    keys: list[Any] = []
    while row.__class__ is tuple:
        row, *inner = row
        keys[:0] = inner
    is_text = row.__class__ is bytes
    found: Any = load_json(row) if is_text else row
    for key in keys:
        found = found[key]
    return cast("dict[str, Any] | None", found if is_text else _copied(found))


def _copied(value: Any) -> Any:
    """A copy of JSON; :func:`copy.deepcopy`, which provides for all else, takes several times as long."""
    if value.__class__ is dict:
        return {key: _copied(item) for key, item in value.items()}
    if value.__class__ is list:
        return [_copied(item) for item in value]
    return value


@define
class Input:
    """The base of what is sent: fields that are UNSET are left out."""

    wire_names: ClassVar[Mapping[str, str]]
    """For each field, its name in JSON."""

    nullable: ClassVar[frozenset[str]] = frozenset()
    """The fields that may be sent as null."""

    filled: ClassVar[frozenset[str]] = frozenset()
    """The fields that may not be empty texts."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON object to send.

        Raises:
            ValueError: a field is None that cannot be null, empty where that is no value, or of a wrong type.
        """
        row: dict[str, Any] = {}
        for name, key in self.wire_names.items():
            value = getattr(self, name)
            if value is UNSET:
                continue
            if value is None and name not in self.nullable:
                raise ValueError(f"{name}: None is not allowed; leave it out, or pass UNSET")
            if value == "" and name in self.filled:
                raise ValueError(f"{name}: '' is empty; give a value, or leave it out")
            _check(name, value, getattr(fields(type(self)), name).type)
            row[key] = to_json(value)
        return row


def _check(name: str, value: Any, annotation: Any) -> None:
    """Whether a value that is to be sent is of the type of its field. No value is in the text: it may be private."""
    if value is not None and not _is_of(value, annotation):
        kinds = [kind.__name__ for kind in get_args(annotation) or (annotation,) if kind not in (Unset, NoneType)]
        raise ValueError(f"{name}: {' or '.join(kinds)} is needed, not {type(value).__name__}")
    if isinstance(value, str) and not is_encodable(value):
        raise ValueError(f"{name}: the text has half a surrogate pair, which cannot be sent")


def _is_of(value: Any, annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType):
        return any(_is_of(value, kind) for kind in get_args(annotation))
    if get_origin(annotation) is Literal:
        return value in get_args(annotation)
    if annotation is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, get_origin(annotation) or annotation)


def to_json(value: Any) -> Any:
    """The JSON form of the value of a field."""
    if isinstance(value, Model | Input):
        return value.to_dict()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if is_object(value):
        return {str(key): to_json(item) for key, item in value.items()}
    if _is_sequence(value):
        return [to_json(item) for item in value]
    return value


def _is_sequence(value: Any) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence) and not isinstance(value, str)
