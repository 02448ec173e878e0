"""The OpenAPI document under test, with references followed and schemas summed up as facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Node = dict[str, Any]

SPEC = Path(__file__).parents[2] / "spec" / "nicereply.yaml"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def load() -> Node:
    """Return the hand-written document as plain dicts and lists."""
    tree: Node = YAML(typ="safe").load(SPEC)
    return tree


@dataclass
class Facts:
    """What a schema says, summed over its references and alternatives.

    `types` has no "null"; `nullable` says it. `required` holds the fields that every alternative requires.
    `nodes` are all schema objects that were passed on the way: the spots at which an x-discrepancy may stand.
    """

    types: set[str] = field(default_factory=set)
    nullable: bool = False
    formats: set[str] = field(default_factory=set)
    enum: list[Any] | None = None
    minimum: set[float] = field(default_factory=set)
    maximum: set[float] = field(default_factory=set)
    limits: set[str] = field(default_factory=set)
    properties: dict[str, list[Node]] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    items: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    @property
    def discrepancies(self) -> list[Node]:
        """The x-discrepancy objects at this spot."""
        return [point for node in self.nodes for point in discrepancies(node)]


# Keywords that narrow a value and that the documentation would have to state.
LIMITS = (
    *("minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"),
    *("exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
)
# Formats that only say how wide a number is.
WIDTHS = {"int32", "int64", "float", "double"}


def discrepancies(node: Node) -> list[Node]:
    """The x-discrepancy objects that stand directly on `node`."""
    points = node.get("x-discrepancy", [])
    return [points] if isinstance(points, dict) else list(points)


class Document:
    """An OpenAPI document as the checks look at it."""

    def __init__(self, tree: Node) -> None:
        """Wrap `tree`, a whole OpenAPI 3.1 document."""
        self.tree = tree

    def at(self, reference: str) -> Any:
        """What a local reference (`#/components/…`) names. KeyError when there is no such thing."""
        if not reference.startswith("#/"):
            raise KeyError(f"{reference}: only references into the document itself are expected")
        node: Any = self.tree
        for part in reference[2:].split("/"):
            try:
                node = node[part.replace("~1", "/").replace("~0", "~")]
            except (KeyError, TypeError):
                raise KeyError(f"{reference} leads nowhere") from None
        return node

    def chain(self, node: Node) -> list[Node]:
        """The node and everything its reference leads to, the last being what is meant."""
        found = [node]
        while "$ref" in found[-1]:
            found.append(self.at(found[-1]["$ref"]))
        return found

    def resolve(self, node: Node) -> Node:
        """What the node, or its reference, means."""
        return self.chain(node)[-1]

    def operations(self) -> Iterator[tuple[str, str, Node, Node]]:
        """(path, method, operation, path item) of every operation."""
        for path, item in self.tree.get("paths", {}).items():
            for method in METHODS:
                if method in item:
                    yield path, method, item[method], item

    def operation(self, operation_id: str) -> tuple[str, str, Node, Node] | None:
        """(path, method, operation, path item) of one operation, None when there is none."""
        for found in self.operations():
            if found[2].get("operationId") == operation_id:
                return found
        return None

    def parameters(self, operation: Node, item: Node, place: str) -> dict[str, list[Node]]:
        """The parameters in `place` ("query", "path"), each as its chain of nodes."""
        chains = [self.chain(node) for node in [*item.get("parameters", []), *operation.get("parameters", [])]]
        return {chain[-1]["name"]: chain for chain in chains if chain[-1].get("in") == place}

    def facts(self, *schemas: Node) -> Facts:
        """Sum up one schema, or several that hold at once."""
        facts = Facts()
        for schema in schemas:
            for node in self.chain(schema):
                self._add(facts, node)
        return facts

    def _add(self, facts: Facts, node: Node) -> None:
        facts.nodes.append(node)
        self._own(facts, node)
        for branch in node.get("allOf", []):
            _join(facts, self.facts(branch))
            facts.required |= self.facts(branch).required
        for keyword in ("anyOf", "oneOf"):
            branches = [self.facts(branch) for branch in node.get(keyword, [])]
            for branch in branches:
                _join(facts, branch)
            objects = [branch.required for branch in branches if branch.types or not branch.nullable]
            if objects:
                facts.required |= set.intersection(*objects)

    @staticmethod
    def _own(facts: Facts, node: Node) -> None:
        named = node.get("type", [])
        types = {named} if isinstance(named, str) else set(named)
        facts.nullable |= "null" in types
        facts.types |= types - {"null"}
        if node.get("format") and node["format"] not in WIDTHS:
            facts.formats.add(node["format"])
        values = [node["const"]] if "const" in node else node.get("enum")
        if values is not None:
            facts.enum = [*(facts.enum or []), *(value for value in values if value is not None)]
        if "minimum" in node:
            facts.minimum.add(node["minimum"])
        if "maximum" in node:
            facts.maximum.add(node["maximum"])
        facts.limits |= {keyword for keyword in LIMITS if keyword in node}
        for name, schema in node.get("properties", {}).items():
            facts.properties.setdefault(name, []).append(schema)
        facts.required |= set(node.get("required", []))
        if "items" in node:
            facts.items.append(node["items"])


def _join(facts: Facts, branch: Facts) -> None:
    """Take in what one alternative allows; `required` is the caller's matter."""
    facts.nodes += branch.nodes
    facts.nullable |= branch.nullable
    facts.types |= branch.types
    facts.formats |= branch.formats
    facts.minimum |= branch.minimum
    facts.maximum |= branch.maximum
    facts.limits |= branch.limits
    facts.items += branch.items
    if branch.enum is not None:
        facts.enum = [*(facts.enum or []), *branch.enum]
    for name, schemas in branch.properties.items():
        facts.properties.setdefault(name, []).extend(schemas)
