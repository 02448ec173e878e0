"""Create an NPS rating: POST /nps/ratings."""

from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response

from ...client import AsyncClient, Client
from ...models.new_nps_rating import NewNpsRating
from ...models.rating import Rating

OPERATION = Operation("createNpsRating", "POST", "/nps/ratings", 201, single(reader_of(Rating)))


def build_call(*, body: NewNpsRating) -> Call[Rating]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(OPERATION, body=body.to_dict())


def sync_detailed(*, client: Client, body: NewNpsRating) -> Response[Rating]:
    """Create an NPS rating. Never raises on a status.

    The arguments are those of ``client.nps.create_rating``.
    """
    return client.send(build_call(body=body))


async def asyncio_detailed(*, client: AsyncClient, body: NewNpsRating) -> Response[Rating]:
    """Create an NPS rating. Never raises on a status.

    The arguments are those of ``client.nps.create_rating``.
    """
    return await client.send(build_call(body=body))
