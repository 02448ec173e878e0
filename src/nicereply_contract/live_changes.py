"""Which line of which file a difference would change, if the live service is right."""

from __future__ import annotations

from typing import Final

from nicereply_contract.document import Node, operations

DOCUMENT: Final = "spec/nicereply.yaml"
BEHAVIOURS: Final = "src/nicereply_emulator/behaviours.py"


def change(document: Node, kind: str, place: str, found: str) -> str:
    """What to edit: a place of the document as a JSON Pointer, or a line of the emulator's table of behaviours."""
    if kind == "behaviour":
        return f"{BEHAVIOURS}: {place} is {found}"
    if kind == "wording":
        return f"{BEHAVIOURS}: the wording of {place}"
    name, _, below = place.partition(".")
    if name not in document["components"]["schemas"]:
        return f"{DOCUMENT}, {_of_operation(document, name)}: {_edit(kind, below, found)}"
    steps = ["components", "schemas", name]
    parts = below.split(".") if below else []
    last = parts.pop() if parts and kind in ("field", "missing") else ""
    for part in parts:
        steps += ["properties", part.removesuffix("[]").removesuffix("{}")]
        steps += ["items"] * part.endswith("[]") + ["additionalProperties"] * part.endswith("{}")
    return f"{DOCUMENT}, {_pointer(steps)}: {_edit(kind, last, found)}"


def _edit(kind: str, name: str, found: str) -> str:
    match kind:
        case "field":
            return f"add to properties: {name} ({found})" if name else f"widen propertyNames ({found})"
        case "missing":
            return f"take {name} out of required"
        case "null":
            return "add 'null' to type"
        case "type":
            return f"add the type of {found}"
        case "value":
            return f"add {found} to enum"
        case "format":
            return f"let format or pattern take {found}"
        case "limit":
            return "widen minimum and maximum"
        case _:
            return f"document {found}"


def _of_operation(document: Node, name: str) -> str:
    for path, method, operation in operations(document):
        if operation["operationId"] == name:
            return _pointer(["paths", path, method, "responses"])
    return f"where {name} is described"


def _pointer(steps: list[str]) -> str:
    return "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps)
