"""Judging what a control is asked to do, alike over HTTP and in Python."""

import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from jsonschema_rs import ValidationError, validator_for

from .._document import Json
from .._json import as_object
from .json_values import json_copy


class ControlError(ValueError):
    """A control was asked for what it cannot do. `problems` names each setting and says what would have been right.

    `status` is the status of the refusal over HTTP: 400, 404 for a name that is not there, 409 where the time is wrong.
    """

    def __init__(self, problems: Sequence[str], status: int = 400) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)
        self.status = status


class SettingsCheck:
    """Checks the settings of one control by a JSON Schema, which is compiled when it is first needed."""

    def __init__(self, schema: Json) -> None:
        self._schema = schema
        self._validator: Any = None

    def check(self, settings: object) -> dict[str, Any]:
        """A copy of the settings, or `ControlError` with everything that is wrong with them."""
        if self._validator is None:
            self._validator = validator_for(self._schema)
        problems: list[str] = []
        settings = json_copy(settings, "", problems)
        if problems:
            raise ControlError(problems)
        problems = [text for error in self._validator.iter_errors(settings) for text in self._texts(error)]
        if problems:
            raise ControlError(problems)
        checked = as_object(settings) or {}
        for name, one in self._schema["properties"].items():
            if isinstance(checked.get(name), float) and "integer" in one.get("type", ""):
                checked[name] = int(checked[name])  # JSON has one kind of number: 3.0 is an integer too
        return checked

    def _texts(self, error: ValidationError) -> list[str]:
        place = "".join(f"[{step}]" for step in error.instance_path).replace("[", "", 1).replace("]", "", 1)
        details: dict[str, Any] = error.kind.as_dict()
        match error.kind.name:
            case "required":
                name = details["property"]
                return [f"{f'{place}[{name}]' if place else name}: this setting is missing"]
            case "additionalProperties" if not place:
                known = list(self._schema.get("properties", {}))
                return [f"{name}: no such setting; {nearest(name, known)}" for name in details["unexpected"]]
            case "enum" if isinstance(error.instance, str):
                return [f"{place}: {error.instance!r} is not known; {nearest(error.instance, details['options'])}"]
            case "anyOf" if place:
                wanted = self._schema["properties"][error.instance_path[0]]["description"]
                return [f"{place}: {as_shown(error.instance)} is not what it takes: {wanted}"]
            case _:
                return [f"{place or 'the body'}: {error.message}"]


def as_shown(value: object) -> str:
    """A JSON value in a message: a text in plain quotes, as names are everywhere, all else as JSON writes it."""
    return repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def nearest(name: str, known: Sequence[str]) -> str:
    """What would have been right in place of `name`."""
    close = get_close_matches(name, known, n=3)
    return f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known)}"


class _NotGiven:
    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN = _NotGiven()
"""The default of a setting that may be None."""


def given(settings: Mapping[str, object]) -> dict[str, object]:
    """The settings that a Python caller gave: those that are not None."""
    return {name: value for name, value in settings.items() if value is not None}
