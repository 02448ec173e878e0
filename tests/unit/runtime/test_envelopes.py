"""The runtime knows the service's envelopes by heart; the document holds it to them."""

from typing import Any

import nicereply_spec
from nicereply.api import METHODS

DOCUMENT: dict[str, Any] = nicereply_spec.load()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]


def envelopes() -> dict[str, dict[str, Any]]:
    """The schema of each operation's success."""
    found: dict[str, dict[str, Any]] = {}
    for methods in DOCUMENT["paths"].values():
        for operation in methods.values():
            success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
            reference = success["content"]["application/json"]["schema"]["$ref"]
            found[operation["operationId"]] = SCHEMAS[reference.rpartition("/")[2]]
    return found


def test_every_answer_has_its_content_in_results() -> None:
    assert envelopes().keys() == METHODS.keys()
    assert all("_results" in schema["required"] for schema in envelopes().values())


def test_lists_have_a_pagination_and_nothing_else_has() -> None:
    for operation_id, schema in envelopes().items():
        is_list = METHODS[operation_id].partition(".")[2].startswith("list")
        assert ("_pagination" in schema["properties"]) is is_list
        assert (schema["properties"]["_results"].get("type") == "array") is is_list


def test_a_pagination_has_what_a_page_tells() -> None:
    pagination = SCHEMAS["Pagination"]
    assert {"total", "total_pages", "current_page", "links"} <= set(pagination["required"])
    assert {"next"} <= SCHEMAS["PaginationLinks"]["properties"].keys()


def test_every_error_has_its_texts_in_errors() -> None:
    references = {
        media["schema"]["$ref"]
        for answer in DOCUMENT["components"]["responses"].values()
        for media in answer["content"].values()
    }
    assert references == {"#/components/schemas/ErrorBody"}
    assert SCHEMAS["ErrorBody"]["properties"]["errors"]["items"] == {"type": "string"}
