"""Create an agent: POST /users/agent."""

from nicereply_runtime.calls import Call, Operation
from nicereply_runtime.models import reader_of
from nicereply_runtime.pages import single
from nicereply_runtime.responses import Response

from ...client import AsyncClient, Client
from ...models.new_agent import NewAgent
from ...models.user import User

OPERATION = Operation("createAgent", "POST", "/users/agent", 201, single(reader_of(User)))


def build_call(*, body: NewAgent) -> Call[User]:
    """The call as data, its arguments checked.

    Raises:
        ValueError: an argument breaks its rule.
    """
    return Call(OPERATION, body=body.to_dict())


def sync_detailed(*, client: Client, body: NewAgent) -> Response[User]:
    """Create an agent. Never raises on a status.

    The arguments are those of ``client.users.create_agent``.
    """
    return client.send(build_call(body=body))


async def asyncio_detailed(*, client: AsyncClient, body: NewAgent) -> Response[User]:
    """Create an agent. Never raises on a status.

    The arguments are those of ``client.users.create_agent``.
    """
    return await client.send(build_call(body=body))
