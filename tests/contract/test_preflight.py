"""What keeps a service from being tried is told once, before anything else is sent."""

from __future__ import annotations

import pytest

from nicereply_contract.command import FAILED, command
from nicereply_contract.whole import Plan, Step, run_whole

from .fragile import FragileServer, fragile

FAST = 1e9


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "the key was refused"),
        (403, "the key was refused"),
        (404, "the right base URL, with its /v1?"),
        (302, "it redirects to http://elsewhere.example/v1"),
    ],
)
@pytest.mark.parametrize("steps", [("live",), ("relations", "examples", "ledger")])
def test_one_failure_says_the_cause(status: int, told: str, steps: tuple[Step, ...]) -> None:
    """And one request is all, beside the look for the emulator's controls."""
    with fragile(status) as server:
        server.location = "http://elsewhere.example/v1"
        report = run_whole(Plan(server.base_url, "key", steps=steps, rate=FAST))
    assert [(check.verdict, told in check.detail) for check in report.checks] == [("failed", True)], report.text()
    assert server.read == 2
    assert not report.passed(complete=False)


def test_a_page_for_people_is_no_service() -> None:
    """A log-in page with status 200."""
    with fragile() as server:
        server.content = b"<html>Sign in</html>"
        report = run_whole(Plan(server.base_url, "key", rate=FAST))
    assert [check.verdict for check in report.checks] == ["failed"]
    assert "page for people" in report.text()


def test_nobody_there_is_one_failure(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address and the kind of error, once."""
    monkeypatch.setenv("NICEREPLY_API_KEY", "the-key-of-nobody")
    with FragileServer() as server:
        base_url = server.base_url
    assert command(["--base-url", base_url]) == FAILED
    shown = capsys.readouterr().out
    assert f"GET {base_url}/" in shown
    assert "ConnectError" in shown
    assert "0 passed, 1 failed, 0 not run" in shown
