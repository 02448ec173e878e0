"""The page about the suite says what the suite has."""

from __future__ import annotations

from pathlib import Path

from nicereply_contract.relations import READING, WRITING
from nicereply_contract.whole import STEPS

PAGE = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")


def test_every_relation_stands_on_the_page() -> None:
    """With its statement; those that write are marked."""
    expected = [
        f"| `{one.name}`{' (writes)' if one.writes else ''} | {one.statement} |" for one in [*READING, *WRITING]
    ]
    assert [line for line in PAGE.splitlines() if line.startswith("| `") and "-" in line.split("`")[1]] == expected


def test_every_phase_stands_on_the_page() -> None:
    """By its name."""
    assert all(f"`{step}`" in PAGE for step in STEPS)
