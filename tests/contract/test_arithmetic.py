"""Figures from counts, against the figures that the vendor's documentation shows."""

from __future__ import annotations

from collections import Counter

import pytest

from nicereply_contract.relations import arithmetic


def test_the_documented_average() -> None:
    """986 points of 153 ratings are shown as 6.4444."""
    counts = Counter({1: 3, 5: 99, 8: 11, 10: 40})
    assert counts.total() == 153
    assert arithmetic.average(counts) * 153 == 986
    assert arithmetic.shown_average(counts) == 6.4444
    assert not arithmetic.is_average(6.44, counts, exact=True)
    assert not arithmetic.is_average(6.44, counts, exact=False)


def test_the_documented_net_promoter_score() -> None:
    """2 promoters, 1 passive and 14 detractors are shown as -71, which is rounded and not cut off."""
    counts = Counter({9: 2, 7: 1, 5: 14})
    assert arithmetic.shown_net_promoter_score(counts) == -71
    assert arithmetic.groups(counts) == {"promoters": 2, "passives": 1, "detractors": 14}
    assert not arithmetic.is_net_promoter_score(-70, counts, exact=False)


@pytest.mark.parametrize(("counts", "score"), [({9: 1, 0: 7}, -75), ({9: 9, 8: 191}, 5), ({0: 1, 8: 199}, -1)])
def test_halves_go_away_from_zero(counts: dict[int, int], score: int) -> None:
    """4.5 is shown as 5, -0.5 as -1; a service that is not ours may show the other neighbour."""
    assert arithmetic.shown_net_promoter_score(Counter(counts)) == score
    if score != -75:
        assert arithmetic.is_net_promoter_score(score - 1 if score > 0 else 0, Counter(counts), exact=False)


def test_nothing_is_zero() -> None:
    """As the documentation shows for users without ratings."""
    assert arithmetic.shown_average(Counter()) == 0
    assert arithmetic.shown_net_promoter_score(Counter()) == 0
    assert arithmetic.groups(Counter()) == {"promoters": 0, "passives": 0, "detractors": 0}
