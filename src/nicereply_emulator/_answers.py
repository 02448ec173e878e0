"""Whole answers of reading operations, kept until something is written: who asks the same again gets the same bytes.

An answer is kept from the second time on that it is asked for: those that nobody wants again are the most.
"""

from typing import NamedTuple

from ._document import OperationDocument
from ._http import Request, Response
from ._store import Store

MOST_BYTES = 32 * 1_048_576
"""Of kept answers and of the targets they belong to; beyond that the memory starts afresh."""

_LONGEST_TARGET = 1_000
"""Characters of path and query that are worth keeping: longer ones hardly come twice."""

_MOST_ASKED = 20_000
"""Targets that were asked for once and are noted; beyond that the notes start afresh."""

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
        self._asked: set[int] = set()
        """The hashes of targets that were asked for before: two alike only keep an answer sooner."""

    def get(self, request: Request) -> Kept | None:
        """The answer to the same request, if it is kept and still holds."""
        if self._version != self._store.version:
            self._forget()
            return None
        return self._kept.get((request.path, request.query)) if request.method == "GET" else None

    def keep(self, request: Request, operation: OperationDocument, response: Response) -> None:
        """Keep the answer that was just made of the records as they are now, if it was asked for before."""
        target = (request.path, request.query)
        size = len(request.path) + len(request.query)
        if request.method != "GET" or size > _LONGEST_TARGET:
            return
        note = hash(target)
        if note not in self._asked:
            if len(self._asked) >= _MOST_ASKED:
                self._asked.clear()
            self._asked.add(note)
            return
        size += len(response.body) + _BESIDE
        if self._version != self._store.version or self._bytes + size > MOST_BYTES:
            self._forget()
        self._kept[target] = Kept(operation, response)
        self._bytes += size

    def _forget(self) -> None:
        self._version = self._store.version
        self._kept.clear()
        self._bytes = 0
