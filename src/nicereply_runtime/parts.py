"""Fields that hold models which are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Final, TypeVar

from .models import MAKE, SLOTS, Model, reader_of

M = TypeVar("M", bound=Model)

_MAKING: Final = RLock()
"""Held while a part is made, so that all threads get the same. What was made is read without it."""


def made_on_demand(**parts: type[Model]) -> Callable[[type[M]], type[M]]:
    """Let a class of models make the models of these fields, or lists of them, when they are first asked for.

    Until then such a field holds what they are made from, which was tested when the row was read: an object of JSON,
    or what msgspec made of it.
    """

    def prepare(kind: type[M]) -> type[M]:
        for name, model in parts.items():
            slot = SLOTS[kind, name] = vars(kind)[name]
            setattr(kind, name, _part(name, slot, kind.wire_names[name][0], model))
        return kind

    return prepare


def holder(kind: type[Model], name: str) -> Callable[[Any, Any], None]:
    """What lets a model hold, in a field that is made on demand, what it is made from."""
    hold: Callable[[Any, Any], None] = SLOTS[kind, name].__set__
    return hold


def _part(name: str, slot: Any, key: str, model: type[Model]) -> property:
    held, hold = slot.__get__, slot.__set__

    def is_made(outer: Any, part: Any) -> bool:
        if part is None or part.__class__ is model:
            return True
        if part.__class__ is not list or _is_of_row(outer, key, part):
            return False
        return all(each.__class__ is model or each is None for each in part)

    def get(outer: Any) -> Any:
        part = held(outer)
        if part is None or part.__class__ is model or is_made(outer, part):
            return part
        with _MAKING:
            part = held(outer)  # another thread may have made it meanwhile
            if is_made(outer, part):
                return part
            if part.__class__ is list:
                made: Any = [_made(model, each, outer, key, place) for place, each in enumerate(part)]
            else:
                made = _made(model, part, outer, key)
            hold(outer, made)
            return made

    def put(outer: Any, part: Any) -> None:
        if part.__class__ is dict or (part.__class__ is list and any(each.__class__ is dict for each in part)):
            raise TypeError(f"{name}: {model.__name__} is needed, not a dict; see {model.__name__}.from_dict")
        hold(outer, part)

    return property(get, put, slot.__delete__)


def _is_of_row(outer: Any, key: str, part: object) -> bool:
    """Whether this is the row's own list, which nobody but the row may have."""
    return outer._row.__class__ is dict and outer._row.get(key) is part


def _made(model: type[Model], value: Any, outer: Any, *keys: object) -> Any:
    if value.__class__ is dict:
        return reader_of(model)(value)
    make: Any = getattr(value, MAKE, None)
    return value if make is None else make((outer._row, *keys))
