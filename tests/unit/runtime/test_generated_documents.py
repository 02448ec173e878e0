"""Nothing is lost of documents drawn from the schemas; with msgspec and without, the same comes out."""

import copy
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nicereply
from nicereply_runtime import pages
from nicereply_runtime.models import Model

from .documents import ANYTHING, DOCUMENT, answer_schema, resolved, values

PAGINATION = {"total": 3, "count": 3, "per_page": 10, "current_page": 1, "total_pages": 1, "links": {}}
OPERATIONS = {
    operation["operationId"]: operation for methods in DOCUMENT["paths"].values() for operation in methods.values()
}
LISTS = [
    name for name, operation in OPERATIONS.items() if "_pagination" in resolved(answer_schema(operation))["properties"]
]


def module_of(operation_id: str) -> Any:
    module = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", operation_id).lower()
    return import_module(f"nicereply.api.{OPERATIONS[operation_id]['tags'][0]}.{module}")


def read(operation_id: str, content: bytes) -> list[Any]:
    """The items of an answer."""
    result = module_of(operation_id).OPERATION.read(content, lambda error: error)
    return result.items if isinstance(result, nicereply.Page) else [result]


@contextmanager
def without_msgspec() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "find_cut", lambda: None)
        yield


def outcome(operation_id: str, content: bytes) -> Any:
    """What comes of an answer, as something to compare."""
    try:
        items = read(operation_id, content)
    except nicereply.DecodeError as error:
        return error.path, repr(error.value), error.expected
    return [(type(item), item, repr(shown(item)), repr(item.to_dict())) for item in items]


def shown(value: Any) -> Any:
    """All there is in a model, and the exact class of everything."""
    if isinstance(value, Model):
        fields = {field.name: shown(getattr(value, field.name)) for field in attrs.fields(type(value)) if field.init}
        return type(value).__name__, fields, value.to_dict()
    if isinstance(value, list):
        return [shown(item) for item in value]
    return type(value).__name__, value


def members(model: Model) -> Iterator[tuple[Model, tuple[str | int, ...]]]:
    """The models inside of a model, and where each is in the JSON of the whole."""
    for name, keys in model.wire_names.items():
        value = getattr(model, name)
        for index, inner in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(inner, Model):
                yield inner, ((keys[0], index) if isinstance(value, list) else (keys[0],))


def results(operation_id: str, odd: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Any]:
    schema = resolved(answer_schema(OPERATIONS[operation_id]))["properties"]["_results"]
    one = values(schema.get("items", schema), odd)
    return st.lists(one, min_size=1, max_size=3) if operation_id in LISTS else one


def body(answer: Any, *, is_ascii: bool) -> bytes:
    return json.dumps({"_results": answer, "_pagination": PAGINATION}, ensure_ascii=is_ascii).encode()


@pytest.mark.parametrize("has_msgspec", [True, False], ids=["msgspec", "json"])
@pytest.mark.parametrize("operation_id", OPERATIONS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_read_is_given_back_as_it_was(operation_id: str, *, has_msgspec: bool, data: st.DataObject) -> None:
    answer = data.draw(results(operation_id))
    before = copy.deepcopy(answer if isinstance(answer, list) else [answer])
    content = body(answer, is_ascii=data.draw(st.booleans()))
    if has_msgspec:
        items = read(operation_id, content)
    else:
        with without_msgspec():
            items = read(operation_id, content)
    assert repr([item.to_dict() for item in items]) == repr(before)
    for item, row in zip(items, before, strict=True):
        assert type(item).from_dict(row) == item
        for inner, path in members(item):
            part = row
            for key in path:
                part = part[key]
            assert repr(inner.to_dict()) == repr(part)


@pytest.mark.parametrize("operation_id", LISTS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_msgspec_changes_nothing(operation_id: str, data: st.DataObject) -> None:
    content = body(data.draw(results(operation_id, odd=ANYTHING)), is_ascii=data.draw(st.booleans()))
    found = outcome(operation_id, content)
    with without_msgspec():
        assert outcome(operation_id, content) == found


def test_msgspec_reads_the_rows_of_every_list_but_those_of_several_kinds() -> None:
    pytest.importorskip("msgspec")
    cut = pages.find_cut()
    assert cut is not None
    models = {name: module_of(name).OPERATION.read.model for name in LISTS}
    content = json.dumps({"_results": [{}], "_pagination": PAGINATION}).encode()
    assert {name for name, model in models.items() if cut(content, model) is None} == {"listSurveyStats"}
