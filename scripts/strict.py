"""The strict document: what a server of ours sends, computed from what a client must be able to read.

The source says at each `x-discrepancy` what is read and what is sent. Where the two differ for machines too, `sent` is
`{says, patch}`, and the patch is a JSON Merge Patch (RFC 7386) to the very object that holds the `x-discrepancy`.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from document import DocumentError, Json, JsonObject, lookup, pointer
from overlay import same

KEY = "x-discrepancy"
_REQUIRED = ("point", "read", "sent")
_OPTIONAL = ("tables", "examples", "evidence")


@dataclass(frozen=True)
class Discrepancy:
    """One point where the documentation contradicts itself or is silent, and the place of the document it is about."""

    place: tuple[str | int, ...]
    point: str
    tables: str
    examples: str
    read: str
    sent: str
    evidence: str
    patch: JsonObject | None


def discrepancies(document: Json, *place: str | int) -> Iterator[Discrepancy]:
    """All discrepancies of the document, in its order. Raises DocumentError when one is malformed."""
    if isinstance(document, dict):
        for key, value in document.items():
            if key == KEY:
                yield from _read(value, place)
            else:
                yield from discrepancies(value, *place, key)
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from discrepancies(value, *place, index)


def _read(value: Json, place: tuple[str | int, ...]) -> Iterator[Discrepancy]:
    where = f"{pointer(*place)}/{KEY}"
    for entry in value if isinstance(value, list) else [value]:
        if not isinstance(entry, dict):
            raise DocumentError(f"{where}: {entry!r} must be an object with {', '.join(_REQUIRED + _OPTIONAL)}")
        unknown = [key for key in entry if key not in _REQUIRED + _OPTIONAL]
        missing = [key for key in _REQUIRED if key not in entry]
        if unknown or missing:
            known = ", ".join(_REQUIRED + _OPTIONAL)
            raise DocumentError(f"{where}: unknown keys {unknown}, missing keys {missing}; the keys are {known}")
        sent, patch = _read_sent(entry["sent"], where)
        texts = {key: _text(entry.get(key, ""), f"{where}/{key}") for key in _REQUIRED + _OPTIONAL if key != "sent"}
        yield Discrepancy(place, sent=sent, patch=patch, **texts)


def _read_sent(sent: Json, where: str) -> tuple[str, JsonObject | None]:
    if not isinstance(sent, dict):
        return _text(sent, f"{where}/sent"), None
    patch = sent.get("patch")
    if sent.keys() != {"says", "patch"} or not isinstance(patch, dict) or not patch or KEY in patch:
        raise DocumentError(
            f"{where}/sent: must be a text, or {{says: text, patch: the changes to the object around it}}"
        )
    return _text(sent["says"], f"{where}/sent/says"), patch


def _text(value: Json, where: str) -> str:
    if not isinstance(value, str):
        raise DocumentError(f"{where}: is {value!r}, it must be a text")
    return value.strip()


def strict_document(document: JsonObject) -> JsonObject:
    """The document with `sent` in place of `read` and without `x-discrepancy`.

    Patches inside come before patches around them, those of one place in their order.
    Raises DocumentError when a discrepancy is malformed or its patch changes nothing.
    """
    found = list(discrepancies(document))
    result = copy.deepcopy(document)
    for discrepancy in sorted(found, key=lambda discrepancy: len(discrepancy.place), reverse=True):
        if discrepancy.patch is not None:
            _apply(result, discrepancy.place, discrepancy.patch)
    return without_discrepancies(result)


def _apply(document: JsonObject, place: tuple[str | int, ...], patch: JsonObject) -> None:
    target = lookup(document, place)
    if not isinstance(target, dict):
        raise DocumentError(f"{pointer(*place)}: is no object any more, a patch inside has replaced it")
    patched = merge_patch(target, patch)
    if same(patched, target):
        raise DocumentError(f"{pointer(*place)}/{KEY}/sent/patch: changes nothing, the object is already as it says")
    target.clear()
    target.update(patched)


def merge_patch(target: Json, patch: JsonObject) -> JsonObject:
    """RFC 7386: objects are merged, null deletes, all else replaces."""
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict):
            result[key] = merge_patch(result.get(key), value)
        else:
            result[key] = copy.deepcopy(value)
    return result


def without_discrepancies(document: JsonObject) -> JsonObject:
    """A copy of the document without any `x-discrepancy`."""
    return {key: _without(value) for key, value in document.items() if key != KEY}


def _without(value: Json) -> Json:
    if isinstance(value, dict):
        return without_discrepancies(value)
    if isinstance(value, list):
        return [_without(item) for item in value]
    return value
