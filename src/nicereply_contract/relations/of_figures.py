"""Relations between stats, histograms and the ratings that they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from hypothesis import strategies as st

from nicereply_contract.document import Node
from nicereply_contract.relations import times
from nicereply_contract.relations.arithmetic import (
    Counts,
    average,
    groups,
    is_average,
    is_net_promoter_score,
    net_promoter_score,
)
from nicereply_contract.relations.catalogue import Scope
from nicereply_contract.relations.relation import Trial, relation
from nicereply_contract.relations.rows import named, tally
from nicereply_contract.relations.scene import Scene
from nicereply_contract.relations.service import Answer

Period = dict[str, str]


def all_scopes(scene: Scene) -> Sequence[Scope]:
    """Whatever has stats and a histogram: the metrics and the resources."""
    return scene.catalogue.scopes


def all_metrics(scene: Scene) -> Sequence[str]:
    """The metrics of the document."""
    return scene.catalogue.metrics


def draw_period(trial: Trial, ratings: Sequence[Node], date: str) -> Period:
    """No period (nothing is drawn when there is no rating), or one that ends at the very second of ratings."""
    moments = sorted({times.parse(rating[date]) for rating in ratings})
    if not moments or trial.draw(st.booleans(), "all time"):
        return {}
    start, end = sorted(trial.pick(moments, "rating") for _ in range(2))
    return _period(trial, start, end)


def _period(trial: Trial, start: datetime, end: datetime) -> Period:
    return {
        "period_start": times.write(start, trial.draw(times.offsets(), "offset of the start")),
        "period_end": times.write(end, trial.draw(times.offsets(), "offset of the end")),
    }


def draw_place(trial: Trial, scope: Scope) -> tuple[str | None, Period]:
    """A record of a scope (None for a metric) and a period."""
    scene = trial.scene
    record = trial.pick(scene.ids(scope), f"record in {scope}")
    return record, draw_period(trial, scene.whole(scope.ratings, record), str(scope.ratings.date))


def check_stats(trial: Trial, metric: str, stats: Node, counts: Counts, what: str, *answers: Answer) -> None:
    """Hold the figures of one metric to the counts by score that they are of."""
    exact = trial.scene.exact
    trial.same(stats["count"], counts.total(), f"{what}: count of {metric}", *answers)
    if metric != NET_PROMOTER:
        message = f"{what}: average of {metric} is {stats['average']}, expected {float(average(counts)):.6f}"
        trial.holds(is_average(stats["average"], counts, exact=exact), message, *answers)
        return
    if "groups" in stats:
        trial.same(stats["groups"], groups(counts), f"{what}: groups of {metric}", *answers)
    # One documented row shows the score under the name `average`.
    score = stats["nps_score"] if "nps_score" in stats else stats["average"]
    message = f"{what}: nps_score is {score}, expected {float(net_promoter_score(counts)):.3f}, rounded"
    trial.holds(is_net_promoter_score(score, counts, exact=exact), message, *answers)


NET_PROMOTER = "NPS"
"""The metric whose figures are a score and groups; all others have an average."""


@relation(all_scopes)
def stats_follow_from_the_histogram(trial: Trial, scope: Scope) -> None:
    """The sum of a histogram is the count; average, net promoter score and groups follow from it, for any period."""
    record, period = draw_place(trial, scope)
    stats, answer = trial.scene.stats(scope, record, **period)
    histograms, other = trial.scene.histograms(scope, record, **period)
    for metric, figures in stats.items():
        check_stats(trial, metric, figures, histograms[metric], f"{scope} {record or ''}", answer, other)


@relation(all_scopes)
def histograms_count_the_ratings_of_the_list(trial: Trial, scope: Scope) -> None:
    """A histogram says how many ratings of the list of the same period have each score."""
    record, period = draw_place(trial, scope)
    histograms, answer = trial.scene.histograms(scope, record, **period)
    found = tally(trial.scene.rows(scope.ratings, record, **period))
    listed = trial.scene.ask(scope.ratings, record, **period)
    trial.same(
        {metric: counts for metric, counts in histograms.items() if counts},
        found,
        f"{scope} {record or ''}: ratings by metric and score",
        answer,
        listed,
    )


@relation(all_scopes)
def neighbouring_periods_part_the_figures(trial: Trial, scope: Scope) -> None:
    """The histograms and counts of [a, b] and [b + 1 second, c] add up to those of [a, c]."""
    scene = trial.scene
    record = trial.pick(scene.ids(scope), f"record in {scope}")
    moments = sorted({times.parse(row[str(scope.ratings.date)]) for row in scene.whole(scope.ratings, record)})
    if len(moments) < 2:
        return  # nothing to part, and nothing is counted as compared
    cut = (
        trial.pick(moments[1:-1] or moments[:-1], "cut")
        - trial.draw(st.integers(0, 1), "seconds before") * times.SECOND
    )
    cut = max(cut, moments[0])
    periods = [
        _period(trial, moments[0], cut),
        _period(trial, cut + times.SECOND, moments[-1]),
        _period(trial, moments[0], moments[-1]),
    ]
    for metric in scene.metrics(scope, record):
        found = [scene.histograms(scope, record, **period) for period in periods]
        early, late, both = (histograms[metric] for histograms, _ in found)
        answers = [answer for _, answer in found]
        trial.same(early + late, both, f"{scope} {record or ''}: {metric} by score in both parts together", *answers)
        stats = [scene.stats(scope, record, **period) for period in periods]
        counts = [figures[metric]["count"] for figures, _ in stats]
        what = f"{scope} {record or ''}: count of {metric} in both parts together"
        trial.same(counts[0] + counts[1], counts[2], what, *(answer for _, answer in stats))


@relation(lambda scene: list(scene.catalogue.resources.values()))
def rows_of_stats_agree_with_single_stats(trial: Trial, scope: Scope) -> None:
    """A row of a list of stats says what the stats of that record say, for any period."""
    scene = trial.scene
    metric = trial.pick(scene.catalogue.metrics, "metric")
    period = draw_period(trial, scene.ratings(metric), str(scope.ratings.date))
    operation = scope.stats_rows
    if operation is None:
        raise LookupError(f"{scope} has no list of stats")
    rows = scene.rows(operation, **period)
    trial.same({row["id"] for row in rows}, set(scene.ids(scope)), f"{operation}: records", scene.ask(operation))
    for _ in range(3):
        row = trial.pick(rows, f"row of {operation}")
        stats, answer = scene.stats(scope, row["id"], **period)
        for name, figures in scene.by_metric(scope, row["id"], row["stats"]).items():
            shown = {key: value for key, value in stats[name].items() if key in figures}
            what = f"{operation}: {name} of {row['id']}"
            trial.same(figures, shown, what, answer, scene.ask(operation, **period))


@relation(all_metrics)
def surveys_add_up_to_the_metric(trial: Trial, metric: str) -> None:
    """The counts and histograms of a metric's surveys add up to the metric's, for any period."""
    scene = trial.scene
    total = scene.catalogue.by_metric[metric]
    surveys = next(scope for scope in scene.catalogue.resources.values() if _has_metric(scope))
    period = draw_period(trial, scene.ratings(metric), str(total.ratings.date))
    expected, answer = scene.histograms(total, None, **period)
    sums: Counts = Counter()
    count = 0
    for survey in scene.ids(surveys):
        if metric in scene.metrics(surveys, survey):
            sums += scene.histograms(surveys, survey, **period)[0][metric]
            count += scene.stats(surveys, survey, **period)[0][metric]["count"]
    trial.same(sums, expected[metric], f"{metric} by score, over all surveys", answer)
    stats, other = scene.stats(total, None, **period)
    trial.same(count, stats[metric]["count"], f"count of {metric}, over all surveys", other)


def _has_metric(scope: Scope) -> bool:
    return scope.records is not None and "metric" in scope.records.fields


@relation(all_metrics)
def owners_add_up_to_the_ratings_that_name_one(trial: Trial, metric: str) -> None:
    """The counts of all users (customers, surveys) add up to the metric's ratings that name one, for any period."""
    scene = trial.scene
    date = str(scene.catalogue.by_metric[metric].ratings.date)
    period = draw_period(trial, scene.ratings(metric), date)
    ratings = scene.rows(scene.catalogue.by_metric[metric].ratings, **period)
    for name, scope in scene.catalogue.named.items():
        if scope.stats_rows is None:
            raise LookupError(f"{scope} has no list of stats")
        expected: Counter[str | None] = Counter(named(rating, name) for rating in ratings)
        expected.pop(None, None)
        answer = scene.ask(scope.stats_rows, **period)
        found: Counter[str | None] = Counter()
        for row in scene.rows(scope.stats_rows, **period):
            if metric in scene.metrics(scope, row["id"]):
                found[row["id"]] = scene.by_metric(scope, row["id"], row["stats"])[metric]["count"]
        trial.same(+found, +expected, f"{metric}: ratings by {name}", answer)


@relation(lambda scene: _groups_of_named(scene))
def groups_have_the_figures_of_their_members(trial: Trial, group: Scope) -> None:
    """A team's ratings, counts and histograms are those of its distinct members, for any period."""
    scene = trial.scene
    members = next(one for scope, one in scene.catalogue.sublists() if scope is group)
    (name, member_scope) = next(
        (name, scope)
        for name, scope in scene.catalogue.named.items()
        if scope.record is not None and scope.record.row_name == members.row_name
    )
    record = trial.pick(scene.ids(group), f"record in {group}")
    period = draw_period(trial, scene.whole(group.ratings, record), str(group.ratings.date))
    sums: dict[str, Counts] = {metric: Counter() for metric in scene.catalogue.metrics}
    expected: set[str] = set()
    for member in {row["id"] for row in scene.whole(members, record)}:
        histograms, _ = scene.histograms(member_scope, member, **period)
        for metric, counts in histograms.items():
            sums[metric] += counts
        expected |= {rating["id"] for rating in scene.rows(member_scope.ratings, member, **period)}
    found, answer = scene.histograms(group, record, **period)
    trial.same(found, sums, f"{group} {record}: histograms against those of each {name}", answer)
    stats, other = scene.stats(group, record, **period)
    for metric, counts in sums.items():
        check_stats(trial, metric, stats[metric], counts, f"{group} {record}", other)
    rows = [rating["id"] for rating in scene.rows(group.ratings, record, **period)]
    listed = scene.ask(group.ratings, record, **period)
    trial.same(sorted(rows), sorted(expected), f"{group} {record}: ratings against those of each {name}", listed)


def _groups_of_named(scene: Scene) -> list[Scope]:
    """The resources that have members which ratings name: teams, whose members are users."""
    about = {scope.record.row_name for scope in scene.catalogue.named.values() if scope.record is not None}
    return [scope for scope, members in scene.catalogue.sublists() if members.row_name in about]
