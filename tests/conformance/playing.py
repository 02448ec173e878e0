"""Playing a case to the Python client: the canned answers go out, and everything that comes back is judged."""

import asyncio
import json
from typing import Any, Self

import nicereply
from nicereply_contract.wire import CannedServer, load_cases, request_problems

from . import python_client as adapter

DEFAULT: Any = next(case["client"] for case in load_cases() if case["kind"] == "call" and not case["needs"])


class Player:
    """Plays cases to one kind of client; a context manager. Clients of the usual settings are shared."""

    def __init__(self, kind: type[nicereply.Client] | type[nicereply.AsyncClient]) -> None:
        self.kind: Any = kind
        self.server = CannedServer()
        self._runner = asyncio.Runner()
        self._usual = adapter.make_client(kind, DEFAULT, self.server.origin)

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._close(self._usual)
        self._runner.close()
        self.server.__exit__(None, None, None)

    def _close(self, client: Any) -> None:
        if self.kind is nicereply.Client:
            client.close()
        else:
            self._runner.run(client.close())

    def call(self, case: Any) -> Any:
        """The result of the call of a case; without an operation, of making its client."""
        said, operation = case["client"], case["operation"]
        client = self._usual if said == DEFAULT else adapter.make_client(self.kind, said, self.server.origin)
        try:
            if operation is None:
                return None
            if self.kind is nicereply.Client:
                return adapter.run(client, operation, case["call"])
            return self._runner.run(adapter.run_async(client, operation, case["call"]))
        finally:
            if client is not self._usual:
                self._close(client)

    def problems(self, case: Any) -> list[str]:
        """What is wrong with the client by this case; nothing when it is as it must be."""
        return self._refusal_problems(case) if case["kind"] == "refused" else self._call_problems(case)

    def _call_problems(self, case: Any) -> list[str]:
        self.server.play([exchange["answer"] for exchange in case["exchanges"]])
        try:
            value, error = self.call(case), None
        except nicereply.NicereplyError as raised:
            value, error = None, raised
        expected, seen = [exchange["request"] for exchange in case["exchanges"]], self.server.seen
        problems = [
            f"request {number}: {problem}"
            for number, (wanted, sent) in enumerate(zip(expected, seen, strict=False), start=1)
            for problem in request_problems(wanted, sent)
        ]
        if len(seen) != len(expected):
            problems.append(f"{len(seen)} requests were sent, not {len(expected)}")
        if "error" in case:
            return problems + (adapter.error_problems(case["error"], error) if error else [f"no error, but {value!r}"])
        if error:
            return [*problems, f"an error: {error!r}"]
        return problems + adapter.result_problems(case["value"], value) + _given_back_problems(case, value)

    def _refusal_problems(self, case: Any) -> list[str]:
        self.server.play([])
        refusal = case["refusal"]
        wanted: Any = nicereply.ConfigurationError if "class" in refusal else (ValueError, TypeError)
        try:
            self.call(case)
        except wanted as error:
            unsaid = [text for text in refusal["mentions"] if text not in str(error)]
            problems = [f"{error!r} does not mention {text}" for text in unsaid]
        except nicereply.NicereplyError as error:
            problems = [f"refused by {error!r}"]
        else:
            problems = ["not refused"]
        return problems + [f"{request.method} {request.target} was sent" for request in self.server.seen]


def _given_back_problems(case: Any, value: Any) -> list[str]:
    """A record gives back what was answered, with absent and null told apart and everything unknown in it."""
    answers = [exchange["answer"] for exchange in case["exchanges"]]
    complete = [answer for answer in answers if answer.get("status") in {200, 201} and "broken" not in answer]
    answered = [json.loads(answer["body"])["_results"] for answer in complete if "body" in answer]
    if len(answered) < len(complete):
        return []  # a body that is not given as text
    records = [value]
    if case["call"]["read"] != "value":
        answered = [row for rows in answered for row in rows]
        records = [item for page in value for item in page.items] if case["call"]["read"] == "pages" else value
    given_back = [record.to_dict() for record in records]
    return [] if given_back == answered[: len(given_back)] else [f"given back as {given_back}, answered {answered}"]
