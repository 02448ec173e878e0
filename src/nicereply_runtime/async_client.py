"""The asynchronous client, without the resources of the service."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

import httpx

from .attempts import OnAttempt
from .bodies import decompressed, is_compressed
from .calls import Call, Operation
from .core import (
    DEFAULT_MAX_RETRIES,
    DEFAULT_MAX_RETRY_SECONDS,
    DEFAULT_TIMEOUT,
    CoreClient,
    closed_error,
    connection_error,
    free_call,
    given_http,
    own_http,
    without_frames,
)
from .responses import Response
from .retries import AttemptError, Course, Outcome, is_retryable
from .unset import UNSET, Unset

if TYPE_CHECKING:
    from .pagination import AsyncPager

T = TypeVar("T")


class AsyncCoreClient(CoreClient):
    """Sends calls from asyncio or trio tasks."""

    def __init__(
        self,
        api_key: str | None = None,
        base_url: str | None = None,
        *,
        timeout: float | httpx.Timeout | None = DEFAULT_TIMEOUT,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_retry_seconds: float = DEFAULT_MAX_RETRY_SECONDS,
        headers: Mapping[str, str] | None = None,
        allow_http: bool = False,
        on_attempt: OnAttempt | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        """Make a client. Nothing is sent yet.

        Args:
            api_key: the account's private API key; from ``NICEREPLY_API_KEY`` unless given.
            base_url: where the service is, version included (``https://gateway.example/x/v1``); from
                ``NICEREPLY_BASE_URL`` unless given, else the production service.
            timeout: seconds to wait for a connection, for each part of an answer, and so on, or an
                `httpx.Timeout`; ``None`` waits for ever.
            max_retries: attempts after the first one, 0 or more. GET is repeated on 429, 502, 503, 504, timeouts (a
                connection that broke in silence shows as one) and broken connections, also in the middle of an
                answer, but not where a certificate is refused. POST is repeated only where the service surely did
                nothing: refused connections, connections that were not made in time, and 429. Waits are drawn
                between 0 and a limit that doubles from 0.5 to 8 seconds; ``Retry-After`` is obeyed.
            max_retry_seconds: no attempt begins later than this after the call began. Where the service asks for
                a longer wait (``Retry-After``), the call raises at once.
            headers: sent with every request.
            allow_http: allow plain ``http`` to other machines. It sends the API key unencrypted.
            on_attempt: called with an `Attempt` after each attempt of each call, those that are repeated too. It must
                not block; what it raises ends the call.
            http_client: send through this client, with its transport, proxies and certificates. It is not closed
                with this one, `timeout` here takes the place of its own, and its cookies are not sent.

        Raises:
            ConfigurationError: there is no API key, or the base URL or a header cannot be used.
            ValueError: a timeout or a number is out of range.
        """
        handled = sys.exception()
        try:
            super().__init__(
                api_key,
                base_url,
                timeout=timeout,
                max_retries=max_retries,
                max_retry_seconds=max_retry_seconds,
                headers=headers,
                allow_http=allow_http,
                on_attempt=on_attempt,
            )
            self._owns_http = http_client is None
            self._http = (
                own_http(httpx.AsyncClient, timeout)
                if http_client is None
                else given_http(http_client, httpx.AsyncClient)
            )
        except BaseException as error:
            del api_key, base_url, headers  # reporters may print the variables of frames
            without_frames(error, handled)
            raise

    def copy(
        self,
        *,
        timeout: float | httpx.Timeout | Unset | None = UNSET,
        max_retries: int | Unset = UNSET,
        max_retry_seconds: float | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        on_attempt: OnAttempt | Unset | None = UNSET,
    ) -> Self:
        """A client with other settings that shares this one's connections; closing it closes nothing.

        Args:
            timeout: as for the client.
            max_retries: as for the client.
            max_retry_seconds: as for the client.
            headers: sent besides those of this client.
            on_attempt: as for the client.
        """
        return self._copy(timeout, max_retries, max_retry_seconds, headers, on_attempt)

    @overload
    def resume(self, cursor: str, model: type[T], *, prefetch: int = 0) -> AsyncPager[T]: ...

    @overload
    def resume(self, cursor: str, model: None = None, *, prefetch: int = 0) -> AsyncPager[Any]: ...

    def resume(self, cursor: str, model: type[Any] | None = None, *, prefetch: int = 0) -> AsyncPager[Any]:
        """Go on with a list where another pager was, perhaps in another process.

        Args:
            cursor: the text of ``pager.cursor``.
            model: the class of the items, such as ``nicereply.Rating``; it tells type checkers what comes.
            prefetch: how many pages to fetch ahead; 0 fetches each when it is needed.

        Raises:
            ValueError: `cursor` is no cursor, or one of a list of other items than `model`.
        """
        from .pagination import AsyncPager, resumption

        call, position = resumption(cursor, model, self._find_list)
        return AsyncPager(self, call, prefetch, position)

    async def request(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None, json: Any = UNSET
    ) -> Response[Any]:
        """Call something that this package does not know. Never raises on a status.

        Args:
            method: HTTP method.
            path: path behind the base URL, beginning with a slash.
            params: query parameters.
            json: the body, as JSON.

        Returns:
            The answer; ``.result()`` is its JSON document, or raises what its status means.

        Raises:
            APIConnectionError: no complete answer came.
        """
        return await self.send(free_call(method, path, params, json))

    async def send(self, call: Call[T]) -> Response[T]:
        """Send a call of the low level (``nicereply.api``). Never raises on a status.

        Raises:
            APIConnectionError: no complete answer came; APITimeoutError if it did not come in time.
        """
        request = self._build_request(self._http, call)
        try:
            return Response(call.operation, await self._exchange(call.operation, request))
        except httpx.RequestError as error:
            raise connection_error(request, error) from error
        except RuntimeError:
            if self._http.is_closed:
                raise closed_error() from None
            raise

    async def _exchange(self, operation: Operation[Any], request: httpx.Request) -> httpx.Response:
        began = time.monotonic()
        outcome = await self._attempt(request)
        if isinstance(outcome, httpx.Response) and outcome.is_success and not self._reporter.is_wanted:
            return outcome
        course = Course(self._retry_policy, self._reporter, operation, request, began)
        if self._retry_policy.max_retries == 0 or not is_retryable(request.method, outcome):
            return course.end(outcome, 1)
        return await self._repeat(course, request, outcome)

    async def _repeat(self, course: Course, request: httpx.Request, first: Outcome) -> httpx.Response:
        from tenacity import AsyncRetrying  # loaded by the first failure, not by the first call

        made = [first]  # the attempt that was made already counts as the first
        number = 0

        async def attempt() -> httpx.Response:
            nonlocal number
            number += 1
            if made:
                return course.settle(made.pop(), number)
            course.begin()
            return course.settle(await self._attempt(request), number)

        try:
            return await AsyncRetrying(**course.options())(attempt)
        except AttemptError as last:
            return course.end(last.outcome, number)

    async def _attempt(self, request: httpx.Request) -> Outcome:
        handled = sys.exception()
        try:
            response = await self._http.send(request, auth=self._auth, follow_redirects=False, stream=True)
            try:
                if is_compressed(response):
                    response = decompressed(response, b"".join([part async for part in response.aiter_raw()]))
                else:
                    await response.aread()
            except BaseException:
                await response.aclose()
                raise
        except httpx.RequestError as error:
            return without_frames(error, handled)
        except BaseException as error:
            request.headers.pop("Authorization", None)
            without_frames(error, handled)
            raise
        response.next_request = None  # where a redirect leads, with the key
        return response

    async def close(self) -> None:
        """Close the connections, unless they are another client's. Pages that are being fetched ahead are dropped."""
        if not self._owns_http:
            return
        if self._under_way:
            from .prefetch_tasks import end

            await end(self._under_way)
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
