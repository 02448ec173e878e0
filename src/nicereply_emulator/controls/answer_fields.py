"""Fields of answers: which there are, by the document, and changing them in a body."""

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from .._document import Document, Json, OperationDocument
from .._json import as_array, as_object

RESULTS = "_results"
PAGINATION = "_pagination"

Steps = tuple[str, ...]


def steps_of(field: str) -> Steps:
    """The steps to a field from the top of the body. Left to itself, a field is one of each record."""
    steps = tuple(field.split("."))
    return steps if steps[0] in (RESULTS, PAGINATION) else (RESULTS, *steps)


def success_schema(operation: OperationDocument) -> Json:
    return operation.responses[operation.success]


def has_pages(document: Document, operation: OperationDocument) -> bool:
    return any(True for _ in schemas_at(document, success_schema(operation), (PAGINATION,)))


def schemas_at(document: Document, schema: Json, steps: Steps) -> Iterator[Json]:
    """The schemas of the values at `steps`, looked for in all alternatives; none when there is no such field."""
    for one in _alternatives(document, schema):
        if not steps:
            yield one
            continue
        names = one.get("properties", {})
        further = one.get("additionalProperties")
        if steps[0] in names:
            yield from schemas_at(document, names[steps[0]], steps[1:])
        elif isinstance(further, dict) and _may_be_named(document, one, steps[0]):
            yield from schemas_at(document, cast("Json", further), steps[1:])


def has_object_at(document: Document, operation: OperationDocument, steps: Steps) -> bool:
    """Whether there may be an object at `steps`, in which a field has a place."""
    found = schemas_at(document, success_schema(operation), steps)
    return any("properties" in schema or "object" in schema.get("type", ()) for schema in found)


def choices_at(document: Document, operation: OperationDocument, steps: Steps) -> list[str]:
    """The documented values of the field, if it has a list of them."""
    found = schemas_at(document, success_schema(operation), steps)
    return [choice for schema in found for choice in schema.get("enum", []) if isinstance(choice, str)]


def field_names(document: Document, operation: OperationDocument) -> list[str]:
    """The fields of the answer's records, to choose from."""
    records = schemas_at(document, success_schema(operation), (RESULTS,))
    return sorted({name for record in records for name in record.get("properties", {})})


def change(body: Any, steps: Steps, change_one: Callable[[dict[str, Any], str], bool]) -> bool:
    """Call `change_one` with each object that the last step is in, or could be in; whether one of them was changed."""
    holders: list[dict[str, Any]] = list(_objects(body))
    for step in steps[:-1]:
        holders = [below for holder in holders if step in holder for below in _objects(holder[step])]
    changes = [change_one(holder, steps[-1]) for holder in holders]
    return any(changes)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The value if it is an object, or those that it is an array of."""
    one = as_object(value)
    if one is not None:
        yield one
    for item in as_array(value) or []:
        yield from _objects(item)


def _alternatives(document: Document, schema: Json) -> Iterator[Json]:
    schema = document.resolve(schema)
    yield schema
    for several in ("allOf", "anyOf", "oneOf"):
        for one in schema.get(several, []):
            yield from _alternatives(document, one)
    if "items" in schema:
        yield from _alternatives(document, schema["items"])


def _may_be_named(document: Document, schema: Json, name: str) -> bool:
    if "propertyNames" not in schema:
        return True
    names = document.resolve(schema["propertyNames"])
    pattern = names.get("pattern")
    return (pattern is None or re.search(pattern, name) is not None) and name in names.get("enum", [name])
