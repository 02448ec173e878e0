"""Judging the emulator's own answers by the document (`--self-check`)."""

import json
from functools import cached_property

from jsonschema_rs import Validator

from ._document import Document, Json, OperationDocument
from ._http import Response, error_body

_ERRORS: Json = {"$ref": "#/components/schemas/ErrorBody"}


class SelfCheck:
    """Turns an answer that the document does not allow into a 500 that says why."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._validators: dict[tuple[str, int], Validator] = {}

    def checked(self, operation: OperationDocument | None, response: Response) -> Response:
        """The answer itself when it is allowed. An answer to no operation (404, 405, 401) must be an error body."""
        reason = self._violation(operation, response)
        if reason is None:
            return response
        where = "an unknown route" if operation is None else operation.id
        text = f"The emulator's own answer ({response.status} to {where}) is not what the document says: {reason}"
        return Response(500, error_body([text]))

    def _violation(self, operation: OperationDocument | None, response: Response) -> str | None:
        if operation is None or response.status == 405:
            validator = self._error_validator
        elif response.status not in operation.responses:
            return f"the status is not among {sorted(operation.responses)}"
        else:
            key = (operation.id, response.status)
            validator = self._validators.get(key) or self._document.validator(operation.responses[response.status])
            self._validators[key] = validator
        try:
            body = json.loads(response.body)
        except ValueError as error:
            return f"not JSON ({error})"
        problem = next(iter(validator.iter_errors(body)), None)
        if problem is None:
            return None
        place = "/".join(str(step) for step in problem.instance_path)
        return f"/{place}: {problem.message}"

    @cached_property
    def _error_validator(self) -> Validator:
        return self._document.validator(_ERRORS)
