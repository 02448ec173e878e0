"""The checks of the document's form can fail: each is shown a document that is wrong in one place."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable

import pytest
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from . import test_examples, test_structure
from .document import Document, Node

Check = Callable[[Document], None]
Change = Callable[[Node], object]


def operation(tree: Node, path: str, method: str) -> Node:
    """One operation of a document."""
    found: Node = tree["paths"][path][method]
    return found


def answer(tree: Node, path: str, method: str, status: str) -> Node:
    """The media type object of one answer."""
    found: Node = operation(tree, path, method)["responses"][status]["content"]["application/json"]
    return found


def link(tree: Node) -> Node:
    """A link of a creation."""
    found: Node = operation(tree, "/ratings", "post")["responses"]["201"]["links"]["survey"]
    return found


CASES: list[tuple[Check, str, Change]] = [
    (test_structure.test_it_is_json, "a date", lambda t: t["info"].update(version=datetime.date(2017, 10, 24))),
    (
        test_structure.test_each_operation_has_one_tag_one_id_and_security,
        "two tags",
        lambda t: operation(t, "/teams", "get").update(tags=["teams", "users"]),
    ),
    (
        test_structure.test_each_operation_has_one_tag_one_id_and_security,
        "no security",
        lambda t: operation(t, "/teams", "get").pop("security"),
    ),
    (
        test_structure.test_each_operation_has_one_tag_one_id_and_security,
        "an id twice",
        lambda t: operation(t, "/teams", "get").update(operationId="listUsers"),
    ),
    (
        test_structure.test_everything_is_described,
        "an operation without a description",
        lambda t: operation(t, "/teams", "get").update(description=" "),
    ),
    (
        test_structure.test_everything_is_described,
        "a parameter without a description",
        lambda t: t["components"]["parameters"]["Page"].pop("description"),
    ),
    (
        test_structure.test_every_schema_is_named,
        "an inline answer",
        lambda t: answer(t, "/teams", "get", "200").update(schema={"type": "object"}),
    ),
    (
        test_structure.test_every_schema_is_named,
        "an object inside another",
        lambda t: t["components"]["schemas"]["Team"]["properties"].update(x={"type": "object", "properties": {}}),
    ),
    (
        test_structure.test_names_of_schemas_suit_generators,
        "a field that begins with a digit",
        lambda t: t["components"]["schemas"]["Team"]["properties"].update({"1": {"type": "string"}}),
    ),
    (
        test_structure.test_names_of_schemas_suit_generators,
        "a reserved name",
        lambda t: t["components"]["schemas"].update(Client={"type": "string"}),
    ),
    (
        test_structure.test_nothing_is_unused,
        "an unused schema",
        lambda t: t["components"]["schemas"].update(Unused={"type": "string"}),
    ),
    (
        test_structure.test_request_schemas_are_closed_and_answers_open,
        "an open body",
        lambda t: t["components"]["schemas"]["NewAgent"].pop("additionalProperties"),
    ),
    (
        test_structure.test_request_schemas_are_closed_and_answers_open,
        "a closed answer",
        lambda t: t["components"]["schemas"]["Team"].update(additionalProperties=False),
    ),
    (
        test_structure.test_enumerated_query_parameters_have_a_default,
        "an enumeration without a default",
        lambda t: t["components"]["schemas"]["SortOrderValue"].pop("default"),
    ),
    (
        test_structure.test_errors_share_one_body,
        "another body of an error",
        lambda t: t["components"]["responses"]["NotFound"]["content"]["application/json"].update(
            schema={"$ref": "#/components/schemas/Team"}
        ),
    ),
    (
        test_structure.test_every_link_can_be_followed,
        "a link to nowhere",
        lambda t: link(t).update(operationId="getNothing"),
    ),
    (test_structure.test_every_link_can_be_followed, "a link without its id", lambda t: link(t).update(parameters={})),
    (
        test_structure.test_every_link_can_be_followed,
        "a link that carries something else",
        lambda t: link(t).update(parameters={"id": "$response.body#/_results/comment"}),
    ),
    (
        test_examples.test_every_example_validates,
        "an example of a body that is refused",
        lambda t: t["components"]["examples"]["newAgent"]["value"].update(role="admin"),
    ),
    (
        test_examples.test_every_operation_has_examples,
        "a parameter without an example",
        lambda t: t["components"]["parameters"]["Page"].pop("example"),
    ),
    (
        test_examples.test_the_pages_of_examples_are_consistent,
        "a page with another count",
        lambda t: t["components"]["examples"]["listTeams"]["value"]["_pagination"].update(count=7),
    ),
]


@pytest.mark.parametrize(("check", "what", "change"), CASES, ids=[what for _, what, _ in CASES])
def test_a_wrong_form_is_noticed(document: Document, check: Check, what: str, change: Change) -> None:
    """The check passes the document as it is, and fails the changed one."""
    check(document)
    changed = copy.deepcopy(document.tree)
    change(changed)
    assert changed != document.tree, f"{what}: the change does nothing"
    with pytest.raises(AssertionError):
        check(Document(changed))


def test_invalid_openapi_is_noticed(document: Document) -> None:
    """The validator is really asked."""
    changed = copy.deepcopy(document.tree)
    operation(changed, "/teams", "get")["parameters"] = [{"name": "x"}]
    with pytest.raises(OpenAPIValidationError, match="is a required property"):
        test_structure.test_it_is_valid_openapi_31(Document(changed))


@pytest.mark.parametrize("operation_id", test_structure.LINKS)
def test_a_missing_link_is_noticed(document: Document, operation_id: str) -> None:
    """Of each creation."""
    changed = copy.deepcopy(document.tree)
    found = Document(changed).operation(operation_id)
    assert found is not None
    found[2]["responses"]["201"].pop("links")
    with pytest.raises(AssertionError, match="has links to"):
        test_structure.test_a_creation_leads_to_its_record(Document(changed), operation_id)
