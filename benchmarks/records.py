"""Data to measure with: an account of a given number of ratings, as a file that `--data` reads. The same every time."""

import hashlib
import json
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

FOLDER = Path("build/bench")

SCALES = {"CSAT10": (1, 10), "CSAT5": (1, 5), "CSAT3": (1, 3), "CES": (1, 7), "NPS": (0, 10)}
# So many that at ten thousand ratings each survey, user and team has more than a page of 100.
SURVEYS = 10
USERS = 40
TEAMS = 4
CUSTOMERS = 5_000
DAYS = 365
NEWEST = int(datetime(2026, 1, 15, 12, tzinfo=UTC).timestamp())

COMMENTS = (
    "Thanks, that was quick!",
    "It took three mails until somebody read what I wrote, but then it was solved within the hour.",
    "ok",
    "Great service, as always. Please tell the whole team.",
)

Json = dict[str, Any]


def data_file(ratings: int) -> Path:
    """The file with that many ratings; written when there is none yet, or when this module has changed."""
    version = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    path = FOLDER / f"ratings-{ratings}-{version}.json"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".tmp")
        with unfinished.open("w", encoding="utf-8") as file:
            _write(file, ratings)
        unfinished.rename(path)
    return path


def first_ids(ratings: int) -> Json:
    """Ids of the first survey (CSAT), user and team of the file, and of its first hundred CSAT ratings.

    `rare_customer` has the same ratings whatever the size of the file, `customer` has some of each metric in all sizes.
    """
    chance = random.Random(0)
    account = _account(chance)
    csat = {survey["id"] for survey in account["surveys"] if survey["scale"].startswith("CSAT")}
    first = (rating["id"] for rating in _ratings(chance, account, ratings) if rating["survey_id"] in csat)
    return {
        "survey": account["surveys"][0]["id"],
        "user": account["users"][0]["id"],
        "team": account["teams"][0]["id"],
        "rare_customer": account["customers"][0]["id"],
        "customer": account["customers"][1]["id"],
        "csat_ratings": list(islice(first, 100)),
    }


def _write(file: TextIO, ratings: int) -> None:
    chance = random.Random(0)
    account = _account(chance)
    file.write("{")
    for name, records in account.items():
        file.write(f"{json.dumps(name)}: {json.dumps(records)},\n")
    file.write('"ratings": [\n')
    for number, rating in enumerate(_ratings(chance, account, ratings)):
        file.write((",\n" if number else "") + json.dumps(rating))
    file.write("\n]}\n")


def _account(chance: random.Random) -> dict[str, list[Json]]:
    created = _timestamp(NEWEST - (DAYS + 1) * 86_400)
    scales = list(SCALES)
    surveys = [
        {
            "id": _id(chance),
            "name": f"Survey {number}",
            "scale": scales[number % len(scales)],
            "distribution": "template",
            "rating_scale": "stars",
            "question": "How did we do?",
            "created_at": created,
        }
        for number in range(SURVEYS)
    ]
    users = [
        {
            "id": _id(chance),
            "type": "AGENT",
            "username": f"agent-{number}",
            "fullname": f"Agent {number}",
            "email": f"agent-{number}@example.com",
            "role": "team_member",
            "created_at": created,
        }
        for number in range(USERS)
    ]
    teams = [
        {
            "id": _id(chance),
            "name": f"Team {number}",
            "created_at": created,
            "user_ids": [user["id"] for user in users[number::TEAMS]],
        }
        for number in range(TEAMS)
    ]
    customers = [
        {
            "id": _id(chance),
            "name": f"Customer {number}",
            "email": f"customer-{number}@example.com",
            "created_at": created,
        }
        for number in range(CUSTOMERS)
    ]
    return {"surveys": surveys, "users": users, "teams": teams, "customers": customers}


def _ratings(chance: random.Random, account: dict[str, list[Json]], ratings: int) -> Iterator[Json]:
    """Scores, times and texts are spread by chance. The first belongs to the first survey and user.

    The first two customers have a rating of each metric, the first one no more than that.
    """
    surveys, users, customers = account["surveys"], account["users"], account["customers"]
    first_surveys = (0, 3, 4) * 2  # of CSAT, CES and NPS
    first_customers = (0, 0, 0, 1, 1, 1)
    for number in range(ratings):
        is_first = number < len(first_surveys)
        survey = surveys[first_surveys[number] if is_first else int(chance.random() * SURVEYS)]
        low, high = SCALES[survey["scale"]]
        rating = {
            "id": _id(chance),
            "survey_id": survey["id"],
            "score": low + int(chance.random() * (high - low + 1)),
            "user_id": users[int(chance.random() * USERS) if number else 0]["id"],
            "customer_id": customers[
                first_customers[number] if is_first else 1 + int(chance.random() * (CUSTOMERS - 1))
            ]["id"],
            "created_at": _timestamp(NEWEST - int(chance.random() * DAYS * 86_400)),
            "from": "Ann Example",
            "ip_address": "198.51.100.7",
        }
        if number % 2:
            rating["comment"] = COMMENTS[number // 2 % len(COMMENTS)]
        if number % 3 == 0:
            rating["ticket"] = {"value": f"conversation-{number}"}
        yield rating


def _id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _timestamp(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
