"""The checks that hold the document to the documentation: inventory, form, examples, wire cases, strict document."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from types import ModuleType
from typing import Any
from unittest import mock

import httpx

from strict import strict_document

from ...conformance import document as conformance_document
from ...conformance import test_cases
from ...spec import (
    checks,
    documented,
    example_checks,
    limits,
    test_discrepancies,
    test_examples,
    test_inventory,
    test_structure,
)
from ...spec.document import Document, Node
from ...spec.tightness import slack
from ..catalogue.spec import written
from ..crowded import requests_of
from ..mutant import Mutant
from ..places import JSON
from ..service import none
from .judge import Check
from .wire import Bench, server_cases

SpecFault = Callable[[Node], None]
_WHOLE = "document"


def _functions(module: ModuleType, *parameters: str) -> list[Callable[..., None]]:
    """The tests of a module that take these arguments and nothing else."""
    return [
        function
        for name, function in vars(module).items()
        if name.startswith("test_") and tuple(inspect.signature(function).parameters) == parameters
    ]


def _said(function: Callable[[], Any]) -> list[str]:
    """What a test says when it fails; nothing when it passes. Anything but a failed assertion is not caught."""
    try:
        function()
    except AssertionError as error:
        return [f"{getattr(function, '__name__', 'check')}: {str(error).partition(chr(10))[0] or 'assertion failed'}"]
    return []


class SpecJudge:
    """Cheapest first: inventory, form and examples, wire cases, then what the emulator sends by the strict document."""

    def __init__(self, demo: Bench, crowded: Bench) -> None:
        self._benches = (demo, crowded)

    def checks(self, mutant: Mutant) -> Iterator[Check]:
        """The checks of one operation that the place belongs to, then those of the whole document."""
        for operation in mutant.operations[:1]:
            yield Check(
                "inventory, one operation",
                operation,
                lambda fault, operation=operation: checks.operation_problems(self._document(fault), operation),
            )
        for name, check in (
            ("inventory", checks.inventory_problems),
            ("inventory tests", self._inventory_tests),
            ("limits", limits.limit_problems),
            ("documented examples", example_checks.example_problems),
            ("form", self._form),
            ("discrepancies", self._discrepancies),
            ("examples by schema", self._examples),
            ("wire cases by the document", self._wire),
            ("emulator's answers by strict.json", self._sent),
            ("strict.json by the emulator's answers", self._tight),
        ):
            yield Check(name, _WHOLE, lambda fault, check=check: check(self._document(fault)))

    @staticmethod
    def _document(fault: SpecFault | None) -> Document:
        tree = copy.deepcopy(written().tree)
        if fault is not None:
            fault(tree)
        return Document(tree)

    @staticmethod
    def _inventory_tests(document: Document) -> list[str]:
        found = _functions(test_inventory, "document")
        return [problem for function in found for problem in _said(lambda function=function: function(document))]

    @staticmethod
    def _form(document: Document) -> list[str]:
        found = [
            problem
            for test in _functions(test_structure, "document")
            if test is not test_structure.test_it_is_valid_openapi_31
            for problem in _said(lambda test=test: test(document))
        ]
        for operation in test_structure.LINKS:
            if document.operation(operation):
                found += _said(
                    lambda operation=operation: test_structure.test_a_creation_leads_to_its_record(document, operation)
                )
        return found or _said(lambda: test_structure.test_it_is_valid_openapi_31(document))

    @staticmethod
    def _discrepancies(document: Document) -> list[str]:
        found = test_discrepancies.place_problems(document)
        found += _said(lambda: test_discrepancies.test_every_discrepancy_is_complete(document))
        for name in documented.points():
            found += _said(lambda name=name: test_discrepancies.test_a_point_is_stated_where_it_belongs(document, name))
        return found

    @staticmethod
    def _examples(document: Document) -> list[str]:
        found = _functions(test_examples, "document")
        return [problem for function in found for problem in _said(lambda function=function: function(document))]

    @staticmethod
    def _wire(document: Document) -> list[str]:
        """The cases and the document say the same: statuses, requests, answers."""
        with _wire_document(document.tree):
            return [problem for function in _functions(test_cases) for problem in _said(function)]

    def _sent(self, document: Document) -> list[str]:
        """What the emulator sends, as recorded once, by the strict document that this one makes."""
        tree: Any = strict_document(document.tree)
        strict = Document(tree)
        problems: list[str] = []
        for operation, status, body in self._recorded:
            found = strict.operation(operation)
            response = found and strict.resolve(found[2]["responses"].get(str(status), {}))
            if not response:
                problems.append(f"{operation}: the emulator answers {status}, which is not documented")
                continue
            validator = checks.judge(strict, response["content"][JSON]["schema"])
            error = next(validator.iter_errors(body), None)
            problems += [f"{operation} {status}: {error.message}"] if error else []
        return problems

    def _tight(self, document: Document) -> list[str]:
        """strict.json allows nothing that the emulator never sends."""
        tree: Any = strict_document(document.tree)
        return slack(Document(tree), self._recorded)

    @cached_property
    def _recorded(self) -> list[tuple[str, int, Any]]:
        demo, crowded = self._benches
        recorded: list[tuple[str, int, Any]] = []
        for operation, cases in server_cases().items():
            if not operation:
                continue
            _, transport = demo.played(none, cases)
            seen = list(transport.seen)
            transport = crowded.fresh(none)
            with httpx.Client(transport=transport, auth=("", crowded.emulator.api_key)) as client:
                for method, target, body in requests_of(operation):
                    client.request(method, crowded.emulator.base_url + target, json=body)
            recorded += [
                (operation, answer.status, answer.document)
                for asked, answer in [*seen, *transport.seen]
                if asked.operation == operation
            ]
        return recorded


@contextmanager
def _wire_document(tree: Node) -> Iterator[None]:
    """Have the tests of the wire cases look at another document."""
    conformance_document.operations.cache_clear()
    try:
        with mock.patch.object(conformance_document, "document", return_value=tree):
            yield
    finally:
        conformance_document.operations.cache_clear()
