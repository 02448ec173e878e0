"""Users, their ratings, figures and teams."""

from .. import _render
from .._call import Answer, Call, Handler
from .._rating_lists import Scope
from .._schema import OF_USER
from ._shared import (
    all_histograms,
    all_stats,
    counts_of,
    counts_of_each,
    named,
    page,
    rating_list,
    record_page,
    result,
    stats_rows,
)


def user_text(call: Call, key: int) -> str:
    """One user's JSON."""
    state = call.state
    rows = state.store.all(f"SELECT {_render.USER_COLUMNS} FROM user WHERE key = ?", (key,))  # noqa: S608
    (text,) = _render.users(rows, state.store, state.base_path)
    return text


def list_users(call: Call) -> Answer:
    total, rows = record_page(call, "user", _render.USER_COLUMNS)
    return page(call, _render.users(rows, call.state.store, call.state.base_path), total)


def list_user_stats(call: Call) -> Answer:
    total, rows = record_page(call, "user", "key, id")
    counts = counts_of_each(call, OF_USER, [row[0] for row in rows])
    return page(call, stats_rows(rows, counts, all_stats), total)


def get_user(call: Call) -> Answer:
    return result(user_text(call, named(call, "user")))


def list_user_ratings(call: Call) -> Answer:
    return rating_list(call, Scope.of(OF_USER, named(call, "user")))


def get_user_stats(call: Call) -> Answer:
    return result(all_stats(counts_of(call, OF_USER, named(call, "user"))))


def get_user_histogram(call: Call) -> Answer:
    return result(all_histograms(counts_of(call, OF_USER, named(call, "user"))))


def list_user_teams(call: Call) -> Answer:
    key = named(call, "user")
    total, rows = record_page(
        call, "team", _render.TEAM_COLUMNS, where="key IN (SELECT team FROM member WHERE user = ?)", values=(key,)
    )
    return page(call, [_render.team(row, call.state.base_path) for row in rows], total)


HANDLERS = {
    "listUsers": Handler(list_users),
    "listUserStats": Handler(list_user_stats),
    "getUser": Handler(get_user),
    "listUserRatings": Handler(list_user_ratings),
    "getUserStats": Handler(get_user_stats),
    "getUserHistogram": Handler(get_user_histogram),
    "listUserTeams": Handler(list_user_teams),
}
