"""The attack on a service that may only be read: GET alone, what should be accepted first, and an end at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.mutants.judges.wire import Bench, crowded_bench
from tests.mutants.service import Faulty

from emulator_process import Service
from nicereply_contract.command import FAILED, PASSED, command
from nicereply_contract.exchange import read_exchanges
from nicereply_contract.report import Report
from nicereply_contract.whole import Plan, run_whole

from .fragile import fragile
from .proxy import Exchange, proxy
from .test_live import FAST, TEN, ten_ways


def attack(base_url: str, *, examples: int = 1, seconds: float = 120) -> Report:
    """The whole suite, where nothing may be written."""
    return run_whole(Plan(base_url, "key", rate=FAST, examples=examples, seconds=seconds))


def test_the_whole_suite_only_reads() -> None:
    """Whatever phases run: the attack reads every operation, and a server that fails when written to does not."""
    with fragile() as server:
        report = attack(server.base_url)
    assert server.written == []
    verdicts = Counter((check.group, check.verdict) for check in report.checks)
    assert verdicts["attack", "failed"] >= 43, "its answers are not those of the document"
    assert server.read > 300
    not_run = {check.name for check in report.checks if (check.group, check.verdict) == ("attack", "not run")}
    assert {
        "POST /ratings",
        "POST /users/agent",
        "stateful",
        "methods that the document does not have are refused",
    } <= (not_run)
    assert len([name for name in not_run if name.startswith("POST ")]) == 6
    assert not report.passed(complete=False)


@pytest.mark.parametrize(
    ("later", "told", "more"), [(429, "answered 429", 1), (402, "answered 402", 1), (503, "5xx", 3)]
)
@pytest.mark.parametrize("answers", [7, 200])
def test_nothing_is_sent_after_a_sign_of_harm(later: int, told: str, more: int, answers: int) -> None:
    """While it looks around, and in the midst of the attack: what is left is not run, and the run has failed."""
    with fragile(answers=answers, later=later) as server:
        report = attack(server.base_url)
    assert server.read == answers + more
    assert server.written == []
    assert any(told in check.detail for check in report.checks if check.verdict == "failed")
    assert not report.passed(complete=False)


def test_a_service_that_keeps_to_the_document_passes(emulator: Service, tmp_path: Path) -> None:
    """An account of other ids than the document's examples; what should be accepted is sent first."""
    recording = tmp_path / "recording.jsonl"

    def hide(exchange: Exchange) -> None:
        if "/_emulator/" in exchange.path:
            exchange.path = "/v1/nowhere"

    with proxy(emulator.base_url, before=hide) as base_url:
        steps = ("examples", "fuzzing", "stateful")
        report = run_whole(
            Plan(base_url, emulator.api_key, steps=steps, rate=FAST, examples=2, recording=recording, seconds=300)
        )
    assert report.count("failed") == 0, report.text()
    sent = list(read_exchanges(recording))
    # Whether the key is looked at is asked of each operation, between the others.
    positive = [exchange.positive for exchange in sent if exchange.status != 401]
    assert positive.index(False) > 43
    assert set(positive[: positive.index(False)]) == {True}
    assert {exchange.method for exchange in sent} == {"GET"}
    assert emulator.api_key not in recording.read_text(encoding="utf-8")


def test_other_ids_than_the_examples_are_found() -> None:
    """On an account of its own records every operation that reads gives its success, though no example's id is."""
    crowded = crowded_bench()
    with proxy(crowded.emulator.base_url, transport=crowded.emulator.transport()) as base_url:
        plan = Plan(base_url, crowded.emulator.api_key, steps=("examples",), rate=FAST, examples=1, seconds=120)
        report = run_whole(plan)
    assert [check.detail for check in report.checks if check.verdict == "failed"] == []
    assert [check.detail for check in report.checks if "never gave its documented success" in check.detail] == []


def test_ten_differences_are_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An emulator that was made to differ, behind an address; each line says what to change."""
    bench = Bench()
    monkeypatch.setenv("NICEREPLY_API_KEY", bench.emulator.api_key)
    file = tmp_path / "reports" / "differences.md"
    transport = Faulty(bench.emulator.transport(), ten_ways)
    with proxy(bench.emulator.base_url, transport=transport) as base_url:
        arguments = ["--base-url", base_url, "--phases", "live", "--rate", "1000", "--differences", str(file)]
        assert command(arguments) == PASSED
        assert command([*arguments, "--fail-on-differences"]) == FAILED
    text = file.read_text(encoding="utf-8")
    assert text in capsys.readouterr().out
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    told = {f"{kind} {place}": change for kind, place, *_, change in (row for row in rows if len(row) == 7)}
    assert told.keys() >= {
        *TEN,
        "behaviour order-of-lists",
        "behaviour unknown-parameters",
        "behaviour unknown-references",
        "wording documented-messages",
    }
    schemas = "spec/nicereply.yaml, /components/schemas"
    assert told["field Customer.loyalty"] == f"{schemas}/Customer: add to properties: loyalty (a whole number)"
    assert told["value UserRole"] == f"{schemas}/UserRole: add 'owner' to enum"
    assert told["null Survey.name"] == f"{schemas}/Survey/properties/name: add 'null' to type"
    assert told["missing NpsRating.status"] == f"{schemas}/NpsRating: take status out of required"
    assert told["limit NpsScoreValue"] == f"{schemas}/NpsScoreValue: widen minimum and maximum"
    assert told["behaviour order-of-lists"] == "src/nicereply_emulator/behaviours.py: order-of-lists is oldest first"
    assert all(change.split(",")[0].split(":")[0] in FILES for name, change in told.items() if name != "kind place")
    assert "Viktor" not in text


FILES = {"spec/nicereply.yaml", "src/nicereply_emulator/behaviours.py"}
