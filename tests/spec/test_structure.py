"""The form of the document: what generators, reference pages and stateful tests stand on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

import openapi_spec_validator
import pytest

from . import documented, example_checks
from .checks import JSON, judge
from .document import Document, Node
from .example_checks import walk

SCHEMAS = "#/components/schemas/"
TAGS = ("ratings", "csat", "ces", "nps", "customers", "surveys", "teams", "users")
# Generators make a class of each schema; these names are taken, or clash with a property in snake case.
TAKEN = {"Client", "Response", "Any", "File", "Unset", "Errors"}

# What a creation leads to. A rating created for any metric is found through its survey.
LINKS = {
    "createRating": {"getSurvey", "listSurveyRatings"},
    "createCsatRating": {"getCsatRating", "getSurvey"},
    "createCesRating": {"getCesRating", "getSurvey"},
    "createNpsRating": {"getNpsRating", "getSurvey"},
    "createThingOrAction": {"getUser", "listUserTeams"},
    "createAgent": {"getUser", "listUserRatings"},
}


def operations(document: Document) -> dict[str, Node]:
    """operationId to operation."""
    return {operation["operationId"]: operation for _, _, operation, _ in document.operations()}


def reachable(document: Document, schema: Node, seen: set[str] | None = None) -> Iterator[tuple[str, Node]]:
    """(nearest name, schema) of every schema below one, references followed once."""
    seen = set() if seen is None else seen
    for node in walk(schema):
        yield "", node
        reference = node.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            for name, below in reachable(document, document.at(reference), seen):
                yield name or reference.removeprefix(SCHEMAS), below


def media(document: Document, operation: Node, *, body: bool) -> Iterator[tuple[str, Node]]:
    """(where, media type object) of an operation's body, or of its answers."""
    who = operation["operationId"]
    if body and "requestBody" in operation:
        yield f"{who} body", document.resolve(operation["requestBody"])["content"][JSON]
    if not body:
        for status, response in operation["responses"].items():
            yield f"{who} {status}", document.resolve(response)["content"][JSON]


def test_it_is_valid_openapi_31(document: Document) -> None:
    """By the specification's own schema."""
    assert document.tree["openapi"] == "3.1.0"
    openapi_spec_validator.validate(document.tree)


def test_it_is_json(document: Document) -> None:
    """YAML reads unquoted dates as dates; the document must survive the way to JSON and back."""
    assert json.loads(json.dumps(document.tree, default=str)) == document.tree


def test_each_operation_has_one_tag_one_id_and_security(document: Document) -> None:
    """Generators name methods after them; security of the root alone is overlooked by some."""
    assert [tag["name"] for tag in document.tree["tags"]] == list(TAGS)
    ids = Counter(operation.get("operationId") for _, _, operation, _ in document.operations())
    assert [name for name, count in ids.items() if count > 1 or not name] == []
    expected = {name: operation["path"].split("/")[1] for name, operation in documented.operations().items()}
    for name, operation in operations(document).items():
        assert operation["tags"] == [expected[name]], f"{name} has the tags {operation['tags']}"
        assert operation.get("security") == [{"basicAuth": []}], f"{name} has the security {operation.get('security')}"


def test_everything_is_described(document: Document) -> None:
    """The document is the reference page: operations, parameters, answers and fields say what they are."""
    missing = []
    for name, operation in operations(document).items():
        missing += [f"{name} {key}" for key in ("summary", "description") if not operation.get(key, "").strip()]
        responses = operation["responses"].items()
        missing += [
            f"{name} {status}" for status, response in responses if not document.resolve(response)["description"]
        ]
    for _, _, operation, item in document.operations():
        for place in ("query", "path"):
            for name, chain in document.parameters(operation, item, place).items():
                if not any(node.get("description") for node in chain):
                    missing.append(f"{operation['operationId']} parameter {name}")
    for name, schema in document.tree["components"]["schemas"].items():
        if not schema.get("description"):
            missing.append(f"schema {name}")
        for field, child in schema.get("properties", {}).items():
            described = any(node.get("description") for node in document.facts(child).nodes)
            missing += [] if described else [f"schema {name}.{field}"]
    assert not missing, f"without a description: {missing}"


def test_every_schema_is_named(document: Document) -> None:
    """Bodies and answers are references, and no object stands inside another without a name."""
    inline = []
    for operation in operations(document).values():
        for body in (True, False):
            for where, content in media(document, operation, body=body):
                if set(content["schema"]) != {"$ref"}:
                    inline.append(where)
    for name, schema in document.tree["components"]["schemas"].items():
        inside = [node for child in schema.values() for node in walk(child)]
        inline += [name for node in inside if node.get("type") == "object" and "properties" in node]
    assert not inline, f"schemas without a name: {inline}"


def test_names_of_schemas_suit_generators(document: Document) -> None:
    """No reserved name, none that equals another without case, no field that begins with a digit."""
    schemas = document.tree["components"]["schemas"]
    assert schemas.keys() & TAKEN == set()
    assert [name for name, count in Counter(map(str.lower, schemas)).items() if count > 1] == []
    fields = [(name, field) for name, schema in schemas.items() for field in schema.get("properties", {})]
    assert [pair for pair in fields if re.match(r"\d", pair[1])] == []
    for name, schema in schemas.items():
        plain = Counter(re.sub(r"[^a-z0-9]", "", field.lower()) for field in schema.get("properties", {}))
        assert [field for field, count in plain.items() if count > 1] == [], f"{name}: fields that become equal"


def test_nothing_is_unused(document: Document) -> None:
    """Every component is referred to from an operation, at one or more removes."""
    used: set[str] = set()
    pending: list[object] = [document.tree["paths"]]
    while pending:
        for node in walk(pending.pop()):
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in used:
                used.add(reference)
                pending.append(document.at(reference))
    kinds = document.tree["components"]
    there = {f"#/components/{kind}/{name}" for kind in kinds if kind != "securitySchemes" for name in kinds[kind]}
    assert sorted(there - used) == []


def test_request_schemas_are_closed_and_answers_open(document: Document) -> None:
    """A body with an unknown field is refused; an answer may gain fields."""
    wrong, bodies = [], 0
    for operation in operations(document).values():
        for where, content in media(document, operation, body=True):
            for name, node in reachable(document, content["schema"]):
                if "properties" in node and isinstance(node["properties"], dict):
                    bodies += 1
                    wrong += [] if node.get("additionalProperties") is False else [f"{where}: {name} is open"]
        for where, content in media(document, operation, body=False):
            for name, node in reachable(document, content["schema"]):
                if node.get("additionalProperties") is False or node.get("unevaluatedProperties") is False:
                    wrong.append(f"{where}: {name} is closed")
    assert bodies >= 6
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_enumerated_query_parameters_have_a_default(document: Document) -> None:
    """The documentation names one for each."""
    found = 0
    for _, _, operation, item in document.operations():
        for name, chain in document.parameters(operation, item, "query").items():
            facts = document.facts(chain[-1]["schema"])
            if facts.enum is not None:
                found += 1
                assert any("default" in node for node in facts.nodes), f"{operation['operationId']} {name}"
    assert found == sum("sort_order" in operation["query"] for operation in documented.operations().values())


def test_errors_share_one_body(document: Document) -> None:
    """One schema for the body of every error."""
    for operation in operations(document).values():
        for where, content in media(document, operation, body=False):
            if where[-3] != "2":
                assert content["schema"] == {"$ref": SCHEMAS + "ErrorBody"}, where


@pytest.mark.parametrize("operation_id", LINKS)
def test_a_creation_leads_to_its_record(document: Document, operation_id: str) -> None:
    """Its links can be followed: with the values of its example answers, every path of a target can be filled in."""
    links = operations(document)[operation_id]["responses"]["201"].get("links", {})
    targets = {document.resolve(link)["operationId"] for link in links.values()}
    assert LINKS[operation_id] <= targets, f"{operation_id} has links to {sorted(targets)}"


def test_every_link_can_be_followed(document: Document) -> None:
    """The target exists, its required parameters are given, and the values come out of the example answers."""
    followed = 0
    for name, operation in operations(document).items():
        for status, response in operation["responses"].items():
            for key, link in document.resolve(response).get("links", {}).items():
                where = f"{name} {status} link {key}"
                link = document.resolve(link)
                found = document.operation(link["operationId"])
                assert found is not None, f"{where}: there is no operation {link['operationId']}"
                parameters = {
                    parameter: chain[-1]
                    for place in ("path", "query")
                    for parameter, chain in document.parameters(found[2], found[3], place).items()
                }
                required = {parameter for parameter, node in parameters.items() if node.get("required")}
                assert required <= link["parameters"].keys() <= parameters.keys(), where
                answers = [
                    value
                    for place, value, _ in example_checks.examples(document)
                    if place.startswith(f"{name}: answer {status} ")
                ]
                assert answers, f"{where}: no example answer to try it with"
                for parameter, expression in link["parameters"].items():
                    allowed = judge(document, parameters[parameter]["schema"])
                    for answer in answers:
                        value = evaluate(expression, answer)
                        assert allowed.is_valid(value), f"{where}: {expression} gives {value!r}"
                        followed += 1
    assert followed >= sum(len(targets) for targets in LINKS.values())


def evaluate(expression: str, answer: object) -> object:
    """What a runtime expression on the body gives for one answer."""
    prefix = "$response.body#/"
    assert expression.startswith(prefix), f"only expressions on the body are expected, not {expression}"
    value = answer
    for part in expression.removeprefix(prefix).split("/"):
        assert isinstance(value, dict), f"{expression}: there is nothing below which {part!r} could stand"
        assert part in value, f"{expression}: there is no {part!r}"
        value = value[part]
    return value
