"""Get a survey: GET /surveys/{id}."""

from uuid import UUID

from nicereply_runtime.arguments import path_id
from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response

from ...client import AsyncClient, Client
from ...models.survey import Survey

OPERATION = Operation("getSurvey", "GET", "/surveys/{id}", 200, single(reader_of(Survey)))


def build_call(id: str | UUID | int) -> Call[Survey]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(OPERATION, path_values={"id": path_id("id", id)})


def sync_detailed(id: str | UUID | int, *, client: Client) -> Response[Survey]:
    """Get a survey. Never raises on a status.

    The arguments are those of ``client.surveys.get``.
    """
    return client.send(build_call(id=id))


async def asyncio_detailed(id: str | UUID | int, *, client: AsyncClient) -> Response[Survey]:
    """Get a survey. Never raises on a status.

    The arguments are those of ``client.surveys.get``.
    """
    return await client.send(build_call(id=id))
