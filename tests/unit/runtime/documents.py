"""Documents drawn from the schemas of answers, and bent as services bend them."""

from datetime import datetime
from typing import Any

import hypothesis.strategies as st

import nicereply_spec

DOCUMENT: dict[str, Any] = nicereply_spec.load()

ALIASES = {"type", "metric", "average", "nps_score"}
"""Members that are read under either name: as added fields they would be read."""

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
TIMESTAMPS = st.builds(
    "{}{}{}".format,
    st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda moment: moment.isoformat(timespec="seconds")),  # noqa: DTZ001
    st.sampled_from(["", "", "", ".5", ".123456", ".1234564", ".9999999"]),
    st.sampled_from(["Z", "z", "+00:00", "-00:00", "+02:00", "-11:30"]),
)
WHOLE_NUMBERS = st.integers(-(10**6), 10**6) | st.integers()
ANYTHING = st.recursive(
    st.none() | st.booleans() | WHOLE_NUMBERS | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def answer_schema(operation: dict[str, Any]) -> dict[str, Any]:
    """The schema of the success of an operation."""
    success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    schema: dict[str, Any] = success["content"]["application/json"]["schema"]
    return schema


@st.composite
def values(draw: st.DrawFn, schema: dict[str, Any], odd: st.SearchStrategy[Any] | None) -> Any:
    """A value of the schema: a field may be missing, null or new, and a value of an enumeration may be unknown.

    `odd` stands now and then where something else was promised.
    """
    schema = resolved(schema)
    if odd is not None and draw(st.integers(0, 40)) == 40:
        return draw(odd)
    if "oneOf" in schema or "anyOf" in schema:
        return draw(values(draw(st.sampled_from(schema.get("oneOf") or schema["anyOf"])), odd))
    kinds = schema.get("type", "object" if "properties" in schema else "string")
    kind = draw(st.sampled_from(kinds)) if isinstance(kinds, list) else kinds
    match kind:
        case "object":
            return draw(_objects(schema, odd))
        case "array":
            return draw(st.lists(values(schema["items"], odd), max_size=3))
        case "integer":
            return draw(WHOLE_NUMBERS | st.integers(0, 10).map(float))
        case "number":
            return draw(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**6), 10**6))
        case "boolean":
            return draw(st.booleans())
        case "null":
            return None
        case "string":
            if schema.get("format") == "date-time":
                return draw(TIMESTAMPS)
            if "pattern" in schema:  # scores and old ids: digits
                return str(draw(st.integers(0, 10**6)))
            return draw(st.sampled_from(schema["enum"]) | TEXTS if "enum" in schema else TEXTS)
    raise AssertionError(f"no values for {schema}")


@st.composite
def _objects(draw: st.DrawFn, schema: dict[str, Any], odd: st.SearchStrategy[Any] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, part in schema.get("properties", {}).items():
        match draw(st.integers(0, 12)):
            case 0:
                continue
            case 1:
                found[name] = None
            case _:
                found[name] = draw(values(part, odd))
    if "additionalProperties" in schema and isinstance(schema["additionalProperties"], dict):
        keys = st.integers(0, 10).map(str)
        found |= draw(st.dictionaries(keys, values(schema["additionalProperties"], odd), max_size=4))
    added = st.dictionaries(TEXTS | st.sampled_from(["_row", "from_", "self", "type"]), ANYTHING, max_size=2)
    known = {*schema.get("properties", {}), *ALIASES}
    found |= {name: value for name, value in draw(added).items() if name not in known and not name.isdigit()}
    return found
