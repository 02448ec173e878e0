"""Values of Python that are to be JSON: judged, and copied so that nobody changes them later."""

import math
from collections.abc import Sequence
from typing import Any, cast

from .._bodies import DEEPEST
from .._json import as_object

_TOO_LARGE = 10**400
"""No larger whole numbers: a double holds them no more, and bodies of requests have none."""

_EXPECTED = "expected a JSON value: an object, an array, a text, a finite number, true, false or null"


def json_copy(value: object, place: str, problems: list[str], levels: int = DEEPEST) -> Any:
    """A copy of a JSON value (tuples become arrays). What JSON does not have is added to `problems`, with its place."""
    fields = as_object(value)
    if fields is None and not isinstance(value, (list, tuple)):
        if not _is_scalar(value):
            shown = "a number of more than 400 digits" if isinstance(value, int) else repr(value)
            problems.append(f"{place or 'the body'}: {shown}: {_EXPECTED}")
        return value
    if levels == 0:
        problems.append(f"{place}: nested too deeply: {DEEPEST} levels are taken at most")
        return None
    if fields is None:
        items = cast("Sequence[object]", value)
        return [json_copy(one, f"{place}[{index}]", problems, levels - 1) for index, one in enumerate(items)]
    copy: dict[str, Any] = {}
    for name, one in cast("dict[object, object]", fields).items():
        if isinstance(name, str) and _is_text(name):
            copy[name] = json_copy(one, f"{place}[{name}]" if place else name, problems, levels - 1)
        else:
            problems.append(f"{place or 'the body'}: the name {name!r}: expected a text")
    return copy


def _is_scalar(value: object) -> bool:
    match value:
        case None | bool():
            return True
        case int():
            return -_TOO_LARGE < value < _TOO_LARGE
        case float():
            return math.isfinite(value)
        case str():
            return _is_text(value)
        case _:
            return False


def _is_text(value: str) -> bool:
    """Whether it has whole characters: half of one (a lone surrogate) cannot be sent."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
