"""Create a thing or action: POST /users/thing-or-action."""

from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response

from ...client import AsyncClient, Client
from ...models.new_thing_or_action import NewThingOrAction
from ...models.user import User

OPERATION = Operation("createThingOrAction", "POST", "/users/thing-or-action", 201, single(reader_of(User)))


def build_call(*, body: NewThingOrAction) -> Call[User]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(OPERATION, body=body.to_dict())


def sync_detailed(*, client: Client, body: NewThingOrAction) -> Response[User]:
    """Create a thing or action. Never raises on a status.

    The arguments are those of ``client.users.create_thing_or_action``.
    """
    return client.send(build_call(body=body))


async def asyncio_detailed(*, client: AsyncClient, body: NewThingOrAction) -> Response[User]:
    """Create a thing or action. Never raises on a status.

    The arguments are those of ``client.users.create_thing_or_action``.
    """
    return await client.send(build_call(body=body))
