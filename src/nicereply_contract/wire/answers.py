"""Canned answers as cases give them (JSON, text, base64, or like another case's) and as they go over the wire."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from .cases import Answer, CaseFileError, Json, JsonObject, is_object
from .pointers import changed

_ENVELOPE = "_results"


@dataclass(frozen=True)
class Canned:
    """An answer, and the JSON that its body stands for where it was given as JSON."""

    answer: Answer
    document: Json = None


def canned(given: JsonObject, by_case: Mapping[str, JsonObject], success: int) -> Canned:
    """The answer that a case gives.

    Args:
        given: the ``answer`` of the case.
        by_case: the ``answer`` of every case that can be named by ``like``.
        success: the documented success of the operation, for an answer that is like a documented one.
    """
    headers: dict[str, str | JsonObject] = {"Content-Type": "application/json"}
    for name, value in given.get("headers", {}).items():
        headers.pop(name, None)
        if value is not None:
            headers[name] = value
    answer: Answer = {"headers": headers}
    if "broken" in given:
        answer["broken"] = given["broken"]
        if given["broken"] == "before-answer":
            return Canned({"headers": {}, "broken": "before-answer"})
    answer["status"] = given.get("status", success)
    if "like" in given:
        try:
            model = by_case[given["like"]]["json"]
        except KeyError:
            raise CaseFileError(f"like: {given['like']!r} is no case with a single answer in JSON") from None
        document = changed(model, given.get("with", {}), given.get("without", ()))
        answer["body"] = json.dumps(document, ensure_ascii=False)
        return Canned(answer, document)
    if "json" in given:
        answer["body"] = json.dumps(given["json"], ensure_ascii=False)
        return Canned(answer, given["json"])
    if "base64" in given:
        answer["body_base64"] = given["base64"]
        return Canned(answer)
    answer["body"] = given["text"]
    return Canned(answer)


def as_answered(answer: Canned, changes: Mapping[str, Json]) -> Json:
    """The content of the answer without its envelope, with what a client names differently."""
    if not is_object(answer.document) or _ENVELOPE not in answer.document:
        raise CaseFileError(f"value: as-answered needs an answer in JSON with {_ENVELOPE}")
    return changed(answer.document[_ENVELOPE], changes)
