"""Medians, ratios, and how they are printed."""

import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

ROUNDS = 10


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float]) -> float:
    """How noisy the values are: half the distance between their quartiles, relative to the median."""
    first, _, third = statistics.quantiles(values, n=4)
    return (third - first) / 2 / statistics.median(values)


@dataclass
class Report:
    """One question's figures. `finish` prints the verdict and ends the program with it."""

    question: str
    command: str
    missed: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        load = os.getloadavg()[0]
        print(
            f"\n## {self.question}\n{self.command}   ({os.cpu_count()} cores, load {load:.1f} at the start)\n",
            flush=True,
        )

    def row(self, name: str, *figures: str) -> None:
        print(f"  {name:<44}" + "".join(f"{figure:>18}" for figure in figures), flush=True)

    def at_least(self, name: str, value: float, floor: float, unit: str = "") -> None:
        self._judge(f"{name}: {_number(value)}{unit}, at least {_number(floor)}{unit}", is_met=value >= floor)

    def at_most(self, name: str, value: float, ceiling: float, unit: str = "") -> None:
        self._judge(f"{name}: {_number(value)}{unit}, at most {_number(ceiling)}{unit}", is_met=value <= ceiling)

    def finish(self) -> None:
        sys.exit(1 if self.missed else 0)

    def _judge(self, text: str, *, is_met: bool) -> None:
        print(f"  {'met   ' if is_met else 'MISSED'}  {text}", flush=True)
        if not is_met:
            self.missed.append(text)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
