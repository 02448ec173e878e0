"""The whole demo account, drawn from a fixed seed in the year before `ANCHOR`."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from .._figures import SCALES
from .._times import DAY, format_timestamp, parse_timestamp
from . import documented, words

T = TypeVar("T")
Record = dict[str, Any]

ANCHOR = "2026-01-15T12:00:00Z"
"""The demo account's last day: everything that is not documented happened in the year before it."""

_SEED = 20260115
_RATINGS = 1_750
"""Ratings beside the documented ones."""

_EXTRA_SURVEYS: list[Record] = [
    {
        "id": "501cce9d-3fdb-4258-9466-616fec7a75ef",
        "name": "Help Centre Survey",
        "scale": "CSAT2",
        "distribution": "template",
        "rating_scale": "thumbs",
        "question": "Did this article help?",
    },
    {
        "id": "f9806b85-f754-48af-9cea-d7a289c7205a",
        "name": "Onboarding Survey",
        "scale": "CSAT5",
        "distribution": "campaign",
        "rating_scale": "stars5",
        "question": "How was your first month with us?",
        "asks_name": True,
    },
    {
        "id": "5dd290e9-2766-453c-8b7f-77e8f8d2b920",
        "name": "Self-Service Effort",
        "scale": "CES",
        "distribution": "trigger",
        "rating_scale": "ces",
        "question": "It was easy to find what I needed.",
        "extra_questions": [
            {
                "id": "257ae823-33a9-4c8c-8369-a962abc6a3f5",
                "label": "Would you recommend our help centre?",
                "rating_scale": "nps",
                "scale": "NPS",
                "required": False,
            }
        ],
    },
    {
        "id": "33794435-4ab4-48e1-93f3-58ebba9a691e",
        "name": "Product Survey",
        "scale": "NPS",
        "distribution": "trigger",
        "rating_scale": "nps",
        "question": "How likely are you to recommend our product?",
    },
    {
        "id": "15ef3a3b-ca2b-494d-a34e-614facd3d1de",
        "name": "Yearly Campaign",
        "scale": "NPS",
        "distribution": "campaign",
        "rating_scale": "nps",
        "question": "How likely are you to recommend us?",
        "asks_name": True,
    },
]

_INTEGRATIONS = (
    "zendesk", "zendeskChat", "desk", "desk-oauth", "helpscout", "helpscout-v2", "salesforce", "salesforce-v2", "front",
    "front-v2", "freshdesk", "liveagent", "liveagent-v2", "kayako", "kayako-v2", "teamsupport", "deskpro", "kustomer",
    "otrs", "bestpractical", "groove", "custom", "shopify", "intercom", "gmail", "outlook", "mailchimp", "aircall",
)  # fmt: skip


def demo_data() -> dict[str, list[Record]]:
    """The demo account in the form that data is loaded in: some 2,000 ratings, the same on every call."""
    return _Account().data()


class _Account:
    def __init__(self) -> None:
        self._random = Random(_SEED)  # noqa: S311 - the same draw every time is the point
        anchor = parse_timestamp(ANCHOR)
        assert anchor is not None  # noqa: S101 - a constant
        self._end = anchor
        self._start = anchor - 365 * DAY

    def data(self) -> dict[str, list[Record]]:
        surveys = documented.SURVEYS + [
            {**survey, "created_at": self._at(day * DAY)} for day, survey in enumerate(_EXTRA_SURVEYS, start=1)
        ]
        users = documented.USERS + [self._user(place, person) for place, person in enumerate(words.PEOPLE)]
        ids_by_username = {user["username"]: user["id"] for user in users}
        teams = documented.TEAMS + self._teams(ids_by_username)
        customers = documented.CUSTOMERS + [self._customer(place) for place in range(120)]
        ratings = documented.RATINGS + self._freddys_ratings(users)
        ratings += [self._rating(surveys, users, customers) for _ in range(_RATINGS)]
        unsubscribes = documented.UNSUBSCRIBES + [
            {"id": self._id(), "email": email, "unsubscribed_at": self._at(self._below(365 * DAY))}
            for email in words.ADDRESSES_THAT_WANT_NO_MORE
        ]
        return {
            "surveys": surveys,
            "users": users,
            "teams": teams,
            "customers": [_with_enough_tickets(customer, ratings) for customer in customers],
            "unsubscribes": unsubscribes,
            "ratings": ratings,
        }

    def _user(self, place: int, person: words.Person) -> Record:
        agents = [agent for agent in words.PEOPLE if agent.type == "AGENT"]
        mine = range(agents.index(person), len(_INTEGRATIONS), len(agents)) if person in agents else range(0)
        return {
            "id": self._id(),
            "type": person.type,
            "has_access": person.has_access,
            "is_archived": person.is_archived,
            "username": person.username,
            "integration_usernames": [
                {
                    "id": self._id(),
                    "integration_id": self._id(),
                    "username": f"{person.username}@{_INTEGRATIONS[number]}",
                    "type": _INTEGRATIONS[number],
                }
                for number in mine
            ],
            "fullname": person.fullname,
            "email": "" if person.type == "THING_OR_ACTION" else f"{person.username}@example.com",
            "role": person.role,
            "created_at": self._at((place + 1) * DAY + self._below(DAY)),
        }

    def _teams(self, ids_by_username: dict[str, str]) -> list[Record]:
        teams: list[Record] = []
        for number, name in enumerate(words.TEAM_NAMES):
            members = [ids_by_username[person.username] for person in words.PEOPLE if number in person.teams]
            if name == "Technical Support":
                members += [documented.UNCLEBOB]
            teams.append({"id": self._id(), "name": name, "created_at": self._at(number * DAY), "user_ids": members})
        return teams

    def _customer(self, place: int) -> Record:
        first = words.CUSTOMER_FIRST_NAMES[place % len(words.CUSTOMER_FIRST_NAMES)]
        last = words.CUSTOMER_LAST_NAMES[(place * 7 + place // 20) % len(words.CUSTOMER_LAST_NAMES)]
        created = self._below(300 * DAY)
        return {
            "id": self._id(),
            "name": f"{first} {last}",
            "email": f"customer-{place + 4}@example.com",
            "tickets": self._below(25),
            "created_at": self._at(created),
            "updated_at": self._at(created + self._below(60 * DAY)),
        }

    def _freddys_ratings(self, users: Sequence[Record]) -> list[Record]:
        """What makes the documented figures of one customer, less the one rating of his that is documented itself."""
        surveys = {"CSAT": documented.PHONE, "CES": _EXTRA_SURVEYS[2]["id"], "NPS": _EXTRA_SURVEYS[3]["id"]}
        ratings: list[Record] = []
        tickets: list[Record] = []
        distinct = documented.CUSTOMERS[0]["tickets"] - 1  # that he has beside the one of his documented rating
        for metric, scores in documented.FREDDY_SCORES.items():
            for score, number in scores.items():
                documented_one = 1 if (metric, score) == ("CSAT", 5) else 0
                for _ in range(number - documented_one):
                    created = self._below(365 * DAY)
                    rating: Record = {
                        "id": self._id(),
                        "survey_id": surveys[metric],
                        "score": score,
                        "from": "Freddy Coleman",
                        "status": "closed" if self._chance(0.7) else "open",
                        "ip_address": self._ip_address(),
                        "comment": self._comment((score - 1) / 9) if self._chance(0.2) else None,
                        "ticket": self._ticket(),
                        "user_id": self._pick(users)["id"],
                        "customer_id": documented.FREDDY,
                        "created_at": self._at(created),
                    }
                    tickets.append(rating["ticket"])
                    ratings.append({**rating, "ticket": tickets[(len(tickets) - 1) % distinct]})
        return ratings

    def _rating(self, surveys: Sequence[Record], users: Sequence[Record], customers: Sequence[Record]) -> Record:
        survey = self._pick(surveys)
        scale = SCALES[survey["scale"]]
        user = self._pick(users) if self._chance(0.95) else None
        likings = {person.username: person.quality for person in words.PEOPLE}
        liking = 0.3 if user is None else likings.get(user["username"], 0.4)
        good = min(1.0, max(0.0, 0.62 + 0.22 * liking + 0.55 * (self._random.random() - 0.5) + self._mood()))
        score = scale.low + round(good * (scale.high - scale.low))
        # Customers without ratings exist too, among them a documented one.
        customer = self._pick(customers[2:-6]) if self._chance(0.8) else None
        created = self._moment()
        updated = min(created + self._below(3 * DAY), 365 * DAY) if self._chance(0.25) else created
        return {
            "id": self._id(),
            "survey_id": survey["id"],
            "score": score,
            "from": customer["name"]
            if customer and (survey.get("asks_name") or self._chance(0.5))
            else self._guest(survey),
            "status": "closed" if self._chance(0.6) else "open",
            "ip_address": self._ip_address(),
            "comment": self._comment(good) if self._chance(0.45) else None,
            "ticket": self._ticket() if self._chance(0.7) else None,
            "user_id": None if user is None else user["id"],
            "customer_id": None if customer is None else customer["id"],
            "extra_questions": self._answers(survey, good),
            "created_at": self._at(created),
            "updated_at": self._at(updated),
        }

    def _guest(self, survey: Record) -> str:
        return "A guest" if survey.get("asks_name") else ""

    def _answers(self, survey: Record, good: float) -> list[Record] | None:
        answers: list[Record] = []
        for question in survey.get("extra_questions", []):
            if question["required"] or self._chance(0.6):
                scale = SCALES[question["scale"]]
                spread = min(1.0, max(0.0, good + 0.4 * (self._random.random() - 0.5)))
                answers.append({"id": question["id"], "score": scale.low + round(spread * (scale.high - scale.low))})
        return answers or None

    def _comment(self, good: float) -> str:
        if good >= 0.7:
            return self._pick(words.GOOD_COMMENTS)
        return self._pick(words.FAIR_COMMENTS if good >= 0.4 else words.POOR_COMMENTS)

    def _ticket(self) -> Record:
        number = 100_000 + self._below(900_000)
        if self._chance(0.5):
            return {"value": str(number), "link": f"https://helpdesk.example.com/tickets/{number}"}
        return {"value": f"cnv_{number}", "link": None}

    def _moment(self) -> int:
        """A second of the year: working days and working hours have most of the ratings."""
        while True:
            moment = self._below(365 * DAY)
            weekday = ((self._start + moment) // DAY + 3) % 7
            hour = (self._start + moment) % DAY // 3_600
            if self._chance((0.25 if weekday >= 5 else 1.0) * (1.0 if 7 <= hour <= 18 else 0.2)):
                return moment

    def _mood(self) -> float:
        return 0.2 if self._chance(0.35) else -0.35 if self._chance(0.12) else 0.0

    def _ip_address(self) -> str:
        return f"{self._pick(('192.0.2', '198.51.100', '203.0.113'))}.{1 + self._below(254)}"  # set aside for examples

    def _at(self, second: int) -> str:
        """A second of the year as a timestamp."""
        return format_timestamp(self._start + second)

    def _id(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _below(self, stop: int) -> int:
        return int(self._random.random() * stop)

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _pick(self, choices: Sequence[T]) -> T:
        return choices[self._below(len(choices))]


def _with_enough_tickets(customer: Record, ratings: Sequence[Record]) -> Record:
    """The customer with as many tickets as were rated by them, at least: some tickets are never rated."""
    rated = {
        rating["ticket"]["value"]
        for rating in ratings
        if rating.get("customer_id") == customer["id"] and rating.get("ticket")
    }
    return {**customer, "tickets": max(customer["tickets"], len(rated))}
