"""List the stats of all customers: GET /customers/stats."""

from datetime import datetime
from typing import get_args

from nicereply_runtime.arguments import one_of, timestamp, whole_number
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.pages import Page, Paged
from nicereply_runtime.responses import Response
from nicereply_runtime.unset import UNSET, Unset

from ...client import AsyncClient, Client
from ...models.customer_stats import CustomerStats
from ...models.sort_order_value import SortOrderValue

OPERATION = Operation("listCustomerStats", "GET", "/customers/stats", 200, Paged(CustomerStats, None))


def build_call(
    *,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Call[Page[CustomerStats]]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(
        OPERATION,
        query={
            "period_start": timestamp("period_start", period_start),
            "period_end": timestamp("period_end", period_end),
            "sort_order": one_of("sort_order", sort_order, get_args(SortOrderValue)),
            "page": whole_number("page", page, 1, None),
            "per_page": whole_number("per_page", per_page, 10, 100),
        },
    )


def sync_detailed(
    *,
    client: Client,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[CustomerStats]]:
    """List the stats of all customers. Never raises on a status.

    The arguments are those of ``client.customers.list_stats``.
    """
    return client.send(
        build_call(
            period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
        )
    )


async def asyncio_detailed(
    *,
    client: AsyncClient,
    period_start: datetime | str | Unset = UNSET,
    period_end: datetime | str | Unset = UNSET,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[CustomerStats]]:
    """List the stats of all customers. Never raises on a status.

    The arguments are those of ``client.customers.list_stats``.
    """
    return await client.send(
        build_call(
            period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
        )
    )
