"""Print the CSAT ratings of the last 30 days that need a look, newest first.

NICEREPLY_API_KEY=… python examples/low_scores.py
"""

from datetime import UTC, datetime, timedelta

import nicereply


def main() -> None:
    """Print a line for each low score."""
    since = datetime.now(UTC) - timedelta(days=30)
    with nicereply.Client() as client:
        scales = {survey.id: survey.scale for survey in client.csat.list_surveys()}
        low = {"CSAT10": 4, "CSAT5": 2, "CSAT3": 1, "CSAT2": 1}
        for rating in client.csat.list_ratings(period_start=since):
            if rating.score <= low.get(scales.get(rating.survey.id, ""), 0):
                who = rating.user.username if rating.user else "nobody"
                print(f"{rating.created_at:%Y-%m-%d %H:%M}  {rating.score}  {who}: {rating.comment or 'no comment'}")


if __name__ == "__main__":
    main()
