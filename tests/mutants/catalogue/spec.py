"""Mistakes in the document: operations, parameters, statuses, links, examples, discrepancies. Applied to a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ...spec import documented
from ...spec.document import Document, Node, discrepancies, load
from ...spec.example_checks import differences, walk
from ..mutant import Made, operator
from ..places import JSON

Steps = tuple[str | int, ...]
Change = Callable[[Any, Any], object]
"""What is done to the copy: given the object that holds a value, and the key of the value in it."""


@cache
def written() -> Document:
    """The document as it is written by hand. Nothing here changes it."""
    return Document(load())


@cache
def _users() -> dict[str, tuple[str, ...]]:
    """Component (`schemas/Team`) to the operations that refer to it, at one or more removes."""
    found: dict[str, list[str]] = {}
    for _, _, operation, _ in written().operations():
        pending: list[Any] = [operation]
        seen: set[str] = set()
        while pending:
            for node in walk(pending.pop()):
                reference = node.get("$ref")
                if isinstance(reference, str) and reference not in seen:
                    seen.add(reference)
                    pending.append(written().at(reference))
                    found.setdefault(reference.removeprefix("#/components/"), []).append(operation["operationId"])
    return {name: tuple(names) for name, names in found.items()}


def _concerned(steps: Steps) -> tuple[str, ...]:
    """The operations that a place belongs to; none when it belongs to no single one."""
    if steps[0] == "components":
        return _users().get("/".join(map(str, steps[1:3])), ())
    node: Any = written().tree
    for step in steps[:3]:
        node = node[step]
    return (node["operationId"],) if steps[0] == "paths" and len(steps) > 3 else ()


def changed(place: str, steps: Steps, change: Change) -> Made:
    """A change at one place of a copy of the document."""

    def fault(tree: Node) -> None:
        holder: Any = tree
        for step in steps[:-1]:
            holder = holder[step]
        change(holder, steps[-1])

    return place, _concerned(steps), fault


def put(value: Any) -> Change:
    """Another value in its place."""
    return lambda holder, key: holder.__setitem__(key, value)


def dropped(holder: Any, key: Any) -> None:
    """Nothing in its place."""
    del holder[key]


def _operations() -> Iterator[tuple[str, Steps, Node]]:
    """(operationId, steps, operation)."""
    for path, method, operation, _ in written().operations():
        yield operation["operationId"], ("paths", path, method), operation


@operator("spec", "operations")
def operation_missing() -> Iterator[Made]:
    """An operation is not in the document."""
    for name, steps, _ in _operations():
        yield changed(name, steps, dropped)


@operator("spec", "operations")
def operation_at_another_path() -> Iterator[Made]:
    """A path has a letter too many."""
    for path in written().tree["paths"]:
        yield changed(path, ("paths", path), lambda holder, key: holder.update({f"{key}s": holder.pop(key)}))


@operator("spec", "operations")
def operation_with_another_method() -> Iterator[Made]:
    """An operation has the method PUT."""
    for name, steps, _ in _operations():
        yield changed(name, steps, lambda holder, key: holder.update(put=holder.pop(key)))


@operator("spec", "operations")
def operation_renamed() -> Iterator[Made]:
    """An operationId is another one."""
    for name, steps, _ in _operations():
        yield changed(name, (*steps, "operationId"), put(name + "s"))


@operator("spec", "operations")
def operation_under_another_tag() -> Iterator[Made]:
    """An operation belongs to another resource."""
    for name, steps, operation in _operations():
        other = "users" if operation["tags"] != ["users"] else "teams"
        yield changed(name, (*steps, "tags"), put([other]))


@operator("spec", "authentication")
def operation_without_authentication() -> Iterator[Made]:
    """An operation says that it wants no credentials."""
    for name, steps, _ in _operations():
        yield changed(name, (*steps, "security"), put([]))


@operator("spec", "authentication")
def another_scheme() -> Iterator[Made]:
    """Authentication is by a bearer token."""
    for name in written().tree["components"]["securitySchemes"]:
        steps = ("components", "securitySchemes", name, "scheme")
        yield changed(name, steps, put("bearer"))


@operator("spec", "operations")
def another_server() -> Iterator[Made]:
    """The base URL has another version."""
    yield changed("servers", ("servers", 0, "url"), put("https://api.nicereply.com/v2"))


@operator("spec", "parameters")
def parameter_missing() -> Iterator[Made]:
    """An operation does not have one of its parameters."""
    for name, steps, operation in _operations():
        for index, parameter in enumerate(operation.get("parameters", [])):
            said = written().resolve(parameter)["name"]
            yield changed(f"{name} {said}", (*steps, "parameters", index), dropped)


@operator("spec", "parameters")
def parameter_too_many() -> Iterator[Made]:
    """An operation has a parameter that is not documented."""
    extra = {"name": "q", "in": "query", "description": "Text.", "schema": {"type": "string"}, "example": "a"}
    for name, steps, operation in _operations():
        more = [*operation.get("parameters", []), extra]
        yield changed(name, (*steps, "parameters"), put(more))


def _parameters() -> Iterator[tuple[str, Steps, Node]]:
    for name, parameter in written().tree["components"]["parameters"].items():
        yield name, ("components", "parameters", name), parameter


@operator("spec", "parameters")
def parameter_renamed() -> Iterator[Made]:
    """A parameter has its name in camel case, or another one."""
    for name, steps, parameter in _parameters():
        head, *rest = parameter["name"].split("_")
        yield changed(name, (*steps, "name"), put(head + "".join(map(str.title, rest or ["s"]))))


@operator("spec", "parameters")
def parameter_elsewhere() -> Iterator[Made]:
    """A parameter is a header."""
    for name, steps, _ in _parameters():
        yield changed(name, (*steps, "in"), put("header"))


@operator("spec", "tightened")
def parameter_required() -> Iterator[Made]:
    """A parameter that can be left out is required."""
    for name, steps, parameter in _parameters():
        if not parameter.get("required"):
            yield changed(name, (*steps, "required"), put(value=True))


@operator("spec", "loosened")
def parameter_optional() -> Iterator[Made]:
    """The id of a path can be left out."""
    for name, steps, parameter in _parameters():
        if parameter.get("required"):
            yield changed(name, (*steps, "required"), put(value=False))


@operator("spec", "statuses")
def success_status_changed() -> Iterator[Made]:
    """A success has another status."""
    for name, steps, operation in _operations():
        for status in operation["responses"]:
            if status.startswith("2"):
                other = "200" if status == "201" else "201"
                move = lambda holder, key, other=other: holder.update({other: holder.pop(key)})  # noqa: E731
                yield changed(name, (*steps, "responses", status), move)


@operator("spec", "statuses")
def error_missing() -> Iterator[Made]:
    """An operation does not have one of its errors."""
    for name, steps, operation in _operations():
        for status in operation["responses"]:
            if status.startswith("4"):
                yield changed(f"{name} {status}", (*steps, "responses", status), dropped)


@operator("spec", "statuses")
def error_too_many() -> Iterator[Made]:
    """An operation has an error that is not documented."""
    for name, steps, operation in _operations():
        yield changed(name, (*steps, "responses", "409"), put(operation["responses"]["400"]))


@operator("spec", "statuses")
def answer_of_another_operation() -> Iterator[Made]:
    """A success has the content of another operation's success."""
    said = [
        (name, (*steps, "responses", status), response)
        for name, steps, operation in _operations()
        for status, response in operation["responses"].items()
        if status.startswith("2")
    ]
    for index, (name, steps, response) in enumerate(said):
        schema = response["content"][JSON]["schema"]
        others = [other for _, _, other in said[index + 1 :] + said if other["content"][JSON]["schema"] != schema]
        yield changed(name, (*steps, "content", JSON, "schema"), put(others[0]["content"][JSON]["schema"]))


@operator("spec", "envelope")
def another_media_type() -> Iterator[Made]:
    """An answer or a body is XML."""
    for name, steps, operation in _operations():
        move = lambda holder, key: holder.update({"application/xml": holder.pop(key)})  # noqa: E731
        if "requestBody" in operation:
            yield changed(f"{name} body", (*steps, "requestBody", "content", JSON), move)
        for status, response in operation["responses"].items():
            if "content" in response:
                yield changed(f"{name} {status}", (*steps, "responses", status, "content", JSON), move)


@operator("spec", "loosened")
def body_optional() -> Iterator[Made]:
    """A creation needs no body."""
    for name, steps, operation in _operations():
        if "requestBody" in operation:
            yield changed(name, (*steps, "requestBody", "required"), put(value=False))


@operator("spec", "links")
def link_missing() -> Iterator[Made]:
    """A creation does not lead to what it made."""
    for name, steps, _ in _links():
        yield changed(name, steps, dropped)


@operator("spec", "links")
def link_to_another_operation() -> Iterator[Made]:
    """A link leads to a list in place of a record."""
    for name, steps, _ in _links():
        yield changed(name, (*steps, "operationId"), put("listUsers"))


@operator("spec", "links")
def link_with_another_value() -> Iterator[Made]:
    """A link takes the score, or the name, for an id."""
    for name, steps, link in _links():
        for parameter in link.get("parameters", {}):
            yield changed(f"{name} {parameter}", (*steps, "parameters", parameter), put("$response.body#/id"))


def _links() -> Iterator[tuple[str, Steps, Node]]:
    for name, steps, operation in _operations():
        for status, response in operation["responses"].items():
            for key, link in response.get("links", {}).items():
                yield f"{name} {key}", (*steps, "responses", status, "links", key), link


@operator("spec", "examples")
def example_value_altered() -> Iterator[Made]:
    """A value of a documented example is another one."""
    for name, shown, _ in _documented():
        for pointer, steps, value in _leaves(shown):
            other = not value if isinstance(value, bool) else value + 1 if isinstance(value, int | float) else "other"
            yield changed(f"{name}{pointer}", ("components", "examples", name, "value", *steps), put(other))


@operator("spec", "examples")
def example_mark_flipped() -> Iterator[Made]:
    """What is complete is marked as completed by us, or the other way round."""
    for name, _, completed in _documented():
        yield changed(name, ("components", "examples", name, "x-completed"), put(not completed))


@cache
def _documented() -> tuple[tuple[str, Any, bool], ...]:
    """(name, what the documentation shows of it, whether the rest is ours) of the examples that are documented."""
    elided = {name: said.get("elided", []) for said in documented.operations().values() for name in said["examples"]}
    found: list[tuple[str, Any, bool]] = []
    for own, example in written().tree["components"]["examples"].items():
        for name in [own] if own in elided else sorted(elided):
            if not differences(documented.example(name), example["value"], elided[name]):
                found.append((own, documented.example(name), example.get("x-completed", False)))
                break
    return tuple(found)


def _leaves(value: Any, pointer: str = "", steps: Steps = ()) -> Iterator[tuple[str, Steps, Any]]:
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    elif steps:
        yield pointer, steps, value
    for key, child in pairs:
        yield from _leaves(child, f"{pointer}/{key}", (*steps, key))


@operator("spec", "discrepancies")
def discrepancy_missing() -> Iterator[Made]:
    """A contradiction of the documentation is not stated at one of its places."""
    for pointer, steps, node in _nodes(written().tree):
        if "x-discrepancy" in node:
            yield changed(pointer, (*steps, "x-discrepancy"), dropped)


@operator("spec", "discrepancies")
def discrepancy_says_nothing_of_sending() -> Iterator[Made]:
    """What a server of ours sends is a text alone, so that the strict document allows all that is read."""
    for pointer, steps, node in _nodes(written().tree):
        given = node.get("x-discrepancy")
        for index, point in enumerate(discrepancies(node)):
            if isinstance(point["sent"], dict):
                way: Steps = ("x-discrepancy", index) if isinstance(given, list) else ("x-discrepancy",)
                yield changed(f"{pointer} {point['point']}", (*steps, *way, "sent"), put(point["sent"]["says"]))


def _nodes(value: Any, pointer: str = "", steps: Steps = ()) -> Iterator[tuple[str, Steps, Node]]:
    if isinstance(value, dict):
        yield pointer, steps, value
        for key, child in value.items():
            if key != "examples":
                yield from _nodes(child, f"{pointer}/{str(key).replace('/', '~1')}", (*steps, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _nodes(child, f"{pointer}/{index}", (*steps, index))
