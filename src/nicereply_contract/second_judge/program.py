"""Judges a recorded run by openapi-core, in an environment of its own: needs nothing of this project.

`python program.py DOCUMENT RECORDING BASE_URL` reads the document and the exchanges (one JSON object a line, as
`nicereply_contract.exchange` writes them) and prints {"judged", "requests", "answers", "disagreements"} as JSON.

The first judge is the service together with the checks of the run: it accepted a request with a success or refused it
with 400, and its answers passed. A disagreement is a request that one judge takes and the other does not, or an answer
that the second one refuses. A refusal for a reason that no schema says (a score beyond the survey's scale, a name that
is taken, an unknown parameter) is none: of creations, only the successes are compared.
"""

from __future__ import annotations

import base64
import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Node = dict[str, Any]

MOST_OF_A_KIND = 40
"""Exchanges of one operation, method and status that are judged; the first ones of distinct content."""


class Request:
    """One recorded request, in the form of openapi-core's protocol."""

    def __init__(self, line: Node) -> None:
        """Take a line of the recording."""
        address = urlsplit(str(line["url"]))
        datastructures: Any = import_module("werkzeug.datastructures")
        self.host_url = f"{address.scheme}://{address.netloc}"
        self.path = address.path
        self.method = line["method"].lower()
        headers = dict(line["request_headers"])
        if line["authorized"]:
            headers["authorization"] = "Basic " + base64.b64encode(b":left out").decode()
        parameters: Any = import_module("openapi_core.datatypes").RequestParameters
        self.parameters = parameters(
            query=datastructures.ImmutableMultiDict(parse_qsl(address.query, keep_blank_values=True)),
            header=datastructures.Headers(headers),
            cookie=datastructures.ImmutableMultiDict(),
        )
        self.content_type = headers.get("content-type", "").partition(";")[0] or "application/json"
        body = base64.b64decode(line["request_body"])
        self.body = body or None


class Response:
    """One recorded answer, in the form of openapi-core's protocol."""

    def __init__(self, line: Node) -> None:
        """Take a line of the recording."""
        datastructures: Any = import_module("werkzeug.datastructures")
        self.data = base64.b64decode(line["body"])
        self.status_code = line["status"]
        self.headers = datastructures.Headers(line["headers"])
        self.content_type = line["headers"].get("content-type", "").partition(";")[0]


class Judge:
    """openapi-core over one document."""

    def __init__(self, document: Node, base_url: str) -> None:
        """Prepare the validators."""
        core: Any = import_module("openapi_core")
        # Relative links of the document need no base; servers say where it is served.
        self._prefix = urlsplit(base_url).path
        self._concrete = {path: item for path, item in document["paths"].items() if "{" not in path}
        self._openapi = core.OpenAPI.from_dict({**document, "servers": [{"url": base_url}]})
        errors: Any = import_module("openapi_core.templating.paths.exceptions")
        self._nowhere = errors.PathError

    def request(self, request: Request) -> str | None:
        """Why a request is refused; empty when it is taken, None when it is for no operation of the document."""
        # A concrete path goes before a templated one, whatever its methods (OpenAPI 3.1, Paths Object); openapi-core
        # takes the templated one when the concrete one lacks the method.
        concrete: Node | None = self._concrete.get(request.path.removeprefix(self._prefix))
        if concrete is not None and request.method not in concrete:
            return None
        refusals = list(self._openapi.iter_request_errors(request))
        if any(isinstance(refusal, self._nowhere) for refusal in refusals):
            return None
        return "; ".join(explain(refusal) for refusal in refusals)

    def answer(self, request: Request, response: Response) -> str:
        """Why an answer is refused; empty when it is taken."""
        return "; ".join(explain(refusal) for refusal in self._openapi.iter_response_errors(request, response))


def explain(refusal: BaseException) -> str:
    """The refusal with what caused it, in one line."""
    parts: list[str] = []
    cause: BaseException | None = refusal
    while cause is not None:
        details = [str(getattr(error, "message", error)) for error in getattr(cause, "schema_errors", [])]
        parts.append(" ".join([f"{type(cause).__name__}: {text_of(cause)}", *details]))
        cause = cause.__cause__
    return " <- ".join(parts)[:600]


def text_of(refusal: BaseException) -> str:
    """The refusal's own words; openapi-core has none where a body is no UTF-8."""
    try:
        return str(refusal)
    except UnicodeDecodeError as error:
        return str(error)


def distinct(lines: Iterator[str]) -> Iterator[Node]:
    """The exchanges that are judged."""
    kinds = Counter[tuple[str, str, int]]()
    seen: set[int] = set()
    for line in lines:
        exchange: Node = json.loads(line)
        content = hash((exchange["method"], exchange["url"], exchange["request_body"], exchange["body"]))
        kind = (exchange["operation_id"], exchange["method"], exchange["status"])
        if content in seen or kinds[kind] >= MOST_OF_A_KIND:
            continue
        seen.add(content)
        kinds[kind] += 1
        yield exchange


def unknown_parameters(document: Node, operation: Node, request: Request) -> bool:
    """Whether a request has query parameters that its operation does not declare: openapi-core does not look."""
    shared = document["components"]["parameters"]
    parameters = [shared.get(one.get("$ref", "").rpartition("/")[2], one) for one in operation.get("parameters", [])]
    declared = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
    return any(name not in declared for name in request.parameters.query)


def judge(document: Node, lines: Iterator[str], base_url: str) -> Node:
    """Judge a recording."""
    second = Judge(document, base_url)
    result: Node = {"judged": 0, "requests": 0, "answers": 0, "disagreements": []}
    operations: dict[str, Node] = {
        operation["operationId"]: operation
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "operationId" in operation
    }
    for line in distinct(lines):
        request = Request(line)
        refused = second.request(request)
        if refused is None:
            continue
        result["judged"] += 1
        status = line["status"]
        # A record that is not there is looked for only when the request is valid otherwise.
        first = "took" if status < 300 or status == 404 else "refused" if status == 400 else ""
        operation = operations.get(line["operation_id"], {})
        if first == "refused" and (request.method != "get" or unknown_parameters(document, operation, request)):
            first = ""
        if first:
            result["requests"] += 1
            if bool(refused) != (first == "refused"):
                note(
                    result,
                    line,
                    f"the service {first} the request with {status}, the second judge: {refused or 'took it'}",
                )
        result["answers"] += 1
        wrong = second.answer(request, Response(line))
        if wrong:
            note(result, line, f"the second judge refuses the answer {status}: {wrong}")
    return result


def note(result: Node, line: Node, message: str) -> None:
    """Enter a disagreement."""
    body = base64.b64decode(line["request_body"]).decode(errors="replace")[:2000]
    result["disagreements"].append({"method": line["method"], "url": line["url"], "body": body, "message": message})


def main() -> None:
    """Judge what the command line names."""
    document_path, recording, base_url = sys.argv[1:]
    document = json.loads(Path(document_path).read_text(encoding="utf-8"))
    with Path(recording).open(encoding="utf-8") as lines:
        json.dump(judge(document, lines, base_url), sys.stdout)


if __name__ == "__main__":
    main()
