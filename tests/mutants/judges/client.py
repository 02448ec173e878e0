"""The checks that hold the client to the wire cases, and its runtime to its own tests."""

from __future__ import annotations

import contextlib
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

import nicereply
from nicereply_contract.wire import load_cases

from ...conformance.playing import Player
from ..catalogue.client import ClientFault
from ..mutant import Mutant
from .judge import Check

ROOT = Path(__file__).parents[3]
UNIT_TESTS = ("test_not_repeated.py", "test_errors.py", "test_responses.py", "test_retries.py")
_ABOUT_RUNTIME = {"error mapping", "retries"}


@cache
def client_cases() -> dict[str, list[Any]]:
    """The wire cases for clients by operation, those of the documented answers first; under "" all of them."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    cases = [case for case in load_cases() if case["kind"] != "server"]
    for case in sorted(cases, key=lambda case: not case["name"].startswith("documented-")):
        found[case["operation"] or "none"].append(case)
        found[""].append(case)
    return dict(found)


class ClientJudge:
    """Cheapest first: the cases of the operation, all cases, the tests of the runtime."""

    def checks(self, mutant: Mutant) -> Iterator[Check]:
        """The checks that come near the operation that the mutant is about."""
        (first,) = mutant.operations or ("",)
        cases = client_cases()[first]
        if first:
            cases = [*cases, *(case for case in client_cases()[""] if case["operation"] != first)]
        for case in cases:
            yield Check(f"wire case {case['name']}", "", lambda fault, case=case: self._played(fault, case))
        if mutant.operator.topic in _ABOUT_RUNTIME:
            for file in UNIT_TESTS:
                yield Check(f"tests/unit/runtime/{file}", "", lambda fault, file=file: self._tested(fault, file))

    @cached_property
    def _player(self) -> Player:
        return Player(nicereply.Client).__enter__()  # its server is a daemon thread: it ends with the process

    def _played(self, fault: ClientFault | None, case: Any) -> list[str]:
        with fault() if fault else contextlib.nullcontext():
            return self._player.problems(case)

    @staticmethod
    def _tested(fault: ClientFault | None, file: str) -> list[str]:
        """The failed tests of a file. Raises RuntimeError when pytest could not run it."""
        said = io.StringIO()
        options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--tb=no"]
        # What this process imported long ago cannot be rewritten for pytest, and need not be.
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        with (
            fault() if fault else contextlib.nullcontext(),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
            contextlib.chdir(ROOT),
        ):
            status = pytest.main([*options, f"tests/unit/runtime/{file}"])
        if status == pytest.ExitCode.OK:
            return []
        if status != pytest.ExitCode.TESTS_FAILED:
            raise RuntimeError(f"pytest ended with {status}: {said.getvalue()[-300:]}")
        return [line for line in said.getvalue().splitlines() if line.startswith("FAILED")] or [said.getvalue()[-200:]]
