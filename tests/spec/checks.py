"""Holds a document to the inventory: each function returns what is wrong, one sentence for each mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema_rs

from . import documented
from .document import Document, Facts, Node
from .documented import Fact

JSON = "application/json"


def operation_problems(document: Document, operation_id: str) -> list[str]:
    """What the document says otherwise than the documentation of one operation."""
    expected = documented.operations()[operation_id]
    found = document.operation(operation_id)
    if found is None:
        return [f"{operation_id}: no operation has this operationId ({expected['method']} {expected['path']})"]
    path, method, operation, item = found
    return [
        f"{operation_id}: {problem}"
        for problem in [
            *_address_problems(expected, path, method),
            *_path_problems(document, expected, operation, item),
            *_query_problems(document, expected, operation, item),
            *_body_problems(document, expected, operation),
            *_answer_problems(document, expected, operation),
            *_error_problems(document, expected, operation),
        ]
    ]


def inventory_problems(document: Document, operation_ids: Iterable[str] | None = None) -> list[str]:
    """Everything the document says otherwise than the inventory, in both directions; for all operations or for some."""
    known = documented.operations()
    extra = [
        f"{operation.get('operationId')}: {method.upper()} {path} is no documented operation"
        for path, method, operation, _ in document.operations()
        if operation.get("operationId") not in known
    ]
    chosen = known if operation_ids is None else operation_ids
    return extra + [problem for operation_id in chosen for problem in operation_problems(document, operation_id)]


def _address_problems(expected: Fact, path: str, method: str) -> Iterator[str]:
    documented_path = expected["path"].replace("<ID>", "{id}")
    if (method.upper(), path) != (expected["method"], documented_path):
        yield f"stands at {method.upper()} {path}, documented is {expected['method']} {documented_path}"


def _path_problems(document: Document, expected: Fact, operation: Node, item: Node) -> Iterator[str]:
    names = ["id"] if "<ID>" in expected["path"] else []
    parameters = document.parameters(operation, item, "path")
    for name in parameters.keys() - set(names):
        yield f"path parameter {name!r} is not documented"
    for name in names:
        if name not in parameters:
            yield f"path parameter {name!r} is missing"
            continue
        facts = document.facts(parameters[name][-1]["schema"])
        if facts.types != {"string"} or facts.nullable or "uuid" not in facts.formats:
            yield f"path parameter {name!r} is no string of format uuid, but {_said(facts)}"
        if parameters[name][-1].get("required") is not True:
            yield f"path parameter {name!r} is not required"


def _query_problems(document: Document, expected: Fact, operation: Node, item: Node) -> Iterator[str]:
    wanted = documented.query(expected)
    parameters = document.parameters(operation, item, "query")
    for name in parameters.keys() - wanted.keys():
        yield f"query parameter {name!r} is not documented"
    for name, fact in wanted.items():
        where = f"query parameter {name!r}"
        if name not in parameters:
            yield f"{where} is missing"
            continue
        parameter = parameters[name][-1]
        facts = document.facts(parameter["schema"])
        default = next((node["default"] for node in facts.nodes if "default" in node), None)
        if default != fact.get("default"):
            yield f"{where} has the default {default!r}, documented is {fact.get('default')!r}"
        if bool(parameter.get("required")) != fact["required"]:
            yield f"{where} has required: {bool(parameter.get('required'))}, documented is {fact['required']}"
        yield from _value_problems(where, fact, facts, strict=True)


def _body_problems(document: Document, expected: Fact, operation: Node) -> Iterator[str]:
    body = operation.get("requestBody")
    if "body" not in expected:
        if body is not None:
            yield "has a request body, documented is none"
        return
    if body is None:
        yield "the request body is missing"
        return
    body = document.resolve(body)
    if body.get("required") is not True:
        yield "the request body is not required"
    if list(body.get("content", {})) != [JSON]:
        yield f"the request body is {list(body.get('content', {}))}, documented is {JSON} alone"
        return
    facts = document.facts(body["content"][JSON]["schema"])
    if facts.nullable:
        yield "the request body may be null, which is not documented"
    yield from _object_problems(document, "body", facts, expected["body"], body=True)


def _answer_problems(document: Document, expected: Fact, operation: Node) -> Iterator[str]:
    responses = operation.get("responses", {})
    statuses = [status for status in responses if status.startswith(("2", "3", "default"))]
    if statuses != [str(expected["success"])]:
        yield f"answers {statuses} on success, documented is {expected['success']}"
        return
    content = document.resolve(responses[statuses[0]]).get("content", {})
    if list(content) != [JSON]:
        yield f"the answer is {list(content)}, documented is {JSON} alone"
        return
    envelope = document.facts(content[JSON]["schema"])
    wanted = {"_results", "_pagination"} if expected.get("paginated") else {"_results"}
    if (
        envelope.types != {"object"}
        or envelope.nullable
        or set(envelope.properties) != wanted
        or envelope.required != wanted
    ):
        said = f"{sorted(envelope.properties)} (required {sorted(envelope.required)})"
        yield f"the answer has {said}, documented is {sorted(wanted)}"
        return
    results = document.facts(*envelope.properties["_results"])
    if any(document.facts(*envelope.properties[name]).nullable for name in wanted):
        yield f"one of {sorted(wanted)} may be null, which is not documented"
    ((kind, model),) = expected["returns"].items()
    if kind == "list_of":
        if results.types != {"array"}:
            yield f"_results is {_said(results)}, documented is an array"
            return
        results = document.facts(*results.items)
        if results.nullable:
            yield "an item of _results may be null, which is not documented"
        pagination = document.facts(*envelope.properties["_pagination"])
        yield from _object_problems(document, "answer _pagination", pagination, "Pagination", body=False)
    yield from _object_problems(document, "answer", results, model, body=False)


def _error_problems(document: Document, expected: Fact, operation: Node) -> Iterator[str]:
    wanted = set(documented.ERRORS)
    if "<ID>" not in expected["path"] and "survey_id" not in documented.bodies().get(expected.get("body", ""), {}):
        wanted.remove("404")  # the route is there, and no record is named
    responses = operation.get("responses", {})
    for status in sorted(wanted - responses.keys()):
        yield f"the error {status} is missing"
    for status in [status for status in responses if not status.startswith("2")]:
        if status not in documented.ERRORS:
            yield f"the status {status} is not documented"
            continue
        content = document.resolve(responses[status]).get("content", {})
        if list(content) != [JSON]:
            yield f"the error {status} is {list(content)}, documented is {JSON} alone"
            continue
        facts = document.facts(content[JSON]["schema"])
        yield from _object_problems(document, f"error {status}", facts, "ErrorBody", body=False)


def _object_problems(document: Document, where: str, facts: Facts, model: str, *, body: bool) -> Iterator[str]:
    fields = (documented.bodies() if body else documented.models())[model]
    if "either" in fields:
        yield from _either_problems(document, where, facts, fields["either"])
        return
    if facts.types != {"object"}:
        yield f"{where} is {_said(facts)}, documented is an object ({model})"
        return
    if "scores" in fields:
        yield from _histogram_problems(document, where, facts, *fields["scores"])
        return
    one_of = fields.get("one_of")
    fields = {name: fact for name, fact in fields.items() if name != "one_of"}
    for name in facts.properties.keys() - fields.keys():
        yield f"{where} has the field {name!r}, which is not documented ({model})"
    for name, fact in fields.items():
        at = f"{where}.{name}" if where in ("answer", "body") else f"{where} {name}"
        if name not in facts.properties:
            yield f"{at} is missing ({model})"
            continue
        spot = document.facts(*facts.properties[name])
        if "read" in fact and not (spot.discrepancies or _mentioned(facts, name)):
            yield f"{at} has no x-discrepancy ({model})"
        read: Fact = {"required": not body, **fact, **fact.get("read", {})}
        if (name in facts.required) != read["required"]:
            yield f"{at} has required: {name in facts.required}, it should be {read['required']} ({model})"
        yield from _value_problems(at, read, spot, strict=body)
        if "model" in fact and spot.types == {"object"}:
            yield from _object_problems(document, at, spot, fact["model"], body=body)
        if "items" in fact and spot.types == {"array"}:
            yield from _item_problems(document, at, spot, fact["items"], body=body)
    if one_of:
        yield from _choice_problems(document, where, facts, one_of)


def _either_problems(document: Document, where: str, facts: Facts, models: list[str]) -> Iterator[str]:
    """Each model has exactly one alternative of the schema to itself."""
    branches = [branch for node in facts.nodes[:2] for branch in node.get("anyOf", node.get("oneOf", []))]
    if len(branches) != len(models):
        yield f"{where} has {len(branches)} alternatives, documented are {models}"
        return
    for model in models:
        tried = [
            list(_object_problems(document, where, document.facts(branch), model, body=False)) for branch in branches
        ]
        if tried.count([]) != 1:
            yield from min(tried, key=len) or [f"{where} has more than one alternative that is {model}"]


def _item_problems(document: Document, where: str, facts: Facts, items: str, *, body: bool) -> Iterator[str]:
    item = document.facts(*facts.items)
    if items[0].isupper():
        if item.nullable:
            yield f"{where}: an item may be null, which is not documented"
        yield from _object_problems(document, where, item, items, body=body)
    else:
        yield from _value_problems(f"{where}: an item", {"type": items}, item, strict=body)


def _value_problems(where: str, fact: Fact, facts: Facts, *, strict: bool) -> Iterator[str]:
    """Compare type, null, format, enum and limits of one value; `strict` when a limit nobody documents is a mistake."""
    inferred: Fact = fact.get("inferred", {})
    types = {fact["type"]} if isinstance(fact["type"], str) else set(fact["type"])
    if facts.types != types:
        yield f"{where} has the type {sorted(facts.types)}, it should be {sorted(types)}"
    if facts.nullable != fact.get("nullable", False):
        yield f"{where} has nullable: {facts.nullable}, it should be {fact.get('nullable', False)}"
    yield from _enum_problems(where, fact.get("enum"), facts.enum)
    for key, said in (("format", facts.formats), ("minimum", facts.minimum), ("maximum", facts.maximum)):
        allowed = [{fact[key]} if key in fact else set()]
        if key in inferred:
            allowed.append({inferred[key]})
        if said not in allowed and (strict or key == "format" or key in fact):
            yield f"{where} has the {key} {sorted(said)}, it should be {sorted(allowed[0])}"
    if strict:
        for keyword in sorted(facts.limits - inferred.keys()):
            yield f"{where} is limited by {keyword}, which is not documented"


def _enum_problems(where: str, wanted: list[str] | None, said: list[str] | None) -> Iterator[str]:
    if said is None and wanted is None:
        return
    missing, extra = set(wanted or ()) - set(said or ()), set(said or ()) - set(wanted or ())
    if missing or extra or (wanted and not said) or len(said or ()) != len(set(said or ())):
        yield f"{where} has the values {said}, missing {sorted(missing)}, not documented {sorted(extra)}"


def _histogram_problems(document: Document, where: str, facts: Facts, low: int, high: int) -> Iterator[str]:
    allowed = judge(document, *facts.nodes)
    full = {str(score): 0 for score in range(low, high + 1)}
    if not allowed.is_valid(full):
        yield f"{where} refuses the counts of {low} to {high}"
    bad: list[tuple[str, Any]] = [(str(low - 1), 0), (str(high + 1), 0), ("x", 0), (str(low), "1"), (str(low), None)]
    for key, count in bad:
        if allowed.is_valid({**full, key: count}):
            yield f"{where} accepts {key!r}: {count!r}, although it counts {low} to {high} as integers"


def _choice_problems(document: Document, where: str, facts: Facts, names: list[str]) -> Iterator[str]:
    allowed = judge(document, facts.nodes[0])
    values = dict.fromkeys(names, "904e0950-959b-4a90-93ad-4fdc62a4a14c")
    for name, value in values.items():
        if not allowed.is_valid({name: value}):
            yield f"{where} refuses {name!r} alone"
    if allowed.is_valid({}):
        yield f"{where} accepts none of {names}"
    if allowed.is_valid(values):
        yield f"{where} accepts all of {names} at once"


def judge(document: Document, *schemas: Node) -> jsonschema_rs.Draft202012Validator:
    """A validator, formats included, for schemas that hold at once and may refer to the document's components."""
    components = {"schemas": document.tree.get("components", {}).get("schemas", {})}
    return jsonschema_rs.Draft202012Validator({"allOf": list(schemas), "components": components}, validate_formats=True)


def _mentioned(facts: Facts, name: str) -> bool:
    """Whether an x-discrepancy on the object itself speaks of its field `name`."""
    return any(name in str(point) for point in facts.discrepancies)


def _said(facts: Facts) -> str:
    return f"{sorted(facts.types)} with format {sorted(facts.formats)}" + (" or null" if facts.nullable else "")
