"""The Python client, synchronous and asynchronous, against every case: requests, values, errors, refusals."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

import nicereply
from nicereply_contract.wire import CannedServer, load_cases, request_problems

from . import python_client as adapter

CALLS: list[Any] = [case for case in load_cases() if case["kind"] == "call"]
REFUSALS: list[Any] = [case for case in load_cases() if case["kind"] == "refused"]
assert CALLS
assert REFUSALS
DEFAULT = next(case["client"] for case in CALLS if case["name"] == "documented-get-team")


class Player:
    """Plays cases to one kind of client; clients of the usual settings are shared."""

    def __init__(self, server: CannedServer, kind: type[Any], runner: asyncio.Runner | None) -> None:
        self.server, self.kind, self.runner = server, kind, runner
        self.usual = adapter.make_client(kind, DEFAULT, server.origin)

    def close(self, client: Any) -> None:
        if self.runner is None:
            client.close()
        else:
            self.runner.run(client.aclose() if hasattr(client, "aclose") else client.close())

    def call(self, case: Any) -> Any:
        client = (
            self.usual
            if case["client"] == DEFAULT
            else adapter.make_client(self.kind, case["client"], self.server.origin)
        )
        try:
            if case["operation"] is None:
                return None
            if self.runner is None:
                return adapter.run(client, case["operation"], case["call"])
            return self.runner.run(adapter.run_async(client, case["operation"], case["call"]))
        finally:
            if client is not self.usual:
                self.close(client)


@pytest.fixture(scope="module", params=["sync", "async"])
def player(request: pytest.FixtureRequest) -> Iterator[Player]:
    with CannedServer() as server, asyncio.Runner() as runner:
        chosen = (nicereply.Client, None) if request.param == "sync" else (nicereply.AsyncClient, runner)
        player = Player(server, *chosen)
        yield player
        player.close(player.usual)


def rows_as_answered(case: Any) -> list[Any]:
    """The records of all answers, as they stood on the wire."""
    results = [
        json.loads(exchange["answer"]["body"])["_results"] for exchange in case["exchanges"] if is_success(exchange)
    ]
    return [row for rows in results for row in rows] if case["call"]["read"] != "value" else results


def is_success(exchange: Any) -> bool:
    return exchange["answer"].get("status") in {200, 201} and "broken" not in exchange["answer"]


@pytest.mark.parametrize("case", CALLS, ids=lambda case: case["name"])
def test_call(case: Any, player: Player) -> None:
    player.server.play([exchange["answer"] for exchange in case["exchanges"]])
    try:
        value, error = player.call(case), None
    except nicereply.NicereplyError as raised:
        value, error = None, raised
    expected, seen = [exchange["request"] for exchange in case["exchanges"]], player.server.seen
    problems = [
        f"request {number}: {problem}"
        for number, (wanted, sent) in enumerate(zip(expected, seen, strict=False), start=1)
        for problem in request_problems(wanted, sent)
    ]
    if len(seen) != len(expected):
        problems.append(f"{len(seen)} requests were sent, not {len(expected)}")
    if "error" in case:
        problems += adapter.error_problems(case["error"], error) if error else [f"no error, but {value!r}"]
    elif error:
        problems.append(f"an error: {error!r}")
    else:
        problems += adapter.result_problems(case["value"], value)
        records = [item for page in value for item in page.items] if case["call"]["read"] == "pages" else value
        given_back = [record.to_dict() for record in (records if isinstance(records, list) else [records])]
        if given_back != rows_as_answered(case)[: len(given_back)]:
            problems.append(f"given back as {given_back}, answered {rows_as_answered(case)}")
    assert problems == [], case["documentation"]


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case["name"])
def test_refusal(case: Any, player: Player) -> None:
    player.server.play([])
    refusal = case["refusal"]
    wanted = nicereply.ConfigurationError if "class" in refusal else (ValueError, TypeError)
    with pytest.raises(wanted) as raised:
        player.call(case)
    assert [text for text in refusal["mentions"] if text not in str(raised.value)] == []
    assert not isinstance(raised.value, nicereply.APIError | nicereply.APIConnectionError)
    assert player.server.seen == []
