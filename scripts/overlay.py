"""Apply OpenAPI Overlay 1.0 documents.

Stricter than the standard where a slip would go unnoticed: each action says why it is there, and an action that matches
nothing or changes nothing is an error, so that no overlay outlives what it was made for.

Two readings of the standard: an array inside an `update` replaces the array that is there ("only the complete array can
be replaced"), and `remove` also takes properties with primitive values, as version 1.1 allows.
"""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from jsonpath import JSONPathEnvironment, JSONPathError, JSONPathMatch

from document import Json, JsonObject, load_object, lookup

_JSONPATH = JSONPathEnvironment(strict=True)
_OVERLAY_FIELDS = {"overlay", "info", "extends", "actions"}
_ACTION_FIELDS = {"target", "description", "update", "remove"}


class OverlayError(Exception):
    """An overlay, or one of its actions, cannot be applied; the message names overlay, action number and target."""


@dataclass(frozen=True)
class Action:
    """One action of an overlay; `number` counts from 1, `remove` and `update` exclude each other."""

    overlay: str
    number: int
    target: str
    update: Json
    remove: bool

    def error(self, reason: str) -> OverlayError:
        return OverlayError(f"{self.overlay}: action {self.number} (target {self.target}): {reason}")


def apply_overlays(document: JsonObject, paths: Iterable[Path]) -> JsonObject:
    """A copy of the document with the overlays' actions applied, in order. Raises OverlayError, DocumentError."""
    result = copy.deepcopy(document)
    for path in paths:
        for action in read_actions(load_object(path), path.name):
            apply_action(result, action)
    return result


def read_actions(overlay: JsonObject, name: str) -> list[Action]:
    """The actions of an overlay document, checked by the rules of the module. Raises OverlayError."""
    _refuse_unknown(overlay, _OVERLAY_FIELDS, name)
    version = overlay.get("overlay")
    if not (isinstance(version, str) and version.startswith("1.0.")):
        raise OverlayError(f'{name}: overlay is {version!r}, only version 1.0 ("1.0.0") is supported')
    info = overlay.get("info")
    if not (isinstance(info, dict) and isinstance(info.get("title"), str) and isinstance(info.get("version"), str)):
        raise OverlayError(f"{name}: info must have a title and a version (strings)")
    actions = overlay.get("actions")
    if not (isinstance(actions, list) and actions):
        raise OverlayError(f"{name}: actions must be a list with at least one action")
    return [_read_action(action, name, number) for number, action in enumerate(actions, start=1)]


def _read_action(action: Json, overlay: str, number: int) -> Action:
    where = f"{overlay}: action {number}"
    if not isinstance(action, dict):
        raise OverlayError(f"{where}: is {type(action).__name__}, it must be an object")
    target = action.get("target")
    if not isinstance(target, str):
        raise OverlayError(f"{where}: target is {target!r}, it must be a JSONPath expression")
    where = f"{where} (target {target})"
    _refuse_unknown(action, _ACTION_FIELDS, where)
    description = action.get("description")
    if not (isinstance(description, str) and description.strip()):
        raise OverlayError(f"{where}: has no description; it must say why the action is there")
    remove = action.get("remove", False)
    if not isinstance(remove, bool):
        raise OverlayError(f"{where}: remove is {remove!r}, it must be true or false")
    if remove == ("update" in action):
        raise OverlayError(f"{where}: must have either update or remove: true")
    return Action(overlay, number, target, action.get("update"), remove)


def _refuse_unknown(fields: JsonObject, known: set[str], where: str) -> None:
    unknown = [field for field in fields if field not in known and not field.startswith("x-")]
    if unknown:
        raise OverlayError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}")


def apply_action(document: JsonObject, action: Action) -> None:
    """Apply one action to the document, in place. Raises OverlayError."""
    try:
        matches = list(_JSONPATH.finditer(action.target, document))
    except JSONPathError as error:
        raise action.error(f"is no valid JSONPath expression (RFC 9535): {error}") from error
    if not matches:
        raise action.error("matches nothing")
    if action.remove:
        _remove(document, matches, action)
        return
    changed = [_update(cast("Json", match.obj), action) for match in matches]
    idle = [match.path for match, is_changed in zip(matches, changed, strict=True) if not is_changed]
    if idle:
        raise action.error(f"changes nothing in {len(idle)} of the {len(matches)} place(s) that it matches: {idle[0]}")


def _remove(document: JsonObject, matches: Sequence[JSONPathMatch], action: Action) -> None:
    parts_of_matches = {tuple(match.parts) for match in matches}
    if () in parts_of_matches:
        raise action.error("the root of the document cannot be removed")
    # Last first, and what is inside before what is around it, so that the paths of those still to go stay true.
    for parts in sorted(parts_of_matches, key=lambda parts: [_sortable(part) for part in parts], reverse=True):
        parent = lookup(document, parts[:-1])
        if isinstance(parent, dict):
            del parent[str(parts[-1])]
        elif isinstance(parent, list):
            del parent[int(parts[-1])]


def _sortable(part: str | int) -> tuple[int, int, str]:
    return (0, part, "") if isinstance(part, int) else (1, 0, part)


def _update(target: Json, action: Action) -> bool:
    """Whether the update changed the target."""
    if isinstance(target, list):
        target.append(copy.deepcopy(action.update))
        return True
    if not isinstance(target, dict):
        raise action.error(f"selects {target!r}; an update needs an object or an array, so select the object around it")
    if not isinstance(action.update, dict):
        raise action.error(f"updates an object with {action.update!r}, it must be an object")
    return _merge(target, action.update)


def _merge(target: JsonObject, update: JsonObject) -> bool:
    """Merge the update into the target, objects recursively; whether that changed anything."""
    changed = False
    for key, value in update.items():
        present = target.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            changed |= _merge(present, value)
        elif key not in target or not same(present, value):
            target[key] = copy.deepcopy(value)
            changed = True
    return changed


def same(one: Json, other: Json) -> bool:
    """Equality as JSON has it: true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other
