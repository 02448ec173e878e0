"""Fields that hold models which are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from .models import MAKE, Model

M = TypeVar("M", bound=Model)

SLOTS: Final[dict[tuple[type[Model], str], Any]] = {}
"""Where a class keeps the value of a field that is made on demand."""


def made_on_demand(**parts: type[Model]) -> Callable[[type[M]], type[M]]:
    """Let a class of models make the models of these fields, or lists of them, when they are first asked for.

    Until then such a field holds what they are made from, which was tested when the row was read: an object of JSON,
    or what msgspec made of it.
    """

    def prepare(kind: type[M]) -> type[M]:
        for name, model in parts.items():
            slot = SLOTS[kind, name] = vars(kind)[name]
            setattr(kind, name, _part(slot, kind.wire_names[name][0], model))
        kind._held = {name: SLOTS[kind, name].__get__ for name in parts}  # pyright: ignore[reportPrivateUsage]
        return kind

    return prepare


def _part(slot: Any, key: str, model: type[Model]) -> property:
    held, hold = slot.__get__, slot.__set__

    def get(outer: Any) -> Any:
        part = held(outer)
        if part is None or part.__class__ is model:
            return part
        if part.__class__ is not list:
            made = _made(model, part, outer, key)
        elif all(each.__class__ is model or each is None for each in part) and not _is_of_row(outer, key, part):
            return part
        else:
            made = [_made(model, each, outer, key, place) for place, each in enumerate(part)]
        hold(outer, made)
        return made

    return property(get, hold, slot.__delete__)


def _is_of_row(outer: Any, key: str, part: object) -> bool:
    """Whether this is the row's own list, which nobody but the row may have."""
    return outer._row.__class__ is dict and outer._row.get(key) is part


def _made(model: type[Model], value: Any, outer: Any, *keys: object) -> Any:
    if value.__class__ is dict:
        return model.from_dict(value)
    make: Any = getattr(value, MAKE, None)
    return value if make is None else make((outer._row, *keys))
