"""The command `nicereply-contract`: its exit codes, and what it runs where it may not write."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from emulator_process import Service
from nicereply_contract.command import FAILED, PASSED, USAGE, command
from nicereply_contract.whole import STEPS

from .proxy import Exchange, proxy


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, emulator: Service) -> None:
    """The key in its variable, and no base URL."""
    monkeypatch.setenv("NICEREPLY_API_KEY", emulator.api_key)
    monkeypatch.delenv("NICEREPLY_BASE_URL", raising=False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "no base URL"),
        (["--base-url", "localhost:8710/v1"], "must be like https://host/v1"),
        (["--base-url", "http://127.0.0.1/v1", "--phases", "relations,dancing"], "must be some of live,relations"),
        (["--base-url", "http://127.0.0.1/v1", "--rate", "0"], "must be more than 0"),
        (["--base-url", "http://127.0.0.1/v1", "--examples", "0"], "must be 1 or more"),
        (["--base-url", "http://127.0.0.1/v1", "--rate", "nan"], "must be more than 0"),
        (["--base-url", "http://127.0.0.1/v1", "--seconds", "-1"], "must be more than 0"),
        (["--base-url", "http://127.0.0.1/v1", "--judge-python", "/nope"], "there is no such program"),
        (["--base-url", "http://127.0.0.1:199999/v1"], "a port from 1 to 65535"),
        (["--base-url", "http://127.0.0.1:port/v1"], "a port from 1 to 65535"),
        (["--base-url", "http://127.0.0.1/v1?x=1"], "without ? and #"),
        (["--base-url", "http://:a-secret@127.0.0.1/v1"], "without user and password"),
        (["--base-url", "http://a-secret@127.0.0.1:99999/v1"], "must be"),
    ],
)
def test_wrong_usage(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2, with what would have been right."""
    with pytest.raises(SystemExit) as stopped:
        command(arguments)
    assert stopped.value.code == USAGE
    said = capsys.readouterr().err
    assert told in said
    assert "a-secret" not in said


def test_nothing_that_was_run_is_told(emulator: Service, capsys: pytest.CaptureFixture[str]) -> None:
    """The emulator has no differences from itself to report; the status 1 of that has its sentence."""
    assert command(["--base-url", emulator.base_url, "--phases", "live"]) == FAILED
    shown = capsys.readouterr().out
    assert "Nothing was run: live: " in shown
    assert f"{emulator.base_url} is taken for the emulator" in shown


def test_a_key_is_needed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """From the environment alone."""
    monkeypatch.delenv("NICEREPLY_API_KEY")
    with pytest.raises(SystemExit) as stopped:
        command(["--base-url", "http://127.0.0.1/v1"])
    assert stopped.value.code == USAGE
    assert "NICEREPLY_API_KEY" in capsys.readouterr().err


def test_elsewhere_nothing_is_written(emulator: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Behind a gateway that is not known to be the emulator: what writes or needs controls is not run, never passed."""
    methods: set[str] = set()

    def watch(exchange: Exchange) -> None:
        methods.add(exchange.method)
        if "/_emulator/" in exchange.path:
            exchange.path = "/v1/nowhere"

    junit = tmp_path / "junit.xml"
    with proxy(emulator.base_url, before=watch) as base_url:
        arguments = ["--base-url", base_url, "--rate", "1000", "--examples", "1", "--junit", str(junit)]
        # All but coverage, which sends thousands: that it only reads is shown on a server that nothing is lost on.
        steps = ",".join(step for step in STEPS if step != "coverage")
        assert command([*arguments, "--phases", steps]) == PASSED
        shown = capsys.readouterr().out
        assert command([*arguments, "--phases", "controls", "--complete"]) == FAILED
    assert methods == {"GET"}
    assert "passed   attack: GET /teams, positive cases" in shown
    assert "not run  attack: POST /ratings - it creates records" in shown
    assert "not run  attack: stateful" in shown
    assert "not run  controls" in shown
    assert "not run  judge" in shown
    assert "not run  relations: the-service-follows-its-model" in shown
    assert emulator.api_key not in shown
    assert junit.exists()


def test_a_failure_is_told_with_a_line_that_repeats_it(
    emulator: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1; the same in the JUnit file."""

    def wrong(exchange: Exchange) -> None:
        if exchange.is_success_of("/csat/stats"):
            exchange.edit(lambda body: body["_results"].update(average=0.5))

    junit = tmp_path / "junit.xml"
    with proxy(emulator.base_url, after=wrong) as base_url:
        arguments = [
            "--base-url",
            base_url,
            "--phases",
            "relations",
            "--fail-fast",
            "--rate",
            "1000",
            "--junit",
            str(junit),
        ]
        assert command(arguments) == FAILED
    shown = capsys.readouterr().out
    assert "failed   relations: stats-follow-from-the-histogram" in shown
    assert 'curl -u ":$NICEREPLY_API_KEY"' in shown
    failures = ET.parse(junit).getroot().findall(".//failure")  # noqa: S314 - our own file
    assert any("/csat/stats" in (failure.text or "") for failure in failures)


def test_a_failure_of_the_attack_is_told_likewise(
    emulator: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What schemathesis found is in the report, with its own line to repeat it."""

    def wrong(exchange: Exchange) -> None:
        if exchange.is_success_of("/nps/stats"):
            exchange.edit(lambda body: body["_results"].pop("groups"))

    junit = tmp_path / "junit.xml"
    with proxy(emulator.base_url, after=wrong) as base_url:
        arguments = ["--base-url", base_url, "--phases", "examples,ledger", "--examples", "1", "--allow-writes"]
        assert command([*arguments, "--junit", str(junit)]) == FAILED
    assert "failed   attack: GET /nps/stats" in capsys.readouterr().out
    case = ET.parse(junit).getroot().find(".//testcase[@name='GET /nps/stats']/failure")  # noqa: S314 - our own file
    assert case is not None
    assert "Response violates schema" in (case.text or "")
    assert 'curl -X GET -u ":$NICEREPLY_API_KEY"' in (case.text or "")
    assert emulator.api_key not in junit.read_text(encoding="utf-8")
