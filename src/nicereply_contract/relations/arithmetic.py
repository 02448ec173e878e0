"""What figures must be, from how many ratings have each score. The rounding rules are those of the document.

The average has four decimals at most (986/153 is shown as 6.4444), the net promoter score is a whole number, rounded
(-12/17 is shown as -71); halves go away from zero. All are 0 where there is no rating.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

Counts = Counter[int]

PROMOTERS = range(9, 11)
PASSIVES = range(7, 9)
DETRACTORS = range(7)
HALF_A_DECIMAL = Fraction(1, 20_000)


def counts_of(histogram: dict[str, int]) -> Counts:
    """The ratings by score; scores that nobody gave are left out."""
    return Counter({int(score): count for score, count in histogram.items() if count})


def average(counts: Counts) -> Fraction:
    """The mean score, exact."""
    number = counts.total()
    return Fraction(sum(score * count for score, count in counts.items()), number) if number else Fraction(0)


def shown_average(counts: Counts) -> float:
    """The mean score as it is shown."""
    return float(_rounded(average(counts) * 10_000)) / 10_000


def groups(counts: Counts) -> dict[str, int]:
    """Promoters, passives and detractors."""
    ranges = {"promoters": PROMOTERS, "passives": PASSIVES, "detractors": DETRACTORS}
    return {name: sum(counts[score] for score in scores) for name, scores in ranges.items()}


def net_promoter_score(counts: Counts) -> Fraction:
    """Promoters less detractors in per cent of all, exact."""
    number = counts.total()
    found = groups(counts)
    return Fraction(100 * (found["promoters"] - found["detractors"]), number) if number else Fraction(0)


def shown_net_promoter_score(counts: Counts) -> int:
    """The net promoter score as it is shown."""
    return _rounded(net_promoter_score(counts))


def is_average(value: Any, counts: Counts, *, exact: bool) -> bool:
    """Whether a value is the average; if not `exact`, any rounding to four decimals or more will do."""
    if exact:
        return bool(value == shown_average(counts))
    return abs(Fraction(str(value)) - average(counts)) <= HALF_A_DECIMAL * 2


def is_net_promoter_score(value: Any, counts: Counts, *, exact: bool) -> bool:
    """Whether a value is the net promoter score; if not `exact`, halves may go either way."""
    if exact:
        return bool(value == shown_net_promoter_score(counts))
    return abs(Fraction(str(value)) - net_promoter_score(counts)) <= Fraction(1, 2)


def _rounded(value: Fraction) -> int:
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole
