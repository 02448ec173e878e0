"""The scores in the README are those of runs, and nobody typed them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mutants import report, scores
from tests.mutants.catalogue import OPERATORS
from tests.mutants.mutant import GROUPS

PRINTED = """mutant @ somewhere  wire  0.01  wire cases

3 of 40 mutants (229 operators; 2 equivalent ones left out), 2026-01-15, seed 7, 12 s
wire       66.7 % (2 of 3; goal 100 %)
"""


def test_the_readme_has_the_scores_that_are_kept() -> None:
    readme = scores.README.read_text(encoding="utf-8")
    assert scores.with_block(readme, scores.kept()) == readme
    assert f"one of {len(OPERATORS)} operators fits" in readme


def test_the_kept_scores_reach_their_goals() -> None:
    for group, score in scores.kept().items():
        assert 100 * score.killed / score.taken >= report.GOALS[group]
        assert score.killed <= score.taken <= score.run <= score.places
        assert date.fromisoformat(score.date).year >= 2026


def test_a_run_is_read_as_it_was_printed() -> None:
    score = scores.Score(2, 3, 3, 40, mixed=False, equivalent=2, date="2026-01-15", seed=7)
    assert scores.scores_of(PRINTED) == {"wire": score}
    assert score.command("wire") == "make mutants MUTANTS=3 GROUP=wire SEED=7"
    shown = scores.block(dict.fromkeys(GROUPS, score))
    assert "| wire | 66.7 % | 2 of 3 (drawn from 40) | 2026-01-15 | 7 | `make mutants MUTANTS=3 GROUP=wire" in shown


def test_a_run_of_several_groups_is_read() -> None:
    printed = PRINTED.replace("3 of 40", "5 of 40") + "spec      100.0 % (2 of 2; goal 100 %)\n"
    found = scores.scores_of(printed)
    assert {group: (score.killed, score.taken) for group, score in found.items()} == {"wire": (2, 3), "spec": (2, 2)}
    assert (found["spec"].command("spec"), found["spec"].share) == ("make mutants MUTANTS=5 SEED=7", "drawn")


def test_what_is_not_quite_all_is_not_shown_as_all() -> None:
    shown = scores.block(
        dict.fromkeys(
            GROUPS, scores.Score(9999, 10000, 10000, 10000, mixed=False, equivalent=0, date="2026-01-15", seed=7)
        )
    )
    assert "| wire | 99.9 % | 9,999 of 10,000 (all)" in shown


def test_a_run_prints_what_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [report.Line("one", "wire", "a check", "", 0.0)]
    monkeypatch.setattr(report, "run", lambda *_: report.Told(lines, {}))
    report.main({"GROUP": "wire", "MUTANTS": "1", "SEED": "3"})
    ((group, score),) = scores.scores_of(capsys.readouterr().out).items()
    assert (group, score.killed, score.taken, score.seed) == ("wire", 1, 1, 3)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        PRINTED.replace("2 of 3", "2 of 4"),
        PRINTED + "spec      100.0 % (3 of 3; goal 100 %)\n",
        PRINTED + "FAILED without any mutant, so it killed nothing: a check: red\n",
    ],
)
def test_other_texts_are_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"sound run|are counted"):
        scores.scores_of(printed)
