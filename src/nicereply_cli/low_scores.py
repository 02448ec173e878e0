"""Which scores are low, by the scale of the survey.

The thresholds are this project's own: the documentation says only that NPS scores up to 6 are detractors.
"""

from typing import Final

# The highest score that still counts as low, and the best score, by the scale of a survey.
LOW_AND_BEST: Final = {
    "CSAT10": (4, 10),
    "CSAT5": (2, 5),
    "CSAT3": (1, 3),
    "CSAT2": (1, 2),
    "CES": (3, 7),
    "NPS": (6, 10),
}


def is_low(score: int, scale: str) -> bool:
    """Tell whether the score is low in the scale; a scale nobody knows has no low scores."""
    return scale in LOW_AND_BEST and score <= LOW_AND_BEST[scale][0]


def best_score(scale: str) -> int | None:
    """Return the best score of the scale, None for a scale nobody knows."""
    return LOW_AND_BEST[scale][1] if scale in LOW_AND_BEST else None
