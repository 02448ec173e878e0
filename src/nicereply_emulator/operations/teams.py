"""Teams and their users. A team's ratings and figures are those of its members."""

from .. import _render
from .._call import Answer, Call, Handler
from .._ids import id_to_text
from .._rating_lists import Scope
from .._schema import OF_TEAM
from ._shared import (
    CountsByMetric,
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


def _members(call: Call, team: int) -> list[int]:
    """The keys of the team's users."""
    return [user for (user,) in call.state.store.all("SELECT user FROM member WHERE team = ?", (team,))]


def _without_groups(counts: CountsByMetric) -> str:
    return all_stats(counts, with_groups=False)


def list_teams(call: Call) -> Answer:
    total, rows = record_page(call, "team", _render.TEAM_COLUMNS)
    return page(call, [_render.team(row, call.state.base_path) for row in rows], total)


def list_team_stats(call: Call) -> Answer:
    total, rows = record_page(call, "team", "key, id")
    return page(call, stats_rows(rows, counts_of_each(call, OF_TEAM, [row[0] for row in rows]), _without_groups), total)


def list_users_by_team(call: Call) -> Answer:
    total, rows = record_page(call, "team", "key, id")
    state = call.state
    direction = "DESC" if call.descending else "ASC"
    items: list[str] = []
    for key, id_ in rows:
        users = state.store.all(
            f"SELECT {_render.USER_COLUMNS} FROM user WHERE key IN (SELECT user FROM member WHERE team = ?)"  # noqa: S608
            f" ORDER BY created_at {direction}, id {direction}",
            (key,),
        )
        shown = ",".join(_render.users(users, state.store, state.base_path))
        items.append(f'{{"id":"{id_to_text(id_)}","users":[{shown}]}}')
    return page(call, items, total)


def get_team(call: Call) -> Answer:
    key = named(call, "team")
    row = call.state.store.one(f"SELECT {_render.TEAM_COLUMNS} FROM team WHERE key = ?", (key,))  # noqa: S608
    assert row is not None  # noqa: S101 - named() has just found it
    return result(_render.team(row, call.state.base_path))


def list_team_ratings(call: Call) -> Answer:
    key = named(call, "team")
    return rating_list(call, Scope.of_team(key, _members(call, key)))


def get_team_stats(call: Call) -> Answer:
    return result(all_stats(counts_of(call, OF_TEAM, named(call, "team"))))


def get_team_histogram(call: Call) -> Answer:
    return result(all_histograms(counts_of(call, OF_TEAM, named(call, "team"))))


def list_team_users(call: Call) -> Answer:
    key = named(call, "team")
    state = call.state
    total, rows = record_page(
        call, "user", _render.USER_COLUMNS, where="key IN (SELECT user FROM member WHERE team = ?)", values=(key,)
    )
    return page(call, _render.users(rows, state.store, state.base_path), total)


HANDLERS = {
    "listTeams": Handler(list_teams),
    "listTeamStats": Handler(list_team_stats),
    "listUsersByTeam": Handler(list_users_by_team),
    "getTeam": Handler(get_team),
    "listTeamRatings": Handler(list_team_ratings),
    "getTeamStats": Handler(get_team_stats),
    "getTeamHistogram": Handler(get_team_histogram),
    "listTeamUsers": Handler(list_team_users),
}
