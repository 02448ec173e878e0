"""Relations between what was before a creation and what is after it. They create ratings and users."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import Any

from nicereply_contract.document import Node
from nicereply_contract.relations import times
from nicereply_contract.relations.arithmetic import counts_of
from nicereply_contract.relations.catalogue import Operation, Scope
from nicereply_contract.relations.creation import Creation, draw_creation, draw_refused
from nicereply_contract.relations.of_figures import check_stats
from nicereply_contract.relations.relation import Trial, relation
from nicereply_contract.relations.rows import ids, metric_of, named, score_of
from nicereply_contract.relations.scene import Scene
from nicereply_contract.relations.service import Answer

NO_PERIOD: dict[str, Any] = {"period_end": None}
"""Asks for all time: what was just created belongs to no period that has ended."""


def figures(scene: Scene) -> Counter[str]:
    """Every number that the service tells over all time: totals of lists, counts of stats, counts of histograms.

    Keys name the operation, the record and the metric (and the score); one creation must change the right ones alone.
    """
    found: Counter[str] = Counter()
    for operation in scene.catalogue.lists:
        if not operation.takes_id:
            found[f"{operation} total"] = scene.ask(operation, **NO_PERIOD).pagination["total"]
    for metric, scope in scene.catalogue.by_metric.items():
        found[f"{scope.stats} {metric}"] = scene.stats(scope, None, **NO_PERIOD)[0][metric]["count"]
        histogram = scene.ask(scope.histogram, **NO_PERIOD).results["histogram"]
        found.update({f"{scope.histogram} {score}": count for score, count in counts_of(histogram).items()})
    for scope in scene.catalogue.resources.values():
        if scope.stats_rows is None:
            continue
        for row in scene.rows(scope.stats_rows, **NO_PERIOD):
            for metric, stats in scene.by_metric(scope, row["id"], row["stats"]).items():
                found[f"{scope.stats_rows} {row['id']} {metric}"] = stats["count"]
    return +found


def owners_of(scene: Scene, creation: Creation) -> list[tuple[Scope, str]]:
    """The records whose figures a rating belongs to: those that it names, and the teams of its user."""
    catalogue = scene.catalogue
    found = [(catalogue.named[name], record) for name, record in creation.names.items() if record is not None]
    for scope, operation in catalogue.sublists():
        for name, owner in catalogue.named.items():
            if owner is scope and creation.names[name] is not None:
                group = next(one for one in catalogue.resources.values() if _is_row_of(one, operation))
                found += [(group, row["id"]) for row in scene.whole(operation, creation.names[name])]
    return found


def _is_row_of(scope: Scope, operation: Operation) -> bool:
    return scope.record is not None and scope.record.row_name == operation.row_name


def expected_changes(scene: Scene, creation: Creation) -> Counter[str]:
    """What one rating adds to `figures`."""
    scope = scene.catalogue.by_metric[creation.metric]
    changes = Counter(
        [f"{scope.ratings} total", f"{scope.stats} {creation.metric}", f"{scope.histogram} {creation.score}"]
    )
    changes.update(f"{owner.stats_rows} {record} {creation.metric}" for owner, record in owners_of(scene, creation))
    return changes


def creations(scene: Scene) -> list[Operation]:
    """All operations that create something."""
    return scene.catalogue.creations


def rating_creations(scene: Scene) -> list[Operation]:
    """The operations that create ratings."""
    return scene.catalogue.rating_creations


def user_creations(scene: Scene) -> list[Operation]:
    """The operations that create users."""
    return scene.catalogue.user_creations


@relation(rating_creations, writes=True)
def a_created_rating_counts_where_it_belongs_alone(trial: Trial, operation: Operation) -> None:
    """A created rating changes the lists, stats and histograms that it belongs to by one, and no others."""
    scene = trial.scene
    creation = draw_creation(scene, trial.draw, operation)
    before = figures(scene)
    answer = scene.service.post(operation, creation.body)
    rating = answer.results
    trial.same(answer.status, HTTPStatus.CREATED, f"{operation}: status", answer)
    told = (metric_of(rating), score_of(rating), named(rating, "survey"))
    trial.same(told, (creation.metric, creation.score, creation.names["survey"]), f"{operation}: answer", answer)
    after = figures(scene)
    trial.same(after - before, expected_changes(scene, creation), f"{operation}: what was added", answer)
    trial.same(before - after, Counter(), f"{operation}: what went away", answer)
    scope = scene.catalogue.by_metric[creation.metric]
    _check_record(trial, creation, rating, answer)
    places: list[tuple[Scope, str | None]] = [(scope, None), *owners_of(scene, creation)]
    for place, record in places:
        _check_place(trial, place, record, creation, rating, answer)
    for place in scene.catalogue.resources.values():
        others = [one for one in scene.ids(place) if (place, one) not in places]
        if others:
            other = trial.pick(others, f"another record of {place}")
            second = times.write(times.parse(rating["created_at"]))
            listed = scene.rows(place.ratings, other, period_start=second, period_end=second)
            trial.holds(rating["id"] not in ids(listed), f"{place} {other} lists the rating of another", answer)


def _check_record(trial: Trial, creation: Creation, rating: Any, answer: Answer) -> None:
    """The record says what its creation answered."""
    single = trial.scene.service.get(trial.scene.catalogue.rating_record(creation.metric), rating["id"])
    record = single.results
    for name in sorted(rating.keys() & record.keys()):
        trial.same(record[name], rating[name], f"{name} of the created rating", answer, single)
    for name, owner in creation.names.items():
        trial.same(named(record, name), owner, f"{name} of the created rating", answer, single)
    sent = creation.body
    shown = {"from": record["from"], "comment": record["comment"] or "", "ip_address": record["ip_address"]}
    for name, value in shown.items():
        if name in sent:
            trial.same(value, sent[name], f"{name} of the created rating", answer, single)
    if sent.get("ticket"):
        trial.same(record["ticket"]["value"], sent["ticket"], "ticket of the created rating", answer, single)
    if "extra_questions" in sent:
        questions: list[Node] = record["extra_questions"] or []
        answered = {one["id"]: one["score"] for one in questions}
        expected = {one["id"]: one["score"] for one in sent["extra_questions"]}
        trial.same(answered, expected, "extra_questions of the created rating", answer, single)


def _check_place(
    trial: Trial, place: Scope, record: str | None, creation: Creation, rating: Any, answer: Answer
) -> None:
    """A list of the rating's second has it once, that of the next second has not; figures follow the histogram."""
    scene = trial.scene
    moment = times.parse(rating["created_at"])
    second, following = times.write(moment), times.write(moment + times.SECOND)
    listed = scene.rows(place.ratings, record, period_start=second, period_end=second)
    trial.same(ids(listed).count(rating["id"]), 1, f"{place} {record or ''}: times that it is listed", answer)
    later = scene.rows(place.ratings, record, period_start=following, period_end=following)
    trial.same(ids(later).count(rating["id"]), 0, f"{place} {record or ''}: times in the next second", answer)
    for period in (NO_PERIOD, {"period_start": second, "period_end": second}):
        histograms, first = scene.histograms(place, record, **period)
        stats, other = scene.stats(place, record, **period)
        what = f"{place} {record or ''} after the creation"
        check_stats(trial, creation.metric, stats[creation.metric], histograms[creation.metric], what, first, other)
        trial.holds(histograms[creation.metric][creation.score] > 0, f"{what}: its score is not counted", first)


@relation(user_creations, writes=True)
def a_created_user_is_listed_and_has_no_figures(trial: Trial, operation: Operation) -> None:
    """A created user is in the list of users, has no ratings, teams or figures, and can be rated."""
    scene = trial.scene
    before = figures(scene)
    number = before.total()
    body = dict.fromkeys((operation.body or {}).get("required", []), f"contract-suite-{number}@example.com")
    answer = scene.service.post(operation, body)
    user = answer.results
    trial.same(answer.status, HTTPStatus.CREATED, f"{operation}: status", answer)
    scene.forget()
    after = figures(scene)
    scope = next(one for one in scene.catalogue.resources.values() if _is_row_of(one, operation))
    added = Counter([f"{scope.records} total", f"{scope.stats_rows} total"])
    trial.same((after - before, before - after), (added, Counter()), f"{operation}: what changed", answer)
    if scope.record is None or scope.records is None:
        raise LookupError(f"{scope} has no records")
    single = scene.service.get(scope.record, user["id"])
    trial.same(single.results, user, f"{operation}: the user itself", answer, single)
    for name, value in body.items():
        trial.same(user[name], value, f"{operation}: {name}", answer)
    trial.same(ids(scene.whole(scope.records)).count(user["id"]), 1, f"{operation}: times that it is listed", answer)
    for of_scope, sublist in scene.catalogue.sublists():
        if of_scope is scope:
            trial.same(scene.whole(sublist, user["id"]), [], f"{sublist} of the created user", answer)
    stats, other = scene.stats(scope, user["id"], **NO_PERIOD)
    for metric, found in stats.items():
        check_stats(trial, metric, found, Counter(), f"{scope} {user['id']}", other)


@relation(creations, writes=True)
def a_refused_creation_changes_nothing(trial: Trial, operation: Operation) -> None:
    """A creation that is refused, for whatever reason, leaves every list, count and histogram as it was."""
    scene = trial.scene
    before = figures(scene)
    answers: list[Answer] = []
    for mistake, body in draw_refused(scene, trial.draw, operation):
        answer = scene.service.post(operation, body)
        refused = answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}
        trial.holds(refused, f"{operation} with {mistake}: {answer.status}, expected 400 or 404", answer)
        answers.append(answer)
    trial.same(figures(scene), before, f"{operation}: figures after refused creations", *answers)
