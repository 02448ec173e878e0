"""Loaded by schemathesis: arranges valid requests and keeps the ledger.

Reads the environment that `suite.run` sets: NICEREPLY_BASE_URL, NICEREPLY_API_KEY, NICEREPLY_CONTRACT_LEDGER and
NICEREPLY_CONTRACT_RECORDING (paths; the second one takes every exchange).
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import schemathesis
from schemathesis.cli import ExecutionContext, handler
from schemathesis.cli.commands.run.handlers.base import EventHandler
from schemathesis.engine import events
from schemathesis.generation.meta import TestPhase

from nicereply_contract.arrangement import Arrangement
from nicereply_contract.document import Node, link_name
from nicereply_contract.exchange import Exchange, public
from nicereply_contract.ledger import Ledger
from nicereply_contract.live_guard import VARIABLE, Guard, guard_told, guarding
from nicereply_contract.records import Records, read_ids, read_records
from nicereply_contract.suite import READING

Case = schemathesis.Case[Any]

_arrangement: list[Arrangement] = []
_guards: list[Guard] = []


def after_load_schema(_context: schemathesis.HookContext, schema: schemathesis.BaseSchema) -> None:
    """Ask the service what exists, before the first test."""
    document: Node = schema.raw_schema
    service = (os.environ["NICEREPLY_BASE_URL"], os.environ["NICEREPLY_API_KEY"])
    # What bodies can name need not be known where none is sent.
    records = Records() if os.environ.get(READING) else read_records(document, *service)
    records.by_operation = read_ids(document, *service)
    _arrangement.append(Arrangement(document, records))


def before_call(_context: schemathesis.HookContext, case: Case, _kwargs: dict[str, Any]) -> None:
    """Arrange the id and the body of a request that is meant to be valid; stop where the service shows harm."""
    if _guards and _guards[-1].harm:
        raise KeyboardInterrupt  # schemathesis ends as if asked to, with its reports
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    arrangement, phase = _arrangement[-1], case.meta.phase.name
    if isinstance(case.body, dict):
        case.body = arrangement.arrange(_operation_id(case), case.body)
    record = case.path_parameters.get("id")
    # The examples are another account's. Fuzzing draws ids from what was answered; it seldom draws others.
    if isinstance(record, str) and phase is TestPhase.EXAMPLES:
        case.path_parameters["id"] = arrangement.arrange_id(_operation_id(case), record)
    if isinstance(record, str) and phase is TestPhase.FUZZING:
        which = f"{case.operation.label} {record} {sorted(case.query.items())}"
        case.path_parameters["id"] = arrangement.disarrange_id(which, record)


class LedgerHandler(EventHandler[ExecutionContext]):
    """Counts what was answered and which links were followed, and writes it down at the end."""

    def __init__(self, *args: Any, **params: Any) -> None:
        """Take what schemathesis passes to every handler."""
        super().__init__(*args, **params)
        self._ledger = Ledger()
        self._digest = hashlib.sha256()
        self._recording = Path(os.environ["NICEREPLY_CONTRACT_RECORDING"]).open("a", encoding="utf-8")  # noqa: SIM115

    def handle_event(self, ctx: ExecutionContext, event: events.EngineEvent) -> None:  # noqa: ARG002
        """Enter each finished scenario."""
        if isinstance(event, events.ScenarioFinished):
            self._enter(cast("Any", event).recorder)

    def shutdown(self, ctx: ExecutionContext) -> None:  # noqa: ARG002
        """Write the ledger; a run that is interrupted has one too."""
        self._recording.close()
        self._ledger.digest = self._digest.hexdigest()
        self._ledger.harm = _guards[-1].harm if _guards else ""
        self._ledger.save(Path(os.environ["NICEREPLY_CONTRACT_LEDGER"]))

    def _enter(self, recorder: Any) -> None:
        for case_id, node in recorder.cases.items():
            interaction = recorder.interactions.get(case_id)
            if interaction is None or interaction.response is None:
                continue
            sent = interaction.request
            address = urlsplit(str(sent.uri))
            self._digest.update(f"{sent.method} {address.path}?{address.query}\n".encode(errors="surrogateescape"))
            self._digest.update(sent.body or b"")
            self._ledger.requests += 1
            case, status = node.value, interaction.response.status_code
            self._recording.write(_exchange(case, interaction).dump() + "\n")
            if case.method.upper() != case.operation.method.upper():
                continue
            self._ledger.answers[f"{_operation_id(case)} {status}"] += 1
            if node.transition is not None and node.is_transition_applied and 200 <= status < 300:
                parent = recorder.find_parent(case_id=case_id)
                source = "" if parent is None else _operation_id(parent)
                self._ledger.links[link_name(source, _operation_id(case))] += 1


def _exchange(case: Case, interaction: Any) -> Exchange:
    sent, answer = interaction.request, interaction.response
    headers = {name: ", ".join(values) for name, values in sent.headers.items()}
    return Exchange(
        operation_id=_operation_id(case),
        method=sent.method,
        url=str(sent.uri),
        status=answer.status_code,
        request_headers=public(headers),
        request_body=sent.body or b"",
        headers=public({name: ", ".join(values) for name, values in answer.headers.items()}),
        body=answer.content or b"",
        authorized=any(name.lower() == "authorization" for name in headers),
        positive=None if case.meta is None else case.meta.generation.mode.is_positive,
    )


def _operation_id(case: Case) -> str:
    return str(case.operation.definition.raw["operationId"])


if os.environ.get(VARIABLE):
    # For the rest of the process, before anything is sent; kept, or it would end with the garbage collector.
    _guards.append(guard_told(os.environ[VARIABLE]))
    _guarding = guarding(_guards[-1], os.environ["NICEREPLY_BASE_URL"])
    _guarding.__enter__()
for _hook in (after_load_schema, before_call):
    cast("Any", schemathesis).hook(_hook)
handler()(LedgerHandler)
