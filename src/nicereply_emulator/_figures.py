"""Metrics, scales and the arithmetic of stats. A list of counts has 11 places: the ratings with score 0, 1 … 10."""

from dataclasses import dataclass

SCORES = 11
"""Places in a list of counts."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One of the three metrics. `code` is its number in the database, `low` to `high` the range of its histogram."""

    name: str
    code: int
    low: int
    high: int


CSAT = Metric("CSAT", 0, 1, 10)
CES = Metric("CES", 1, 1, 7)
NPS = Metric("NPS", 2, 0, 10)
METRICS: tuple[Metric, ...] = (CSAT, CES, NPS)


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale that a survey or an extra question asks on: scores from `low` to `high`."""

    name: str
    metric: Metric
    low: int
    high: int


SCALES = {
    scale.name: scale
    for scale in (
        Scale("CSAT10", CSAT, 1, 10),
        Scale("CSAT5", CSAT, 1, 5),
        Scale("CSAT3", CSAT, 1, 3),
        Scale("CSAT2", CSAT, 1, 2),
        Scale("CES", CES, 1, 7),
        Scale("NPS", NPS, 0, 10),
    )
}


def average(counts: list[int]) -> int | float:
    """The mean score to four decimals at most, halves away from zero; whole where it is whole, 0 when there are none.

    >>> average([0, 3, 0, 0, 0, 99, 0, 0, 11, 0, 40])
    6.4444
    """
    count = sum(counts)
    if count == 0:
        return 0
    total = sum(score * number for score, number in enumerate(counts))
    ten_thousandths = (2 * total * 10_000 + count) // (2 * count)
    return ten_thousandths // 10_000 if ten_thousandths % 10_000 == 0 else ten_thousandths / 10_000


def nps_groups(counts: list[int]) -> tuple[int, int, int]:
    """How many are promoters (9, 10), passives (7, 8) and detractors (0 to 6)."""
    return counts[9] + counts[10], counts[7] + counts[8], sum(counts[:7])


def nps_score(counts: list[int]) -> int:
    """Promoters less detractors in per cent of all, rounded, halves away from zero; 0 when there are none.

    >>> nps_score([0, 0, 0, 0, 0, 14, 0, 1, 0, 2, 0])
    -71
    """
    promoters, passives, detractors = nps_groups(counts)
    count = promoters + passives + detractors
    if count == 0:
        return 0
    balance = promoters - detractors
    rounded = (200 * abs(balance) + count) // (2 * count)
    return rounded if balance >= 0 else -rounded
