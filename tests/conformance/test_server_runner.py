"""The runner that asks servers: the emulator passes every case, bent cases fail, and other servers are treated well."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import nicereply_emulator
from nicereply_contract.wire import CannedServer, ask_server, case_outcome, load_cases
from nicereply_contract.wire.__main__ import main

from .bent import SERVER, bent

CASES: list[Any] = [case for case in load_cases() if case["kind"] == "server"]
assert len(CASES) > 100


@pytest.fixture(scope="module")
def emulator() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(self_check=True) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_emulator_answers(case: Any, emulator: nicereply_emulator.Emulator, http: httpx.Client) -> None:
    outcome = case_outcome(case, http, emulator.base_url, emulator.api_key)
    assert outcome.problems == [], f"{case['documentation']}\n{outcome.repeat}"


@pytest.mark.parametrize("label", SERVER)
def test_a_bent_case_fails(label: str, emulator: nicereply_emulator.Emulator, http: httpx.Client) -> None:
    assert case_outcome(bent(SERVER, label), http, emulator.base_url, emulator.api_key).state == "failed"


@pytest.mark.parametrize(
    ("status", "content_type", "body"),
    [
        (200, "text/html", '{"_results": {"average": 0, "count": 0}}'),
        (200, "application/json", '{"average": 0, "count": 0}'),
        (200, "application/json", "[]"),
        (200, "application/json", '{"_results"'),
        (200, "application/json", '{"_results": {"average": false, "count": 0}}'),
        (404, "application/json", '{"errors": ["Resource cannot be found."]}'),
    ],
)
def test_odd_answers_fail(status: int, content_type: str, body: str, http: httpx.Client) -> None:
    case: Any = next(case for case in CASES if case["name"] == "server-figures-of-an-empty-period/getCsatStats")
    with CannedServer() as server:
        server.play([{"status": status, "headers": {"Content-Type": content_type}, "body": body}])
        assert case_outcome(case, http, server.origin, "key").state == "failed"


@pytest.mark.parametrize("body", ['{"error": "x"}', '{"errors": []}', '{"errors": "x"}', '{"errors": [1]}', "x"])
def test_odd_errors_fail(body: str, http: httpx.Client) -> None:
    case: Any = next(case for case in CASES if case["name"] == "server-unknown-record")
    with CannedServer() as server:
        server.play([{"status": 404, "headers": {"Content-Type": "application/json"}, "body": body}])
        assert case_outcome(case, http, server.origin, "key").state == "failed"


def test_nobody_there_is_a_failure(http: httpx.Client) -> None:
    with CannedServer() as server:
        server.play([{"headers": {}, "broken": "before-answer"}])
        assert case_outcome(CASES[0], http, server.origin, "key").state == "failed"


def test_a_foreign_server_is_read_only() -> None:
    with CannedServer() as server:
        outcomes = list(ask_server(server.origin, "key"))
        assert {request.method for request in server.seen} == {"GET"}
    states = Counter(outcome.state for outcome in outcomes)
    held_back = [case for case in CASES if case["demo_data"] or case["writes"]]
    assert states == {"failed": len(CASES) - len(held_back), "not run": len(held_back)}
    assert all(outcome.problems for outcome in outcomes)


def test_labels_choose_cases(emulator: nicereply_emulator.Emulator) -> None:
    outcomes = list(ask_server(emulator.base_url, emulator.api_key, demo_data=True, labels=["documented"]))
    not_run = {outcome.case for outcome in outcomes if outcome.state == "not run"}
    assert not_run == {case["name"] for case in CASES if case["writes"] or case["label"] != "documented"}


def test_the_line_to_repeat_holds_no_key(http: httpx.Client) -> None:
    case: Any = next(case for case in CASES if case["name"] == "server-create-with-name/createRating")
    with CannedServer() as server:
        server.play([{"status": 500, "headers": {}, "body": "{}"}])
        repeat = case_outcome(case, http, server.origin, "s3cret").repeat
        sent = server.seen[0]
    assert "s3cret" not in repeat
    assert sent.header("Authorization")[0].removeprefix("Basic ") not in repeat
    assert '-u ":$KEY"' in repeat
    assert f"curl -i -X POST {server.origin}/ratings" in repeat


def test_command_line(
    emulator: nicereply_emulator.Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NICEREPLY_API_KEY", emulator.api_key)
    monkeypatch.setenv("NICEREPLY_BASE_URL", emulator.base_url)
    emulator.reset()
    assert main(["ask", "--demo-data"]) == 0
    assert capsys.readouterr().out == f"{len(CASES)} passed, 0 failed, 0 not run\n"
    monkeypatch.setenv("NICEREPLY_API_KEY", "another")
    assert main(["ask"]) == 1
    assert "failed: server-any-user-name: status 401" in capsys.readouterr().out
    monkeypatch.delenv("NICEREPLY_API_KEY")
    with pytest.raises(SystemExit, match="2"):
        main(["ask"])


def test_command_line_with_nothing_to_ask_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NICEREPLY_API_KEY", "key")
    monkeypatch.setattr("nicereply_contract.wire.server.load_cases", tuple)
    assert main(["ask", "--base-url", "http://127.0.0.1:9/v1"]) == 1
