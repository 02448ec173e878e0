from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from nicereply_emulator._figures import average, nps_groups, nps_score

COUNTS = st.lists(st.integers(0, 2_000), min_size=11, max_size=11)


def counts(**by_score: int) -> list[int]:
    return [by_score.get(f"s{score}", 0) for score in range(11)]


def test_the_documented_averages() -> None:
    assert average(counts(s1=3, s5=99, s8=11, s10=40)) == 6.4444
    shown = average(counts(s5=133))
    assert shown == 5
    assert isinstance(shown, int)


def test_the_documented_nps() -> None:
    assert nps_score(counts(s5=14, s7=1, s9=2)) == -71
    assert nps_groups(counts(s5=14, s7=1, s9=2)) == (2, 1, 14)


def test_nothing_counted_is_zero() -> None:
    assert average(counts()) == 0
    assert nps_score(counts()) == 0


def test_halves_go_away_from_zero() -> None:
    assert nps_score(counts(s9=1, s7=7)) == 13  # 12.5
    assert nps_score(counts(s0=1, s7=7)) == -13
    assert average(counts(s0=19_999, s1=1)) == 0.0001  # 0.00005


def test_the_limits_of_the_groups() -> None:
    assert nps_groups(counts(s0=1, s6=1)) == (0, 0, 2)
    assert nps_groups(counts(s7=1, s8=1)) == (0, 2, 0)
    assert nps_groups(counts(s9=1, s10=1)) == (2, 0, 0)


@given(COUNTS)
def test_an_average_is_the_nearest_of_four_decimals(numbers: list[int]) -> None:
    count = sum(numbers)
    exact = Fraction(sum(score * number for score, number in enumerate(numbers)), count) if count else Fraction(0)
    shown = Fraction(str(average(numbers)))
    assert abs(shown - exact) <= Fraction(1, 20_000)
    assert (shown * 10_000).denominator == 1


@given(COUNTS)
def test_an_nps_is_the_nearest_whole(numbers: list[int]) -> None:
    count = sum(numbers)
    exact = Fraction(100 * (sum(numbers[9:]) - sum(numbers[:7])), count) if count else Fraction(0)
    assert abs(nps_score(numbers) - exact) <= Fraction(1, 2)
