"""Mistakes in the bytes of an answer: statuses, headers, envelopes. Applied to whatever the service answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..mutant import Made, operator
from ..places import answers, fields, strict
from ..service import Answered, Ask, Asked, Fault, is_path

Change = Callable[[Answered], object]

_UNDOCUMENTED = {400: 422, 401: 403, 402: 403, 404: 410, 429: 509}
_CONFUSED = {400: 404, 401: 400, 402: 401, 404: 400, 429: 400}


def answering(operation: str, status: int, change: Change) -> Fault:
    """The change, made to the answers of one status of one operation."""

    def fault(asked: Asked, ask: Ask) -> Answered:
        answer = ask(asked)
        if asked.operation == operation and answer.status == status:
            change(answer)
        return answer

    return fault


def edited(change: Callable[[Any], object]) -> Change:
    """A change to the JSON of an answer."""
    return lambda answer: answer.edit(change)


def _set(**values: Any) -> Change:
    def change(answer: Answered) -> None:
        for name, value in values.items():
            setattr(answer, name, value)

    return change


def _every(change: Change, *, wanted: Callable[[int], bool] = lambda _: True) -> Iterator[Made]:
    for _, operation, status, _ in answers():
        if wanted(status):
            yield f"{operation} {status}", (operation,), answering(operation, status, change)


def _is_success(status: int) -> bool:
    return status < 300


def _is_error(status: int) -> bool:
    return status >= 400


def _status(table: Callable[[int], int], wanted: Callable[[int], bool]) -> Iterator[Made]:
    for _, operation, status, _ in answers():
        if wanted(status):
            change = _set(status=table(status))
            yield f"{operation} {status} as {table(status)}", (operation,), answering(operation, status, change)


@operator("wire", "status")
def another_success() -> Iterator[Made]:
    """A success has another status of success than the documented one."""
    return _status(lambda status: 200 if status == 201 else 203, _is_success)


@operator("wire", "status")
def success_as_failure() -> Iterator[Made]:
    """What was carried out is answered with 500."""
    return _status(lambda _: 500, _is_success)


@operator("wire", "status")
def success_as_redirect() -> Iterator[Made]:
    """A success is a redirect."""
    return _status(lambda _: 302, _is_success)


@operator("wire", "status")
def error_with_undocumented_status() -> Iterator[Made]:
    """An error has a status that no documentation names."""
    return _status(lambda status: _UNDOCUMENTED[status], _is_error)


@operator("wire", "status")
def errors_confused() -> Iterator[Made]:
    """An error has the status of another kind of error."""
    return _status(lambda status: _CONFUSED[status], _is_error)


@operator("wire", "status")
def error_as_success() -> Iterator[Made]:
    """A refusal has the status 200."""
    return _status(lambda _: 200, _is_error)


@operator("wire", "headers")
def content_type_missing() -> Iterator[Made]:
    """An answer does not say what it is."""
    return _every(lambda answer: answer.headers.pop("content-type", None))


@operator("wire", "headers")
def content_type_html() -> Iterator[Made]:
    """JSON is called HTML."""
    return _every(lambda answer: answer.headers.update({"content-type": "text/html; charset=utf-8"}))


@operator("wire", "headers")
def content_type_of_another_json() -> Iterator[Made]:
    """The content type is one of JSON, but not the documented one."""
    return _every(lambda answer: answer.headers.update({"content-type": "application/vnd.api+json"}))


def _other_method(change: Change) -> Iterator[Made]:
    """The change, made to what a path answers to a method that it does not have."""
    first = {path: operation for path, _, operation, _ in reversed(list(strict().operations()))}
    for path, operation in first.items():

        def fault(asked: Asked, ask: Ask, path: str = path) -> Answered:
            answer = ask(asked)
            if asked.operation is None and answer.status == 405 and is_path(path, asked.path):
                change(answer)
            return answer

        yield path, (operation["operationId"],), fault


@operator("wire", "headers")
def allowed_methods_missing() -> Iterator[Made]:
    """A 405 does not say which methods there are."""
    return _other_method(lambda answer: answer.headers.pop("allow", None))


@operator("wire", "headers")
def allowed_methods_wrong() -> Iterator[Made]:
    """A 405 names methods that the path does not have."""
    return _other_method(lambda answer: answer.headers.update({"allow": "PUT"}))


@operator("wire", "status")
def other_method_not_found() -> Iterator[Made]:
    """A path that has other methods is not found."""
    return _other_method(_set(status=404))


@operator("wire", "status")
def other_method_taken() -> Iterator[Made]:
    """A method that a path does not have is answered with 200."""
    return _other_method(_set(status=200))


@operator("wire", "envelope")
def body_empty() -> Iterator[Made]:
    """An answer has no body."""
    return _every(_set(body=b""))


@operator("wire", "envelope")
def body_cut() -> Iterator[Made]:
    """The JSON of an answer ends in its middle."""
    return _every(lambda answer: setattr(answer, "body", answer.body[: len(answer.body) // 2]))


@operator("wire", "envelope")
def body_not_utf8() -> Iterator[Made]:
    """A body is in UTF-16."""
    return _every(lambda answer: setattr(answer, "body", answer.body.decode().encode("utf-16")))


@operator("wire", "envelope")
def body_encoded_twice() -> Iterator[Made]:
    """A body is a JSON string that holds the JSON."""
    return _every(lambda answer: setattr(answer, "document", answer.body.decode()))


@operator("wire", "envelope")
def envelope_without_results() -> Iterator[Made]:
    """A success has its content at the top, without `_results`."""
    return _every(lambda answer: setattr(answer, "document", answer.document["_results"]), wanted=_is_success)


@operator("wire", "envelope")
def envelope_renamed() -> Iterator[Made]:
    """`_results` has another name."""
    return _every(edited(lambda body: body.update(results=body.pop("_results"))), wanted=_is_success)


@operator("wire", "envelope")
def envelope_twice() -> Iterator[Made]:
    """The content is wrapped twice."""
    return _every(
        edited(lambda body: body.update(_results={"_results": body["_results"]})),
        wanted=_is_success,
    )


@operator("wire", "envelope")
def one_record_as_list() -> Iterator[Made]:
    """One record comes as a list of one."""
    for place in fields():
        if place.steps == ("_results",) and place.facts.types == {"object"}:
            change = edited(lambda body: body.update(_results=[body["_results"]]))
            yield str(place), (place.operation,), answering(place.operation, place.status, change)


@operator("wire", "envelope")
def list_as_map() -> Iterator[Made]:
    """A list comes as an object with numbers for keys."""
    for place in fields():
        if place.steps == ("_results",) and place.facts.types == {"array"}:
            change = edited(lambda body: body.update(_results=dict(enumerate(body["_results"]))))
            yield str(place), (place.operation,), answering(place.operation, place.status, change)


@operator("wire", "envelope")
def pagination_missing() -> Iterator[Made]:
    """A list says nothing of its pages."""
    for place in fields():
        if place.steps == ("_pagination",):
            change = edited(lambda body: body.pop("_pagination"))
            yield str(place), (place.operation,), answering(place.operation, place.status, change)


@operator("wire", "envelope")
def errors_renamed() -> Iterator[Made]:
    """The texts of an error stand under another name."""
    return _every(edited(lambda body: body.update(error=body.pop("errors"))), wanted=_is_error)


@operator("wire", "envelope")
def errors_as_text() -> Iterator[Made]:
    """The texts of an error are one text."""
    return _every(edited(lambda body: body.update(errors="; ".join(body["errors"]))), wanted=_is_error)


@operator("wire", "envelope")
def errors_as_objects() -> Iterator[Made]:
    """The texts of an error are objects."""
    return _every(edited(lambda body: body.update(errors=[{"m": text} for text in body["errors"]])), wanted=_is_error)


@operator("wire", "envelope")
def errors_empty() -> Iterator[Made]:
    """An error says nothing."""
    return _every(edited(lambda body: body.update(errors=[])), wanted=_is_error)
