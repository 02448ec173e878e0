"""Holds the examples of a document to the documented ones, and every example to its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import documented
from .checks import JSON, judge
from .document import Document, Node

NAMED = "#/components/examples/"
# The examples of the documentation's general sections belong to no single operation.
GENERAL = {"pagination": ["/_results"], "errors": []}


def example_problems(document: Document) -> list[str]:
    """Documented examples that are missing from the document, changed, not referenced, or not marked as completed."""
    found = [problem for name in documented.operations() for problem in operation_example_problems(document, name)]
    offered = {
        reference: example
        for _, _, operation, _ in document.operations()
        for status in operation["responses"]
        for reference, example in _offered(document, operation["operationId"], status).items()
    }
    for name, elided in GENERAL.items():
        found += _example_problems(document, name, elided, offered, "general")
    return found


def operation_example_problems(document: Document, operation_id: str) -> list[str]:
    """The same of one operation's examples."""
    expected = documented.operations()[operation_id]
    offered = _offered(document, operation_id, str(expected["success"]))
    elided = expected.get("elided", [])
    return [
        problem
        for name in expected["examples"]
        for problem in _example_problems(document, name, elided, offered, operation_id)
    ]


def _offered(document: Document, operation_id: str, status: str) -> dict[str, Node]:
    """The named examples that an operation's answer refers to: reference to example object."""
    operation = document.operation(operation_id)
    if operation is None or status not in operation[2].get("responses", {}):
        return {}
    content = document.resolve(operation[2]["responses"][status]).get("content", {}).get(JSON, {})
    references = [example.get("$ref", "") for example in content.get("examples", {}).values()]
    return {reference: document.at(reference) for reference in references if reference.startswith(NAMED)}


def _example_problems(
    document: Document, name: str, elided: list[str], offered: dict[str, Node], who: str
) -> Iterator[str]:
    shown = documented.example(name)
    completed = bool(elided)
    fitting = [
        reference
        for reference, example in {**_all_named(document), **offered}.items()
        if example.get("x-completed", False) is completed and not differences(shown, example.get("value"), elided)
    ]
    if not fitting:
        near = min(
            (differences(shown, example.get("value"), elided) for example in offered.values()), key=len, default=[]
        )
        kind = "as a completion marked x-completed: true" if completed else "by value"
        yield f"{who}: the documented example {name!r} is not in components/examples {kind}: {near[:3]}"
    elif not set(fitting) & offered.keys():
        yield f"{who}: the documented example {name!r} is there ({fitting}) but its answer does not refer to it"


def _all_named(document: Document) -> dict[str, Node]:
    named = document.tree.get("components", {}).get("examples", {})
    return {NAMED + name: example for name, example in named.items()}


def differences(shown: Any, said: Any, elided: list[str], at: str = "") -> list[str]:
    """Where `said` is not `shown`. At the pointers in `elided` it must have more than what is shown, elsewhere not."""
    if isinstance(shown, dict) and isinstance(said, dict):
        found = [f"{at}/{key} is missing" for key in shown.keys() - said.keys()]
        extra = said.keys() - shown.keys()
        if at in elided and not extra:
            found.append(f"{at} is not completed")
        if at not in elided:
            found += [f"{at}/{key} is not documented" for key in extra]
        for key in shown.keys() & said.keys():
            found += differences(shown[key], said[key], elided, f"{at}/{key}")
        return found
    if isinstance(shown, list) and isinstance(said, list):
        if len(said) < len(shown) or (len(said) > len(shown)) != (at in elided):
            return [f"{at} has {len(said)} items, documented are {len(shown)}" + (" and dots" if at in elided else "")]
        return [
            problem
            for index, item in enumerate(shown)
            for problem in differences(item, said[index], elided, f"{at}/{index}")
        ]
    if type(shown) is not type(said) or shown != said:
        return [f"{at} is {said!r}, documented is {shown!r}"]
    return []


def schema_problems(document: Document) -> list[str]:
    """Examples, anywhere in the operations, that do not validate against the schema they stand beside."""
    found = []
    for where, example, schema in examples(document):
        found += [
            f"{where}: {error.message} at /{'/'.join(map(str, error.instance_path))}"
            for error in judge(document, schema).iter_errors(example)
        ]
    return found


def examples(document: Document) -> Iterator[tuple[str, Any, Node]]:
    """(where, value, schema) of every example of parameters, request bodies, answers, and schemas."""
    for _, _, operation, item in document.operations():
        who = operation.get("operationId", "?")
        for place in ("query", "path"):
            for name, chain in document.parameters(operation, item, place).items():
                for key, value in _values(document, chain[-1]):
                    yield f"{who}: parameter {name} {key}", value, chain[-1]["schema"]
        body = document.resolve(operation.get("requestBody", {}))
        for media in body.get("content", {}).values():
            for key, value in _values(document, media):
                yield f"{who}: request {key}", value, media["schema"]
        for status, response in operation["responses"].items():
            for media in document.resolve(response).get("content", {}).values():
                for key, value in _values(document, media):
                    yield f"{who}: answer {status} {key}", value, media["schema"]
    for name, schema in document.tree["components"]["schemas"].items():
        for node in walk(schema):
            for value in node.get("examples", []) if isinstance(node.get("examples"), list) else []:
                yield f"schema {name}: example", value, node


def _values(document: Document, holder: Node) -> Iterator[tuple[str, Any]]:
    if "example" in holder:
        yield "example", holder["example"]
    for key, example in holder.get("examples", {}).items():
        yield f"example {key!r}", document.resolve(example)["value"]


def walk(node: Any) -> Iterator[Node]:
    """Every object in a tree of dicts and lists, the tree itself first."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)
