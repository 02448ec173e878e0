"""Questions to the journal: was this operation called so often, with this?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._json import as_array, as_object
from .check import ControlError, SettingsCheck, as_shown
from .journal import SINCE

if TYPE_CHECKING:
    from .._document import Json
    from .journal import Entry, Journal

_COUNT: Json = {"type": "integer", "minimum": 0}

SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "operation": {
            "type": "string",
            "minLength": 1,
            "description": "The operation that was called; any if left out.",
        },
        "times": {**_COUNT, "description": "How often it was called, exactly."},
        "at_least": {**_COUNT, "description": "How often at least; 1 if nothing is said of the number."},
        "at_most": {**_COUNT, "description": "How often at most."},
        "status": {"type": "integer", "description": "Only calls that were answered with this status."},
        "body": {"description": "Only calls whose JSON body has this in it: objects may have more fields."},
        "query": {
            "type": "object",
            "additionalProperties": {"type": ["string", "integer", "boolean", "null"]},
            "description": "Only calls with these query parameters; null: without the parameter.",
        },
        "since": {**SINCE, "description": "Only calls after the entry of this number, or time."},
    },
}

_CHECK = SettingsCheck(SCHEMA)


class VerificationError(AssertionError):
    """The journal does not say what was expected; the message says what it does say."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the journal says: the calls that match, and whether there are as many as expected."""

    verified: bool
    matching: list[Entry]
    reason: str


def judge(journal: Journal, settings: object) -> Verdict:
    """The answer to a question. Raises `ControlError` for one that the journal cannot answer."""
    checked = _CHECK.check(settings)
    if "times" in checked and ("at_least" in checked or "at_most" in checked):
        raise ControlError(["times: it says the number exactly; at_least and at_most must be left out"])
    if checked.get("at_least", 0) > checked.get("at_most", checked.get("at_least", 0)):
        raise ControlError(["at_least: it is more than at_most, so no number of calls would do"])
    if not journal.recording:
        raise ControlError(["the journal is not recording: start it before the calls that are asked for"], status=409)
    if journal.dropped:
        raise ControlError(
            [
                f"the journal had no room for {journal.dropped} older calls, so their number cannot be told: give it a "
                "larger capacity, or clear it before the calls that are asked for"
            ],
            status=409,
        )
    of_operation = journal.entries(operation=checked.get("operation"), since=checked.get("since"))
    matching = [entry for entry in of_operation if _matches(entry, checked)]
    least = checked.get("times", checked.get("at_least", 0 if "at_most" in checked else 1))
    most = checked.get("times", checked.get("at_most"))
    verified = len(matching) >= least and (most is None or len(matching) <= most)
    return Verdict(verified, matching, _reason(checked, least, most, of_operation, matching))


def verify(journal: Journal, settings: object) -> list[Entry]:
    """The calls that match, or `VerificationError`."""
    verdict = judge(journal, settings)
    if not verdict.verified:
        raise VerificationError(verdict.reason)
    return verdict.matching


def _matches(entry: Entry, wanted: dict[str, Any]) -> bool:
    if "status" in wanted and entry.status != wanted["status"]:
        return False
    if "body" in wanted and not (entry.has_json and contains(entry.json, wanted["body"])):
        return False
    return all(_has_parameter(entry, name, value) for name, value in wanted.get("query", {}).items())


def _has_parameter(entry: Entry, name: str, value: str | int | bool | None) -> bool:  # noqa: FBT001 - a JSON value
    if value is None:
        return name not in entry.query
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return entry.query.get(name) == [text]


def contains(actual: Any, wanted: Any) -> bool:
    """Whether `wanted` is in `actual`: objects may have more fields, everything else must be equal."""
    fields, items = as_object(wanted), as_array(wanted)
    if fields is not None:
        has = as_object(actual)
        return has is not None and all(name in has and contains(has[name], value) for name, value in fields.items())
    if items is not None:
        found = as_array(actual)
        return found is not None and len(found) == len(items) and all(map(contains, found, items))
    return isinstance(actual, bool) == isinstance(wanted, bool) and bool(actual == wanted)


def _reason(
    wanted: dict[str, Any], least: int, most: int | None, of_operation: list[Entry], matching: list[Entry]
) -> str:
    if most is None:
        expected = f"at least {least}"
    elif least == most:
        expected = str(least)
    elif least == 0:
        expected = f"at most {most}"
    else:
        expected = f"{least} to {most}"
    details = {name: value for name, value in wanted.items() if name in ("status", "body", "query", "since")}
    what = f"{wanted.get('operation', 'any operation')}{f' with {as_shown(details)}' if details else ''}"
    calls = "call" if expected.endswith(" 1") or expected == "1" else "calls"
    text = f"expected {expected} {calls} of {what}; there were {len(matching)}"
    if len(of_operation) > len(matching):
        shown = "; ".join(_short(entry) for entry in of_operation[-3:])
        others = len(of_operation) - len(matching)
        text += f", and {others} {'other' if others == 1 else 'others'}, the last of them all: {shown}"
    return text


def _short(entry: Entry) -> str:
    query = f"?{as_shown(entry.query)}" if entry.query else ""
    body = f" {entry.request_body[:200]}" if entry.request_body else ""
    return f"{entry.method} {entry.path}{query}{body} -> {entry.status or 'reset'}"
