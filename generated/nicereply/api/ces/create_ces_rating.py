"""Create a CES rating: POST /ces/ratings."""

from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response

from ...client import AsyncClient, Client
from ...models.new_ces_rating import NewCesRating
from ...models.rating import Rating

OPERATION = Operation("createCesRating", "POST", "/ces/ratings", 201, single(reader_of(Rating)))


def build_call(*, body: NewCesRating) -> Call[Rating]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(OPERATION, body=body.to_dict())


def sync_detailed(*, client: Client, body: NewCesRating) -> Response[Rating]:
    """Create a CES rating. Never raises on a status.

    The arguments are those of ``client.ces.create_rating``.
    """
    return client.send(build_call(body=body))


async def asyncio_detailed(*, client: AsyncClient, body: NewCesRating) -> Response[Rating]:
    """Create a CES rating. Never raises on a status.

    The arguments are those of ``client.ces.create_rating``.
    """
    return await client.send(build_call(body=body))
