"""The documented examples stand in the document, and every example in it is true to its schema."""

from __future__ import annotations

import math

import pytest

from . import documented, example_checks
from .document import Document


def test_the_documented_examples_are_there(document: Document) -> None:
    """Complete ones by value, elided ones as a marked completion, each referred to by its operation's answer."""
    problems = example_checks.example_problems(document)
    assert not problems, "\n".join(problems)


def test_every_example_validates(document: Document) -> None:
    """Of parameters, request bodies, answers, and schemas."""
    problems = example_checks.schema_problems(document)
    assert not problems, "\n".join(problems)


def test_every_operation_has_examples(document: Document) -> None:
    """Of its answer, its errors, its body, and each of its parameters."""
    places = {where.rsplit(" example", 1)[0] for where, _, _ in example_checks.examples(document)}
    missing = []
    for _, _, operation, item in document.operations():
        who = operation["operationId"]
        wanted = {f"{who}: answer {status}" for status in operation["responses"]}
        wanted |= {f"{who}: request"} if "requestBody" in operation else set()
        for place in ("query", "path"):
            wanted |= {f"{who}: parameter {name}" for name in document.parameters(operation, item, place)}
        missing += sorted(wanted - places)
    assert not missing, f"without an example: {missing}"


def test_the_pages_of_examples_are_consistent(document: Document) -> None:
    """`count` is the number of rows that are shown, `total_pages` follows from `total`."""
    pages = 0
    for where, example, _ in example_checks.examples(document):
        if not isinstance(example, dict) or "_pagination" not in example:
            continue
        page = example["_pagination"]
        assert page["count"] == len(example["_results"]), where
        assert page["total_pages"] == math.ceil(page["total"] / page["per_page"]), where
        assert ("next" in page["links"]) == (page["current_page"] < page["total_pages"]), where
        pages += 1
    assert pages >= sum(bool(operation.get("paginated")) for operation in documented.operations().values())


@pytest.mark.parametrize(
    ("shown", "said", "elided", "same"),
    [
        ({"a": 1}, {"a": 1}, [], True),
        ({"a": 1}, {"a": 1, "b": 2}, [], False),
        ({"a": 1}, {"a": 1, "b": 2}, [""], True),
        ({"a": 1}, {"a": 1}, [""], False),
        ({"a": 1}, {"b": 1}, [""], False),
        ({"a": 1}, {"a": True}, [], False),
        ({"a": 1}, {"a": "1"}, [], False),
        ({"a": None}, {}, [], False),
        ([1], [1], [], True),
        ([1], [1, 2], [], False),
        ([1], [1, 2], [""], True),
        ([1], [1], [""], False),
        ([1], [2, 1], [""], False),
        ([{"a": 1}], [{"a": 1, "b": 2}, {}], ["", "/0"], True),
    ],
)
def test_how_examples_are_compared(shown: object, said: object, elided: list[str], same: bool) -> None:  # noqa: FBT001
    """An elided place must be completed, any other must be equal, and no shown value may change."""
    assert (not example_checks.differences(shown, said, elided)) is same
