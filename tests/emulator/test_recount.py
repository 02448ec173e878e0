"""Lists, stats and histograms of generated accounts, against a naive recount of the same data."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nicereply_emulator
from nicereply_emulator import _data, _rating_lists
from nicereply_emulator._figures import average, nps_score
from nicereply_emulator._times import DAY, HOUR, format_timestamp

from .api import Api, frozen_emulator
from .tallies import assert_tallies_hold

START = 1_736_899_200  # 2025-01-15T00:00:00Z, a midnight
SCALES = {"CSAT5": ("CSAT", 1, 5), "CSAT2": ("CSAT", 1, 2), "CES": ("CES", 1, 7), "NPS": ("NPS", 0, 10)}
RANGES = {"CSAT": (1, 10), "CES": (1, 7), "NPS": (0, 10)}
BEGINNING = "2017-01-01T00:00:00Z"


def uuid(kind: int, number: int) -> str:
    """Ids whose order is not the order in which they were made."""
    return str(UUID(int=(kind << 96) + (number * 0x9E3779B97F4A7C15) % 2**64, version=4))


SURVEYS = {uuid(1, number): scale for number, scale in enumerate(SCALES)}
USERS = [uuid(2, number) for number in range(4)]
TEAMS = {uuid(3, 0): USERS[:2], uuid(3, 1): USERS[1:3], uuid(3, 2): []}
CUSTOMERS = [uuid(4, number) for number in range(2)]

# Few moments, near the borders of hours, days and spans of 30 days (one begins 27 days after the start), so that ties
# and the very ends of periods come up.
MOMENTS = st.builds(
    lambda day, hour, second: START + day * DAY + hour * HOUR + second,
    st.sampled_from([0, 1, 2, 27]),
    st.sampled_from([0, 1, 23]),
    st.sampled_from([-1, 0, 1, 1_800]),
)


@st.composite
def ratings(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 40))):
        survey = draw(st.sampled_from(list(SURVEYS)))
        _, low, high = SCALES[SURVEYS[survey]]
        created = draw(MOMENTS)
        rows.append(
            {
                "id": uuid(5, number),
                "survey_id": survey,
                "score": draw(st.integers(low, high)),
                "user_id": draw(st.sampled_from([None, *USERS])),
                "customer_id": draw(st.sampled_from([None, *CUSTOMERS])),
                "created": created,
                "updated": created + draw(st.sampled_from([0, 0, 1, HOUR, DAY])),
            }
        )
    return rows


ENDS = st.none() | MOMENTS
PERIODS = st.tuples(ENDS, ENDS)


def load(emulator: nicereply_emulator.Emulator, rows: list[dict[str, Any]]) -> None:
    names = ("id", "survey_id", "score", "user_id", "customer_id")
    data: _data.Data = {
        "surveys": [
            {
                "id": id_,
                "name": scale,
                "scale": scale,
                "distribution": "trigger",
                "rating_scale": "stars",
                "question": "?",
                "created_at": BEGINNING,
            }
            for id_, scale in SURVEYS.items()
        ],
        "users": [
            {
                "id": id_,
                "type": "AGENT",
                "username": id_,
                "fullname": "",
                "email": "",
                "role": "",
                "created_at": BEGINNING,
            }
            for id_ in USERS
        ],
        "teams": [{"id": id_, "name": "", "created_at": BEGINNING, "user_ids": users} for id_, users in TEAMS.items()],
        "customers": [{"id": id_, "name": "", "email": "", "created_at": BEGINNING} for id_ in CUSTOMERS],
        "ratings": [
            {
                **{name: row[name] for name in names},
                "created_at": format_timestamp(row["created"]),
                "updated_at": format_timestamp(row["updated"], -5 * HOUR),
            }
            for row in rows
        ],
    }
    _data.load(emulator.service.state.store, data)


Belongs = Callable[[dict[str, Any]], bool]


def metric_of(row: dict[str, Any]) -> str:
    return SCALES[SURVEYS[row["survey_id"]]][0]


def owners() -> dict[str, Belongs]:
    """Every path that has ratings, with the rule by which a rating belongs to it."""
    found: dict[str, Belongs] = {}
    for metric in RANGES:
        found[f"/{metric.lower()}"] = lambda row, metric=metric: metric_of(row) == metric
    for survey in SURVEYS:
        found[f"/surveys/{survey}"] = lambda row, survey=survey: row["survey_id"] == survey
    for user in USERS:
        found[f"/users/{user}"] = lambda row, user=user: row["user_id"] == user
    for team, members in TEAMS.items():
        found[f"/teams/{team}"] = lambda row, members=members: row["user_id"] in members
    for customer in CUSTOMERS:
        found[f"/customers/{customer}"] = lambda row, customer=customer: row["customer_id"] == customer
    return found


OWNERS = owners()


def inside(period: tuple[int | None, int | None], moment: int) -> bool:
    start, end = period
    return (start is None or start <= moment) and (end is None or moment <= end)


def query(period: tuple[int | None, int | None], prefix: str = "") -> dict[str, str]:
    ends = zip(("period_start", "period_end"), period, strict=True)
    return {f"{prefix}{name}": datetime.fromtimestamp(at, UTC).isoformat() for name, at in ends if at is not None}


def figures(metric: str, scores: list[int]) -> dict[str, Any]:
    counts = [scores.count(score) for score in range(11)]
    if metric != "NPS":
        return {"average": average(counts), "count": len(scores)}
    groups = {
        "promoters": sum(score >= 9 for score in scores),
        "passives": sum(score in (7, 8) for score in scores),
        "detractors": sum(score <= 6 for score in scores),
    }
    return {"nps_score": nps_score(counts), "count": len(scores), "groups": groups}


def bars(metric: str, scores: list[int]) -> dict[str, Any]:
    low, high = RANGES[metric]
    return {"histogram": {str(score): scores.count(score) for score in range(low, high + 1)}}


def expected(path: str, rows: list[dict[str, Any]], show: Callable[[str, list[int]], Any]) -> Any:
    by_metric = {metric: [row["score"] for row in rows if metric_of(row) == metric] for metric in RANGES}
    all_metrics = {metric: show(metric, scores) for metric, scores in by_metric.items()}
    owner = path.split("/")[1]
    if owner == "surveys":
        return all_metrics[SCALES[SURVEYS[path.split("/")[2]]][0]]
    return all_metrics.get(owner.upper(), all_metrics)


@pytest.fixture(scope="module")
def account() -> Any:
    emulator = frozen_emulator(data="empty")
    api = Api(emulator)
    yield api
    api.close()
    emulator.close()


@pytest.fixture(params=[0, 3, 1_000], ids="stepping over {} ratings".format)
def _stepping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However far a page is: pages beyond these many ratings are found by the tallies."""
    monkeypatch.setattr(_rating_lists, "_FEW", request.param)
    monkeypatch.setattr(_rating_lists, "_FEW_OF_SEVERAL", request.param)


EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.usefixtures("_stepping")
@EXAMPLES
@given(ratings(), PERIODS, PERIODS | st.just((None, None)), st.sampled_from(["asc", "desc"]), st.integers(1, 4))
def test_lists(
    account: Api,
    rows: list[dict[str, Any]],
    created: tuple[int | None, int | None],
    updated: tuple[int | None, int | None],
    order: str,
    page: int,
) -> None:
    load(account.emulator, rows)
    for path, belongs in OWNERS.items():
        wanted = [
            row
            for row in sorted(rows, key=lambda row: (row["created"], row["id"]), reverse=order == "desc")
            if belongs(row) and inside(created, row["created"]) and inside(updated, row["updated"])
        ]
        body = account.get(
            f"{path}/ratings", **query(created), **query(updated, "updated_"), sort_order=order, page=page
        )
        assert body["_pagination"]["total"] == len(wanted)
        assert [row["id"] for row in body["_results"]] == [row["id"] for row in wanted[10 * (page - 1) : 10 * page]]


@EXAMPLES
@given(ratings(), PERIODS)
def test_stats_and_histograms(account: Api, rows: list[dict[str, Any]], period: tuple[int | None, int | None]) -> None:
    load(account.emulator, rows)
    for path, belongs in OWNERS.items():
        wanted = [row for row in rows if belongs(row) and inside(period, row["created"])]
        assert account.results(f"{path}/stats", **query(period)) == expected(path, wanted, figures)
        assert account.results(f"{path}/histogram", **query(period)) == expected(path, wanted, bars)
    for owner in ("surveys", "users", "customers", "teams"):
        listed = {row["id"]: row["stats"] for row in account.all(f"/{owner}/stats", **query(period))}
        singles = {id_: account.results(f"/{owner}/{id_}/stats", **query(period)) for id_ in listed}
        assert listed.keys() == {path.split("/")[2] for path in OWNERS if path.startswith(f"/{owner}/")}
        if owner == "teams":  # the list of teams shows no groups
            for stats in singles.values():
                del stats["NPS"]["groups"]
        assert listed == singles


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["score", "user", "created_at", "delete", "join", "leave", "dissolve"]), st.integers(0, 11)
    ),
    max_size=8,
)


@EXAMPLES
@given(ratings(), CHANGES)
def test_tallies_follow_every_change(account: Api, rows: list[dict[str, Any]], changes: list[tuple[str, int]]) -> None:
    load(account.emulator, rows)
    store = account.emulator.service.state.store
    for what, number in changes:
        key = 1 + number % (len(rows) + 1)
        match what:
            case "score":
                store.run("UPDATE rating SET score = ? WHERE key = ?", (number % 11, key))  # 0 to 10
            case "user":
                store.run("UPDATE rating SET user = nullif(?, 0) WHERE key = ?", (number % 4, key))
            case "created_at":
                store.run("UPDATE rating SET created_at = ? WHERE key = ?", (START - number * 1_000, key))
            case "join":
                store.run("INSERT OR IGNORE INTO member VALUES (?, ?)", (1 + number % 3, 1 + number // 3))
            case "leave":
                store.run("DELETE FROM member WHERE team = ? AND user = ?", (1 + number % 3, 1 + number // 3))
            case "dissolve":
                store.run("DELETE FROM member WHERE team = ?", (1 + number % 3,))
            case _:
                store.run("DELETE FROM rating WHERE key = ?", (key,))
    assert_tallies_hold(store)
    with store.transaction(), store.bulk_load():
        pass  # which counts all ratings again
    assert_tallies_hold(store)
