"""Pages of ratings, at a cost that does not grow with the number of ratings before the page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ._schema import OF_METRIC, OF_TEAM, OF_USER, RATING_COLUMNS, Kind
from ._store import Row, Store
from ._tallies import ALWAYS, Period, place_of, rating_count

_FEW = 10_000
"""Ratings of one index range that are simply stepped over; beyond that the tallies say where a page begins."""

_FEW_OF_SEVERAL = 1_000
"""The same for ratings that lie in several ranges (those of a team's members), whose times must be merged."""

_FEW_UPDATED = 50_000
"""Ratings that are found by their update and sorted; beyond that they are read in order of creation."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose ratings: those that the tallies of `ref` (a numeric key, or the metric's code) count.

    They are the ratings that have one of the `values` in the kind's column: `ref` itself, or the members of a team.
    """

    kind: Kind
    ref: int
    values: tuple[int, ...]

    @classmethod
    def of(cls, kind: Kind, ref: int) -> "Scope":
        return cls(kind, ref, (ref,))

    @classmethod
    def of_team(cls, key: int, users: Sequence[int]) -> "Scope":
        return cls(OF_TEAM, key, tuple(users))

    @property
    def condition(self) -> str:
        if len(self.values) == 1:
            return f"{self.kind.column} = ?"
        return f"{self.kind.column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - a name of ours

    @property
    def value(self) -> int | str:
        return self.values[0] if len(self.values) == 1 else json.dumps(self.values)


@dataclass(frozen=True, slots=True)
class RatingQuery:
    """A list of ratings: whose, created and updated when, newest or oldest first."""

    scope: Scope
    created: Period = ALWAYS
    updated: Period = ALWAYS
    descending: bool = True


def rating_by_id(store: Store, id_: bytes | int) -> Row | None:
    """The rating with this id (16 bytes) or key (number) as a row of `RATING_COLUMNS`, or None."""
    column = "id" if isinstance(id_, bytes) else "key"
    return store.one(f"SELECT {RATING_COLUMNS} FROM rating WHERE {column} = ?", (id_,))  # noqa: S608 - names of ours


def ratings_by_key(store: Store, keys: Sequence[int]) -> list[Row]:
    """The ratings with these keys, in no order, as rows of `RATING_COLUMNS`."""
    return store.all(
        f"SELECT {RATING_COLUMNS} FROM rating WHERE key IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(keys),),
    )


def rating_page(store: Store, query: RatingQuery, offset: int, limit: int) -> tuple[int, list[int]]:
    """How many ratings the list has, and the keys of those on the page, in order.

    Ties in the time of creation are in order of the id, in the list's own direction.
    """
    scope = query.scope
    question = (scope.kind.code, scope.ref, query.created, query.updated, query.descending, offset, limit)
    return store.remembered(question, lambda: _page(store, query, offset, limit))


def _page(store: Store, query: RatingQuery, offset: int, limit: int) -> tuple[int, list[int]]:
    if not query.updated.is_open:
        return _updated_page(store, query, offset, limit)
    scope = query.scope
    total = rating_count(store, scope.kind, scope.ref, query.created)
    limit = min(limit, total - offset)
    if limit <= 0:
        return total, []
    after = total - offset - limit
    few = _FEW if len(scope.values) <= 1 else _FEW_OF_SEVERAL
    if offset <= few:
        return total, _near_page(store, query, offset, limit)
    if after <= few:  # nearer to the other end: read from there
        opposite = replace(query, descending=not query.descending)
        return total, _near_page(store, opposite, after, limit)[::-1]
    first, last = (
        place_of(store, scope.kind, scope.ref, query.created, position, descending=query.descending)
        for position in (offset, offset + limit - 1)
    )
    created = Period(min(first.start, last.start), max(first.end, last.end))
    return total, _keys(store, replace(query, created=created), first.before, limit)


def _near_page(store: Store, query: RatingQuery, offset: int, limit: int) -> list[int]:
    """A page that is near enough to the list's beginning to step over what comes before it."""
    if len(query.scope.values) <= 1:
        return _keys(store, query, offset, limit)
    # Several users' ratings lie in several places of the index. Their times alone say where the page is.
    direction = "DESC" if query.descending else "ASC"
    times: list[int] = []
    for user in query.scope.values:
        where, values = _where(replace(query, scope=Scope.of(OF_USER, user)))
        times += [
            time
            for (time,) in store.all(
                f"SELECT created_at FROM rating WHERE {where} ORDER BY created_at {direction} LIMIT ?",  # noqa: S608
                (*values, offset + limit),
            )
        ]
    times.sort(reverse=query.descending)
    begin, end = times[offset], times[offset + limit - 1]
    skip = offset - times.index(begin)
    created = Period(end, begin) if query.descending else Period(begin, end)
    return _keys(store, replace(query, created=created), skip, limit)


def _updated_page(store: Store, query: RatingQuery, offset: int, limit: int) -> tuple[int, list[int]]:
    updated, times = _within("updated_at", query.updated)
    few: int = store.value(
        "SELECT count(*) FROM (SELECT 1 FROM rating INDEXED BY rating_updated"  # noqa: S608 - built from names of ours
        f" WHERE {' AND '.join(updated)} LIMIT {_FEW_UPDATED + 1})",
        times,
    )
    by_update = few <= _FEW_UPDATED
    where, values = _where(query)
    index = "INDEXED BY rating_updated" if by_update or query.scope.kind is OF_METRIC else ""
    total: int = store.value(f"SELECT count(*) FROM rating {index} WHERE {where}", values)  # noqa: S608
    if offset >= total:
        return total, []
    return total, _keys(store, query, offset, limit, by_update=by_update)


def _keys(store: Store, query: RatingQuery, offset: int, limit: int, *, by_update: bool = False) -> list[int]:
    where, values = _where(query)
    direction = "DESC" if query.descending else "ASC"
    index = "INDEXED BY rating_updated" if by_update else ""
    rows = store.all(
        f"SELECT key FROM rating {index} WHERE {where}"  # noqa: S608 - built from names of ours
        f" ORDER BY created_at {direction}, id {direction} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [key for (key,) in rows]


def _where(query: RatingQuery) -> tuple[str, list[int | str]]:
    created, created_values = _within("created_at", query.created)
    updated, updated_values = _within("updated_at", query.updated)
    conditions = [query.scope.condition, *created, *updated]
    return " AND ".join(conditions), [query.scope.value, *created_values, *updated_values]


def _within(column: str, period: Period) -> tuple[list[str], list[int]]:
    conditions: list[str] = []
    values: list[int] = []
    if period.start is not None:
        conditions.append(f"{column} >= ?")
        values.append(period.start)
    if period.end is not None:
        conditions.append(f"{column} <= ?")
        values.append(period.end)
    return conditions, values
