"""What a fault rule can be told: its settings, which of them each fault takes, and what they mean."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from .._document import Json
from .._http import JSON
from .check import ControlError, SettingsCheck

FaultName = Literal[
    "status",
    "html",
    "reset",
    "latency",
    "truncated_json",
    "empty_body",
    "wrong_content_type",
    "unknown_enum",
    "added_field",
    "missing_field",
    "null_field",
    "links_page_only",
    "links_other_host",
    "repeated_page",
    "rows_inserted",
    "rows_removed",
]
FAULT_NAMES: tuple[str, ...] = get_args(FaultName)


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One fault: what it does, and the settings that it takes beside those of every rule."""

    does: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


KINDS: dict[str, FaultKind] = {
    "status": FaultKind(
        "An error of the documented form: 401, 402, 429 or any from 500 to 599.",
        needs=("status",),
        takes=("retry_after", "retry_after_as_date", "handled"),
    ),
    "html": FaultKind("A page of HTML, as gateways and captive portals send it.", takes=("status", "handled")),
    "reset": FaultKind(
        "The connection is reset before the answer, or after half of its body (before an answer without one).",
        takes=("when", "handled"),
    ),
    "latency": FaultKind("The answer, whatever it is, comes later.", needs=("seconds",)),
    "truncated_json": FaultKind("The body ends in its middle, with a content length to match."),
    "empty_body": FaultKind("The answer without its body."),
    "wrong_content_type": FaultKind("The answer says that it is something else.", takes=("content_type",)),
    "unknown_enum": FaultKind("A field of the answer has a value that is not in its list.", ("field",), ("value",)),
    "added_field": FaultKind("The answer has a field that nobody knows.", takes=("field", "value")),
    "missing_field": FaultKind("The answer lacks a field.", needs=("field",)),
    "null_field": FaultKind("A field of the answer is null.", needs=("field",)),
    "links_page_only": FaultKind("The links of a page carry `page` and no other parameter."),
    "links_other_host": FaultKind("The links of a page lead to another host.", takes=("host",)),
    "repeated_page": FaultKind("A page after the first has the rows of the page before it."),
    "rows_inserted": FaultKind(
        "Before a page after the first is answered, copies of the list's first row are put in front of it.",
        takes=("rows",),
    ),
    "rows_removed": FaultKind(
        "Before a page after the first is answered, the list's first rows are deleted.", takes=("rows",)
    ),
}

ON_PAGES = ("links_page_only", "links_other_host", "repeated_page", "rows_inserted", "rows_removed")
AFTER_THE_FIRST_PAGE = ("repeated_page", "rows_inserted", "rows_removed")
ON_FIELDS = ("unknown_enum", "added_field", "missing_field", "null_field")

TARGETS = ("operation", "tag", "path")
PICKS = ("nth", "every", "first", "probability")

MOST_ROWS = 100
"""As many as the largest page has."""

_TEXT: Json = {"type": "string", "minLength": 1}
_COUNT: Json = {"type": "integer", "minimum": 1, "maximum": 10**9}

SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["fault"],
    "properties": {
        "fault": {"enum": list(FAULT_NAMES), "description": "Which fault."},
        "operation": {**_TEXT, "description": "The operation that it is for, by its operationId."},
        "tag": {**_TEXT, "description": "The operations that it is for, by their tag."},
        "path": {
            **_TEXT,
            "description": "The path that it is for, as in the document, or with a record's id in place of {id}. It is "
            "compared with the path that is sent: a UUID, in either case, is not the old number of the same record.",
        },
        "nth": {**_COUNT, "description": "The nth of the calls that it is for, and no other."},
        "every": {**_COUNT, "description": "Every nth of them."},
        "first": {**_COUNT, "description": "The first n of them."},
        "probability": {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 1,
            "description": "Each of them with this probability.",
        },
        "seed": {
            "type": "integer",
            "description": "What probability and range of latency are drawn from; 0 if left out.",
        },
        "times": {**_COUNT, "description": "How often it happens at most; until it is removed if left out."},
        "status": {"type": "integer", "minimum": 200, "maximum": 599, "description": "The status of the answer."},
        "retry_after": {
            "type": "integer",
            "minimum": 0,
            "maximum": 10**9,
            "description": "Seconds that the answer's Retry-After header asks to wait; no such header if left out.",
        },
        "retry_after_as_date": {
            "type": "boolean",
            "description": "Retry-After as a date, by the emulator's clock; the end of the year 9999 at the latest.",
        },
        "handled": {
            "type": "boolean",
            "description": "Whether the request is carried out although its answer is lost; false if left out.",
        },
        "seconds": {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 3600},
                {
                    "type": "array",
                    "items": {"type": "number", "minimum": 0, "maximum": 3600},
                    "minItems": 2,
                    "maxItems": 2,
                },
            ],
            "description": "Seconds from 0 to 3600, or [least, most].",
        },
        "when": {"enum": ["before", "body"], "description": "`before` the answer (if left out), or in its `body`."},
        "field": {
            **_TEXT,
            "description": "A field of each record of the answer, steps joined by dots (`user.username`); from the top "
            "of the answer when it begins with `_results` or `_pagination`.",
        },
        "value": {"description": "The value of the field."},
        "content_type": {
            **_TEXT,
            "pattern": "^[!-~]([ -~]*[!-~])?$",
            "description": "text/plain; charset=utf-8 if left out.",
        },
        "host": {
            **_TEXT,
            "pattern": "^https?://[^/?#\\s]+$",
            "description": "Scheme and host of the links; https://other-host.invalid if left out.",
        },
        "rows": {**_COUNT, "maximum": MOST_ROWS, "description": f"How many, {MOST_ROWS} at most; 1 if left out."},
    },
}

_WITHOUT_BODY = (204, 205, 304)

_COMMON = ("fault", *TARGETS, *PICKS, "seed", "times")

_CHECK = SettingsCheck(SCHEMA)


def check(settings: object) -> dict[str, Any]:
    """The settings of one rule, or `ControlError`. What depends on the document is judged where the rule is made."""
    checked = _CHECK.check(settings)
    problems: list[str] = []
    name = checked["fault"]
    kind = KINDS[name]
    known = (*kind.needs, *kind.takes)
    problems += [
        f"{setting}: the fault {name} does not take it; it takes {', '.join(known) or 'no settings of its own'}"
        for setting in checked
        if setting not in (*_COMMON, *known)
    ]
    problems += [f"{setting}: the fault {name} needs it" for setting in kind.needs if setting not in checked]
    for group in (TARGETS, PICKS):
        several = [setting for setting in group if setting in checked]
        if len(several) > 1:
            problems.append(f"{', '.join(several)}: only one of them may be given")
    status = checked.get("status")
    if name == "status" and status is not None and status not in (401, 402, 429) and status < 500:
        problems.append(f"status: {status} is none of 401, 402, 429 and 500 to 599")
    if name == "html" and status in _WITHOUT_BODY:
        problems.append(f"status: an answer with status {status} has no body, so it can carry no page")
    if checked.get("retry_after_as_date") and "retry_after" not in checked:
        problems.append("retry_after_as_date: retry_after must say how many seconds from now")
    if checked.get("when") == "body" and "handled" in checked:
        problems.append("handled: a connection that is reset in the body was answered, so the request was carried out")
    seconds = checked.get("seconds")
    if isinstance(seconds, list) and seconds[0] > seconds[1]:  # pyright: ignore[reportUnknownVariableType]
        problems.append(f"seconds: {seconds} goes down; the least must come first")
    content_type = checked.get("content_type", "").partition(";")[0].strip().lower()
    if content_type == JSON:
        problems.append(f"content_type: {JSON} is the right one, so the answer would be as it should")
    if problems:
        raise ControlError(problems)
    return checked
