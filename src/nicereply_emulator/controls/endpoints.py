"""The controls over HTTP, below `/_emulator`. Each endpoint has its twin in Python."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from .. import _service
from .._bodies import BodySyntaxError, read_json
from .._data import DataError
from .._data_format import SCHEMA
from .._http import Refusal, Request, Response
from .._times import format_timestamp
from . import clock, fault_settings, guard, journal, rate_limit, verify
from .check import ControlError, SettingsCheck

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._document import Json
    from .._emulator import Emulator

ACCOUNT_SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["payment_required"],
    "properties": {
        "payment_required": {"type": "boolean", "description": "Whether every call is 402: the trial has ended."}
    },
}

_ACCOUNT_CHECK = SettingsCheck(ACCOUNT_SCHEMA)

_INTEGER = re.compile("-?[0-9]{1,18}")

_HEADERS = (
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One call. `answer` gets the names in its path and its body (None without one) or query; None is sent as {}.

    `settings` is the JSON Schema of its body, or of its query for GET.
    """

    method: str
    path: str
    does: str
    python: str
    answer: Callable[[dict[str, str], Any], Any]
    settings: Json | None = None


class Endpoints:
    """The controls of one emulator. `is_open` is False while its server can be reached from other machines."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self.is_open = True
        self.table = self._table()

    def __call__(self, request: Request) -> Response:
        """The answer to a request. All refusals have the form of the API's errors."""
        try:
            guard.admit(request, is_open=self.is_open)
            response = self._answer(request)
        except Refusal as refusal:
            response = refusal.response()
        except BodySyntaxError as error:
            response = Refusal(400, [str(error)]).response()
        except ControlError as error:
            response = Refusal(error.status, error.problems).response()
        except DataError as error:
            response = Refusal(400, error.problems).response()
        response.headers = (*response.headers, *_HEADERS)
        return response

    def _answer(self, request: Request) -> Response:
        path = request.path.removesuffix("/") if request.path == _service.CONTROLS + "/" else request.path
        methods: dict[str, tuple[Endpoint, dict[str, str]]] = {}
        for endpoint in self.table:
            names = _match(_service.CONTROLS + endpoint.path, path)
            if names is not None:
                methods[endpoint.method] = endpoint, names
        if not methods:
            paths = sorted({_service.CONTROLS + endpoint.path for endpoint in self.table})
            raise Refusal(404, [f"There is no control at {request.path}; there are {', '.join(paths)}."])
        if request.method not in methods:
            allow = ", ".join(methods)
            raise Refusal(405, [f"{request.path} takes {allow}, not {request.method}."], [("allow", allow)])
        endpoint, names = methods[request.method]
        settings: Any = _query(request)
        if settings and (endpoint.method != "GET" or endpoint.settings is None):
            raise ControlError([f"{name}: this control takes no query parameters" for name in settings])
        if endpoint.method == "GET":
            pass
        elif endpoint.settings is None:
            if request.body != b"" and read_json(request.body) != {}:
                raise ControlError(["the body: this control takes none"])
            settings = None
        else:
            settings = read_json(request.body)
        result = endpoint.answer(names, settings)
        body = json.dumps({} if result is None else result, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )
        return Response(200, body)

    def _table(self) -> tuple[Endpoint, ...]:
        emulator = self._emulator
        return (
            Endpoint("GET", "", "All controls, as in this table.", "", self._index),
            Endpoint("GET", "/health", "Says that the emulator answers, and which it is.", "", self._health),
            Endpoint(
                "POST",
                "/reset",
                "Back to the start: records, clock, account, no faults, no rate limit, an empty journal.",
                "emulator.reset()",
                lambda _, __: emulator.reset(),
            ),
            Endpoint(
                "GET",
                "/counts",
                "How many records of each kind there are.",
                "emulator.counts()",
                lambda _, __: emulator.counts(),
            ),
            Endpoint(
                "GET", "/data", "All records as JSON.", "emulator.data.dump()", lambda _, __: emulator.data.dump()
            ),
            Endpoint(
                "PUT",
                "/data",
                "Replace all records, or change nothing.",
                "emulator.data.load(data)",
                lambda _, data: emulator.data.load(data),
                SCHEMA,
            ),
            Endpoint(
                "GET",
                "/data/schema",
                "The JSON Schema of the records.",
                "emulator.data.schema",
                lambda _, __: emulator.data.schema,
            ),
            Endpoint(
                "GET",
                "/snapshots",
                "All snapshots.",
                "emulator.snapshots.list()",
                lambda _, __: {"snapshots": [snapshot.describe() for snapshot in emulator.snapshots.list()]},
            ),
            Endpoint(
                "PUT",
                "/snapshots/{name}",
                "Keep the present records under a name.",
                "emulator.snapshots.take(name)",
                lambda names, _: emulator.snapshots.take(names["name"]).describe(),
            ),
            Endpoint(
                "POST",
                "/snapshots/{name}/restore",
                "Put the records back as they were when the snapshot was taken.",
                "emulator.snapshots.restore(name)",
                lambda names, _: emulator.snapshots.restore(names["name"]),
            ),
            Endpoint(
                "DELETE",
                "/snapshots/{name}",
                "Forget a snapshot.",
                "emulator.snapshots.delete(name)",
                lambda names, _: emulator.snapshots.delete(names["name"]),
            ),
            Endpoint("GET", "/clock", "The emulator's time.", "emulator.clock.now()", self._clock),
            Endpoint(
                "POST",
                "/clock",
                "Freeze, set or advance the clock, or let it run; one of these at a time.",
                "emulator.clock.freeze(at), .set(now), .advance(seconds), .run()",
                self._change_clock,
                clock.SCHEMA,
            ),
            Endpoint(
                "GET",
                "/faults",
                "All fault rules, with how often each has seen a call and acted.",
                "emulator.faults.list()",
                lambda _, __: {"faults": [rule.describe() for rule in emulator.faults.list()]},
            ),
            Endpoint(
                "POST",
                "/faults",
                "Add a fault rule.",
                "emulator.faults.add(fault, …)",
                lambda _, settings: emulator.faults.add_settings(settings).describe(),
                fault_settings.SCHEMA,
            ),
            Endpoint(
                "DELETE",
                "/faults",
                "Remove all fault rules.",
                "emulator.faults.clear()",
                lambda _, __: emulator.faults.clear(),
            ),
            Endpoint(
                "DELETE",
                "/faults/{id}",
                "Remove one fault rule.",
                "emulator.faults.remove(id)",
                lambda names, _: emulator.faults.remove(_number(names["id"])),
            ),
            Endpoint(
                "GET",
                "/journal",
                "The calls to the API, oldest first, and the journal's own state.",
                "emulator.journal.entries(…)",
                self._journal,
                journal.QUERY,
            ),
            Endpoint(
                "PUT",
                "/journal",
                "Start or stop recording, or change the capacity.",
                "emulator.journal.start(capacity), .stop()",
                self._change_journal,
                journal.SCHEMA,
            ),
            Endpoint(
                "DELETE",
                "/journal",
                "Forget all calls.",
                "emulator.journal.clear()",
                lambda _, __: emulator.journal.clear(),
            ),
            Endpoint(
                "POST",
                "/verify",
                "Says whether an operation was called so often, with this.",
                "emulator.verify(operation, …)",
                self._verify,
                verify.SCHEMA,
            ),
            Endpoint("GET", "/account", "The account's state.", "emulator.account.payment_required", self._account),
            Endpoint(
                "PUT",
                "/account",
                "Let the trial end, or let the account be paid for.",
                "emulator.account.payment_required = True",
                self._change_account,
                ACCOUNT_SCHEMA,
            ),
            Endpoint(
                "GET",
                "/rate-limit",
                "The limit and what is left of it.",
                "emulator.rate_limit.describe()",
                lambda _, __: emulator.rate_limit.describe(),
            ),
            Endpoint(
                "PUT",
                "/rate-limit",
                "Allow so many requests in a window; 429 beyond.",
                "emulator.rate_limit.set(requests, seconds)",
                self._limit_rate,
                rate_limit.SCHEMA,
            ),
            Endpoint(
                "DELETE",
                "/rate-limit",
                "No limit, as at the start.",
                "emulator.rate_limit.off()",
                lambda _, __: emulator.rate_limit.off(),
            ),
        )

    def _index(self, _: dict[str, str], __: Any) -> Json:
        return {
            "controls": [
                {"method": one.method, "path": _service.CONTROLS + one.path, "does": one.does} for one in self.table
            ]
        }

    def _health(self, _: dict[str, str], __: Any) -> Json:
        emulator = self._emulator
        return {
            "status": "ok",
            "base_url": emulator.base_url,
            "profile": emulator.profile,
            "self_check": emulator.service.checks_itself,
            **self._clock({}, None),
        }

    def _clock(self, _: dict[str, str], __: Any) -> Json:
        now = self._emulator.clock.now()
        return {"now": format_timestamp(now), "epoch": now, "frozen": self._emulator.clock.is_frozen}

    def _change_clock(self, _: dict[str, str], settings: Any) -> Json:
        clock.change(self._emulator.clock, settings)
        return self._clock({}, None)

    def _journal(self, _: dict[str, str], settings: Any) -> Json:
        entries = self._emulator.journal.matching(settings)
        return {"entries": [entry.describe() for entry in entries], **self._emulator.journal.describe()}

    def _change_journal(self, _: dict[str, str], settings: Any) -> Json:
        self._emulator.journal.set_settings(settings)
        return self._emulator.journal.describe()

    def _verify(self, _: dict[str, str], settings: Any) -> Json:
        verdict = verify.judge(self._emulator.journal, settings)
        return {
            "verified": verdict.verified,
            "count": len(verdict.matching),
            "reason": verdict.reason,
            "entries": [entry.number for entry in verdict.matching],
        }

    def _account(self, _: dict[str, str], __: Any) -> Json:
        return {"payment_required": self._emulator.account.payment_required}

    def _change_account(self, _: dict[str, str], settings: Any) -> Json:
        self._emulator.account.payment_required = _ACCOUNT_CHECK.check(settings)["payment_required"]
        return self._account({}, None)

    def _limit_rate(self, _: dict[str, str], settings: Any) -> Json:
        self._emulator.rate_limit.set_settings(settings)
        return self._emulator.rate_limit.describe()


def _match(template: str, path: str) -> dict[str, str] | None:
    """The names in the path, where it is one of the template's."""
    wanted, found = template.split("/"), path.split("/")
    if len(wanted) != len(found):
        return None
    names: dict[str, str] = {}
    for one, raw in zip(wanted, found, strict=True):
        if one.startswith("{"):
            names[one[1:-1]] = unquote(raw)
        elif one != raw:
            return None
    return names


def _query(request: Request) -> dict[str, str | int]:
    pairs = parse_qsl(request.query, keep_blank_values=True)
    query = dict(pairs)
    if len(query) < len(pairs):
        raise ControlError([f"{name}: give it once" for name in query if [one for one, _ in pairs].count(name) > 1])
    return {name: int(value) if _INTEGER.fullmatch(value) else value for name, value in query.items()}


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise ControlError([f"id: {text!r} is not the number of a fault rule"])
    return int(text)
