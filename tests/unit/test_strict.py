"""The strict document and the page of discrepancies, from a small document of its own."""

from typing import Any

import pytest

import discrepancy_page
from document import DocumentError
from strict import discrepancies, merge_patch, strict_document


def entry(**fields: object) -> dict[str, Any]:
    texts = {"point": "Score", "tables": "string", "examples": "integer", "evidence": "Seen."}
    return {**texts, "read": "both", "sent": "integer", **fields}


def document(score: dict[str, Any], **rating: object) -> dict[str, Any]:
    return {"components": {"schemas": {"Rating": {"type": "object", "properties": {"score": score}, **rating}}}}


def strict_rating(source: dict[str, Any]) -> Any:
    strict: Any = strict_document(source)
    return strict["components"]["schemas"]["Rating"]


def test_the_patch_takes_the_place_of_what_is_read() -> None:
    patch = {"type": "integer", "pattern": None, "x-of": {"a": 1}}
    score = {"type": ["integer", "string"], "pattern": "^[0-9]+$", "description": "The score."}
    source = document({**score, "x-discrepancy": entry(sent={"says": "integer", "patch": patch})})
    assert strict_rating(source)["properties"]["score"] == {
        "type": "integer",
        "description": "The score.",
        "x-of": {"a": 1},
    }


def test_the_source_stays_as_it_is() -> None:
    patch = {"type": "integer"}
    source = document({"type": "string", "x-discrepancy": entry(sent={"says": "integer", "patch": patch})})
    strict_document(source)
    assert source["components"]["schemas"]["Rating"]["properties"]["score"]["type"] == "string"


def test_discrepancies_leave_no_trace_whether_or_not_they_patch() -> None:
    source = document({"type": "integer", "x-discrepancy": [entry(), entry(point="Other")]})
    assert strict_rating(source) == {"type": "object", "properties": {"score": {"type": "integer"}}}


def test_patches_of_a_list_are_applied_in_order() -> None:
    first, second = ({"says": "?", "patch": {"type": kind}} for kind in ("number", "integer"))
    source = document({"type": "string", "x-discrepancy": [entry(sent=first), entry(sent=second)]})
    assert strict_rating(source)["properties"]["score"] == {"type": "integer"}


def test_a_patch_around_another_comes_after_it() -> None:
    inner = entry(sent={"says": "?", "patch": {"type": "number"}})
    outer = entry(sent={"says": "?", "patch": {"properties": {"score": {"type": "integer"}}}})
    source = document({"type": "string", "x-discrepancy": inner}, **{"x-discrepancy": outer})
    assert strict_rating(source)["properties"]["score"] == {"type": "integer"}


@pytest.mark.parametrize("patch", [{"type": "string"}, {"pattern": None}, {"items": {"type": None}}])
def test_a_patch_that_changes_nothing_is_an_error_that_says_where(patch: dict[str, object]) -> None:
    source = document({"type": "string", "items": {}, "x-discrepancy": entry(sent={"says": "?", "patch": patch})})
    where = "/components/schemas/Rating/properties/score/x-discrepancy/sent/patch: changes nothing"
    with pytest.raises(DocumentError, match=where):
        strict_document(source)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("text", "'text' must be an object"),
        (["text"], "'text' must be an object"),
        (entry(reads="both"), r"unknown keys \['reads'\]"),
        ({"point": "Score"}, r"missing keys \['read', 'sent'\]"),
        (entry(sent=201.0), "sent: is 201.0, it must be a text"),
        (entry(tables=None), "tables: is None, it must be a text"),
        (entry(sent={"says": "integer"}), "must be a text, or {says: text, patch"),
        (entry(sent={"says": "integer", "patch": {}}), "must be a text, or {says: text, patch"),
        (entry(sent={"says": "integer", "patch": {"x-discrepancy": 1}}), "must be a text, or {says: text, patch"),
        (entry(sent={"says": 1, "patch": {"type": "integer"}}), "sent/says: is 1, it must be a text"),
    ],
)
def test_a_malformed_discrepancy_is_an_error_that_says_where(bad: object, message: str) -> None:
    with pytest.raises(DocumentError, match=f"/properties/score/x-discrepancy.*{message}"):
        strict_document(document({"type": "string", "x-discrepancy": bad}))


@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [
        # From RFC 7386, appendix A (those whose patch is an object).
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patch_is_that_of_rfc_7386(target: Any, patch: Any, result: Any) -> None:
    assert merge_patch(target, patch) == result


def test_discrepancies_come_in_the_documents_order_with_their_place() -> None:
    source = document({"x-discrepancy": [entry(), entry(point="Range")]}, **{"x-discrepancy": entry(point="All")})
    rating = ("components", "schemas", "Rating")
    assert [(found.point, found.place) for found in discrepancies(source)] == [
        ("Score", (*rating, "properties", "score")),
        ("Range", (*rating, "properties", "score")),
        ("All", rating),
    ]


def test_the_page_lists_what_is_said_once_with_all_its_places() -> None:
    source = document({"type": "integer", "x-discrepancy": entry()})
    source["components"]["parameters"] = {"Score": {"name": "score", "x-discrepancy": entry()}}
    source["paths"] = {"/cats": {"get": {"operationId": "listCats", "x-discrepancy": entry(point="A | B", tables="")}}}
    page = discrepancy_page.render(source)
    assert "| 1 | [Score](#1) | `Rating.score`, parameter `Score` |\n" in page
    assert "| 2 | [A \\| B](#2) | `listCats` |\n" in page
    assert page.count("1. Score") == 1
    section = page[page.index("2. A | B") :]
    assert "- Where: `listCats`\n- The examples show: integer\n- Read: both\n- Sent: integer\n" in section
    assert "The tables say" not in section


def test_the_page_shows_the_patch() -> None:
    sent = {"says": "Always an integer.", "patch": {"type": "integer", "pattern": None}}
    page = discrepancy_page.render(document({"pattern": "x", "x-discrepancy": entry(sent=sent)}))
    assert "- Sent: Always an integer.\n" in page
    assert '- `strict.json` differs by `{"type": "integer", "pattern": null}`\n' in page
