"""The core: one synchronous function from request to response."""

from collections.abc import Callable
from email.utils import formatdate
from threading import RLock

from . import _wording
from ._account import Account
from ._answers import Answers
from ._api import Api, Operation
from ._bodies import LARGEST, BodyJudge, BodySyntaxError, read_json
from ._call import Call, State
from ._clock import Clock
from ._directory import Directory
from ._document import OperationDocument
from ._http import Refusal, Request, Response
from ._rating_texts import RatingTexts
from ._store import Store
from ._wording import Problem
from .controls.faults import Faults, Fired
from .controls.journal import Journal
from .controls.rate_limit import RateLimit

CONTROLS = "/_emulator"

LARGEST_OF_CONTROLS = 256 * 1_048_576
"""Bytes that a control's body may have: whole accounts are loaded so."""


class Service:
    """The Nicereply API over a store.

    Requests are judged in this order: 401, 402, 429, 404 of a route and 405, then 400 with all problems at once, then
    404 of a record that is named. Safe to call from several threads: one request at a time is answered.
    """

    def __init__(
        self,
        api: Api,
        store: Store,
        clock: Clock,
        account: Account,
        *,
        self_check: bool = False,
        seed: int = 0,
    ) -> None:
        document = api.document
        self.lock = RLock()
        self.account = account
        self._date = (0, "")
        self._api = api
        directory = Directory(store)
        ratings = RatingTexts(store, directory, document.base_path)
        self.state = State(store, directory, ratings, clock, document.base_path, seed)
        self._answers = Answers(store)
        self._self_check = api.self_check if self_check else None
        self._prefix = document.base_path + "/"
        operations = [operation.id for operation in document.operations]
        self.faults = Faults(document, api.operation_of, store, clock, self.lock)
        self.journal = Journal(api.operation_of, operations, account.api_keys, clock, self.lock)
        self.rate_limit = RateLimit(clock, self.lock)
        self.controls: Callable[[Request], Response] | None = None
        """What answers below `CONTROLS`, if anything does."""

    def handle(self, request: Request) -> Response:
        """The answer to a request. Raises nothing but what is a mistake of the emulator itself.

        A fault may be in its place, or in it; how it is to arrive is the answer's `delivery`.
        """
        if not request.path.startswith(self._prefix):
            outside = self._outside(request)
            if outside is not None:
                return outside
        with self.lock:
            fired: Fired = ()
            if self.faults.active:
                response, fired = self.faults.answer(request, self._respond, self._look)
            else:
                response = self._respond(request)
            if self.journal.recording:
                self.journal.record(request, response, fired)
            return response

    @property
    def checks_itself(self) -> bool:
        """Whether every answer is judged by the document."""
        return self._self_check is not None

    def largest_body(self, path: str) -> int:
        """How many bytes the body of a request to this path may have."""
        return LARGEST if path.startswith(self._prefix) else LARGEST_OF_CONTROLS

    def _outside(self, request: Request) -> Response | None:
        """The answer of the controls or of the pages for people."""
        if self.controls is not None and request.path.startswith(CONTROLS):
            return self.controls(request)
        return self._api.site.answer(request)

    def _look(self, request: Request) -> Response:
        """The same as `_respond`, but no rate limit counts it."""
        return self._respond(request, counts=False)

    def _respond(self, request: Request, *, counts: bool = True) -> Response:
        """The answer as it should be."""
        document: OperationDocument | None = None
        try:
            self.account.admit(request)
            if self.rate_limit.active and counts:
                self.rate_limit.admit()
            kept = self._answers.get(request)
            if kept is None:
                operation, variable = self._api.find(request)
                document = operation.document
                response = self._answer(operation, request, variable)
                self._answers.keep(request, document, response)
            else:
                document, response = kept
        except Refusal as refusal:
            response = refusal.response()
        if self._self_check is not None:
            response = self._self_check.checked(document, response)
        return response

    def http_date(self) -> str:
        """The time by the emulator's clock, as the `Date` header writes it."""
        now = self.state.clock.now()
        if self._date[0] != now:
            self._date = (now, formatdate(now, usegmt=True))
        return self._date[1]

    def _answer(self, operation: Operation, request: Request, variable: str | None) -> Response:
        problems: list[Problem] = []
        self.state.directory.refresh()
        id_ = None
        if operation.path is not None and variable is not None:
            id_ = operation.path.value(variable, problems)
        query = operation.query
        values = query.values(request.query, problems) if request.query else query.defaults
        success = operation.document.success
        call = Call(self.state, request, id_, values, problems=problems)
        if operation.body is not None:
            self._read_body(operation, operation.body, call)
        if not operation.handler.judges_body:
            call.refuse_if_problems()
        return Response(success, operation.handler.function(call))

    def _read_body(self, operation: Operation, judge: BodyJudge, call: Call) -> None:
        try:
            call.body = read_json(call.request.body)
        except BodySyntaxError as error:
            call.problems.append(Problem(_wording.BODY, (), str(error)))
            call.refuse_if_problems()
        if operation.modernise is not None:
            call.body = operation.modernise(call.body, self.state.store)
        call.problems.extend(judge.problems(call.body))
