"""The document as the contract suite needs it: operations by id, with references followed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final

Node = dict[str, Any]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
JSON: Final = "application/json"


def operations(document: Node) -> Iterator[tuple[str, str, Node]]:
    """(path, method, operation) of every operation of the document."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def read_only(document: Node) -> Node:
    """A copy with the operations that only read, and with the paths that have one."""
    found = copy.deepcopy(document)
    for item in found["paths"].values():
        for method in METHODS:
            if method != "get":
                item.pop(method, None)
    found["paths"] = {path: item for path, item in found["paths"].items() if "get" in item}
    return found


def path_of(document: Node, operation_id: str) -> str:
    """The path of one operation; LookupError when the document has no such operation."""
    for path, _, operation in operations(document):
        if operation["operationId"] == operation_id:
            return path
    raise LookupError(f"the document has no operation {operation_id!r}")


def resolve(document: Node, node: Node) -> Node:
    """What a node, or its local reference, means."""
    while "$ref" in node:
        target: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def success(operation: Node) -> str:
    """The one successful status that is documented."""
    (status,) = [status for status in operation["responses"] if status.startswith("2")]
    return str(status)


def request_examples(document: Node, operation: Node) -> list[Any]:
    """The example bodies of an operation, none when it takes no body."""
    if "requestBody" not in operation:
        return []
    media = resolve(document, operation["requestBody"])["content"][JSON]
    return [resolve(document, example)["value"] for example in media.get("examples", {}).values()]


def field(document: Node, schema: Node, *names: str) -> Node | None:
    """The schema of a field, by the names that lead to it; alternatives are searched; None when there is none."""
    schema = resolve(document, schema)
    if not names:
        return schema
    found = schema.get("properties", {}).get(names[0])
    if found is not None:
        return field(document, found, *names[1:])
    for branch in [*schema.get("allOf", []), *schema.get("anyOf", []), *schema.get("oneOf", [])]:
        below = field(document, branch, *names)
        if below is not None:
            return below
    return None


def links(document: Node) -> list[str]:
    """Every link of the document, by the operations that it joins."""
    return [
        link_name(operation["operationId"], resolve(document, link)["operationId"])
        for _, _, operation in operations(document)
        for response in operation["responses"].values()
        for link in resolve(document, response).get("links", {}).values()
    ]


def link_name(source: str, target: str) -> str:
    """How the suite writes a link: `operationId -> operationId`."""
    return f"{source} -> {target}"
