"""Judging query and path parameters by the document's schemas, compiled to one function for each parameter."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote_plus

from . import _wording
from ._document import Document, DocumentError, Json
from ._ids import id_from_text
from ._times import parse_timestamp
from ._wording import Problem

Judged = tuple[Any, str | None]
"""The value that a text stands for, and what is wrong with the text (None when nothing is)."""

_LARGEST = {"int32": 2**31 - 1, "int64": 2**63 - 1}
"""What a format bounds that the schema leaves open."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}", re.ASCII)


class QueryJudge:
    """The query parameters of one operation. `values` fills in the document's defaults."""

    def __init__(self, document: Document, parameters: Sequence[Json], *, refuse_unknown: bool) -> None:
        self._checks: dict[str, Callable[[str], Judged]] = {}
        self.defaults: dict[str, Any] = {}
        self._refuse_unknown = refuse_unknown
        for parameter in parameters:
            if parameter["in"] == "query":
                name = parameter["name"]
                schema = document.resolve(parameter["schema"])
                self._checks[name] = _compile(name, schema)
                self.defaults[name] = schema.get("default")
                if parameter.get("required"):
                    raise DocumentError(f"query parameter {name}: a required query parameter is not supported")

    def values(self, query: str, problems: list[Problem]) -> dict[str, Any]:
        """The value of every parameter; what is wrong with the raw query is added to `problems`."""
        values = self.defaults.copy()
        seen: set[str] = set()
        for part in query.split("&"):
            if not part:
                continue
            raw_name, _, raw_value = part.partition("=")
            name = unquote_plus(raw_name, errors="replace")
            check = self._checks.get(name)
            if check is None:
                if self._refuse_unknown and name not in seen:
                    problems.append(Problem(_wording.QUERY, (name,), _wording.UNEXPECTED))
            elif name in seen:
                repeated = Problem(_wording.QUERY, (name,), _wording.REPEATED)
                if repeated not in problems:
                    problems.append(repeated)
            else:
                value, message = check(unquote_plus(raw_value, errors="replace"))
                if message is None:
                    values[name] = value
                else:
                    problems.append(Problem(_wording.QUERY, (name,), message))
            seen.add(name)
        return values


class PathJudge:
    """The id in an operation's path: 16 bytes of a UUID, or the number that it was before August 2023."""

    def __init__(self, document: Document, parameters: Sequence[Json]) -> None:
        (parameter,) = (parameter for parameter in parameters if parameter["in"] == "path")
        self._name: str = parameter["name"]
        self._validator = document.validator(parameter["schema"])

    def value(self, text: str, problems: list[Problem]) -> bytes | int | None:
        if self._validator.is_valid(text):
            id_ = id_from_text(text)
            return int(text) if id_ is None else id_
        problems.append(Problem(_wording.PATH, (self._name,), _wording.NOT_A_UUID))
        return None


def _compile(name: str, schema: Json) -> Callable[[str], Judged]:
    if "enum" in schema:
        return _choice(frozenset(schema["enum"]))
    if schema.get("type") == "integer":
        largest = _LARGEST.get(schema.get("format", ""))
        return _integer(schema.get("minimum"), schema.get("maximum", largest))
    if schema.get("format") == "date-time":
        return _timestamp
    raise DocumentError(f"query parameter {name}: no check for its schema {schema}")


def _choice(choices: frozenset[str]) -> Callable[[str], Judged]:
    def check(text: str) -> Judged:
        return (text, None) if text in choices else (None, _wording.NOT_A_CHOICE)

    return check


def _integer(minimum: int | None, maximum: int | None) -> Callable[[str], Judged]:
    def check(text: str) -> Judged:
        if not _INTEGER.fullmatch(text):
            return None, _wording.NOT_A_NUMBER
        number = int(text)
        if maximum is not None and number > maximum:
            return None, _wording.at_most(maximum)
        if minimum is not None and number < minimum:
            return None, _wording.at_least(minimum)
        return number, None

    return check


def _timestamp(text: str) -> Judged:
    epoch = parse_timestamp(text)
    if epoch is not None:
        return epoch, None
    # An offset's + that nobody encoded is a blank by now.
    return None, _wording.NOT_A_DATE if parse_timestamp(text.replace(" ", "+")) is None else _wording.BLANK_FOR_PLUS
