"""A small sample of the mutants is noticed; the catalogue is as large as it says; the run counts honestly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.mutants import report, running
from tests.mutants.catalogue import OPERATORS
from tests.mutants.equivalent import _PROOFS, proof_of_equivalence
from tests.mutants.judges import Check
from tests.mutants.mutant import GROUPS, Group, Mutant, Operator
from tests.mutants.survivors import REASONS

SAMPLE = 6
"""Mutants of each group."""


@pytest.fixture(scope="module")
def every() -> list[Mutant]:
    return running.all_mutants()


def test_the_catalogue_has_operators_for_everything() -> None:
    """At least forty, each with a sentence and a place; every group and topic that there is to be mistaken in."""
    assert len(OPERATORS) >= 40
    assert [name for name, operator in OPERATORS.items() if not operator.mutants()] == []
    assert [name for name, operator in OPERATORS.items() if not operator.says.endswith(".")] == []
    topics = {operator.topic for operator in OPERATORS.values()}
    assert topics >= {"status", "headers", "envelope", "types", "nulls", "enums", "bounds", "formats"}
    assert topics >= {"pages", "links", "order", "ties", "filters", "offsets"}
    assert topics >= {"averages", "NPS", "histograms", "whose ratings count"}
    assert topics >= {"creation", "refusal", "stale aggregates", "authentication"}
    assert topics >= {"loosened", "tightened"}
    assert topics >= {"encoding", "dates", "error mapping", "retries", "paging"}
    assert {operator.group for operator in OPERATORS.values()} == set(GROUPS)


def test_every_mutant_has_a_name_of_its_own(every: list[Mutant]) -> None:
    assert [name for name, count in Counter(mutant.name for mutant in every).items() if count > 1] == []


def test_what_is_listed_exists(every: list[Mutant]) -> None:
    """A proof or a reason for a mutant that is not made any more is taken out."""
    made = {mutant.name for operator in OPERATORS.values() for mutant in operator.mutants()}
    for pattern, proof in _PROOFS.items():
        assert any(proof_of_equivalence(name) == proof for name in made), pattern
    assert REASONS.keys() <= {mutant.name for mutant in every}


def test_a_draw_is_spread_and_can_be_repeated(every: list[Mutant]) -> None:
    names = [mutant.name for mutant in running.drawn(80, 1, every)]
    assert names == [mutant.name for mutant in running.drawn(80, 1, every)]
    assert names != [mutant.name for mutant in running.drawn(80, 2, every)]
    counts = Counter(mutant.operator.group for mutant in running.drawn(80, 1, every))
    assert set(counts.values()) == {20}
    assert len({mutant.operator.name for mutant in running.drawn(80, 1, every)}) == 80


@pytest.mark.parametrize("group", ["wire", "meaning", "spec", "client"])
def test_a_sample_is_noticed(group: Group, every: list[Mutant]) -> None:
    sample = running.drawn(SAMPLE, 7, [mutant for mutant in every if mutant.operator.group == group])
    run = running.Run(seed=7)
    verdicts = [run.verdict(mutant) for mutant in sample]
    assert run.unsound == {}
    survivors = [f"{verdict.mutant.name}: {verdict.said}" for verdict in verdicts if not verdict.killed_by]
    assert [name for name in survivors if name.partition(":")[0] not in REASONS] == []


class _Judge:
    def __init__(self, *checks: Check) -> None:
        self._checks = checks

    def checks(self, mutant: Mutant) -> Iterator[Check]:
        del mutant
        yield from self._checks


def _mutant() -> Mutant:
    return Mutant(Operator("mistake", "wire", "status", "A mistake.", lambda: iter(())), "somewhere", (), "fault")


def _judged(monkeypatch: pytest.MonkeyPatch, *checks: Check) -> tuple[running.Verdict, running.Run]:
    monkeypatch.setattr(running, "judge_of", lambda *_: _Judge(*checks))
    run = running.Run(seed=1)
    return run.verdict(_mutant()), run


def _breaks(fault: Any) -> list[str]:
    if fault:
        raise KeyError("no such thing")
    return []


def test_a_check_that_fails_without_a_mutant_kills_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict, run = _judged(monkeypatch, Check("always red", "", lambda _: ["red"]))
    assert (verdict.killed_by, run.unsound) == ("", {"always red": "red"})


def test_a_check_that_breaks_down_kills_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict, run = _judged(monkeypatch, Check("broken", "", _breaks))
    assert (verdict.killed_by, run.unsound) == ("", {})
    assert "broken broke down: KeyError" in verdict.said


def test_the_first_check_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = [Check(name, "", lambda fault, name=name: [name] if fault and name != "a" else []) for name in "abc"]
    verdict, _ = _judged(monkeypatch, *checks)
    assert (verdict.killed_by, verdict.said) == ("b", "b")


def test_a_missed_goal_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [report.Line("one", "wire", "a check", "", 0.0), report.Line("two", "wire", "", "no check fails", 0.0)]
    monkeypatch.setattr(report, "run", lambda *_: report.Told(lines, {}))
    assert report.main({"GROUP": "wire", "MUTANTS": "2"}) == 1
    told = capsys.readouterr().out
    assert "SURVIVED" in told
    assert "wire       50.0 % (1 of 2; goal 100 %)" in told
    monkeypatch.setattr(report, "run", lambda *_: report.Told(lines[:1], {"a check": "red"}))
    assert report.main({"GROUP": "wire", "MUTANTS": "2"}) == 1
    monkeypatch.setattr(report, "run", lambda *_: report.Told(lines[:1], {}))
    assert report.main({"GROUP": "wire", "MUTANTS": "1"}) == 0


@pytest.mark.parametrize("wrong", [{"SEED": "x"}, {"GROUP": "all"}])
def test_wrong_usage(wrong: dict[str, str]) -> None:
    assert report.main(wrong) == 2
