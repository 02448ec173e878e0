"""List the teams of a user: GET /users/{id}/teams."""

from typing import get_args
from uuid import UUID

from nicereply_runtime.arguments import one_of, path_id, whole_number
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.pages import Page, Paged
from nicereply_runtime.responses import Response
from nicereply_runtime.unset import UNSET, Unset

from ...client import AsyncClient, Client
from ...models.sort_order_value import SortOrderValue
from ...models.team import Team

OPERATION = Operation("listUserTeams", "GET", "/users/{id}/teams", 200, Paged(Team, "created_at"))


def build_call(
    id: str | UUID | int,
    *,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Call[Page[Team]]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(
        OPERATION,
        path_values={"id": path_id("id", id)},
        query={
            "sort_order": one_of("sort_order", sort_order, get_args(SortOrderValue)),
            "page": whole_number("page", page, 1, None),
            "per_page": whole_number("per_page", per_page, 10, 100),
        },
    )


def sync_detailed(
    id: str | UUID | int,
    *,
    client: Client,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[Team]]:
    """List the teams of a user. Never raises on a status.

    The arguments are those of ``client.users.list_teams``.
    """
    return client.send(build_call(id=id, sort_order=sort_order, page=page, per_page=per_page))


async def asyncio_detailed(
    id: str | UUID | int,
    *,
    client: AsyncClient,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[Team]]:
    """List the teams of a user. Never raises on a status.

    The arguments are those of ``client.users.list_teams``.
    """
    return await client.send(build_call(id=id, sort_order=sort_order, page=page, per_page=per_page))
