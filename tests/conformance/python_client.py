"""The Python client as the cases see it: calls by operation id; values and errors under the names of the wire."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from unittest import mock
from uuid import UUID

import nicereply
from nicereply.api import METHODS
from nicereply_contract.wire import value_problems
from nicereply_contract.wire.cases import Call, Client, Json, JsonObject

# Wire names that Python spells otherwise.
_ATTRIBUTES = {"from": "from_", "self": "self_", "_links": "links", "CSAT": "csat", "CES": "ces", "NPS": "nps"}
_VARIABLES = ("NICEREPLY_API_KEY", "NICEREPLY_BASE_URL")


def make_client(kind: type[Any], said: Client, origin: str) -> Any:
    """A client as a case wants it, with nothing but the case's own settings in the environment."""
    base_url = said.get("base_url", origin + said["base_path"])
    key = said["api_key"]
    environment = {name: value for name, value in os.environ.items() if name not in _VARIABLES}
    if said["configured_by"] == "environment":
        environment |= {"NICEREPLY_BASE_URL": base_url, "NICEREPLY_API_KEY": key or ""}
        arguments: dict[str, Any] = {}
    else:
        arguments = {"base_url": base_url} | ({"api_key": key} if key is not None else {})
    with mock.patch.dict(os.environ, environment, clear=True):
        return kind(**arguments, max_retries=said["max_retries"])


def _native(value: Json) -> Any:
    match value:
        case {"$datetime": text} | {"$naive": text}:
            return datetime.fromisoformat(text)
        case {"$uuid": text}:
            return UUID(text)
        case {"$unset": True}:
            return nicereply.UNSET
        case dict():
            return {key: _native(item) for key, item in value.items()}
        case list():
            return [_native(item) for item in value]
        case _:
            return value


def _body_argument(name: str, value: Any) -> Any:
    """A body field as the client takes it: objects have classes of their own."""
    if name == "user" and isinstance(value, dict):
        return nicereply.UserById(**value) if "id" in value else nicereply.UserByUsername(**value)
    if name == "extra_questions" and isinstance(value, list):
        return [nicereply.ExtraQuestionScore(**item) for item in value]
    return value


def start(client: Any, operation: str, call: Call) -> Any:
    """Call the operation; gives a result, a pager, or an awaitable."""
    resource, method = METHODS[operation].split(".")
    arguments = {name: _native(value) for name, value in call["parameters"].items()}
    for name, value in call.get("body", {}).items():
        arguments[_ATTRIBUTES.get(name, name)] = _body_argument(name, _native(value))
    identifier = [arguments.pop("id")] if "id" in arguments else []
    return getattr(getattr(client, resource), method)(*identifier, **arguments)


def run(client: Any, operation: str, call: Call) -> Any:
    """The value of a call of the synchronous client; a list for lists."""
    result = start(client, operation, call)
    if call["read"] == "value":
        return result
    if call["read"] == "pages":
        return list(result.pages())
    return list(result.take(call["take"])) if "take" in call else list(result)


async def run_async(client: Any, operation: str, call: Call) -> Any:
    """The value of a call of the asynchronous client; a list for lists."""
    result = start(client, operation, call)
    if call["read"] == "value":
        return await result
    if call["read"] == "pages":
        return [page async for page in result.pages()]
    if "take" in call:
        return await result.take(call["take"])
    return [item async for item in result]


def _field(value: Any, name: str) -> Any:
    """A field of a record under the name that it has on the wire, also one that the client does not know."""
    if isinstance(value, Mapping):
        return value.get(name)
    if name == "histogram" and hasattr(value, "counts"):
        return {
            str(score) if isinstance(score, int) else repr(score): count
            for score, count in (value.counts or {}).items()
        }
    attribute = _ATTRIBUTES.get(name, name)
    return getattr(value, attribute) if hasattr(value, attribute) else value.to_dict().get(name)


def _as_json(value: Any, like: Json) -> Json:
    """The value as JSON, of whose objects only the fields that are expected are read."""
    if isinstance(value, datetime):
        # A date keeps its instant and its offset; Z and +00:00 are the same.
        same = value.tzinfo is not None and value == datetime.fromisoformat(like) if isinstance(like, str) else False
        return like if same and value.utcoffset() == datetime.fromisoformat(like).utcoffset() else value.isoformat()
    if isinstance(value, list | tuple):
        wanted = like if isinstance(like, list) and len(like) == len(value) else [None] * len(value)
        return [_as_json(item, wanted[index]) for index, item in enumerate(value)]
    if isinstance(like, dict) and value is not None and not isinstance(value, str | int | float):
        return {name: _as_json(_field(value, name), item) for name, item in like.items()}
    return value


def result_problems(expected: Json, value: Any) -> list[str]:
    """How a result differs from the value of a case."""
    return value_problems(expected, _as_json(value, expected))


def error_problems(expected: JsonObject, error: Exception) -> list[str]:
    """How an error differs from that of a case."""
    if not isinstance(error, getattr(nicereply, expected["class"])):
        return [f"the error is {error!r}, not {expected['class']}"]
    found: dict[str, Any] = {
        "status": getattr(error, "status_code", None),
        "errors": getattr(error, "errors", None),
        "retry_after": getattr(error, "retry_after", None),
        "path": getattr(error, "path", None),
        "body": (getattr(error, "body", None) or b"").decode(errors="replace"),
        "issues": [
            {"location": issue.location or "", "field": issue.field or "", "message": issue.message}
            for issue in getattr(error, "issues", [])
        ],
    }
    problems: list[str] = []
    for name, wanted in expected.items():
        if name == "class":
            continue
        if isinstance(wanted, dict):
            if found[name] is None or abs(found[name] - wanted["$about"]) > wanted["within"]:
                problems.append(f"{name} is {found[name]}, not about {wanted['$about']}")
        else:
            problems += value_problems(wanted, found[name], name)
    return problems
