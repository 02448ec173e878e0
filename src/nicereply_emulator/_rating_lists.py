"""Pages of ratings, at a cost that does not grow with the number of ratings before the page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ._schema import OF_CUSTOMER, OF_METRIC, OF_SURVEY, OF_USER, Kind
from ._store import Row, Store
from ._tallies import ALWAYS, Period, Stretch, finer_stretches, rating_count, stretches

RATING_COLUMNS = (
    "key, id, metric, survey, user, customer, score, is_closed, created_at, updated_at, ip, from_name, comment, ticket,"
    " ticket_link, extra_answers"
)

_FEW = 1_000
"""Ratings that are simply stepped over; beyond that the tallies say where a page begins."""

_FEW_UPDATED = 50_000
"""Ratings that are found by their update and sorted; beyond that they are read in order of creation."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose ratings: those of the `refs` (numeric keys, or the metric's code) of a kind, all together."""

    kind: Kind
    refs: tuple[int, ...]

    @classmethod
    def of_metric(cls, code: int) -> "Scope":
        return cls(OF_METRIC, (code,))

    @classmethod
    def of_survey(cls, key: int) -> "Scope":
        return cls(OF_SURVEY, (key,))

    @classmethod
    def of_customer(cls, key: int) -> "Scope":
        return cls(OF_CUSTOMER, (key,))

    @classmethod
    def of_users(cls, keys: Sequence[int]) -> "Scope":
        """One user, or all members of a team."""
        return cls(OF_USER, tuple(keys))

    @property
    def condition(self) -> str:
        if len(self.refs) == 1:
            return f"{self.kind.column} = ?"
        return f"{self.kind.column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - a name of ours

    @property
    def value(self) -> int | str:
        return self.refs[0] if len(self.refs) == 1 else json.dumps(self.refs)


@dataclass(frozen=True, slots=True)
class RatingQuery:
    """A list of ratings: whose, created and updated when, newest or oldest first."""

    scope: Scope
    created: Period = ALWAYS
    updated: Period = ALWAYS
    descending: bool = True


def find_rating(store: Store, column: str, value: bytes | int) -> Row | None:
    """The rating with this `id` (16 bytes) or `key` (number)."""
    return store.one(f"SELECT {RATING_COLUMNS} FROM rating WHERE {column} = ?", (value,))  # noqa: S608


def rating_page(store: Store, query: RatingQuery, offset: int, limit: int) -> tuple[int, list[Row]]:
    """How many ratings the list has, and those of the page, as rows of `RATING_COLUMNS`.

    Ties in the time of creation are in order of the id, in the list's own direction.
    """
    if not query.updated.is_open:
        return _updated_page(store, query, offset, limit)
    scope = query.scope
    total = rating_count(store, scope.kind, scope.refs, query.created)
    limit = min(limit, total - offset)
    if limit <= 0:
        return total, []
    if len(scope.refs) > 1:
        return total, _page_of_many(store, query, offset, limit)
    if offset <= _FEW or not scope.kind.levels:
        return total, _rows(store, query, offset, limit)
    after = total - offset - limit
    if after <= _FEW:  # nearer to the other end: read from there
        rows = _rows(store, RatingQuery(scope, query.created, descending=not query.descending), after, limit)
        return total, rows[::-1]
    begin, _, skip = _locate(store, query, offset, limit)
    start, end = query.created
    created = Period(start, begin.end) if query.descending else Period(begin.start, end)
    return total, _rows(store, RatingQuery(scope, created, descending=query.descending), skip, limit)


def _page_of_many(store: Store, query: RatingQuery, offset: int, limit: int) -> list[Row]:
    """Several users' ratings lie in several places of the index: read the time that holds the page, and sort."""
    begin, end, skip = _locate(store, query, offset, limit)
    first, last = (end, begin) if query.descending else (begin, end)
    created = Period(first.start, last.end)
    return _rows(store, RatingQuery(query.scope, created, descending=query.descending), skip, limit)


def _locate(store: Store, query: RatingQuery, offset: int, limit: int) -> tuple[Stretch, Stretch, int]:
    """The stretches of time in which the page begins and ends, and how many ratings to skip in the first of them.

    The page must have at least one rating, and not more than there are.
    """
    scope = query.scope
    runs = stretches(store, scope.kind, scope.refs, query.created, descending=query.descending)
    skip = offset
    begin = next(runs)
    while skip >= begin.ratings:
        skip -= begin.ratings
        begin = next(runs)
    last, gathered = begin, begin.ratings
    while gathered < skip + limit:
        last = next(runs)
        gathered += last.ratings
    if len(scope.refs) == 1 and len(scope.kind.levels) > 1:
        for finer in finer_stretches(store, scope.kind, scope.refs, begin, descending=query.descending):
            if skip < finer.ratings:
                begin = finer
                break
            skip -= finer.ratings
    return begin, last, skip


def _updated_page(store: Store, query: RatingQuery, offset: int, limit: int) -> tuple[int, list[Row]]:
    where, values = _where(query)
    total = store.value(f"SELECT count(*) FROM rating WHERE {where}", values)  # noqa: S608 - built from names of ours
    if offset >= total:
        return total, []
    return total, _rows(store, query, offset, limit, by_update=total <= _FEW_UPDATED)


def _rows(store: Store, query: RatingQuery, offset: int, limit: int, *, by_update: bool = False) -> list[Row]:
    where, values = _where(query)
    direction = "DESC" if query.descending else "ASC"
    index = "INDEXED BY rating_updated" if by_update else ""
    return store.all(
        f"SELECT {RATING_COLUMNS} FROM rating {index} WHERE {where}"  # noqa: S608 - built from names of ours
        f" ORDER BY created_at {direction}, id {direction} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )


def _where(query: RatingQuery) -> tuple[str, list[int | str]]:
    conditions = [query.scope.condition]
    values: list[int | str] = [query.scope.value]
    for column, period in (("created_at", query.created), ("updated_at", query.updated)):
        if period.start is not None:
            conditions.append(f"{column} >= ?")
            values.append(period.start)
        if period.end is not None:
            conditions.append(f"{column} <= ?")
            values.append(period.end)
    return " AND ".join(conditions), values
