"""Get the stats of a user: GET /users/{id}/stats."""

from datetime import datetime
from uuid import UUID

from nicereply_runtime.arguments import path_id, timestamp
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response
from nicereply_runtime.unset import UNSET, Unset

from ...client import AsyncClient, Client
from ...models.metric_stats import MetricStats

OPERATION = Operation("getUserStats", "GET", "/users/{id}/stats", 200, single(reader_of(MetricStats)))


def build_call(
    id: str | UUID | int, *, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
) -> Call[MetricStats]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(
        OPERATION,
        path_values={"id": path_id("id", id)},
        query={
            "period_start": timestamp("period_start", period_start),
            "period_end": timestamp("period_end", period_end),
        },
    )


def sync_detailed(
    id: str | UUID | int,
    *,
    client: Client,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
) -> Response[MetricStats]:
    """Get the stats of a user. Never raises on a status.

    The arguments are those of ``client.users.get_stats``.
    """
    return client.send(build_call(id=id, period_start=period_start, period_end=period_end))


async def asyncio_detailed(
    id: str | UUID | int,
    *,
    client: AsyncClient,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
) -> Response[MetricStats]:
    """Get the stats of a user. Never raises on a status.

    The arguments are those of ``client.users.get_stats``.
    """
    return await client.send(build_call(id=id, period_start=period_start, period_end=period_end))
