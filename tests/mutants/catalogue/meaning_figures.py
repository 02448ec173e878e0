"""Mistakes in averages, net promoter scores, histograms, and in whose ratings count. Applied around the answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from nicereply_contract.relations.catalogue import Operation

from ..mutant import Made, operator
from ..service import Answered, Ask, Asked
from .meaning import around, edited, kinds


def objects(value: Any, *keys: str) -> Iterator[Any]:
    """Every object of a JSON value that has all the keys."""
    if isinstance(value, dict):
        if all(key in value for key in keys):
            yield value
        for child in value.values():
            yield from objects(child, *keys)
    elif isinstance(value, list):
        for child in value:
            yield from objects(child, *keys)


def _figures() -> Iterator[Operation]:
    """The operations that answer figures, single and in rows."""
    for scope in kinds().scopes:
        yield from (one for one in (scope.stats, scope.stats_rows) if one is not None)


def _metrics_of(one: Operation) -> set[str]:
    """The metrics that an operation's figures can be of."""
    single = {scope.stats.id: metric for metric, scope in kinds().by_metric.items()}
    return {single[one.id]} if one.id in single else set(kinds().metrics)


def _changed(key: str, metrics: set[str], change: Callable[[Any], object]) -> Iterator[Made]:
    """The change, made to every figure with the key, wherever figures of the metrics are answered."""
    for one in _figures():
        if _metrics_of(one) & metrics:

            def apply(_: Asked, body: Any) -> None:
                for figures in objects(body["_results"], key):
                    change(figures)

            yield one.id, (one.id,), edited(one.id, apply)


_AVERAGED = {"CSAT", "CES"}


@operator("meaning", "averages")
def average_cut_to_two_decimals() -> Iterator[Made]:
    """An average has two decimals."""
    return _changed("average", _AVERAGED, lambda it: it.update(average=math.floor(it["average"] * 100) / 100))


@operator("meaning", "averages")
def average_rounded_to_a_whole_number() -> Iterator[Made]:
    """An average has no decimals."""
    return _changed("average", _AVERAGED, lambda it: it.update(average=round(it["average"])))


@operator("meaning", "averages")
def average_of_one_more() -> Iterator[Made]:
    """The sum of the scores is divided by one more than their number."""
    return _changed(
        "average",
        _AVERAGED,
        lambda it: it.update(average=round(it["average"] * it["count"] / (it["count"] + 1), 4)),
    )


@operator("meaning", "averages")
def count_one_too_many() -> Iterator[Made]:
    """One rating more is counted."""
    return _changed("count", _AVERAGED | {"NPS"}, lambda it: it.update(count=it["count"] + 1))


@operator("meaning", "NPS")
def net_promoter_score_cut() -> Iterator[Made]:
    """The net promoter score is cut towards zero, not rounded."""

    def cut(it: Any) -> None:
        groups = it.get("groups")
        if groups and it["count"]:
            it["nps_score"] = math.trunc((groups["promoters"] - groups["detractors"]) / it["count"] * 100)

    for place, concerned, fault in _changed("nps_score", {"NPS"}, cut):
        if place != "listTeamStats":  # its rows have no groups
            yield place, concerned, fault


@operator("meaning", "NPS")
def net_promoter_score_reversed() -> Iterator[Made]:
    """Promoters are taken from detractors."""
    return _changed("nps_score", {"NPS"}, lambda it: it.update(nps_score=-it["nps_score"]))


@operator("meaning", "NPS")
def net_promoter_score_one_too_high() -> Iterator[Made]:
    """The net promoter score is one too high."""
    return _changed("nps_score", {"NPS"}, lambda it: it.update(nps_score=min(100, it["nps_score"] + 1)))


@operator("meaning", "NPS")
def passives_taken_for_promoters() -> Iterator[Made]:
    """Passives count as promoters."""

    def move(it: Any) -> None:
        it["promoters"], it["passives"] = it["promoters"] + it["passives"], 0

    for place, concerned, fault in _changed("promoters", {"NPS"}, move):
        if place != "listTeamStats":
            yield place, concerned, fault


@operator("meaning", "NPS")
def groups_exchanged() -> Iterator[Made]:
    """Promoters are called detractors."""

    def exchange(it: Any) -> None:
        it["promoters"], it["detractors"] = it["detractors"], it["promoters"]

    for place, concerned, fault in _changed("promoters", {"NPS"}, exchange):
        if place != "listTeamStats":
            yield place, concerned, fault


def _histograms(change: Callable[[dict[str, int]], dict[str, int]]) -> Iterator[Made]:
    for scope in kinds().scopes:

        def apply(_: Asked, body: Any) -> None:
            for found in objects(body["_results"], "histogram"):
                found["histogram"] = change(found["histogram"])

        yield scope.histogram.id, (scope.histogram.id,), edited(scope.histogram.id, apply)


@operator("meaning", "histograms")
def scores_shifted() -> Iterator[Made]:
    """Every count stands under the next score."""

    def shift(counts: dict[str, int]) -> dict[str, int]:
        values = list(counts.values())
        return dict(zip(counts, values[-1:] + values[:-1], strict=True))

    return _histograms(shift)


@operator("meaning", "histograms")
def counts_doubled() -> Iterator[Made]:
    """Every rating counts twice."""
    return _histograms(lambda counts: {score: 2 * count for score, count in counts.items()})


@operator("meaning", "histograms")
def highest_score_not_counted() -> Iterator[Made]:
    """Ratings with the highest score are left out."""
    return _histograms(lambda counts: {**counts, max(counts, key=int): 0})


@operator("meaning", "histograms")
def lowest_score_counted_with_the_next() -> Iterator[Made]:
    """Ratings with the lowest score count under the one above."""

    def merge(counts: dict[str, int]) -> dict[str, int]:
        low, above = sorted(counts, key=int)[:2]
        return {**counts, low: 0, above: counts[low] + counts[above]}

    return _histograms(merge)


def _of_records() -> Iterator[Operation]:
    """What is about one record: its ratings, stats, histogram."""
    for scope in kinds().resources.values():
        yield from (scope.ratings, scope.stats, scope.histogram)


@operator("meaning", "whose ratings count")
def of_another_record() -> Iterator[Made]:
    """What is asked of one record is answered of another."""
    for one in _of_records():
        rows = next(scope.records for scope in kinds().resources.values() if scope.tag == one.tag)
        assert rows is not None

        def other(asked: Asked, ask: Ask, path: str = rows.path, template: str = one.path) -> Answered:
            listed = ask(_get(asked, path))
            ids = [row["id"] for row in listed.document["_results"]] if listed.is_success else []
            if asked.id not in ids:
                return ask(asked)
            changed = template.replace("{id}", ids[ids.index(asked.id) - 1])
            return ask(_moved(asked, changed))

        yield one.id, (one.id,), around(one.id, other)


@operator("meaning", "whose ratings count")
def of_the_whole_account() -> Iterator[Made]:
    """The figures of one record are those of all ratings: one of each metric more, at least."""
    for scope in kinds().resources.values():
        for name in ("stats", "histogram"):
            one: Operation = getattr(scope, name)
            wholes = {metric: getattr(of, name).path for metric, of in kinds().by_metric.items()}

            def whole(asked: Asked, ask: Ask, wholes: dict[str, str] = wholes) -> Answered:
                answer = ask(asked)
                if answer.is_success:
                    found = {metric: ask(_moved(asked, path)).document["_results"] for metric, path in wholes.items()}
                    results = answer.document["_results"]
                    if found.keys() <= results.keys():
                        answer.document = {"_results": found}
                    else:
                        same = [value for value in found.values() if _shape(value) == _shape(results)]
                        answer.document = {"_results": same[0]} if same else answer.document
                return answer

            yield one.id, (one.id,), around(one.id, whole)


def _shape(value: Any) -> Any:
    counts = value.get("histogram")
    return sorted(counts) if counts else sorted(value)


def _get(asked: Asked, path: str) -> Asked:
    """A request for a hundred rows of a list, with the credentials of another request."""
    return _moved(asked.with_query(**{name: None for name, _ in asked.query}).with_query(per_page="100"), path)


def _moved(asked: Asked, path: str) -> Asked:
    from dataclasses import replace

    return replace(asked, path=path)


@operator("meaning", "whose ratings count")
def metrics_exchanged() -> Iterator[Made]:
    """What is said of CSAT is said of CES."""
    for scope in kinds().resources.values():
        if scope.tag == "surveys":
            continue
        for one in (scope.stats, scope.stats_rows):
            assert one is not None

            def exchange(_: Asked, body: Any) -> None:
                for figures in objects(body["_results"], "CSAT", "CES"):
                    figures["CSAT"], figures["CES"] = figures["CES"], figures["CSAT"]

            yield one.id, (one.id,), edited(one.id, exchange)


@operator("meaning", "whose ratings count")
def figures_of_the_row_before() -> Iterator[Made]:
    """Each row of a list of figures has those of the row before."""
    for scope in kinds().resources.values():
        assert scope.stats_rows is not None

        def rotate(_: Asked, body: Any) -> None:
            rows = body["_results"]
            figures = [row["stats"] for row in rows]
            for row, other in zip(rows, figures[-1:] + figures[:-1], strict=True):
                row["stats"] = other

        yield scope.stats_rows.id, (scope.stats_rows.id,), edited(scope.stats_rows.id, rotate)


@operator("meaning", "whose ratings count")
def only_the_first_member_counts() -> Iterator[Made]:
    """The ratings of a group are those of its first member."""
    (groups,) = (scope for scope in kinds().resources.values() if scope.tag == "teams")
    (members,) = (one for one in kinds().lists if one.takes_id and one.tag == "teams" and "score" not in one.fields)
    users = kinds().resources["users"]
    for name in ("ratings", "stats", "histogram"):
        one: Operation = getattr(groups, name)
        single: Operation = getattr(users, name)

        def first(asked: Asked, ask: Ask, single: Operation = single) -> Answered:
            listed = ask(_get(asked, members.path.replace("{id}", asked.id or "")))
            rows = listed.document["_results"] if listed.is_success else []
            return ask(_moved(asked, single.path.replace("{id}", rows[0]["id"])) if rows else asked)

        yield one.id, (one.id,), around(one.id, first)


@operator("meaning", "whose ratings count")
def rating_of_another_metric_listed() -> Iterator[Made]:
    """Among the ratings of a metric stands the first of another."""
    metrics = list(kinds().by_metric.values())
    for index, scope in enumerate(metrics):
        other = metrics[index - 1].ratings

        def mix(asked: Asked, ask: Ask, path: str = other.path) -> Answered:
            answer = ask(asked)
            found = ask(_moved(asked, path))
            if answer.is_success and found.is_success and answer.document["_results"] and found.document["_results"]:
                answer.edit(lambda body: body["_results"].__setitem__(0, found.document["_results"][0]))
            return answer

        yield scope.ratings.id, (scope.ratings.id,), around(scope.ratings.id, mix)


@operator("meaning", "whose ratings count")
def surveys_of_every_metric_listed() -> Iterator[Made]:
    """The surveys of a metric are all surveys."""
    whole = kinds().resources["surveys"].records
    assert whole is not None
    for one in kinds().lists:
        if one.row_name == whole.row_name and one is not whole:
            fault = around(one.id, lambda asked, ask: ask(_moved(asked, whole.path)))
            yield one.id, (one.id,), fault


@operator("meaning", "whose ratings count")
def member_missing() -> Iterator[Made]:
    """The last member of a group, or the last group of a member, is not listed."""

    def lose(_: Asked, body: Any) -> None:
        if body["_results"]:
            body["_results"].pop()
            body["_pagination"]["total"] -= 1
            body["_pagination"]["count"] -= 1

    for _, one in kinds().sublists():
        if one.tag in ("teams", "users"):
            yield one.id, (one.id,), edited(one.id, lose)
