"""Judging JSON bodies: first the syntax, more strictly than Python's reader does, then the document's schema."""

import json
import math
from collections.abc import Sequence
from typing import Any, NoReturn

from jsonschema_rs import ValidationError

from . import _wording
from ._document import Document, Json
from ._json import as_array, as_object
from ._wording import Problem, Steps

LARGEST = 1_048_576
"""Bytes that a body may have."""

DEEPEST = 64
"""Levels of arrays and objects that a body may have."""


class BodyJudge:
    """The body of one operation."""

    def __init__(self, document: Document, schema: Json, *, refuse_unknown: bool) -> None:
        self._validator = document.validator(schema)
        self._refuse_unknown = refuse_unknown

    def problems(self, body: object) -> list[Problem]:
        """What the schema says against a body."""
        if self._validator.is_valid(body):
            return []
        found = [problem for error in self._validator.iter_errors(body) for problem in self._problems(error)]
        return sorted(found, key=lambda problem: [str(step) for step in problem.steps])

    def _problems(self, error: ValidationError) -> list[Problem]:
        steps = tuple(error.instance_path)
        kind = error.kind
        details: dict[str, Any] = kind.as_dict()
        match kind.name:
            case "required":
                return [_problem((*steps, details["property"]), _wording.MISSING)]
            case "additionalProperties":
                if not self._refuse_unknown:
                    return []
                return [_problem((*steps, name), _wording.UNEXPECTED) for name in details["unexpected"]]
            case "oneOf":
                return self._problems_of_branches(error)
            case _:
                return [_problem(steps, _message(kind.name, details, error.instance))]

    def _problems_of_branches(self, error: ValidationError) -> list[Problem]:
        """Of alternatives: the problems of the one whose required fields are there; else that there must be one."""
        steps = tuple(error.instance_path)
        if not isinstance(error.instance, dict):
            return [_problem(steps, _of_type(error.instance, ["object"]))]
        branches: Sequence[Sequence[ValidationError]] = getattr(error.kind, "context", [])
        complete = [branch for branch in branches if not _names(branch, "required")]
        if len(complete) == 1:
            return [problem for found in complete[0] for problem in self._problems(found)]
        refused = [_names(branch, "additionalProperties") for branch in branches]
        unknown = set[str].intersection(*refused) if refused else set[str]()
        names = set[str]().union(*refused, *[_names(branch, "required") for branch in branches]) - unknown
        found = [_problem(steps, _wording.exactly_one(sorted(names)))]
        if self._refuse_unknown:
            found += [_problem((*steps, name), _wording.UNEXPECTED) for name in unknown]
        return found


class BodySyntaxError(Exception):
    """The bytes are not a JSON text that the emulator takes; the message says why."""


def read_json(body: bytes | None) -> Any:
    """The value of a JSON body, or `BodySyntaxError`.

    Refused, though Python would read it: the numbers NaN and Infinity, numbers beyond what a double holds, a field
    given twice, escapes of half a character (lone surrogates), more than `DEEPEST` levels. None stands for a body
    of more than `LARGEST` bytes.
    """
    if body is None:
        raise BodySyntaxError(f"The body is too large: {LARGEST} bytes are taken at most.")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BodySyntaxError(f"Wrong JSON syntax: not UTF-8 at byte {error.start}.") from None
    bare = text.strip(" \t\r\n")
    if not bare:
        raise BodySyntaxError("The body is missing.")
    try:
        value, end = _decoder.raw_decode(text) if len(bare) == len(text) else (None, 0)
        if end != len(text):
            value = _decoder.decode(text)  # which takes blanks around the value, and refuses more text after it
    except RecursionError:
        raise BodySyntaxError(_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise BodySyntaxError(f"Wrong JSON syntax: {error.msg} at character {error.pos}.") from None
    if text.count("[") + text.count("{") > DEEPEST and _depth(value) > DEEPEST:
        raise BodySyntaxError(_TOO_DEEP)
    if "\\u" in text:
        _refuse_lone_surrogates(value)
    return value


_TOO_DEEP = f"The body is nested too deeply: {DEEPEST} levels are taken at most."


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BodySyntaxError(f"Wrong JSON syntax: the field {json.dumps(twice)} is given more than once.")
    return fields


def _no_constant(name: str) -> NoReturn:
    raise BodySyntaxError(f"Wrong JSON syntax: {name} is no JSON number.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise BodySyntaxError(f"Wrong JSON syntax: {text[:40]} is too large a number.")
    return number


def _integer(text: str) -> int:
    if len(text) > 400:  # beyond what a double holds, and soon beyond what Python converts
        raise BodySyntaxError(f"Wrong JSON syntax: {text[:40]}… is too large a number.")
    return int(text)


_decoder = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite, parse_int=_integer
)


def _depth(value: object) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        below: list[object] = []
        for one in level:
            below.extend((as_object(one) or {}).values())
            below.extend(as_array(one) or [])
        level = below
    return depth - 1


def _refuse_lone_surrogates(value: object) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise BodySyntaxError("Wrong JSON syntax: an escape of half a character (a lone surrogate).") from None


def _names(errors: Sequence[ValidationError], kind: str) -> set[str]:
    """The fields that errors of a kind speak of: `required` (missing) or `additionalProperties` (not expected)."""
    names: set[str] = set()
    for error in errors:
        if error.kind.name == kind:
            details = error.kind.as_dict()
            names.update([details["property"]] if kind == "required" else details["unexpected"])
    return names


_FORMATS = {
    "uuid": _wording.NOT_A_UUID,
    "ipv4": _wording.NOT_AN_IP_ADDRESS,
    "email": _wording.NOT_AN_EMAIL,
    "date-time": _wording.NOT_A_DATE,
}


def _message(kind: str, details: dict[str, Any], value: object) -> str:
    match kind:
        case "type":
            return _of_type(value, details["types"])
        case "maximum":
            return _wording.at_most(details["limit"])
        case "minimum":
            return _wording.at_least(details["limit"])
        case "minLength" if value == "":
            return _wording.BLANK
        case "enum":
            return _wording.NOT_A_CHOICE
        case "format":
            return _FORMATS.get(details["format"], _wording.NOT_VALID)
        case _:
            return _wording.NOT_VALID


def _of_type(value: object, types: Sequence[str]) -> str:
    if value is None:
        return _wording.NULL
    return _wording.of_type(*[name for name in types if name != "null"])


def _problem(steps: Steps, message: str) -> Problem:
    return Problem(_wording.BODY, steps, message)
