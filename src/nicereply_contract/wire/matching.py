"""Is what was sent, or answered, what a case says? Every function returns the problems as texts; none means yes."""

import json
import re
from datetime import datetime
from urllib.parse import parse_qsl, unquote

from .canned import SeenRequest
from .cases import Json, Matcher, Request, is_array, is_object

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", re.ASCII)
_ISSUE = re.compile(r"Validation error in (\w+)((?:\[[^\]]*\])*): (.*)", re.DOTALL)


def text_matches(expected: Matcher, actual: str) -> bool:
    """Whether a text is the expected one, has the pattern, or denotes the instant in a documented form."""
    if isinstance(expected, str):
        return actual == expected
    if "$pattern" in expected:
        return re.search(expected["$pattern"], actual) is not None
    said: Json = expected["$instant"]
    instants: list[str] = said if is_array(said) else [said]
    if _DATE.fullmatch(actual) is None:
        return False
    try:
        return datetime.fromisoformat(actual) in [datetime.fromisoformat(instant) for instant in instants]
    except ValueError:
        return False


def _segments(path: str) -> list[str]:
    return [unquote(segment) for segment in path.split("/")]


def _query_problems(expected: Request, raw: str) -> list[str]:
    problems = [f"query {raw!r} holds {text!r}" for text in expected["query_excludes"] if text in raw]
    pairs = parse_qsl(raw, keep_blank_values=True, strict_parsing=bool(raw))
    sent = dict(pairs)
    if len(sent) != len(pairs):
        problems.append(f"query {raw!r} has a parameter twice")
    for name, value in expected["query"].items():
        if name not in sent:
            problems.append(f"query {raw!r} is without {name}")
        elif not text_matches(value, sent[name]):
            problems.append(f"query parameter {name} is {sent[name]!r}, not {value!r}")
    for name, value in sent.items():
        if name in expected["query"]:
            continue
        own_choice = value == "1" if name == "page" else value.isdecimal() and 10 <= int(value) <= 100
        if name not in expected["query_free"] or not own_choice:
            problems.append(f"query has {name}={value}, which nobody asked for")
    return problems


def _body_problems(expected: Request, body: bytes) -> list[str]:
    if "body" not in expected:
        return [f"a body of {len(body)} bytes was sent"] if body else []
    try:
        sent = json.loads(body.decode("utf-8"))
    except ValueError as error:
        return [f"the body is no JSON in UTF-8: {error}"]
    return [] if same_json(expected["body"], sent) else [f"the body is {sent!r}, not {expected['body']!r}"]


def request_problems(expected: Request, seen: SeenRequest) -> list[str]:
    """How a request differs from the one that a call must make."""
    problems: list[str] = []
    if seen.method != expected["method"]:
        problems.append(f"the method is {seen.method}, not {expected['method']}")
    path, _, query = seen.target.partition("?")
    right = (
        _segments(path) == _segments(expected["path"])
        if isinstance(expected["path"], str)
        else text_matches(expected["path"], path)
    )
    if not right:
        problems.append(f"the path is {path}, not {expected['path']}")
    problems += _query_problems(expected, query)
    for name, value in expected["headers"].items():
        given = seen.header(name)
        if len(given) != 1 or not text_matches(value, given[0]):
            # The key of a case is no secret, yet a credential is never written out.
            shown = f"{len(given)} values" if name == "Authorization" else repr(given)
            problems.append(f"header {name} is {shown}, not {value!r}")
    problems += [f"header {name} was sent" for name in expected["headers_absent"] if seen.header(name)]
    return problems + _body_problems(expected, seen.body)


def same_json(expected: Json, actual: Json) -> bool:
    """Equality of JSON values: 1 and 1.0 are equal, 1 and true are not."""
    if is_object(expected):
        return (
            is_object(actual)
            and expected.keys() == actual.keys()
            and all(same_json(value, actual[key]) for key, value in expected.items())
        )
    if is_array(expected):
        return (
            is_array(actual)
            and len(expected) == len(actual)
            and all(same_json(*pair) for pair in zip(expected, actual, strict=True))
        )
    return isinstance(expected, bool) == isinstance(actual, bool) and expected == actual


def value_problems(expected: Json, actual: Json, place: str = "") -> list[str]:
    """How a value differs from the expected one, of whose objects only the fields that are named count.

    An absent field and null are the same; texts may be matchers; arrays have the expected length.
    """
    if is_object(expected) and expected.keys() in ({"$pattern"}, {"$instant"}):
        right = isinstance(actual, str) and text_matches(expected, actual)
        return [] if right else [f"{place or '/'} is {actual!r}, not {expected!r}"]
    if is_object(expected):
        if not is_object(actual):
            return [f"{place or '/'} is {actual!r}, not an object"]
        return [
            problem
            for key, value in expected.items()
            for problem in value_problems(value, actual.get(key), f"{place}/{key}")
        ]
    if is_array(expected):
        if not is_array(actual):
            return [f"{place or '/'} is {actual!r}, not an array"]
        if len(expected) != len(actual):
            return [f"{place or '/'} has {len(actual)} items, not {len(expected)}"]
        return [
            problem
            for index, value in enumerate(expected)
            for problem in value_problems(value, actual[index], f"{place}/{index}")
        ]
    return [] if same_json(expected, actual) else [f"{place or '/'} is {actual!r}, not {expected!r}"]


def issue_of(text: str) -> dict[str, str]:
    """Location, field (levels joined by dots) and message of an error text; no place where it has another wording."""
    match = _ISSUE.fullmatch(text)
    if match is None:
        return {"location": "", "field": "", "message": text}
    return {"location": match[1], "field": match[2][1:-1].replace("][", "."), "message": match[3]}
