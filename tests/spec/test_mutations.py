"""The checks can fail: every small change to a fact of any operation is noticed."""

from __future__ import annotations

import copy

import pytest

from . import checks, documented, example_checks, mutation
from .document import Document
from .example_checks import walk
from .test_discrepancies import test_a_point_is_stated_where_it_belongs as assert_point


@pytest.mark.parametrize("operation_id", documented.operations())
def test_a_changed_fact_is_noticed(document: Document, operation_id: str) -> None:
    """Parameters, body fields, fields of the answer, enum values, nulls, limits, statuses: changed at each place."""
    subject = mutation.alone(document, operation_id)
    assert checks.operation_problems(subject, operation_id) == [], "the unchanged operation must pass"
    survivors = []
    count = 0
    for change in mutation.changes(subject, operation_id):
        count += 1
        with change.applied():
            if not checks.inventory_problems(subject, [operation_id]):
                survivors.append(change.what)
    assert count > 40
    assert survivors == []
    assert checks.operation_problems(subject, operation_id) == [], "each change was undone"


@pytest.mark.parametrize("operation_id", documented.operations())
def test_a_changed_example_is_noticed(document: Document, operation_id: str) -> None:
    """Each shown value altered and dropped, each reference and each mark of a completion."""
    subject = mutation.alone(document, operation_id)
    assert example_checks.operation_example_problems(subject, operation_id) == [], "the unchanged examples must pass"
    survivors = []
    count = 0
    for change in mutation.example_changes(subject, operation_id):
        count += 1
        with change.applied():
            if not example_checks.operation_example_problems(subject, operation_id):
                survivors.append(change.what)
    assert count > 4
    assert survivors == []


@pytest.mark.parametrize("name", documented.points())
def test_a_dropped_discrepancy_is_noticed(document: Document, name: str) -> None:
    """Without any x-discrepancy, no point is found."""
    bare = copy.deepcopy(document.tree)
    for node in walk(bare):
        node.pop("x-discrepancy", None)
    with pytest.raises(AssertionError, match="no x-discrepancy"):
        assert_point(Document(bare), name)
