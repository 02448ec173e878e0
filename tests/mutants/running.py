"""Running mutants: drawn by seed, judged check by check, and told in a table."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .catalogue import OPERATORS
from .equivalent import proof_of_equivalence
from .judges import Check, judge_of
from .mutant import GROUPS, Group, Mutant


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        mutant: which.
        killed_by: the check that failed; empty when none did.
        said: what the check said first; or why the mutant lives, or that a check broke down.
        seconds: how long it took, the unmutated runs left out.
    """

    mutant: Mutant
    killed_by: str
    said: str
    seconds: float


def all_mutants(group: Group | None = None) -> list[Mutant]:
    """Every mutant of the catalogue that is not listed as equivalent, by operator and place."""
    return [
        mutant
        for operator in OPERATORS.values()
        if group in (None, operator.group)
        for mutant in operator.mutants()
        if proof_of_equivalence(mutant.name) is None
    ]


def drawn(count: int, seed: int, mutants: Iterable[Mutant]) -> list[Mutant]:
    """Some of the mutants, spread evenly over the groups, and in each over the operators."""
    chooser = random.Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
    queues: dict[Group, Iterator[Mutant]] = {}
    by_group: defaultdict[Group, defaultdict[str, list[Mutant]]] = defaultdict(lambda: defaultdict(list))
    for mutant in mutants:
        by_group[mutant.operator.group][mutant.operator.name].append(mutant)
    for group in GROUPS:
        if group in by_group:
            queues[group] = _in_turn(chooser, by_group[group])
    found: list[Mutant] = []
    while queues and len(found) < count:
        for group in list(queues):
            mutant = next(queues[group], None)
            if mutant is None:
                del queues[group]
            elif len(found) < count:
                found.append(mutant)
    return found


def _in_turn(chooser: random.Random, by_operator: dict[str, list[Mutant]]) -> Iterator[Mutant]:
    """One mutant of each operator, then a second of each, both orders drawn."""
    names = list(by_operator)
    while names:
        chooser.shuffle(names)
        for name in list(names):
            mutants = by_operator[name]
            yield mutants.pop(chooser.randrange(len(mutants)))
            if not mutants:
                names.remove(name)


class Run:
    """Judges mutants with one seed; a check is run once without any mutant before it may kill.

    `unsound` says which checks fail without any mutant. They kill nothing, and the run as a whole has failed.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.unsound: dict[str, str] = {}
        self._passed: set[tuple[Group, str, str]] = set()

    def verdict(self, mutant: Mutant) -> Verdict:
        """Let the checks have the mutant, cheapest first, until one fails."""
        seconds, broken = 0.0, ""
        group = mutant.operator.group
        for check in judge_of(group, self.seed).checks(mutant):
            if not self._is_sound(group, check):
                continue
            began = time.perf_counter()
            try:
                problems = check.problems(mutant.fault)
            except Exception as error:  # noqa: BLE001 - whatever breaks in a check is no kill
                problems, broken = [], broken or f"{check.name} broke down: {type(error).__name__}: {error}"
            seconds += time.perf_counter() - began
            if problems:
                return Verdict(mutant, check.name, problems[0], seconds)
        return Verdict(mutant, "", broken or "no check fails", seconds)

    def _is_sound(self, group: Group, check: Check) -> bool:
        """Whether the check passes without any mutant."""
        key = (group, check.name, check.scope)
        said = f"{check.name} {check.scope}".strip()
        if key not in self._passed and said not in self.unsound:
            problems = check.problems(None)
            if problems:
                self.unsound[said] = problems[0]
            else:
                self._passed.add(key)
        return key in self._passed
