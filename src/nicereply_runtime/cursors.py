"""The text of a pager's place, from which another process can go on.

It holds the operation, the caller's parameters, and the place in the list. It holds no key and no address.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from string import Formatter
from typing import Any, NamedTuple, Self

from .calls import Call, Operation
from .decoding import is_array, is_object
from .seen import Mark
from .walk import Position

_VERSION = "1"


def format_cursor(call: Call[Any], position: Position) -> str:
    """The text for a place in the list of a call."""
    mark = position.mark
    document = {
        "operation": call.operation.id,
        "path": dict(call.path_values),
        "query": call.params,
        "page": position.number,
        "total": position.total,
        "moment": None if mark is None or mark.moment is None else mark.moment.astimezone(UTC).isoformat(),
        "ids": None if mark is None else sorted(mark.ids),
    }
    packed = json.dumps(document, separators=(",", ":")).encode()
    return f"{_VERSION}.{urlsafe_b64encode(packed).decode('ascii').rstrip('=')}"


def parse_cursor(text: str, find: Callable[[str], Operation[Any] | None]) -> tuple[Call[Any], Position]:
    """The call and the place that a text stands for.

    Args:
        text: what `format_cursor` made.
        find: the list operation with an operationId.

    Raises:
        ValueError: it is not such a text, or of another version of this package.
    """
    if not _is_text(text):
        raise ValueError(f"cursor: the text of pager.cursor is needed, not {type(text).__name__}")
    version, dot, packed = text.partition(".")
    if dot and version != _VERSION and version.isascii() and version.isdigit():
        raise ValueError(f"cursor: its format is {version}, this version of the package reads {_VERSION}")
    try:
        place = _Place.read(packed) if version == _VERSION else None
    except (KeyError, TypeError, ValueError):
        place = None
    operation = None if place is None else find(place.operation_id)
    if place is not None and operation is None:
        raise ValueError(f"cursor: this version of the package knows no list {place.operation_id}")
    if place is None or operation is None or not place.fits(operation):
        raise ValueError(f"cursor: {_shortened(text)} is no cursor of a pager; pass the text of pager.cursor as it was")
    return Call(operation, path_values=place.path_values, query=place.query), place.position


class _Place(NamedTuple):
    operation_id: str
    path_values: dict[str, str]
    query: dict[str, str]
    position: Position

    @classmethod
    def read(cls, packed: str) -> Self:
        """Raises KeyError, TypeError or ValueError where the text has another form."""
        document = json.loads(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        return cls(
            _text(document["operation"]),
            _texts(document["path"]),
            _texts(document["query"]),
            Position(_number(document["page"], 1), _number(document["total"], 0), _mark(document)),
        )

    def fits(self, operation: Operation[Any]) -> bool:
        """Whether the operation's path has the values that it needs."""
        return {name for _, name, _, _ in Formatter().parse(operation.path) if name} == self.path_values.keys()


def _mark(document: Mapping[str, Any]) -> Mark | None:
    ids, text = document["ids"], document["moment"]
    if ids is None:
        return None
    moment = None if text is None else datetime.fromisoformat(text)
    if not is_array(ids) or (moment is not None and moment.tzinfo is None):
        raise TypeError
    return Mark(moment, frozenset(map(_text, ids)))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _texts(value: Any) -> dict[str, str]:
    if is_object(value):
        return {name: _text(text) for name, text in value.items()}
    raise TypeError


def _number(value: Any, least: int) -> int:
    if value.__class__ is int and value >= least:
        return int(value)
    raise TypeError


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def _is_text(value: object) -> bool:
    return isinstance(value, str)
