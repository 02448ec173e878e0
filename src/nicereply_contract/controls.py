"""What only the emulator's controls can bring about: an account that was not paid for, and a rate limit.

A service that is not the emulator has no such controls; what needs them is reported as not run.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final, Self
from urllib.parse import urlsplit

import httpx

from nicereply_contract.document import Node, request_examples
from nicereply_contract.relations.catalogue import Catalogue, Operation
from nicereply_contract.relations.service import Answer, Broken, Service
from nicereply_contract.wire.cases import is_object

NEEDED_FOR: Final = (str(HTTPStatus.PAYMENT_REQUIRED.value), str(HTTPStatus.TOO_MANY_REQUESTS.value))
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_PROFILES: Final = ("strict", "legacy")
_SAID: Final = {"status", "base_url", "profile", "now", "epoch", "frozen"}
"""What the emulator's health says, and hardly any other service that answers this path."""
_TIMEOUT: Final = 10.0


class Controls:
    """The emulator's controls, beside the base URL that it serves."""

    def __init__(self, base_url: str) -> None:
        """Prepare; nothing is sent yet."""
        address = urlsplit(base_url)
        self._client = httpx.Client(base_url=f"{address.scheme}://{address.netloc}/_emulator/", timeout=_TIMEOUT)

    def __enter__(self) -> Self:
        """Hand out the controls."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close their connections."""
        self._client.close()

    def there(self) -> bool:
        """Whether this is the emulator: on this machine, by what it says of itself. It is written to unasked."""
        if self._client.base_url.host not in LOOPBACK:
            return False
        try:
            answer = self._client.get("health")
            said: Any = answer.json() if answer.status_code == HTTPStatus.OK else None
        except (httpx.HTTPError, ValueError):
            return False
        return is_object(said) and said.get("profile") in _PROFILES and said.keys() >= _SAID

    @contextmanager
    def payment_required(self) -> Generator[None]:
        """The account's trial has ended."""
        self._ask("PUT", "account", {"payment_required": True})
        try:
            yield
        finally:
            self._ask("PUT", "account", {"payment_required": False})

    @contextmanager
    def rate_limit(self) -> Generator[None]:
        """One request an hour, which is the first."""
        self._ask("PUT", "rate-limit", {"requests": 1, "seconds": 3600})
        try:
            yield
        finally:
            self._ask("DELETE", "rate-limit", None)

    def _ask(self, method: str, path: str, body: Any) -> None:
        answer = self._client.request(method, path, json=body)
        if answer.is_error:
            raise Broken(f"the emulator's control {method} {path} answers {answer.status_code}: {answer.text[:300]}")


def try_statuses(service: Service, controls: Controls, document: Node) -> list[tuple[str, str, str]]:
    """Call every operation where the account is not paid for, then beyond a rate limit.

    Returns (status that was expected, what was wrong, curl line) for each operation that answers otherwise.
    """
    catalogue = Catalogue(document)
    calls = {operation.id: _arguments(service, catalogue, operation, document) for operation in catalogue.operations}
    wrong: list[tuple[str, str, str]] = []
    for status, state in (
        (HTTPStatus.PAYMENT_REQUIRED, controls.payment_required),
        (HTTPStatus.TOO_MANY_REQUESTS, controls.rate_limit),
    ):
        with state():
            first = catalogue.lists[0]
            if status is HTTPStatus.TOO_MANY_REQUESTS:
                service.get(first, calls[first.id][0])
            for operation in catalogue.operations:
                answer = _call(service, operation, *calls[operation.id])
                if answer.status != status or not _is_error(answer):
                    told = f"{operation} answers {answer.status} {str(answer.body)[:100]}, expected {status.value}"
                    wrong.append((str(status.value), told, answer.curl))
        after = _call(service, catalogue.lists[0], *calls[catalogue.lists[0].id])
        if after.status != HTTPStatus.OK:
            wrong.append((str(status.value), f"afterwards {catalogue.lists[0]} answers {after.status}", after.curl))
    return wrong


def _arguments(service: Service, catalogue: Catalogue, operation: Operation, document: Node) -> tuple[str | None, Any]:
    """An id and a body that the operation takes in a better state."""
    if operation.body is not None:
        node = document["paths"][operation.path][operation.method]
        return None, request_examples(document, node)[0]
    if not operation.takes_id:
        return None, None
    listed = catalogue.listed_for(operation)
    rows: list[Node] = [] if listed is None else service.get(listed).results
    if not rows:
        raise Broken(f"there is no record for {operation}")
    return rows[0]["id"], None


def _call(service: Service, operation: Operation, record: str | None, body: Any) -> Answer:
    return service.get(operation, record) if body is None else service.post(operation, body)


def _is_error(answer: Answer) -> bool:
    return isinstance(answer.body, dict) and bool(answer.body.get("errors"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
