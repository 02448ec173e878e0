"""The scores in the README, taken from what `make mutants` printed, so that nobody types them.

make mutants ALL=1 GROUP=wire SEED=7 | tee wire.log
python -m tests.mutants.scores wire.log ...
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .mutant import GROUPS, Group

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
FILE = Path(__file__).with_name("scores.json")
BEGIN, END = "<!-- scores of the mutants: made by tests/mutants/scores.py -->\n", "<!-- end of the scores -->\n"

_RUN = re.compile(
    r"^(\d+) of (\d+) mutants \((\d+) operators; (\d+) equivalent ones left out\), (\S+), seed (\d+), \d+ s$", re.M
)
_SCORE = re.compile(r"^(\w+) +[\d.]+ % \((\d+) of (\d+); goal \d+ %\)$", re.M)


@dataclass(frozen=True)
class Score:
    """What one run made of one group: `killed` of `taken` mutants.

    The run as a whole took `run` of `places` mutants, which are of the one group unless others were `mixed` in;
    `equivalent` ones were left out.
    """

    killed: int
    taken: int
    run: int
    places: int
    mixed: bool
    equivalent: int
    date: str
    seed: int

    def command(self, group: Group) -> str:
        """What repeats it."""
        which = "ALL=1" if self.run == self.places else f"MUTANTS={self.run}"
        return f"make mutants {which}{'' if self.mixed else f' GROUP={group}'} SEED={self.seed}"

    @property
    def share(self) -> str:
        """Whether this was every mutant."""
        return "all" if self.run == self.places else "drawn" if self.mixed else f"drawn from {self.places:,}"


def scores_of(printed: str) -> dict[Group, Score]:
    """The scores of a run. Raises ValueError when the text is of no such run, or a check was red anyway."""
    run, found = _RUN.search(printed), {name: (int(killed), int(of)) for name, killed, of in _SCORE.findall(printed)}
    if run is None or "FAILED without any mutant" in printed:
        raise ValueError("this is not what a sound run prints: make mutants")
    taken, places, _, equivalent, date, seed = run.groups()
    counted = sum(of for _, of in found.values())
    if counted != int(taken):
        raise ValueError(f"{taken} mutants were taken and {counted} are counted")
    mixed = len(found) > 1
    return {
        group: Score(*found[group], int(taken), int(places), mixed, int(equivalent), date, int(seed))
        for group in GROUPS
        if group in found
    }


def kept() -> dict[Group, Score]:
    """The scores that are written down."""
    written = json.loads(FILE.read_text(encoding="utf-8"))
    return {group: Score(**written[group]) for group in GROUPS}


def block(scores: Mapping[Group, Score]) -> str:
    """What stands in the README."""
    lines = ["| group | killed | of | date | seed | command |", "|---|---|---|---|---|---|"]
    for group in GROUPS:
        one = scores[group]
        percent = 100 * one.killed / one.taken
        shown = f"{percent:.1f}" if one.killed == one.taken else f"{min(percent, 99.9):.1f}"
        lines.append(
            f"| {group} | {shown} % | {one.killed:,} of {one.taken:,} ({one.share}) | {one.date} | {one.seed} "
            f"| `{one.command(group)}` |"
        )
    return BEGIN + "\n" + "\n".join(lines) + "\n\n" + END


def with_block(readme: str, scores: Mapping[Group, Score]) -> str:
    """The README with these scores in their place. Raises ValueError when it has no place for them."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("README.md has no place for the scores")
    return before + block(scores) + after


def main(files: Sequence[str]) -> int:
    """Enter the runs whose output is in these files, print the block and write it into the README."""
    scores = kept() if FILE.exists() else {}
    for file in files:
        scores |= scores_of(Path(file).read_text(encoding="utf-8"))
    FILE.write_text(json.dumps({group: asdict(scores[group]) for group in GROUPS}, indent=2) + "\n", encoding="utf-8")
    README.write_text(with_block(README.read_text(encoding="utf-8"), scores), encoding="utf-8")
    sys.stdout.write(block(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
