"""Get the CSAT histogram: GET /csat/histogram."""

from datetime import datetime

from nicereply_runtime.arguments import timestamp
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response
from nicereply_runtime.unset import UNSET, Unset

from ...client import AsyncClient, Client
from ...models.histogram import Histogram

OPERATION = Operation("getCsatHistogram", "GET", "/csat/histogram", 200, single(reader_of(Histogram)))


def build_call(
    *, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
) -> Call[Histogram]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(
        OPERATION,
        query={
            "period_start": timestamp("period_start", period_start),
            "period_end": timestamp("period_end", period_end),
        },
    )


def sync_detailed(
    *, client: Client, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
) -> Response[Histogram]:
    """Get the CSAT histogram. Never raises on a status.

    The arguments are those of ``client.csat.get_histogram``.
    """
    return client.send(build_call(period_start=period_start, period_end=period_end))


async def asyncio_detailed(
    *, client: AsyncClient, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
) -> Response[Histogram]:
    """Get the CSAT histogram. Never raises on a status.

    The arguments are those of ``client.csat.get_histogram``.
    """
    return await client.send(build_call(period_start=period_start, period_end=period_end))
