"""The checks that hold a service to the bytes of the document: wire cases, then the schemas, then what was reached."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import httpx
import schemathesis
from schemathesis.checks import CHECKS, load_all_checks, not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup

import nicereply_emulator
import nicereply_spec
from nicereply_contract.wire import case_outcome, load_cases
from nicereply_contract.wire.cases import ServerCase

from ..crowded import account, requests_of
from ..mutant import Mutant
from ..service import Answered, Asked, Fault, Faulty, none, operation_at
from .judge import Check

NOW = "2026-01-15T12:00:00Z"
_ANSWER_CHECKS = (
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@cache
def server_cases() -> dict[str, list[ServerCase]]:
    """The wire cases for servers by the operation that they ask; under "" those that ask for none."""
    found: defaultdict[str, list[ServerCase]] = defaultdict(list)
    for case in load_cases():
        if case["kind"] == "server":
            asked = operation_at(case["request"]["method"], case["request"]["path"])[0]
            found[case["operation"] or asked or ""].append(case)
    return dict(found)


class Bench:
    """An emulator in process, its clock frozen, as the checks of a service see it."""

    def __init__(self, data: str = "demo") -> None:
        self.emulator = nicereply_emulator.Emulator(now=NOW, data=data)
        self.emulator.clock.freeze()
        self.emulator.mark()

    def fresh(self, fault: Fault) -> Faulty:
        """The service as at first, with the fault."""
        self.emulator.reset()
        self.emulator.account.payment_required = False
        self.emulator.rate_limit.off()
        return Faulty(self.emulator.transport(), fault)

    def played(self, fault: Fault, cases: list[ServerCase]) -> tuple[list[str], Faulty]:
        """What the wire cases say of the service, and what went over the wire."""
        transport = self.fresh(fault)
        problems: list[str] = []
        with httpx.Client(transport=transport) as client:
            for case in cases:
                outcome = case_outcome(case, client, self.emulator.base_url, self.emulator.api_key)
                problems += [f"{case['name']}: {problem}" for problem in outcome.problems]
        return problems, transport


class Schemas:
    """schemathesis's checks of one answer: status, content type, headers, schema."""

    @cached_property
    def _operations(self) -> dict[str, Any]:
        schema = schemathesis.openapi.from_dict(nicereply_spec.load_strict())
        found = (result.ok() for result in schema.get_all_operations())
        return {operation.definition.raw["operationId"]: operation for operation in found}

    @cached_property
    def _checks(self) -> list[Any]:
        load_all_checks()
        return [*CHECKS.get_by_names(_ANSWER_CHECKS), not_a_server_error]

    def problems(self, asked: Asked, answer: Answered) -> list[str]:
        """What is wrong with an answer to a documented operation."""
        operation = self._operations[asked.operation]
        request = httpx.Request(asked.method, f"http://127.0.0.1/v1{asked.path}")
        response = httpx.Response(answer.status, headers=answer.headers, content=answer.body, request=request)
        response.elapsed = timedelta()
        case = operation.Case(path_parameters={"id": asked.id} if asked.id else {})
        try:
            case.validate_response(response, checks=self._checks)
        except FailureGroup as group:
            return [
                f"{failure.title}: {failure.message}" for failure in group.exceptions if isinstance(failure, Failure)
            ]
        return []


def crowded_bench() -> Bench:
    """The emulator on the account in which every list has a second page and every field a value."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "account.json")
        file.write_text(json.dumps(account()), encoding="utf-8")
        return Bench(str(file))


class WireJudge:
    """Cheapest first: the cases of the operation, each answer by its schema, then an account that was not paid for."""

    def __init__(self, bench: Bench, crowded: Bench) -> None:
        self._bench = bench
        self._crowded = crowded
        self._schemas = Schemas()

    def checks(self, mutant: Mutant) -> Iterator[Check]:
        """The checks of the operation that the mutant is about."""
        (operation,) = mutant.operations
        cases = server_cases()[operation]
        yield Check("wire cases", operation, lambda fault: self._bench.played(fault or none, cases)[0])
        yield Check("schemathesis", operation, lambda fault: self._schema_problems(fault or none, cases))
        yield Check("schemathesis, crowded", operation, lambda fault: self._crowded_problems(fault or none, operation))
        for name, status in (("unpaid account", 402), ("rate limit", 429)):
            yield Check(name, operation, lambda fault, status=status: self._in_state(fault or none, cases, status))

    def _schema_problems(self, fault: Fault, cases: list[ServerCase]) -> list[str]:
        _, transport = self._bench.played(fault, cases)
        return [
            problem
            for asked, answer in transport.seen
            if asked.operation
            for problem in self._schemas.problems(asked, answer)
        ]

    def _crowded_problems(self, fault: Fault, operation: str) -> list[str]:
        """Every page and record of the operation, or its creation with every field, by the schemas."""
        transport = self._crowded.fresh(fault)
        emulator = self._crowded.emulator
        with httpx.Client(transport=transport, auth=("", emulator.api_key)) as client:
            for method, target, body in requests_of(operation):
                client.request(method, emulator.base_url + target, json=body)
        assert transport.seen, f"nothing was asked of {operation}"
        return [problem for asked, answer in transport.seen for problem in self._schemas.problems(asked, answer)]

    def _in_state(self, fault: Fault, cases: list[ServerCase], status: int) -> list[str]:
        """What was not paid for is answered with 402, a request too many with 429, in the documented form."""
        transport = self._bench.fresh(fault)
        emulator = self._bench.emulator
        case = next(case for case in cases if case["name"].startswith("server-answers-every-operation"))
        expected: Any = {**case, "answer": {"status": [status], "headers": {}, "absent": []}}
        with httpx.Client(transport=transport) as client:
            if status == 402:
                emulator.account.payment_required = True
            else:
                emulator.rate_limit.set(1, 3600)
                emulator.rate_limit.admit()
            outcome = case_outcome(expected, client, emulator.base_url, emulator.api_key)
        ((asked, answer),) = transport.seen
        return outcome.problems + self._schemas.problems(asked, answer)
