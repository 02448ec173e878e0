"""Ratings as letters: one stands for metric and score, and many in a row are soon counted."""

from ._figures import METRICS, SCORES

_FIRST = ord("0")

LETTER = f"char({_FIRST} + metric * {SCORES} + score)"
"""SQL for the letter of a rating."""

_MEANINGS = {
    chr(_FIRST + metric.code * SCORES + score): (metric.code, score) for metric in METRICS for score in range(SCORES)
}


def letter_counts(letters: str) -> dict[int, list[int]]:
    """Counts by score, for each metric code of which there is a letter."""
    found: dict[int, list[int]] = {}
    for letter in set(letters):
        metric, score = _MEANINGS[letter]
        counts = found.get(metric)
        if counts is None:
            counts = found[metric] = [0] * SCORES
        counts[score] = letters.count(letter)
    return found
