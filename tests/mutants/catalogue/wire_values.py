"""Mistakes in the values of an answer: fields, nulls, types, enumerations, bounds, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..mutant import Made, operator
from ..places import EVERY, Place, fields, holders, is_map
from .wire import answering, edited

_OTHER: tuple[tuple[str, Any], ...] = (
    ("string", "text"),
    ("integer", 7),
    ("boolean", True),
    ("array", []),
    ("object", {}),
)
_NO: dict[str, str] = {
    "uuid": "32",
    "date-time": "24.10.2017 13:37",
    "email": "nobody",
    "ipv4": "2001:db8::1",
    "uri": "not a uri",
    "uri-reference": "\\\\not a reference",
}


def _put(place: Place, value: Callable[[Any], Any], *, of_null: bool = False) -> Made:
    """A value in place of the one that is there, wherever the place leads to; of null too, where that is meant."""

    def change(document: Any) -> None:
        for holder, key in holders(document, place.steps):
            if of_null or holder[key] is not None:
                holder[key] = value(holder[key])

    return str(place), (place.operation,), answering(place.operation, place.status, edited(change))


def _fields() -> Iterator[Place]:
    """Every field, without the two that envelopes are about."""
    for place in fields():
        if len(place.steps) > 1:
            yield place


@operator("wire", "fields")
def field_missing() -> Iterator[Made]:
    """A field that is always there is missing."""
    for place in _fields():
        if place.required and place.steps[-1] != EVERY:

            def change(document: Any, steps: tuple[str, ...] = place.steps) -> None:
                for holder, key in list(holders(document, steps)):
                    del holder[key]

            yield str(place), (place.operation,), answering(place.operation, place.status, edited(change))


@operator("wire", "fields")
def field_in_camel_case() -> Iterator[Made]:
    """A field has its name in camel case."""
    for place in _fields():
        name = place.steps[-1]
        head, *rest = name.lstrip("_").split("_")
        if place.required and rest:

            def change(document: Any, steps: tuple[str, ...] = place.steps, new: str = head) -> None:
                for holder, key in list(holders(document, steps)):
                    holder[new] = holder.pop(key)

            new = head + "".join(map(str.title, rest))
            fault = answering(
                place.operation, place.status, edited(lambda body, change=change, new=new: change(body, new=new))
            )
            yield str(place), (place.operation,), fault


@operator("wire", "nulls")
def null_for_a_value() -> Iterator[Made]:
    """A value that is never null is null."""
    for place in _fields():
        if not place.facts.nullable:
            yield _put(place, lambda _: None)


@operator("wire", "types")
def another_type() -> Iterator[Made]:
    """A value has a type that the document does not have for it."""
    for place in _fields():
        if place.facts.types:
            allowed = place.facts.types | ({"integer"} if "number" in place.facts.types else set())
            other = next(value for name, value in _OTHER if name not in allowed)
            yield _put(place, lambda _, other=other: other, of_null=True)


@operator("wire", "types")
def number_as_text() -> Iterator[Made]:
    """A number is a string of digits."""
    for place in _fields():
        if place.facts.types <= {"integer", "number"} and place.facts.types:
            yield _put(place, str)


@operator("wire", "types")
def whole_number_with_fraction() -> Iterator[Made]:
    """A whole number has a fraction."""
    for place in _fields():
        if place.facts.types == {"integer"}:
            yield _put(place, lambda value: value + 0.5)


@operator("wire", "types")
def boolean_as_number() -> Iterator[Made]:
    """Yes and no are 1 and 0."""
    for place in _fields():
        if place.facts.types == {"boolean"}:
            yield _put(place, int)


@operator("wire", "enums")
def unknown_value() -> Iterator[Made]:
    """A value of an enumeration is not one of the document's."""
    for place in _fields():
        if place.facts.enum is not None:
            yield _put(place, lambda _: "undocumented")


@operator("wire", "enums")
def value_in_another_case() -> Iterator[Made]:
    """A value of an enumeration has its letters in the other case."""
    for place in _fields():
        if place.facts.enum is not None:
            yield _put(place, str.swapcase)


@operator("wire", "bounds")
def below_the_least() -> Iterator[Made]:
    """A number is below its least value."""
    for place in _fields():
        if place.facts.minimum:
            below = min(place.facts.minimum) - 1
            yield _put(place, lambda _, below=below: below)


@operator("wire", "bounds")
def above_the_greatest() -> Iterator[Made]:
    """A number is above its greatest value."""
    for place in _fields():
        if place.facts.maximum:
            above = max(place.facts.maximum) + 1
            yield _put(place, lambda _, above=above: above)


@operator("wire", "formats")
def not_of_its_format() -> Iterator[Made]:
    """A text has not the form that it should have."""
    for place in _fields():
        for name in sorted(place.facts.formats & _NO.keys()):
            yield _put(place, lambda _, no=_NO[name]: no)


@operator("wire", "formats")
def date_with_fraction() -> Iterator[Made]:
    """A date has fractions of a second, which no documented form has."""
    for place in _fields():
        if "date-time" in place.facts.formats:
            yield _put(place, lambda value: value[:19] + ".000" + value[19:])


@operator("wire", "formats")
def date_without_offset() -> Iterator[Made]:
    """A date does not say its offset."""
    for place in _fields():
        if "date-time" in place.facts.formats:
            yield _put(place, lambda value: value[:19])


@operator("wire", "formats")
def date_with_a_blank() -> Iterator[Made]:
    """A date has a blank in place of the T."""
    for place in _fields():
        if "date-time" in place.facts.formats:
            yield _put(place, lambda value: value.replace("T", " "))


@operator("wire", "maps")
def key_outside_of_the_scale() -> Iterator[Made]:
    """A histogram counts a score that its metric does not have."""
    for place in _fields():
        if is_map(place):
            yield _put(place, lambda counts: {**counts, "11": 0})


@operator("wire", "maps")
def key_is_no_score() -> Iterator[Made]:
    """A histogram has a key that is no number."""
    for place in _fields():
        if is_map(place):
            yield _put(place, lambda counts: {**counts, "total": 0})


@operator("wire", "maps")
def count_as_text() -> Iterator[Made]:
    """The counts of a histogram are strings."""
    for place in _fields():
        if is_map(place):
            yield _put(place, lambda counts: {score: str(count) for score, count in counts.items()})


@operator("wire", "maps")
def count_below_zero() -> Iterator[Made]:
    """A count of a histogram is negative."""
    for place in _fields():
        if is_map(place):
            yield _put(place, lambda counts: dict.fromkeys(counts, -1))
