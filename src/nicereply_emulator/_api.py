"""The API as the document has it, compiled: what all emulators of a process share, since nothing in it ever changes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from nicereply_spec import load_strict

from ._bodies import BodyJudge
from ._call import Handler
from ._document import Document, DocumentError, Json, OperationDocument
from ._http import Refusal, Request
from ._legacy import modernise_rating
from ._parameters import PathJudge, QueryJudge
from ._routes import Router
from ._self_check import SelfCheck
from ._site import Site
from ._store import Store
from .operations import HANDLERS

PROFILES = ("strict", "legacy")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the document with everything that runs it."""

    document: OperationDocument
    handler: Handler
    query: QueryJudge
    path: PathJudge | None
    body: BodyJudge | None
    modernise: Callable[[Any, Store], Any] | None


class Api:
    """The operations of the strict document, as one profile judges requests to them."""

    def __init__(self, source: Json, document: Document, profile: str) -> None:
        self.document = document
        self.site = Site(source, document.base_path)
        self._is_legacy = profile == "legacy"
        self._router: Router[Operation] = Router(document.base_path)
        _require_handlers(document)
        for operation in document.operations:
            self._router.add(operation.method, operation.path, self._compile(operation))

    def find(self, request: Request) -> tuple[Operation, str | None]:
        """The operation that a request is for, and the text in its path's place for an id. Raises `Refusal`."""
        return self._router.find(request.method, request.path)

    def operation_of(self, request: Request) -> str | None:
        """The id of the operation that a request is routed to; None when its path or method is none of the API's."""
        try:
            return self.find(request)[0].document.id
        except Refusal:
            return None

    @cached_property
    def self_check(self) -> SelfCheck:
        """What judges the emulator's own answers."""
        return SelfCheck(self.document)

    def _compile(self, operation: OperationDocument) -> Operation:
        document = self.document
        has_path_id = any(parameter["in"] == "path" for parameter in operation.parameters)
        refuse_unknown = not self._is_legacy
        body = operation.body
        is_rating = body is not None and "survey_id" in document.resolve(body).get("properties", {})
        return Operation(
            document=operation,
            handler=HANDLERS[operation.id],
            query=QueryJudge(document, operation.parameters, refuse_unknown=refuse_unknown),
            path=PathJudge(document, operation.parameters) if has_path_id else None,
            body=None if body is None else BodyJudge(document, body, refuse_unknown=refuse_unknown),
            modernise=modernise_rating if self._is_legacy and is_rating else None,
        )


def api(profile: str) -> Api:
    """The API in this profile; the same one every time. Raises `ValueError` for a profile that there is not."""
    if profile not in PROFILES:
        raise ValueError(f"profile {profile!r}: expected one of {', '.join(PROFILES)}")
    return _compiled(profile)


@cache
def _compiled(profile: str) -> Api:
    return Api(load_strict(), _document(), profile)


@cache
def _document() -> Document:
    return Document(load_strict())


def _require_handlers(document: Document) -> None:
    documented = {operation.id for operation in document.operations}
    if documented != HANDLERS.keys():
        raise DocumentError(
            f"operations without a handler: {sorted(documented - HANDLERS.keys())}; "
            f"handlers without an operation: {sorted(HANDLERS.keys() - documented)}"
        )
