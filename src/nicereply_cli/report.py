"""What a report holds, and how it is read through the client. Reads only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

import nicereply
from nicereply_cli.low_scores import best_score, is_low


@dataclass(frozen=True)
class Average:
    """Mean score and number of ratings, of CSAT or CES."""

    average: float
    count: int


@dataclass(frozen=True)
class Promoters:
    """Net promoter score and number of ratings; the groups where the service tells them."""

    nps_score: int
    count: int
    promoters: int | None
    passives: int | None
    detractors: int | None


@dataclass(frozen=True)
class MetricFigures:
    """One metric over the report's period. `histogram` counts ratings by score."""

    metric: str
    figures: Average | Promoters
    histogram: dict[int, int]


@dataclass(frozen=True)
class LowScore:
    """A rating whose score is low in its survey's scale. Holds nothing that names the customer."""

    metric: str
    score: int
    best: int | None
    comment: str | None
    survey: str
    username: str | None
    created_at: datetime


@dataclass(frozen=True)
class Row:
    """A team or a user with the figures of each metric."""

    name: str
    csat: Average
    ces: Average
    nps: Promoters


@dataclass(frozen=True)
class Report:
    """All that is shown. `low_scores` is sorted, newest first."""

    since: datetime | None
    until: datetime | None
    metrics: list[MetricFigures]
    low_scores: list[LowScore]
    teams: list[Row]
    users: list[Row]


class _StatsRow(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def stats(self) -> nicereply.MetricStats: ...


def collect(
    client: nicereply.Client, *, since: datetime | None = None, until: datetime | None = None, low: int = 5
) -> Report:
    """Read a report from the account.

    `since` and `until` are aware and belong to the period; `low` is how many low scores to look for.
    Raises what the client raises.
    """
    start = nicereply.UNSET if since is None else since
    end = nicereply.UNSET if until is None else until
    metrics = [
        MetricFigures(
            "CSAT",
            _average(client.csat.get_stats(period_start=start, period_end=end)),
            client.csat.get_histogram(period_start=start, period_end=end).counts,
        ),
        MetricFigures(
            "CES",
            _average(client.ces.get_stats(period_start=start, period_end=end)),
            client.ces.get_histogram(period_start=start, period_end=end).counts,
        ),
        MetricFigures(
            "NPS",
            _promoters(client.nps.get_stats(period_start=start, period_end=end)),
            client.nps.get_histogram(period_start=start, period_end=end).counts,
        ),
    ]
    surveys = {survey.id: survey for survey in client.surveys.list()} if low else {}
    lists = [
        client.csat.list_ratings(period_start=start, period_end=end),
        client.ces.list_ratings(period_start=start, period_end=end),
        client.nps.list_ratings(period_start=start, period_end=end),
    ]
    found = [score for ratings in lists for score in islice(_low_scores(ratings, surveys), low)]
    found.sort(key=lambda score: score.created_at, reverse=True)
    return Report(
        since=since,
        until=until,
        metrics=metrics,
        low_scores=found[:low],
        teams=_rows(
            {team.id: team.name for team in client.teams.list()},
            client.teams.list_stats(period_start=start, period_end=end),
        ),
        users=_rows(
            {user.id: user.fullname or user.username for user in client.users.list()},
            client.users.list_stats(period_start=start, period_end=end),
        ),
    )


def _low_scores(ratings: Iterable[nicereply.Rating], surveys: dict[str, nicereply.Survey]) -> Iterator[LowScore]:
    for rating in ratings:
        survey = surveys.get(rating.survey.id)
        if survey is not None and is_low(rating.score, survey.scale):
            yield LowScore(
                metric=survey.metric,
                score=rating.score,
                best=best_score(survey.scale),
                comment=rating.comment,
                survey=survey.name,
                username=rating.user.username if rating.user else None,
                created_at=rating.created_at,
            )


def _rows(names: dict[str, str], stats: Iterable[_StatsRow]) -> list[Row]:
    """Join names and figures; leave out who has no rating; most ratings first."""
    rows = [
        Row(
            name=names.get(row.id, row.id),
            csat=_average(row.stats.csat),
            ces=_average(row.stats.ces),
            nps=_promoters(row.stats.nps),
        )
        for row in stats
    ]
    rated = [row for row in rows if row.csat.count + row.ces.count + row.nps.count]
    return sorted(rated, key=lambda row: (-(row.csat.count + row.ces.count + row.nps.count), row.name))


def _average(stats: nicereply.AverageStats) -> Average:
    return Average(stats.average, stats.count)


def _promoters(stats: nicereply.NpsStats) -> Promoters:
    groups = stats.groups
    return Promoters(
        nps_score=stats.nps_score,
        count=stats.count,
        promoters=groups.promoters if groups else None,
        passives=groups.passives if groups else None,
        detractors=groups.detractors if groups else None,
    )
