"""Ways to call one emulator: over HTTP and in process, synchronously and not."""

import asyncio
from typing import Any

import httpx

import nicereply_emulator

WAYS = ("in process", "in process, async", "http", "http, async")


class Way:
    """One way. Exceptions of httpx are raised as they come."""

    def __init__(self, name: str, emulator: nicereply_emulator.Emulator) -> None:
        self.name = name
        self.emulator = emulator
        self.timeout = 5.0

    def request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        options: dict[str, Any] = {
            "base_url": self.emulator.base_url,
            "auth": ("", self.emulator.api_key),
            "timeout": self.timeout,
            "verify": False,  # it is plain HTTP, and to load certificates takes long
        }
        in_process = self.name.startswith("in process")
        if not self.name.endswith("async"):
            transport = self.emulator.transport() if in_process else None
            with httpx.Client(transport=transport, **options) as client:
                return client.request(method, path, **arguments)

        async def call() -> httpx.Response:
            transport = self.emulator.async_transport() if in_process else None
            async with httpx.AsyncClient(transport=transport, **options) as client:
                return await client.request(method, path, **arguments)

        return asyncio.run(call())

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.request("GET", path, params=query or None)

    def statuses(self, path: str, calls: int) -> list[int]:
        return [self.get(path).status_code for _ in range(calls)]
