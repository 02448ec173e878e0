"""Create a rating for an agent and say what is wrong with the request if it is refused.

This writes to the account: NICEREPLY_API_KEY=… python examples/create_rating.py SURVEY_ID SCORE USERNAME
"""

import sys

import nicereply


def main(survey_id: str, score: str, username: str) -> int:
    """Create the rating; return the exit status."""
    with nicereply.Client() as client:
        try:
            rating = client.ratings.create(
                survey_id=survey_id, score=int(score), user=nicereply.UserByUsername(username), comment="Thanks!"
            )
        except nicereply.BadRequestError as error:
            for issue in error.issues:
                print(f"{issue.field}: {issue.message}")
            return 1
        except nicereply.NotFoundError as error:
            print(error)
            return 1
    print(f"Created rating {rating.id}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
