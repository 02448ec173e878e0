"""What was asked and answered: the witness of tests."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._clock import epoch_of
from .._http import Request, Response
from .._times import format_timestamp, parse_timestamp
from .check import ControlError, SettingsCheck, given, nearest
from .redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import RLock

    from .._clock import Clock
    from .._document import Json
    from .faults import Fired

CAPACITY = 1_000
"""Entries that are kept if nothing else is asked for."""

MOST_BYTES = 16 * 1_048_576
"""Bytes of heads and bodies that are kept, however few the entries."""

SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "recording": {"type": "boolean", "description": "Whether calls are recorded; true at the start."},
        "capacity": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1_000_000,
            "description": f"How many calls are kept; {CAPACITY} at the start.",
        },
    },
}

Since = int | str | datetime
"""The number of an entry, a timestamp in a documented format, or an aware datetime."""

SINCE: Json = {"type": ["integer", "string"], "minimum": 0}

QUERY: Json = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "operation": {"type": "string", "description": "Only calls of this operation."},
        "status": {"type": "integer", "description": "Only calls that were answered with this status."},
        "since": {
            **SINCE,
            "description": "Only calls after the entry of this number, or at and after this timestamp.",
        },
        "limit": {"type": "integer", "minimum": 1, "description": "Only the last of them, so many."},
    },
}

_CHECK = SettingsCheck(SCHEMA)
_QUERY_CHECK = SettingsCheck(QUERY)


@dataclass(slots=True)
class _Record:
    number: int
    now: int
    request: Request
    response: Response
    faults: Fired
    size: int


@dataclass(frozen=True)
class Entry:
    """One call. No key is in it.

    `time` is the emulator's, in epoch seconds. `operation` is None where the path or the method was none of the API's.
    `query` has every parameter's values; bodies are texts. `faults` names the faults that happened. Where the
    connection was reset before the answer there was none: `status` is None, and headers and body are empty.
    """

    number: int
    time: int
    operation: str | None
    method: str
    path: str
    query: dict[str, list[str]]
    request_headers: dict[str, str]
    request_body: str | None
    status: int | None
    response_headers: dict[str, str]
    response_body: str
    faults: tuple[str, ...]

    @cached_property
    def json(self) -> Any:
        """The request's JSON body; None when it has none, or that is null."""
        return self._json_body[0]

    @property
    def has_json(self) -> bool:
        """Whether the request has a JSON body."""
        return self._json_body[1]

    @cached_property
    def _json_body(self) -> tuple[Any, bool]:
        try:
            return json.loads(self.request_body or ""), True
        except (ValueError, RecursionError):  # what is no JSON, or deeper than any that is meant
            return None, False

    @cached_property
    def answer(self) -> Any:
        """The answer's JSON body; None when it is none."""
        try:
            return json.loads(self.response_body)
        except (ValueError, RecursionError):  # what is no JSON, or deeper than any that is meant
            return None

    def describe(self) -> dict[str, Any]:
        """The entry as the controls show it."""
        return {
            "number": self.number,
            "time": format_timestamp(self.time),
            "operation": self.operation,
            "request": {
                "method": self.method,
                "path": self.path,
                "query": self.query,
                "headers": self.request_headers,
                "body": self.request_body,
            },
            "response": {"status": self.status, "headers": self.response_headers, "body": self.response_body},
            "faults": list(self.faults),
        }


class Journal:
    """The last calls to the API, oldest first. Calls of the controls and of the pages for people are not in it."""

    def __init__(
        self,
        operation_of: Callable[[Request], str | None],
        operations: list[str],
        api_keys: frozenset[str],
        clock: Clock,
        lock: RLock,
    ) -> None:
        self._operation_of = operation_of
        self._operations = operations
        self._clock = clock
        self._lock = lock
        self._redaction = Redaction(api_keys)
        self._records: deque[_Record] = deque()
        self._bytes = 0
        self._last = 0
        self.recording = True
        self.capacity = CAPACITY
        self.dropped = 0
        """How many calls have been forgotten for want of room since the journal was last cleared."""

    def record(self, request: Request, response: Response, faults: Fired) -> None:
        """Note one call. Called for every one, under the lock, so it only keeps what it is given."""
        self._last += 1
        size = len(response.body) + len(request.body or b"") + len(request.path) + len(request.query)
        size += sum(map(len, request.headers.values()))
        self._records.append(_Record(self._last, self._clock.now(), request, response, faults, size))
        self._bytes += size
        if len(self._records) > self.capacity or self._bytes > MOST_BYTES:
            self._shrink()

    def start(self, capacity: int | None = None) -> None:
        """Record calls from now on, and keep the last `capacity` of them."""
        self.set_settings({"recording": True} if capacity is None else {"recording": True, "capacity": capacity})

    def stop(self) -> None:
        """Record no more; what there is stays."""
        self.set_settings({"recording": False})

    def set_settings(self, settings: object) -> None:
        """Change what is given of `recording` and `capacity`. Raises `ControlError`."""
        checked = _CHECK.check(settings)
        with self._lock:
            self.capacity = checked.get("capacity", self.capacity)
            self.recording = checked.get("recording", self.recording)
            self._shrink()

    def clear(self) -> None:
        """Forget all calls. Numbers go on."""
        with self._lock:
            self._records.clear()
            self._bytes = 0
            self.dropped = 0

    def reset(self) -> None:
        """As at the start: empty, recording, counting from 1."""
        with self._lock:
            self.clear()
            self._last = 0
            self.recording = True
            self.capacity = CAPACITY

    def entries(
        self,
        *,
        operation: str | None = None,
        status: int | None = None,
        since: Since | None = None,
        limit: int | None = None,
    ) -> list[Entry]:
        """The calls to `operation`, answered with `status`, `since` then: after the entry of that number, or at and
        after a timestamp. Of these the last `limit`. Raises `ControlError` for what can never be in the journal.
        """
        since = since_setting(since)
        return self.matching(given({"operation": operation, "status": status, "since": since, "limit": limit}))

    def matching(self, settings: object) -> list[Entry]:
        """The calls that these settings (a JSON object) ask for."""
        checked = _QUERY_CHECK.check(settings)
        operation, status, since = checked.get("operation"), checked.get("status"), checked.get("since")
        limit = checked.get("limit")
        if operation is not None and operation not in self._operations:
            raise ControlError([f"operation: there is no {operation!r}; {nearest(operation, self._operations)}"])
        wanted = _since(since)
        found: list[Entry] = []
        with self._lock:
            for record in reversed(self._records):
                if limit is not None and len(found) >= limit:
                    break
                if status is not None and _status(record.response) != status:
                    continue
                if not wanted(record) or (operation is not None and self._operation_of(record.request) != operation):
                    continue
                found.append(self._entry(record))
        found.reverse()
        return found

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries())

    def __len__(self) -> int:
        return len(self._records)

    def __bool__(self) -> bool:
        return True  # an empty journal is a journal

    @property
    def last_number(self) -> int:
        """The number of the last call, for `since`; 0 when there was none."""
        return self._last

    def describe(self) -> dict[str, Any]:
        """The journal's state as the controls show it."""
        with self._lock:
            return {
                "recording": self.recording,
                "capacity": self.capacity,
                "kept": len(self._records),
                "dropped": self.dropped,
                "last_number": self._last,
            }

    def _shrink(self) -> None:
        while len(self._records) > self.capacity or self._bytes > MOST_BYTES:
            self._bytes -= self._records.popleft().size
            self.dropped += 1

    def _entry(self, record: _Record) -> Entry:
        request, response = record.request, record.response
        redactor = self._redaction.of(request)
        is_lost = _status(response) is None
        return Entry(
            number=record.number,
            time=record.now,
            operation=self._operation_of(request),
            method=request.method,
            path=redactor.text(request.path),
            query=redactor.query(request.query),
            request_headers=redactor.headers(request.headers.items()),
            request_body=None if request.body is None else redactor.body(request.body),
            status=_status(response),
            response_headers=(
                {} if is_lost else redactor.headers([("content-type", response.content_type), *response.headers])
            ),
            response_body=redactor.text(response.sent_to(request.method).decode("utf-8", "replace")),
            faults=record.faults,
        )


def _status(response: Response) -> int | None:
    """The status that was sent; None when the connection was reset before the answer."""
    return None if response.reset == "before" else response.status


def since_setting(since: Since | None) -> int | str | None:
    """The same as JSON has it: the timestamp of a datetime."""
    return format_timestamp(epoch_of("since", since)) if isinstance(since, datetime) else since


def _since(since: int | str | None) -> Callable[[_Record], bool]:
    if since is None:
        return lambda _: True
    if isinstance(since, int):
        number = since
        return lambda record: record.number > number
    time = parse_timestamp(since)
    if time is None:
        raise ControlError([f"since: {since!r} is neither the number of an entry nor a timestamp"])
    return lambda record: record.now >= time
