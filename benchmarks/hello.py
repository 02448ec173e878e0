"""What uvicorn alone can do: an ASGI application that says hello, under the settings that the emulator's server has.

Prints its address as one line of JSON, as the emulator does. Run by the other modules.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

from nicereply_emulator._server import base_url, listen

HEADERS = [(b"content-type", b"text/plain"), (b"content-length", b"5")]


async def hello(scope: Any, receive: Any, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:  # noqa: ARG001
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": b"hello"})


def main() -> None:
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(
        hello,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
    )
    print(json.dumps({"base_url": base_url(listener, "")}), flush=True)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
