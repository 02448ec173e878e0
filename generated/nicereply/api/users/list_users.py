"""List users: GET /users."""

from typing import get_args

from nicereply_runtime.arguments import one_of, whole_number
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.pages import Page, Paged
from nicereply_runtime.responses import Response
from nicereply_runtime.unset import UNSET, Unset

from ...client import AsyncClient, Client
from ...models.sort_order_value import SortOrderValue
from ...models.user import User

OPERATION = Operation("listUsers", "GET", "/users", 200, Paged(User, "created_at"))


def build_call(
    *, sort_order: SortOrderValue | Unset = UNSET, page: int | Unset = UNSET, per_page: int | Unset = UNSET
) -> Call[Page[User]]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(
        OPERATION,
        query={
            "sort_order": one_of("sort_order", sort_order, get_args(SortOrderValue)),
            "page": whole_number("page", page, 1, None),
            "per_page": whole_number("per_page", per_page, 10, 100),
        },
    )


def sync_detailed(
    *,
    client: Client,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[User]]:
    """List users. Never raises on a status.

    The arguments are those of ``client.users.list``.
    """
    return client.send(build_call(sort_order=sort_order, page=page, per_page=per_page))


async def asyncio_detailed(
    *,
    client: AsyncClient,
    sort_order: SortOrderValue | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
) -> Response[Page[User]]:
    """List users. Never raises on a status.

    The arguments are those of ``client.users.list``.
    """
    return await client.send(build_call(sort_order=sort_order, page=page, per_page=per_page))
