"""JSON Pointers (RFC 6901), to change a canned answer at one place."""

import copy
from collections.abc import Iterable, Mapping

from .cases import CaseFileError, Json, is_array


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _holder(document: Json, pointer: str) -> tuple[Json, str | int]:
    """The object or array that holds the place, and the key or index of the place in it."""
    *way, last = _steps(pointer)
    for step in way:
        document = document[int(step)] if is_array(document) else document[step]
    return document, int(last) if is_array(document) else last


def changed(document: Json, put: Mapping[str, Json], removed: Iterable[str] = ()) -> Json:
    """A copy with values put at places, and then places removed.

    Raises:
        CaseFileError: the place, or what should hold it, is not there.
    """
    document = copy.deepcopy(document)
    for pointer, value in put.items():
        try:
            holder, key = _holder(document, pointer)
            holder[key] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise CaseFileError(f"nothing can be put at {pointer}: {error!r}") from error
    for pointer in removed:
        try:
            holder, key = _holder(document, pointer)
            del holder[key]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise CaseFileError(f"nothing is at {pointer}: {error!r}") from error
    return document


def present(document: Json, pointer: str) -> bool:
    """Whether the document has the place."""
    try:
        holder, key = _holder(document, pointer)
        holder[key]
    except (KeyError, IndexError, TypeError, ValueError):
        return False
    return True
