"""List the stats of all teams: GET /teams/stats."""

from datetime import datetime

from nicereply_runtime.arguments import timestamp, whole_number
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.pages import Page, Paged
from nicereply_runtime.responses import Response
from nicereply_runtime.unset import UNSET, Unset

from ...client import AsyncClient, Client
from ...models.team_stats import TeamStats

OPERATION = Operation("listTeamStats", "GET", "/teams/stats", 200, Paged(TeamStats, None))


def build_call(
    *,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Call[Page[TeamStats]]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(
        OPERATION,
        query={
            "period_start": timestamp("period_start", period_start),
            "period_end": timestamp("period_end", period_end),
            "page": whole_number("page", page, 1, None),
            "per_page": whole_number("per_page", per_page, 10, 100),
        },
    )


def sync_detailed(
    *,
    client: Client,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[TeamStats]]:
    """List the stats of all teams. Never raises on a status.

    The arguments are those of ``client.teams.list_stats``.
    """
    return client.send(build_call(period_start=period_start, period_end=period_end, page=page, per_page=per_page))


async def asyncio_detailed(
    *,
    client: AsyncClient,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[TeamStats]]:
    """List the stats of all teams. Never raises on a status.

    The arguments are those of ``client.teams.list_stats``.
    """
    return await client.send(build_call(period_start=period_start, period_end=period_end, page=page, per_page=per_page))
