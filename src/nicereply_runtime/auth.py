"""Basic authentication with a blank user name and the API key as password."""

from base64 import b64encode
from collections.abc import AsyncGenerator, Generator
from typing import NoReturn

import httpx


class ApiKeyAuth(httpx.Auth):
    """Puts the key on a request while it is on its way, and takes it off again.

    So no request that a caller, an error or a traceback gets to see carries it.
    """

    def __init__(self, api_key: str) -> None:
        self.__header = "Basic " + b64encode(f":{api_key}".encode()).decode("ascii")

    # Not `auth_flow`: httpx would wrap it, and leave the cleaning up to the garbage collector when a request fails.
    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        self.__put_on(request)
        try:
            yield request
        finally:
            self.__take_off(request)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        self.__put_on(request)
        try:
            yield request
        finally:
            self.__take_off(request)

    def __put_on(self, request: httpx.Request) -> None:
        request.headers["Authorization"] = self.__header

    @staticmethod
    def __take_off(request: httpx.Request) -> None:
        del request.headers["Authorization"]

    def __repr__(self) -> str:
        return "<ApiKeyAuth>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an API key cannot be pickled or copied")
