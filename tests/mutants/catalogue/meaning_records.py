"""Mistakes in records, creations, refusals, stale aggregates, authentication. Applied around the answers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from nicereply_contract.relations.catalogue import Operation

from ..mutant import Made, operator
from ..places import EVERY, fields, holders, strict
from ..service import Answered, Ask, Asked
from .meaning import around, edited, kinds
from .wire import answering
from .wire import edited as of_answer

_DEMO_KEY = "nicereply-demo-key"


@operator("meaning", "records")
def value_always_null() -> Iterator[Made]:
    """A value that can be null always is."""
    for place in fields():
        if place.facts.nullable and place.steps[-1] != EVERY:

            def lose(body: Any, steps: tuple[str, ...] = place.steps) -> None:
                for holder, key in holders(body, steps):
                    holder[key] = None

            yield str(place), (place.operation,), answering(place.operation, place.status, of_answer(lose))


@operator("meaning", "records")
def text_cut() -> Iterator[Made]:
    """A text loses its last character."""
    for place in fields():
        facts = place.facts
        free = not (facts.formats or facts.enum or facts.limits)
        if facts.types == {"string"} and free and len(place.steps) > 1 and "links" not in str(place):

            def cut(body: Any, steps: tuple[str, ...] = place.steps) -> None:
                for holder, key in holders(body, steps):
                    if holder[key]:
                        holder[key] = holder[key][:-1]

            yield str(place), (place.operation,), answering(place.operation, place.status, of_answer(cut))


@operator("meaning", "records")
def flag_reversed() -> Iterator[Made]:
    """Yes is no."""
    for place in fields():
        if place.facts.types == {"boolean"}:

            def reverse(body: Any, steps: tuple[str, ...] = place.steps) -> None:
                for holder, key in holders(body, steps):
                    holder[key] = not holder[key]

            yield str(place), (place.operation,), answering(place.operation, place.status, of_answer(reverse))


@operator("meaning", "records")
def date_an_hour_off() -> Iterator[Made]:
    """A date has the time of another offset."""
    for place in fields():
        if "date-time" in place.facts.formats:

            def move(body: Any, steps: tuple[str, ...] = place.steps) -> None:
                for holder, key in holders(body, steps):
                    holder[key] = holder[key][:19] + "+05:00"

            yield str(place), (place.operation,), answering(place.operation, place.status, of_answer(move))


@operator("meaning", "records")
def another_record() -> Iterator[Made]:
    """A record that is asked for is another of its kind."""
    lists = {one.row_name: one for one in kinds().lists if not one.takes_id}
    for one in kinds().records.values():

        def other(asked: Asked, ask: Ask, path: str = lists[one.row_name].path, template: str = one.path) -> Answered:
            listed = ask(replace(asked, path=path, query=(("per_page", "100"),)))
            ids = [row["id"] for row in listed.document["_results"]] if listed.is_success else []
            if asked.id not in ids:
                return ask(asked)
            return ask(replace(asked, path=template.replace("{id}", ids[ids.index(asked.id) - 1])))

        yield one.id, (one.id,), around(one.id, other)


@operator("meaning", "records")
def empty_for_an_unknown_record() -> Iterator[Made]:
    """What belongs to a record that is not there is empty, not missing."""
    for one in kinds().lists:
        if one.takes_id:

            def empty(asked: Asked, ask: Ask) -> Answered:
                answer = ask(asked)
                if answer.status == 404:
                    page = {"total": 0, "count": 0, "per_page": 10, "current_page": 1, "total_pages": 0, "links": {}}
                    answer.status, answer.document = 200, {"_results": [], "_pagination": page}
                return answer

            yield one.id, (one.id,), around(one.id, empty)


def _creations(*, ratings: bool | None = None) -> Iterator[Operation]:
    for one in kinds().creations:
        if ratings in (None, one in kinds().rating_creations):
            yield one


@operator("meaning", "creation")
def creation_refused() -> Iterator[Made]:
    """Every creation is refused."""
    for one in _creations():

        def refuse(asked: Asked, ask: Ask) -> Answered:
            return ask(replace(asked, body=b"{}"))

        yield one.id, (one.id,), around(one.id, refuse)


@operator("meaning", "creation")
def creation_made_twice() -> Iterator[Made]:
    """A creation makes two records."""
    for one in _creations(ratings=True):

        def twice(asked: Asked, ask: Ask) -> Answered:
            ask(asked)
            return ask(asked)

        yield one.id, (one.id,), around(one.id, twice)


def _stored_otherwise(one: Operation, change: Callable[[Any], object], *shown: str) -> Made:
    """What is stored differs from what was sent; the answer shows, in some fields, what was sent."""

    def store(asked: Asked, ask: Ask) -> Answered:
        body = asked.json()
        if not isinstance(body, dict):
            return ask(asked)
        sent = dict(body)
        change(body)
        answer = ask(asked.with_body(body))
        if not answer.is_success:
            return ask(asked)
        answer.edit(lambda made: made["_results"].update({name: sent[name] for name in shown if name in sent}))
        return answer

    return one.id, (one.id,), around(one.id, store)


@operator("meaning", "creation")
def score_stored_one_lower() -> Iterator[Made]:
    """A rating is stored with a lower score than it was sent with, and answered."""
    for one in _creations(ratings=True):
        yield _stored_otherwise(
            one,
            lambda body: body.update(score=body["score"] - 1) if isinstance(body.get("score"), int) else None,
            "score",
        )


@operator("meaning", "creation")
def optional_field_not_stored() -> Iterator[Made]:
    """A field that can be left out is answered, but not kept."""
    for one in _creations(ratings=True):
        for name in ("comment", "from", "ip_address"):
            place, concerned, fault = _stored_otherwise(one, lambda body, name=name: body.pop(name, None), name)
            yield f"{place} {name}", concerned, fault


@operator("meaning", "creation")
def reference_not_stored() -> Iterator[Made]:
    """The customer, the ticket or the answers of a rating are forgotten."""
    for one in _creations(ratings=True):
        for name in ("customer_id", "ticket", "extra_questions"):

            def forget(asked: Asked, ask: Ask, name: str = name) -> Answered:
                body = asked.json()
                if not isinstance(body, dict) or not body.get(name):
                    return ask(asked)
                answer = ask(asked.with_body({key: value for key, value in body.items() if key != name}))
                return answer if answer.is_success else ask(asked)

            yield f"{one.id} {name}", (one.id,), around(one.id, forget)


@operator("meaning", "creation")
def creation_with_another_time() -> Iterator[Made]:
    """A new record is answered as made an hour later than it was."""
    for one in _creations():

        def move(_: Asked, body: Any) -> None:
            body["_results"]["created_at"] = body["_results"]["created_at"][:19] + "+01:00"

        yield one.id, (one.id,), edited(one.id, move)


@operator("meaning", "creation")
def user_stored_with_another_name() -> Iterator[Made]:
    """A new user has another name than was sent; the answer shows the one that was sent."""
    for one in _creations(ratings=False):
        for name in ("fullname", "username"):
            place, concerned, fault = _stored_otherwise(
                one,
                lambda body, name=name: (
                    body.update({name: body[name] + "."}) if isinstance(body.get(name), str) else None
                ),
                name,
            )
            yield f"{place} {name}", concerned, fault


@operator("meaning", "refusal")
def refused_and_yet_made() -> Iterator[Made]:
    """A refused creation makes a record all the same."""
    for one in _creations():
        made: list[Any] = []

        def keep(asked: Asked, ask: Ask, made: list[Any] = made) -> Answered:
            answer = ask(asked)
            body = asked.json()
            if answer.is_success:
                made[:] = [body]
            elif answer.status in (400, 404) and made:
                again = dict(made[0])
                if "username" in again:
                    again["username"] = f"{again['username']}-{len(asked.body)}"
                ask(asked.with_body(again))
            return answer

        yield one.id, (one.id,), around(one.id, keep)


def _mended(one: Operation, name: str, mend: Callable[[dict[str, Any], Ask, Asked], Any]) -> Made:
    """A creation that must be refused is carried out, after its body was mended."""

    def accept(asked: Asked, ask: Ask) -> Answered:
        answer = ask(asked)
        body = asked.json()
        if answer.is_success or not isinstance(body, dict):
            return answer
        mend(body, ask, asked)
        accepted = ask(asked.with_body(body))
        return accepted if accepted.is_success else answer

    return f"{one.id} {name}".strip(), (one.id,), around(one.id, accept)


@operator("meaning", "refusal")
def score_beyond_the_scale_taken() -> Iterator[Made]:
    """A score beyond its scale is taken for the nearest."""

    def mend(body: dict[str, Any], ask: Ask, asked: Asked) -> None:
        if isinstance(body.get("score"), int):
            found = ask(replace(asked, method="GET", path=f"/surveys/{body.get('survey_id')}", body=b""))
            scale = found.document["_results"]["scale"] if found.is_success else ""
            most = {"CSAT10": 10, "CSAT5": 5, "CSAT3": 3, "CSAT2": 2, "CES": 7, "NPS": 10}.get(scale, body["score"])
            body["score"] = max(min(body["score"], most), 0 if scale == "NPS" else 1)

    for one in _creations(ratings=True):
        yield _mended(one, "", mend)


@operator("meaning", "refusal")
def field_that_is_not_known_taken() -> Iterator[Made]:
    """Fields that the document does not have are passed over."""
    for one in _creations():
        known = set(strict().facts(one.body or {}).properties)

        def mend(body: dict[str, Any], ask: Ask, asked: Asked, known: set[str] = known) -> None:
            del ask, asked
            for name in body.keys() - known:
                del body[name]

        yield _mended(one, "", mend)


@operator("meaning", "refusal")
def null_taken_for_absent() -> Iterator[Made]:
    """A field that must not be null is passed over when it is."""

    def mend(body: dict[str, Any], ask: Ask, asked: Asked) -> None:
        del ask, asked
        for name in [name for name, value in body.items() if value is None]:
            del body[name]

    for one in _creations(ratings=True):
        yield _mended(one, "", mend)


@operator("meaning", "refusal")
def both_names_of_a_user_taken() -> Iterator[Made]:
    """A user who is named by id and by user name is taken by the id."""

    def mend(body: dict[str, Any], ask: Ask, asked: Asked) -> None:
        del ask, asked
        if isinstance(body.get("user"), dict) and len(body["user"]) > 1:
            body["user"].pop("username", None)

    for one in _creations(ratings=True):
        yield _mended(one, "", mend)


@operator("meaning", "refusal")
def user_name_taken_twice() -> Iterator[Made]:
    """A second user can have the name of a first."""

    def mend(body: dict[str, Any], ask: Ask, asked: Asked) -> None:
        del ask
        if isinstance(body.get("username"), str):
            body["username"] += f"-{len(asked.body)}"

    for one in _creations(ratings=False):
        yield _mended(one, "", mend)


@operator("meaning", "refusal")
def only_the_first_problem_told() -> Iterator[Made]:
    """A refusal names one problem, although there are more."""
    for one in kinds().operations:
        if one.is_list or one.method == "post":

            def shorten(asked: Asked, ask: Ask) -> Answered:
                answer = ask(asked)
                if answer.status == 400:
                    answer.edit(lambda body: body.update(errors=body["errors"][:1]))
                return answer

            yield one.id, (one.id,), around(one.id, shorten)


@operator("meaning", "refusal")
def place_of_a_problem_not_told() -> Iterator[Made]:
    """A refusal does not say which field is wrong."""
    for one in kinds().operations:

        def shorten(asked: Asked, ask: Ask) -> Answered:
            answer = ask(asked)
            if answer.status == 400:
                answer.edit(lambda body: body.update(errors=[text.rpartition(": ")[2] for text in body["errors"]]))
            return answer

        yield one.id, (one.id,), around(one.id, shorten)


@operator("meaning", "refusal")
def unknown_parameter_taken() -> Iterator[Made]:
    """Query parameters that the operation does not have are passed over."""
    for one in kinds().operations:

        def drop(asked: Asked, ask: Ask, known: frozenset[str] = one.query) -> Answered:
            unknown = [name for name, _ in asked.query if name not in known]
            return ask(asked.with_query(**dict.fromkeys(unknown)) if unknown else asked)

        yield one.id, (one.id,), around(one.id, drop)


@operator("meaning", "refusal")
def page_size_brought_into_its_limits() -> Iterator[Made]:
    """A page size beyond its limits is taken for the nearest that is allowed."""
    for one in kinds().lists:

        def clamp(asked: Asked, ask: Ask) -> Answered:
            said = asked.value("per_page") or ""
            return ask(asked.with_query(per_page=str(min(max(int(said), 10), 100))) if said.isdecimal() else asked)

        yield one.id, (one.id,), around(one.id, clamp)


@operator("meaning", "stale aggregates")
def answered_from_memory() -> Iterator[Made]:
    """What was answered once is answered for ever, whatever was created since."""
    for one in kinds().operations:
        if one.method != "get" or one.id in {record.id for record in kinds().records.values()}:
            continue
        memory: dict[Any, Answered] = {}

        def remember(asked: Asked, ask: Ask, memory: dict[Any, Answered] = memory) -> Answered:
            key = (asked.path, asked.query, asked.headers.get("authorization"))
            if key not in memory:
                memory[key] = ask(asked)
            known = memory[key]
            return Answered(known.status, known.headers.copy(), known.body)

        yield one.id, (one.id,), around(one.id, remember)


def _let_in(change: Callable[[str], bool]) -> Iterator[Made]:
    """Requests with credentials of a kind are let in as if they had the key."""
    right = "Basic " + b64encode(f":{_DEMO_KEY}".encode()).decode()
    for one in kinds().operations:

        def admit(asked: Asked, ask: Ask) -> Answered:
            answer = ask(asked)
            if answer.status == 401 and change(asked.headers.get("authorization", "")):
                headers = asked.headers.copy()
                headers["authorization"] = right
                return ask(replace(asked, headers=headers))
            return answer

        yield one.id, (one.id,), around(one.id, admit)


@operator("meaning", "authentication")
def no_credentials_needed() -> Iterator[Made]:
    """An operation answers whoever has no credentials."""
    return _let_in(lambda header: not header)


@operator("meaning", "authentication")
def any_key_taken() -> Iterator[Made]:
    """An operation answers whoever has a key, whichever it is."""
    return _let_in(lambda header: header.startswith("Basic "))
