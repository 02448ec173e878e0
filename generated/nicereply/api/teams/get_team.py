"""Get a team: GET /teams/{id}."""

from uuid import UUID

from nicereply_runtime.arguments import path_id
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response

from ...client import AsyncClient, Client
from ...models.team import Team

OPERATION = Operation("getTeam", "GET", "/teams/{id}", 200, single(reader_of(Team)))


def build_call(id: str | UUID | int) -> Call[Team]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(OPERATION, path_values={"id": path_id("id", id)})


def sync_detailed(id: str | UUID | int, *, client: Client) -> Response[Team]:
    """Get a team. Never raises on a status.

    The arguments are those of ``client.teams.get``.
    """
    return client.send(build_call(id=id))


async def asyncio_detailed(id: str | UUID | int, *, client: AsyncClient) -> Response[Team]:
    """Get a team. Never raises on a status.

    The arguments are those of ``client.teams.get``.
    """
    return await client.send(build_call(id=id))
