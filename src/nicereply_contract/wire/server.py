"""Asking any server: the requests of the cases of kind ``server``, and what is wrong with the answers."""

import json
import shlex
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import httpx

from .cases import Case, Json, SentRequest, ServerCase, is_array, is_object
from .loading import load_cases
from .matching import issue_of, text_matches, value_problems
from .pointers import present

LABELS = ("documented", "inferred", "assumed")


@dataclass(frozen=True)
class Outcome:
    """What came of a case.

    Attributes:
        case: the name of the case.
        state: whether the answer was right, wrong, or the case was not run.
        problems: what is wrong with the answer; or the reason why the case was not run.
        repeat: a command line that sends the request again, with ``$KEY`` in place of the key.
    """

    case: str
    state: Literal["passed", "failed", "not run"]
    problems: list[str] = field(default_factory=list[str])
    repeat: str = ""


def ask_server(
    base_url: str,
    api_key: str,
    *,
    demo_data: bool = False,
    allow_writes: bool = False,
    labels: Collection[str] = LABELS,
    cases: Iterable[Case] | None = None,
) -> Iterator[Outcome]:
    """Send the request of each server case and judge the answer.

    Args:
        base_url: the server, up to and with ``/v1``.
        api_key: its key, sent with a blank user name.
        demo_data: the server holds the emulator's demo data; without it, cases that need it are not run.
        allow_writes: send other methods than GET too.
        labels: how sure a case must be that the service does so: documented, inferred, assumed.
        cases: other cases than those of ``spec/conformance/``.
    """
    with httpx.Client(timeout=30, follow_redirects=False) as client:
        for case in load_cases() if cases is None else cases:
            if case["kind"] != "server":
                continue
            if case["demo_data"] and not demo_data:
                yield Outcome(case["name"], "not run", ["needs the demo data"])
            elif case["writes"] and not allow_writes:
                yield Outcome(case["name"], "not run", [f"{case['request']['method']} may change data"])
            elif case["label"] not in labels:
                yield Outcome(case["name"], "not run", [f"the behaviour is {case['label']}"])
            else:
                yield case_outcome(case, client, base_url, api_key)


def case_outcome(case: ServerCase, client: httpx.Client, base_url: str, api_key: str) -> Outcome:
    """Send one request through a client that follows no redirects, and judge the answer."""
    request = _request(case["request"], base_url.rstrip("/"), api_key)
    repeat = _curl(request, api_key)
    try:
        response = client.send(request)
    except httpx.HTTPError as error:
        return Outcome(case["name"], "failed", [f"no answer: {error!r}"], repeat)
    problems = list(_problems(case, response))
    return Outcome(case["name"], "failed" if problems else "passed", problems, repeat)


def _request(said: SentRequest, base_url: str, api_key: str) -> httpx.Request:
    # Built without a client, so that no header is there that the case does not have.
    headers = {name: value for name, value in said["headers"].items() if value is not None}
    credentials = {
        "none": None,
        "wrong-key": ":wrong-key",
        "key-as-user-name": f"{api_key}:",
        "key": f":{api_key}",
    }
    given = said["credentials"]
    pair = credentials[given] if isinstance(given, str) else f"{given['user_name']}:{api_key}"
    if pair is not None:
        headers["Authorization"] = "Basic " + b64encode(pair.encode()).decode("ascii")
    url = base_url + said["path"] + (f"?{said['query']}" if said["query"] else "")
    content = b64decode(said["body_base64"]) if "body_base64" in said else said.get("body", "").encode()
    return httpx.Request(said["method"], url, headers=headers, content=content or None)


def _curl(request: httpx.Request, api_key: str) -> str:
    words = ["curl", "-i", "-X", request.method, str(request.url)]
    for name, value in request.headers.items():
        if name == "authorization":
            if b64encode(f":{api_key}".encode()).decode("ascii") in value:
                words += ["-u", ":$KEY"]
        elif name not in {"host", "content-length"}:
            words += ["-H", f"{name}: {value}"]
    if request.content:
        words += ["--data-binary", request.content.decode(errors="backslashreplace")]
    return " ".join('":$KEY"' if word == ":$KEY" else shlex.quote(word) for word in words)


def _problems(case: ServerCase, response: httpx.Response) -> Iterator[str]:
    expected = case["answer"]
    if response.status_code not in expected["status"]:
        yield f"status {response.status_code}, not {' or '.join(map(str, expected['status']))}: {response.text[:300]}"
        return
    for name, value in expected["headers"].items():
        given = response.headers.get(name)
        if given is None or not text_matches(value, given):
            yield f"header {name} is {given!r}, not {value!r}"
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        yield f"content type {response.headers.get('content-type')!r}, not application/json"
    try:
        document: Json = json.loads(response.content.decode("utf-8"))
    except ValueError as error:
        yield f"the body is no JSON in UTF-8: {error}"
        return
    if not is_object(document):
        yield f"the body is {document!r}, not an object"
        return
    if response.status_code >= 400:
        yield from _error_problems(case, document.get("errors"))
    elif "_results" not in document:
        yield "the body has no _results"
    elif "value" in expected:
        yield from value_problems(expected["value"], document["_results"])
    if "pagination" in expected:
        yield from value_problems(expected["pagination"], document.get("_pagination"), "/_pagination")
    yield from (f"{pointer} is there" for pointer in expected["absent"] if present(document, pointer))


def _error_problems(case: ServerCase, errors: Json) -> Iterator[str]:
    if not is_array(errors) or not errors or not all(isinstance(text, str) for text in errors):
        yield f"errors is {errors!r}, not an array of texts with at least one"
        return
    expected = case["answer"]
    if "errors" in expected and sorted(errors) != sorted(expected["errors"]):
        yield f"errors is {errors!r}, not {expected['errors']!r} in any order"
    issues = [issue_of(text) for text in errors]
    for wanted in expected.get("issues", []):
        if not any(wanted.items() <= issue.items() for issue in issues):
            yield f"no text of {errors!r} is about {wanted!r}"


def is_this_machine(base_url: str) -> bool:
    """Whether the server is on this machine, where writing harms nobody."""
    return (urlsplit(base_url).hostname or "") in {"localhost", "127.0.0.1", "::1"}
