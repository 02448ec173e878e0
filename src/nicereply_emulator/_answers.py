"""Whole answers of reading operations, kept until something is written: who asks the same again gets the same bytes."""

from typing import NamedTuple

from ._document import OperationDocument
from ._http import Request, Response
from ._store import Store

MOST_BYTES = 32 * 1_048_576
"""Of kept answers and of the targets they belong to; beyond that the memory starts afresh."""

_LONGEST_TARGET = 1_000
"""Characters of path and query that are worth keeping: longer ones hardly come twice."""

_BESIDE = 500
"""Bytes that an entry takes beside its texts."""


class Kept(NamedTuple):
    """An answer, and the operation that gave it. The answer is handed out again and again: nobody may change it."""

    operation: OperationDocument
    response: Response


class Answers:
    """Answers to GET requests by path and query, as they came in.

    Nothing else decides such an answer but the records, and the store says whether they are still the same.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = store.version
        self._kept: dict[tuple[str, str], Kept] = {}
        self._bytes = 0

    def get(self, request: Request) -> Kept | None:
        """The answer to the same request, if it is kept and still holds."""
        if self._version != self._store.version:
            self._forget()
            return None
        return self._kept.get((request.path, request.query)) if request.method == "GET" else None

    def keep(self, request: Request, operation: OperationDocument, response: Response) -> None:
        """Keep the answer that was just made of the records as they are now."""
        size = len(request.path) + len(request.query)
        if request.method != "GET" or size > _LONGEST_TARGET:
            return
        size += len(response.body) + _BESIDE
        if self._version != self._store.version or self._bytes + size > MOST_BYTES:
            self._forget()
        self._kept[request.path, request.query] = Kept(operation, response)
        self._bytes += size

    def _forget(self) -> None:
        self._version = self._store.version
        self._kept.clear()
        self._bytes = 0
