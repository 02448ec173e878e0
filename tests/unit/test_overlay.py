"""The applier of OpenAPI Overlay 1.0 documents, on a small document of its own."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from document import DocumentError
from overlay import OverlayError, apply_overlays

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "tags": [{"name": "cats"}, {"name": "dogs"}, {"name": "birds"}],
    "paths": {
        "/cats": {
            "get": {
                "operationId": "listCats",
                "parameters": [
                    {"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}},
                    {"name": "per_page", "in": "query", "schema": {"type": "integer", "default": 10}},
                ],
                "responses": {"200": {"schema": {"$ref": "#/components/schemas/CatList"}}},
            }
        }
    },
    "components": {"schemas": {"Cat": {"type": "object", "required": ["id", "name"]}, "CatList": {"type": "object"}}},
}


def apply(tmp_path: Path, *actions: object, **fields: object) -> dict[str, Any]:
    overlay = {"overlay": "1.0.0", "info": {"title": "View", "version": "1"}, "actions": list(actions), **fields}
    path = tmp_path / "view.yaml"
    path.write_text(json.dumps(overlay))
    return apply_overlays(DOCUMENT, [path])


def action(target: str, **fields: object) -> dict[str, object]:
    return {"target": target, "description": "Because the test says so.", **fields}


def test_update_merges_objects_recursively_and_leaves_the_rest(tmp_path: Path) -> None:
    result = apply(tmp_path, action("$", update={"info": {"title": "Zoo", "x-seen": True}}))
    assert result["info"] == {"title": "Zoo", "version": "1", "x-seen": True}
    assert result["paths"] == DOCUMENT["paths"]


def test_update_replaces_an_array_inside_it(tmp_path: Path) -> None:
    result = apply(tmp_path, action("$.components.schemas.Cat", update={"required": ["id"]}))
    assert result["components"]["schemas"]["Cat"] == {"type": "object", "required": ["id"]}


def test_update_of_an_array_appends_one_entry(tmp_path: Path) -> None:
    result = apply(tmp_path, action("$.tags", update={"name": "fish"}))
    assert [tag["name"] for tag in result["tags"]] == ["cats", "dogs", "birds", "fish"]


def test_update_reaches_every_match(tmp_path: Path) -> None:
    result = apply(tmp_path, action("$.paths.*.get.parameters[?@.in == 'query']", update={"x-seen": 1}))
    assert [parameter["x-seen"] for parameter in result["paths"]["/cats"]["get"]["parameters"]] == [1, 1]


def test_filter_finds_references(tmp_path: Path) -> None:
    target = "$..[?@['$ref'] == '#/components/schemas/CatList']"
    result = apply(tmp_path, action(target, update={"$ref": "#/components/schemas/Cat"}))
    schema = result["paths"]["/cats"]["get"]["responses"]["200"]["schema"]
    assert schema == {"$ref": "#/components/schemas/Cat"}


def test_what_is_put_in_several_places_is_not_shared(tmp_path: Path) -> None:
    result = apply(
        tmp_path,
        action("$.components.schemas.*", update={"x-list": []}),
        action("$.components.schemas.Cat['x-list']", update="one"),
    )
    assert result["components"]["schemas"]["Cat"]["x-list"] == ["one"]
    assert result["components"]["schemas"]["CatList"]["x-list"] == []


def test_remove_takes_properties_also_primitive_ones(tmp_path: Path) -> None:
    result = apply(tmp_path, action("$.paths.*.*.parameters.*.schema.default", remove=True))
    schemas = [parameter["schema"] for parameter in result["paths"]["/cats"]["get"]["parameters"]]
    assert schemas == [{"type": "integer"}, {"type": "integer"}]


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("$.tags[0]", ["dogs", "birds"]),
        ("$.tags[0, 2]", ["dogs"]),
        ("$.tags[?@.name != 'dogs']", ["dogs"]),
        ("$.tags[-1]", ["cats", "dogs"]),
    ],
)
def test_remove_takes_items_by_their_place_before_the_removal(tmp_path: Path, target: str, left: list[str]) -> None:
    result = apply(tmp_path, action(target, remove=True))
    assert [tag["name"] for tag in result["tags"]] == left


def test_remove_takes_a_match_and_what_matches_inside_it(tmp_path: Path) -> None:
    result = apply(tmp_path, action("$['components', 'paths']..*", remove=True))
    assert (result["components"], result["paths"]) == ({}, {})


def test_later_actions_see_what_earlier_ones_did(tmp_path: Path) -> None:
    result = apply(
        tmp_path,
        action("$.components.schemas.CatList", remove=True),
        action("$.components.schemas", update={"CatList": {"type": "array"}}),
    )
    assert result["components"]["schemas"]["CatList"] == {"type": "array"}


def test_the_document_itself_stays_as_it_is(tmp_path: Path) -> None:
    before = copy.deepcopy(DOCUMENT)
    apply(tmp_path, action("$.tags", remove=True), action("$.info", update={"title": "Zoo"}))
    assert before == DOCUMENT


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (action("$.paths['/dogs']", update={"x": 1}), "matches nothing"),
        (action("$.paths['/dogs']", remove=True), "matches nothing"),
        (action("$.info", update={"title": "Shop"}), r"changes nothing in 1 of the 1 place\(s\)"),
        (
            action("$.components.schemas[?@.type=='object']", update={"required": ["id", "name"]}),
            r"changes nothing in 1 of the 2 place\(s\)",
        ),
        (action("$.info", update={}), "changes nothing"),
        (action("$", remove=True), "the root of the document cannot be removed"),
        (action("$.info.title", update="Zoo"), "selects 'Shop'; an update needs an object or an array"),
        (action("$.info", update="Zoo"), "updates an object with 'Zoo', it must be an object"),
        (action("$.tags[?", update={}), "no valid JSONPath expression"),
        (action("info", update={}), "no valid JSONPath expression"),
        (action("$.info", update={"x": 1}, remove=True), "either update or remove: true"),
        (action("$.info"), "either update or remove: true"),
        (action("$.info", remove="yes"), "remove is 'yes', it must be true or false"),
        (action("$.info", updates={"x": 1}), "unknown updates; known are description, remove, target, update"),
        ({"target": "$.info", "update": {"x": 1}}, "has no description"),
    ],
)
def test_a_bad_action_is_named_with_its_overlay_number_and_target(
    tmp_path: Path, bad: dict[str, object], message: str
) -> None:
    with pytest.raises(OverlayError, match=message) as caught:
        apply(tmp_path, action("$.info", update={"x-first": 1}), bad)
    assert str(caught.value).startswith(f"view.yaml: action 2 (target {bad['target']}): ")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"overlay": "1.1.0"}, "overlay is '1.1.0', only version 1.0"),
        ({"overlay": 1.0}, "overlay is 1.0, only version 1.0"),
        ({"info": {"title": "View"}}, "info must have a title and a version"),
        ({"actions": []}, "actions must be a list with at least one action"),
        ({"extend": "x"}, "unknown extend"),
        ({"actions": ["x"]}, "action 1: is str, it must be an object"),
        ({"actions": [{"update": {}}]}, "action 1: target is None"),
    ],
)
def test_a_bad_overlay_is_refused(tmp_path: Path, fields: dict[str, object], message: str) -> None:
    with pytest.raises(OverlayError, match=f"^view.yaml: {message}"):
        apply(tmp_path, action("$.info", update={"x": 1}), **fields)


def test_an_overlay_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"gone\.yaml"):
        apply_overlays(DOCUMENT, [tmp_path / "gone.yaml"])
