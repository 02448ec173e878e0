"""Create a rating: POST /ratings."""

from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response

from ...client import AsyncClient, Client
from ...models.new_rating import NewRating
from ...models.rating import Rating

OPERATION = Operation("createRating", "POST", "/ratings", 201, single(reader_of(Rating)))


def build_call(*, body: NewRating) -> Call[Rating]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(OPERATION, body=body.to_dict())


def sync_detailed(*, client: Client, body: NewRating) -> Response[Rating]:
    """Create a rating. Never raises on a status.

    The arguments are those of ``client.ratings.create``.
    """
    return client.send(build_call(body=body))


async def asyncio_detailed(*, client: AsyncClient, body: NewRating) -> Response[Rating]:
    """Create a rating. Never raises on a status.

    The arguments are those of ``client.ratings.create``.
    """
    return await client.send(build_call(body=body))
