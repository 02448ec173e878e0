"""Where the documentation contradicts itself or is silent, the document says so at that spot."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from . import documented
from .checks import JSON
from .document import Document, Facts, Node, discrepancies
from .example_checks import walk

KEYS = ("point", "tables", "examples", "read", "sent", "evidence")


def spot(document: Document, operation_id: str, place: str) -> Iterator[Node]:
    """The x-discrepancy objects at one place of an operation; LookupError when there is no such place."""
    found = document.operation(operation_id)
    if found is None:
        raise LookupError(f"{operation_id}: no such operation")
    _, _, operation, item = found
    kind, _, name = place.partition(":")
    if kind == "operation":
        yield from discrepancies(operation)
    elif kind in ("query", "path"):
        parameters = document.parameters(operation, item, kind)
        for node in parameters[name or "id"]:
            yield from discrepancies(node)
        yield from document.facts(parameters[name or "id"][-1]["schema"]).discrepancies
    elif kind == "body":
        schema = document.resolve(operation["requestBody"])["content"][JSON]["schema"]
        yield from _below(document, document.facts(schema), name.split("."), f"{operation_id} {place}")
    else:
        (status,) = [status for status in operation["responses"] if status.startswith("2")]
        envelope = document.facts(document.resolve(operation["responses"][status])["content"][JSON]["schema"])
        steps = name.split(".") if name.startswith("_pagination") else ["_results", *name.split(".")]
        yield from _below(document, envelope, steps, f"{operation_id} {place}")


def _below(document: Document, facts: Facts, steps: list[str], where: str) -> Iterator[Node]:
    """Walk down by names of fields, through arrays; also what the last object but one says of the last field."""
    if facts.items and not facts.properties:
        facts = document.facts(*facts.items)
    name, *rest = steps
    if name not in facts.properties:
        raise LookupError(f"{where}: there is no field {name!r}")
    below = document.facts(*facts.properties[name])
    if rest:
        yield from _below(document, below, rest, where)
    else:
        yield from below.discrepancies
        yield from (point for point in facts.discrepancies if name in str(point))


@pytest.mark.parametrize("name", documented.points())
def test_a_point_is_stated_where_it_belongs(document: Document, name: str) -> None:
    """At its spots, and with the words that tell it from another point at the same spot."""
    wanted = documented.points()[name]
    everywhere = [point for node in walk(document.tree) for point in discrepancies(node)]
    words = wanted.get("says", [])
    assert wanted.get("spots") or words, f"{name}: the inventory says neither where nor what"
    if "spots" not in wanted:
        assert any(_says(point, words) for point in everywhere), f"no x-discrepancy anywhere says {words}"
        return
    for operation_id in wanted["operations"]:
        places = wanted["spots"]
        missing = [
            place for place in places if not any(_says(point, words) for point in spot(document, operation_id, place))
        ]
        enough = len(missing) < len(places) if wanted.get("any") else not missing
        assert enough, f"{operation_id}: no x-discrepancy ({name}; words {words}) at {missing}"


def _says(point: Node, words: list[str]) -> bool:
    text = " ".join(str(value) for value in point.values())
    return all(re.search(str(word), text, re.IGNORECASE) for word in words)


def place_problems(document: Document) -> list[str]:
    """Points that a place of the inventory does not state, and places that state one without being in it."""
    wanted = {(point, place) for point, places in documented.places().items() for place in places}
    found = {
        (point.get("point"), _short(pointer))
        for pointer, node in _pointers(document.tree, "")
        for point in discrepancies(node)
    }
    return [f"{place} does not state {point!r}" for point, place in sorted(wanted - found)] + [
        f"{place} states {point!r}, which is in no inventory" for point, place in sorted(found - wanted)
    ]


def _pointers(node: object, pointer: str) -> Iterator[tuple[str, Node]]:
    if isinstance(node, dict):
        yield pointer, node
        for key, child in node.items():
            yield from _pointers(child, f"{pointer}/{str(key).replace('/', '~1')}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _pointers(child, f"{pointer}/{index}")


def _short(pointer: str) -> str:
    return pointer.removeprefix("/components/").removeprefix("schemas/").replace("/properties/", ".")


def test_every_place_states_its_points(document: Document) -> None:
    """Not only one of several places."""
    problems = place_problems(document)
    assert not problems, "\n".join(problems)


def test_every_discrepancy_is_complete(document: Document) -> None:
    """Six texts each; `sent` may be a text with a patch of the object that holds it."""
    problems = []
    count = 0
    for node in walk(document.tree):
        for point in discrepancies(node):
            count += 1
            who = point.get("point", node)
            if set(point) != set(KEYS):
                problems.append(f"{who}: has {sorted(point)}, not {sorted(KEYS)}")
            sent = point.get("sent")
            if isinstance(sent, dict):
                if set(sent) != {"says", "patch"} or not isinstance(sent["patch"], dict) or not sent["patch"]:
                    problems.append(f"{who}: sent is neither a text nor {{says, patch}}: {sent}")
                sent = sent.get("says")
            texts = {**point, "sent": sent}
            problems += [
                f"{who}: {key} is no text: {texts.get(key)!r}"
                for key in KEYS
                if not isinstance(texts.get(key), str) or not texts[key].strip()
            ]
    assert count >= len(documented.points()), f"only {count} x-discrepancy objects in the whole document"
    assert not problems, "\n".join(problems)


def test_a_spot_that_does_not_exist_is_an_error(document: Document) -> None:
    """Or a point could be looked for in vain and nobody would notice."""
    with pytest.raises(LookupError):
        list(spot(document, "getCsatRating", "answer:no_such_field"))
    with pytest.raises(LookupError):
        list(spot(document, "getCsatRating", "query:no_such_parameter"))
