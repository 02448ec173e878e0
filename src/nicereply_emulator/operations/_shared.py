"""What the operations have in common: finding the record that a path names, answering with one thing or with a page."""

from collections.abc import Callable, Sequence

from .. import _render
from .._call import Answer, Call
from .._figures import METRICS, SCORES
from .._http import Refusal
from .._ids import id_to_text
from .._pages import envelope
from .._rating_lists import RatingQuery, Scope, rating_page
from .._schema import Kind
from .._store import Row
from .._tallies import score_counts

NONE = [0] * SCORES


def result(text: str) -> Answer:
    return f'{{"_results":{text}}}'.encode()


def page(call: Call, items: Sequence[str], total: int) -> Answer:
    return page_of(call, [item.encode() for item in items], total)


def page_of(call: Call, items: Sequence[bytes], total: int) -> Answer:
    return envelope(
        items,
        total=total,
        page=call.query["page"],
        per_page=call.query["per_page"],
        path=call.request.path,
        query=call.request.query,
    )


def bounds(call: Call) -> tuple[int, int]:
    """Offset and limit of the page that is asked for."""
    per_page: int = call.query["per_page"]
    return (call.query["page"] - 1) * per_page, per_page


def not_found(what: str, id_: bytes | int | str) -> Refusal:
    shown = id_to_text(id_) if isinstance(id_, bytes) else id_
    return Refusal(404, [f'{what} "{shown}" was not found.'])


def key_of(call: Call, table: str, id_: bytes | int) -> int | None:
    """The numeric key of the record with this id, by UUID or by the legacy number, which is the key itself."""
    column = "id" if isinstance(id_, bytes) else "key"
    key: int | None = call.state.store.value(f"SELECT key FROM {table} WHERE {column} = ?", (id_,))  # noqa: S608
    return key


def named(call: Call, table: str) -> int:
    """The numeric key of the record that the path names, or a refusal with 404."""
    assert call.id is not None, "operations on one record have an id in their path"  # noqa: S101
    key = key_of(call, table, call.id)
    if key is None:
        raise not_found(table.capitalize(), call.id)
    return key


def record_page(
    call: Call,
    table: str,
    columns: str,
    *,
    where: str = "TRUE",
    values: Sequence[object] = (),
    time: str = "created_at",
) -> tuple[int, list[Row]]:
    """Total and rows of a page of records, in order of `time` and, where that is equal, of the id.

    Rows before the page are stepped over, those after it where they are fewer.
    """
    offset, limit = bounds(call)
    store = call.state.store
    total = call.state.directory.number_of(table, where, values)
    limit = min(limit, total - offset)
    if limit <= 0:
        return total, []
    after = total - offset - limit
    from_the_end = after < offset
    direction = "DESC" if call.descending is not from_the_end else "ASC"
    rows = store.all(
        f"SELECT {columns} FROM {table} WHERE {where}"  # noqa: S608 - names of ours
        f" ORDER BY {time} {direction}, id {direction} LIMIT ? OFFSET ?",
        (*values, limit, after if from_the_end else offset),
    )
    return total, rows[::-1] if from_the_end else rows


def rating_list(call: Call, scope: Scope) -> Answer:
    offset, limit = bounds(call)
    state = call.state
    query = RatingQuery(scope, call.period(), call.period("updated_"), call.descending)
    total, keys = rating_page(state.store, query, offset, limit)
    return page_of(call, [rating.text for rating in state.ratings.texts(keys)], total)


CountsByMetric = dict[str, list[int]]


def counts_of(call: Call, kind: Kind, key: int) -> CountsByMetric:
    """One record's counts in the period that is asked for, by metric name."""
    found = score_counts(call.state.store, kind, (key,), call.period())
    return {metric.name: found.get((key, metric.code), NONE) for metric in METRICS}


def counts_of_each(call: Call, kind: Kind, keys: Sequence[int]) -> dict[int, CountsByMetric]:
    """The same for several records, by key."""
    found = score_counts(call.state.store, kind, keys, call.period())
    return {key: {metric.name: found.get((key, metric.code), NONE) for metric in METRICS} for key in keys}


def all_stats(counts: CountsByMetric, *, with_groups: bool = True) -> str:
    return _render.by_metric(
        {metric.name: _render.stats(metric, counts[metric.name], with_groups=with_groups) for metric in METRICS}
    )


def all_histograms(counts: CountsByMetric) -> str:
    return _render.by_metric({metric.name: _render.histogram(metric, counts[metric.name]) for metric in METRICS})


def stats_rows(
    rows: Sequence[Row], counts: dict[int, CountsByMetric], show: Callable[[CountsByMetric], str]
) -> list[str]:
    """Rows `{id, stats}` for records whose rows begin with key and id."""
    return [f'{{"id":"{id_to_text(id_)}","stats":{show(counts[key])}}}' for key, id_, *_ in rows]
