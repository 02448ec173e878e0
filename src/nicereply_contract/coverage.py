"""What a run reached of everything that the document promises, counted from its exchanges.

The goals are those of the test coverage model of Martin-Lopez, Segura and Ruiz-Cortés (Test coverage criteria for
RESTful web APIs, A-TEST 2019), and beyond it each enum value and each nullable both ways, by schema.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final, Literal, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from nicereply_contract.document import JSON, Node, links, operations, resolve, success
from nicereply_contract.exchange import Exchange
from nicereply_contract.wire.cases import is_object

Side = Literal["request", "answer"]
Fact = tuple[str, str]
"""A kind of goal, and the goal itself."""

LEVELS: Final[tuple[tuple[str, ...], ...]] = (
    ("path",),
    ("operation",),
    ("content type",),
    ("parameter", "status class"),
    ("status",),
    ("parameter value", "answer property"),
    ("flow",),
)
"""What each level asks for, from level 1 on; a level is reached when it and all below it are complete."""

BEYOND: Final = ("alternative", "enum value", "nullable")
KINDS: Final = (*(kind for level in LEVELS for kind in level), *BEYOND)


class Coverage:
    """Counts exchanges against the goals of one document."""

    def __init__(self, document: Node) -> None:
        """Work out the goals."""
        self._document = document
        self._routes = [
            (method, re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))), path, operation)
            for path, method, operation in sorted(operations(document), key=lambda found: "{" in found[0])
        ]
        self.goals: dict[str, set[str]] = defaultdict(set)
        self.reached: dict[str, set[str]] = defaultdict(set)
        self.not_run: dict[str, str] = {}
        self._open: set[Fact] = set()
        self.exchanges = 0
        for kind, goal in self._all_goals():
            self.goals[kind].add(goal)

    def see(self, exchange: Exchange, base_path: str) -> None:
        """Enter one exchange; `base_path` is the path of the base URL. Requests of no operation are not counted."""
        self.exchanges += 1
        address = urlsplit(exchange.url)
        found = self._match(exchange.method, address.path.removeprefix(base_path))
        if found is None:
            return
        path, operation = found
        for kind, goal in self._facts(exchange, path, operation, address.query, address.path.removeprefix(base_path)):
            self.reached[kind].add(goal)

    def follow(self, followed: list[str]) -> None:
        """Enter links that were followed to a success."""
        self.reached["flow"].update(followed)

    def skip(self, statuses: list[str], reason: str) -> None:
        """Take the goals of some statuses out: they cannot be reached here, for a reason that is reported."""
        for kind in ("status", "content type"):
            for goal in sorted(self.goals[kind]):
                if any(f" {status}" in goal for status in statuses) and goal not in self.reached[kind]:
                    self.not_run[f"{kind} {goal}"] = reason
                    self.goals[kind].discard(goal)

    def skip_open(self, reason: str) -> None:
        """Take out what answers may hold where the documentation contradicts itself: a service sends one reading of it.

        Only what no answer held; the requests' goals stay, they are ours to send.
        """
        for kind, goal in sorted(self._open):
            if goal in self.goals[kind] and goal not in self.reached[kind]:
                self.not_run[f"{kind} {goal}"] = reason
                self.goals[kind].discard(goal)

    def not_run_by_reason(self) -> dict[str, list[str]]:
        """The goals that were taken out, by the reason."""
        found: dict[str, list[str]] = defaultdict(list)
        for goal, reason in sorted(self.not_run.items()):
            found[reason].append(goal)
        return found

    def missing(self) -> list[str]:
        """Every goal that was not reached, one sentence each."""
        return [
            f"{kind} never reached: {goal}" for kind in KINDS for goal in sorted(self.goals[kind] - self.reached[kind])
        ]

    def level(self) -> int:
        """The test coverage level, 0 to 7."""
        for number, kinds in enumerate(LEVELS):
            if any(not self.goals[kind] or self.goals[kind] - self.reached[kind] for kind in kinds):
                return number
        return len(LEVELS)

    def summary(self) -> str:
        """The level and how much of each kind was reached, a line each."""
        lines = [f"Test coverage level {self.level()} of {len(LEVELS)}, from {self.exchanges} exchanges"]
        for kind in KINDS:
            number = len(self.goals[kind] & self.reached[kind])
            lines.append(f"  {kind + ':':17}{number} of {len(self.goals[kind])}")
        if self.not_run:
            lines.append(f"  not run: {len(self.not_run)} goals ({', '.join(sorted(set(self.not_run.values())))})")
        return "\n".join(lines)

    def _all_goals(self) -> Iterator[Fact]:
        document = self._document
        for path, _, operation in operations(document):
            name = operation["operationId"]
            yield "path", path
            yield "operation", name
            for parameter in self._parameters(operation):
                yield "parameter", f"{name} {parameter['name']}"
                for value in self._values(parameter["schema"]):
                    yield "parameter value", f"{name} {parameter['name']}={value}"
                yield from self._schema_goals("request", parameter["schema"])
            body = self._body(operation)
            if body is not None:
                yield "content type", f"{name} request {JSON}"
                for field in resolve(document, body)["properties"]:
                    yield "parameter", f"{name} body.{field}"
                yield from self._schema_goals("request", body)
            for status, response in operation["responses"].items():
                yield "status", f"{name} {status}"
                yield "status class", f"{name} {status[0]}xx"
                for media_type, media in resolve(document, response).get("content", {}).items():
                    yield "content type", f"{name} {status} {media_type}"
                    yield from self._schema_goals("answer", media["schema"])
        for link in links(document):
            yield "flow", link

    def _schema_goals(self, side: Side, schema: Node) -> Iterator[Fact]:
        for place, node, is_open in self._nodes(schema, "", set()):
            goals = list(self._node_goals(side, place, node))
            if side == "answer":
                named = {f"{place}.{name}" for name in _open_names(node)}
                self._open.update(
                    (kind, goal) for kind, goal in goals if goal in named or (is_open and kind != "answer property")
                )
            yield from goals

    @staticmethod
    def _node_goals(side: Side, place: str, node: Node) -> Iterator[Fact]:
        for value in node.get("enum", []):
            yield "enum value", f"{side} {place} = {value!r}"
        if _nullable(node):
            yield "nullable", f"{side} {place} null"
            yield "nullable", f"{side} {place} not null"
        branches = _branches(node)
        if len(branches) > 1:
            for branch in branches:
                yield "alternative", f"{side} {place}: {_label(branch)}"
        if side == "answer":
            for name in node.get("properties", {}):
                yield "answer property", f"{place}.{name}"

    def _nodes(
        self, node: Node, place: str, seen: set[str], *, is_open: bool = False
    ) -> Iterator[tuple[str, Node, bool]]:
        """Every schema below one, with its place: the component's name and the way from there.

        And whether the documentation contradicts itself about it, or about what it is a part of in its component.
        """
        while "$ref" in node:
            place = _label(node)
            if place in seen:
                return
            seen.add(place)
            node = resolve(self._document, {"$ref": node["$ref"]})
            is_open = False
        opened = _open_names(node)
        is_open = is_open or "x-discrepancy" in node
        yield place, node, is_open
        for step, below in _below(node):
            below_is_open = step.removeprefix(".") in opened if "properties" in node else is_open
            yield from self._nodes(below, f"{place}{step}", seen, is_open=below_is_open)

    def _facts(self, exchange: Exchange, path: str, operation: Node, query: str, asked: str) -> Iterator[Fact]:
        name = operation["operationId"]
        status = str(exchange.status)
        documented = operation["responses"].get(status)
        if documented is not None:
            yield "status", f"{name} {status}"
            yield "status class", f"{name} {status[0]}xx"
            yield from self._answer_facts(exchange, name, status, resolve(self._document, documented))
        if status != success(operation):
            return
        yield "path", path
        yield "operation", name
        values = dict(parse_qsl(query, keep_blank_values=True))
        for parameter in self._parameters(operation):
            if parameter["in"] == "path":
                value = _path_value(path, asked)
            elif parameter["name"] in values:
                value = values[parameter["name"]]
            else:
                continue
            yield "parameter", f"{name} {parameter['name']}"
            yield "parameter value", f"{name} {parameter['name']}={value}"
            yield from self._instance_facts("request", parameter["schema"], value, "")
        body, sent = self._body(operation), exchange.request_json()
        if body is not None and isinstance(sent, dict):
            content_type = exchange.request_headers.get("content-type", "").partition(";")[0]
            yield "content type", f"{name} request {content_type}"
            for field in cast("Node", sent):
                yield "parameter", f"{name} body.{field}"
            yield from self._instance_facts("request", body, sent, "")

    def _answer_facts(self, exchange: Exchange, name: str, status: str, response: Node) -> Iterator[Fact]:
        content_type = exchange.headers.get("content-type", "").partition(";")[0]
        yield "content type", f"{name} {status} {content_type}"
        media = response.get("content", {}).get(content_type)
        if media is not None:
            yield from self._instance_facts("answer", media["schema"], exchange.json(), "")

    def _instance_facts(self, side: Side, node: Node, value: Any, place: str) -> Iterator[Fact]:
        while "$ref" in node:
            place = _label(node)
            node = resolve(self._document, {"$ref": node["$ref"]})
        if value in node.get("enum", []):
            yield "enum value", f"{side} {place} = {value!r}"
        if _nullable(node):
            yield "nullable", f"{side} {place} {'null' if value is None else 'not null'}"
        for branch in _branches(node):
            if self._fits(branch, value):
                yield "alternative", f"{side} {place}: {_label(branch)}"
                step = "" if "$ref" in branch else f"/{_label(branch)}"
                yield from self._instance_facts(side, branch, value, f"{place}{step}")
        if isinstance(value, dict):
            properties: Node = node.get("properties", {})
            for name, below in cast("Node", value).items():
                if name in properties:
                    yield "answer property", f"{place}.{name}"
                    yield from self._instance_facts(side, properties[name], below, f"{place}.{name}")
                elif isinstance(node.get("additionalProperties"), dict):
                    yield from self._instance_facts(side, node["additionalProperties"], below, f"{place}.*")
        elif isinstance(value, list) and "items" in node:
            items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
            for item in items:
                yield from self._instance_facts(side, node["items"], item, f"{place}[]")

    def _fits(self, branch: Node, value: Any) -> bool:
        """Whether a value belongs to an alternative, by its type, its fields or its pattern."""
        branch = resolve(self._document, branch)
        types = branch.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(isinstance(value, _TYPES[name]) for name in types):
            return False
        if isinstance(value, dict):
            return all(name in value for name in branch.get("required", []))
        if isinstance(value, str):
            pattern = _UUID if branch.get("format") == "uuid" else branch.get("pattern", "")
            return re.search(pattern, value) is not None
        return True

    def _match(self, method: str, path: str) -> tuple[str, Node] | None:
        for route_method, pattern, template, operation in self._routes:
            if route_method == method.lower() and pattern.fullmatch(path):
                return template, operation
        return None

    def _parameters(self, operation: Node) -> list[Node]:
        return [resolve(self._document, parameter) for parameter in operation.get("parameters", [])]

    def _body(self, operation: Node) -> Node | None:
        body = operation.get("requestBody")
        if body is None:
            return None
        schema: Node = resolve(self._document, body)["content"][JSON]["schema"]
        return schema

    def _values(self, schema: Node) -> list[Any]:
        schema = resolve(self._document, schema)
        return ["true", "false"] if schema.get("type") == "boolean" else list(schema.get("enum", []))


_UUID: Final = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def _label(node: Node) -> str:
    return str(node["$ref"]).rpartition("/")[2] if "$ref" in node else str(node.get("type", "other"))


def _nullable(node: Node) -> bool:
    return "null" in node.get("type", []) or any(
        branch.get("type") == "null" for union in ("anyOf", "oneOf") for branch in node.get(union, [])
    )


def _branches(node: Node) -> list[Node]:
    """The alternatives of a schema, null aside."""
    found = [*node.get("anyOf", []), *node.get("oneOf", [])]
    return [branch for branch in found if branch.get("type") != "null"]


def _open_names(node: Node) -> set[str]:
    """The properties that servers of this project decide on: those that another service may send otherwise."""
    found: set[str] = set()
    said: Any = node.get("x-discrepancy", [])
    points: list[Node] = [said] if isinstance(said, dict) else said
    for point in points:
        sent: Any = point.get("sent")
        patch: Node = sent.get("patch", {}) if is_object(sent) else {}
        found |= {*patch.get("properties", {}), *(set(patch.get("required", [])) - set(node.get("required", [])))}
    return found


def _below(node: Node) -> Iterator[tuple[str, Node]]:
    for name, below in node.get("properties", {}).items():
        yield f".{name}", below
    if isinstance(node.get("additionalProperties"), dict):
        yield ".*", node["additionalProperties"]
    if "items" in node:
        yield "[]", node["items"]
    for branch in _branches(node):
        yield ("" if "$ref" in branch else f"/{_label(branch)}"), branch


def _path_value(template: str, path: str) -> str:
    for expected, found in zip(template.split("/"), path.split("/"), strict=False):
        if expected.startswith("{"):
            return unquote(found)
    return ""
