"""The run that `make mutants` asks for: drawn or whole, in two processes, told in a table and four scores."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from .catalogue import OPERATORS
from .equivalent import proof_of_equivalence
from .mutant import GROUPS, Group
from .running import Run, all_mutants, drawn
from .survivors import REASONS

SEED = 20171024
DRAWN = 120
GOALS: dict[Group, float] = {"wire": 100.0, "meaning": 95.0, "spec": 100.0, "client": 100.0}
"""The least score of each group, in per cent."""


@dataclass(frozen=True)
class Line:
    """What became of one mutant, as the table shows it."""

    name: str
    group: Group
    killed_by: str
    said: str
    seconds: float


@dataclass(frozen=True)
class Told:
    """What came of a share of the mutants."""

    lines: list[Line]
    unsound: dict[str, str]


def judged(names: Sequence[str], group: Group, seed: int) -> Told:
    """Judge the mutants of these names, all of one group."""
    mutants = {mutant.name: mutant for mutant in all_mutants(group)}
    run = Run(seed)
    lines: list[Line] = []
    for name in names:
        verdict = run.verdict(mutants[name])
        lines.append(Line(name, group, verdict.killed_by, verdict.said, verdict.seconds))
    return Told(lines, run.unsound)


def shares(names: Mapping[Group, list[str]], size: int) -> Iterator[tuple[Group, list[str]]]:
    """Parts of the work, each of one group, the slowest groups first."""
    for group in ("client", "meaning", "spec", "wire"):
        of_group = names.get(group, [])
        for start in range(0, len(of_group), size):
            yield group, of_group[start : start + size]


def run(names: Mapping[Group, list[str]], seed: int, workers: int) -> Told:
    """Judge all these mutants, in some processes. The order of the lines does not depend on how many there are."""
    total = sum(map(len, names.values()))
    size = max(10, -(-total // (workers * 4)))
    lines: list[Line] = []
    unsound: dict[str, str] = {}
    with ProcessPoolExecutor(workers) as pool:
        work = [pool.submit(judged, part, group, seed) for group, part in shares(names, size)]
        for done in work:
            told = done.result()
            lines += told.lines
            unsound |= told.unsound
    return Told(sorted(lines, key=lambda line: (GROUPS.index(line.group), line.name)), unsound)


def score(lines: Sequence[Line], group: Group) -> float:
    """Per cent of the group's mutants that were killed."""
    of_group = [line for line in lines if line.group == group]
    return 100 * sum(bool(line.killed_by) for line in of_group) / len(of_group)


def table(lines: Sequence[Line]) -> Iterator[str]:
    """Mutant, group, killed by which check, seconds."""
    width = min(90, max(len(line.name) for line in lines))
    yield f"{'mutant':{width}}  {'group':8} {'seconds':>7}  killed by"
    for line in lines:
        yield f"{line.name:{width}}  {line.group:8} {line.seconds:7.2f}  {line.killed_by or 'SURVIVED'}"


def catalogue() -> Iterator[str]:
    """Every operator: its group, topic, name, the mistake, and at how many places it can be made."""
    for group in GROUPS:
        for operator in (operator for operator in OPERATORS.values() if operator.group == group):
            places = f"{len(operator.mutants())} places"
            yield f"{group:8} {operator.topic:20} {operator.name}: {operator.says} ({places})"


def main(environment: Mapping[str, str]) -> int:
    """Run as the environment says, and print."""
    began = time.monotonic()
    try:
        seed, count = int(environment.get("SEED") or SEED), int(environment.get("MUTANTS") or DRAWN)
        workers = int(environment.get("WORKERS") or 2)
    except ValueError as error:
        sys.stderr.write(f"SEED, MUTANTS and WORKERS must be whole numbers: {error}\n")
        return 2
    chosen = environment.get("GROUP") or ""
    if chosen not in ("", *GROUPS):
        sys.stderr.write(f"GROUP {chosen!r}: must be one of {', '.join(GROUPS)}\n")
        return 2
    if environment.get("LIST") == "1":
        for text in catalogue():
            sys.stdout.write(text + "\n")
        return 0
    every = [mutant for mutant in all_mutants() if chosen in ("", mutant.operator.group)]
    taken = every if environment.get("ALL") == "1" else drawn(count, seed, every)
    names: dict[Group, list[str]] = {}
    for mutant in taken:
        names.setdefault(mutant.operator.group, []).append(mutant.name)
    told = run(names, seed, workers)
    for text in table(told.lines):
        sys.stdout.write(text + "\n")
    return _conclude(told, names, seed, len(every), time.monotonic() - began)


def _conclude(told: Told, names: Mapping[Group, list[str]], seed: int, places: int, seconds: float) -> int:
    write = sys.stdout.write
    for line in told.lines:
        if not line.killed_by:
            write(f"\nSurvivor: {line.name}\n    {REASONS.get(line.name, 'no reason is known')}; {line.said}\n")
    for check, said in told.unsound.items():
        write(f"\nFAILED without any mutant, so it killed nothing: {check}: {said}\n")
    equal = sum(
        proof_of_equivalence(mutant.name) is not None
        for operator in OPERATORS.values()
        if operator.group in names
        for mutant in operator.mutants()
    )
    today = datetime.now(UTC).date().isoformat()
    write(f"\n{len(told.lines)} of {places} mutants ({len(OPERATORS)} operators; {equal} equivalent ones left out), ")
    write(f"{today}, seed {seed}, {seconds:.0f} s\n")
    missed = bool(told.unsound)
    for group in names:
        found = score(told.lines, group)
        killed = sum(bool(line.killed_by) for line in told.lines if line.group == group)
        missed |= found < GOALS[group]
        write(f"{group:8} {found:6.1f} % ({killed} of {len(names[group])}; goal {GOALS[group]:.0f} %)\n")
    return 1 if missed or not told.lines else 0
