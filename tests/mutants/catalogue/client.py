"""Mistakes of the client in what it sends and in what it reads: a patched transport below it, patched models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest import mock
from urllib.parse import unquote

import httpx

import nicereply
from nicereply_runtime.models import Model

from ..mutant import Made, operator
from ..places import JSON, strict
from ..service import operation_at
from .meaning import kinds

ClientFault = Callable[[], AbstractContextManager[None]]
Send = Callable[[httpx.HTTPTransport, httpx.Request], httpx.Response]
_DATES = ("period_start", "period_end", "updated_period_start", "updated_period_end")


def patched_transport(
    change: Callable[[httpx.Request, Callable[[httpx.Request], httpx.Response]], httpx.Response],
) -> ClientFault:
    """Every request goes through the change, which sends it or another."""

    @contextmanager
    def fault() -> Iterator[None]:
        real: Send = httpx.HTTPTransport.handle_request

        def handle(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
            return change(request, lambda wanted: real(transport, wanted))

        with mock.patch.object(httpx.HTTPTransport, "handle_request", handle):
            yield

    return fault


def operation_of(request: httpx.Request) -> str | None:
    """The operation that a request is about, whatever the base URL."""
    path = request.url.raw_path.decode("ascii").partition("?")[0]
    return operation_at(request.method, path[path.rfind("/v1/") + 3 :])[0]


def sending(name: str, change: Callable[[httpx.Request], httpx.Request | None]) -> ClientFault:
    """The requests of one operation, changed in place or replaced."""

    def through(request: httpx.Request, send: Callable[[httpx.Request], httpx.Response]) -> httpx.Response:
        return send((change(request) or request) if operation_of(request) == name else request)

    return patched_transport(through)


def with_query(request: httpx.Request, change: Callable[[str], str]) -> httpx.Request:
    """The request with its raw query string changed."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    changed = change(query)
    target = path + (f"?{changed}" if changed else "")
    return _like(request, url=request.url.copy_with(raw_path=target.encode("ascii")))


def _like(request: httpx.Request, **changes: Any) -> httpx.Request:
    headers = [(key, value) for key, value in request.headers.raw if key.lower() != b"content-length"]
    given: dict[str, Any] = {
        "method": request.method,
        "url": request.url,
        "headers": headers,
        "content": request.read() or None,
    }
    return httpx.Request(**{**given, **changes}, extensions=request.extensions)


def _without(request: httpx.Request, header: str) -> httpx.Request:
    kept = [(name, value) for name, value in request.headers.raw if name.lower() != header.encode()]
    return _like(request, headers=kept)


def _parameters(wanted: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for one in kinds().operations:
        for name in sorted(one.query):
            if wanted(name):
                yield one.id, name


def _in_query(wanted: Callable[[str], bool], change: Callable[[str, str], str | None]) -> Iterator[Made]:
    """Each raw value of a parameter changed, or (None) the parameter left out."""
    for operation, name in _parameters(wanted):

        def query(raw: str, name: str = name) -> str:
            kept: list[str] = []
            for pair in raw.split("&") if raw else []:
                key, _, value = pair.partition("=")
                if key != name:
                    kept.append(pair)
                elif (changed := change(name, value)) is not None:
                    kept.append(changed)
            return "&".join(kept)

        fault = sending(operation, lambda request, query=query: with_query(request, query))
        yield f"{operation} {name}", (operation,), fault


def _is_date(name: str) -> bool:
    return name in _DATES


@operator("client", "encoding")
def argument_not_sent() -> Iterator[Made]:
    """An argument does not become a query parameter."""
    return _in_query(lambda name: name not in ("page", "per_page"), lambda *_: None)


@operator("client", "encoding")
def argument_in_camel_case() -> Iterator[Made]:
    """A query parameter has its name in camel case."""

    def rename(name: str, value: str) -> str:
        head, *rest = name.split("_")
        return f"{head}{''.join(map(str.title, rest))}={value}"

    return _in_query(lambda name: "_" in name and name != "per_page", rename)


@operator("client", "encoding")
def argument_sent_twice() -> Iterator[Made]:
    """A query parameter is there twice."""
    return _in_query(lambda _: True, lambda name, value: f"{name}={value}&{name}={value}")


@operator("client", "encoding")
def sort_order_in_upper_case() -> Iterator[Made]:
    """The sort order is sent in upper case."""
    return _in_query(lambda name: name == "sort_order", lambda name, value: f"{name}={value.upper()}")


@operator("client", "dates")
def plus_not_encoded() -> Iterator[Made]:
    """The plus of an offset stands in the query as it is."""
    return _in_query(_is_date, lambda name, value: f"{name}={value.replace('%2B', '+')}")


@operator("client", "dates")
def offset_not_sent() -> Iterator[Made]:
    """A date is sent as if it were in UTC."""
    return _in_query(_is_date, lambda name, value: f"{name}={unquote(value)[:19]}Z")


@operator("client", "dates")
def date_without_its_offset() -> Iterator[Made]:
    """A date is sent without an offset."""
    return _in_query(_is_date, lambda name, value: f"{name}={unquote(value)[:19]}")


@operator("client", "dates")
def date_sent_with_microseconds() -> Iterator[Made]:
    """A date is sent with microseconds, which no documented form has."""
    return _in_query(
        _is_date,
        lambda name, value: (
            f"{name}={value[:19]}.000000{value[19:]}"
            if ":" in value
            else f"{name}={unquote(value)[:19].replace(':', '%3A')}.000000{value[23:]}"
        ),
    )


@operator("client", "dates")
def date_alone() -> Iterator[Made]:
    """The time of a date is not sent."""
    return _in_query(_is_date, lambda name, value: f"{name}={value[:10]}")


def _every(
    change: Callable[[httpx.Request], httpx.Request | None], *, wanted: Callable[[Any], bool] = lambda _: True
) -> Iterator[Made]:
    for one in kinds().operations:
        if wanted(one):
            yield one.id, (one.id,), sending(one.id, change)


@operator("client", "encoding")
def another_accept() -> Iterator[Made]:
    """The client accepts whatever comes."""
    return _every(lambda request: request.headers.update({"accept": "*/*"}))


@operator("client", "encoding")
def key_as_user_name() -> Iterator[Made]:
    """The key is sent as the user name."""
    header = httpx.BasicAuth("conformance-key", "")._auth_header
    return _every(lambda request: request.headers.update({"authorization": header}))


@operator("client", "encoding")
def key_not_sent() -> Iterator[Made]:
    """A request has no credentials."""
    return _every(lambda request: _without(request, "authorization"))


@operator("client", "encoding")
def another_path() -> Iterator[Made]:
    """A path ends with a slash."""

    def slash(request: httpx.Request) -> httpx.Request:
        path, sep, query = request.url.raw_path.decode("ascii").partition("?")
        return _like(request, url=request.url.copy_with(raw_path=f"{path}/{sep}{query}".encode()))

    return _every(slash)


@operator("client", "encoding")
def another_method() -> Iterator[Made]:
    """A request has the method PUT."""
    return _every(lambda request: _like(request, method="PUT"))


@operator("client", "encoding")
def body_with_a_get() -> Iterator[Made]:
    """A request that reads has a body."""
    return _every(lambda request: _like(request, content=b"{}"), wanted=lambda one: one.method == "get")


@operator("client", "encoding")
def content_type_not_sent() -> Iterator[Made]:
    """A body does not say that it is JSON."""
    return _every(lambda request: _without(request, "content-type"), wanted=lambda one: one.method == "post")


@operator("client", "encoding")
def id_decoded_in_the_path() -> Iterator[Made]:
    """An id in a path is not percent-encoded."""

    def decode(request: httpx.Request) -> httpx.Request | None:
        raw = request.url.raw_path.decode("ascii")
        return (
            None
            if "%2F" not in raw
            else _like(request, url=request.url.copy_with(raw_path=raw.replace("%2F", "/").encode()))
        )

    @contextmanager
    def everywhere() -> Iterator[None]:
        with patched_transport(lambda request, send: send(decode(request) or request))():
            yield

    yield "every id", (), everywhere


def _bodies() -> Iterator[tuple[str, str]]:
    for one in kinds().creations:
        for name in strict().facts(one.body or {}).properties:
            yield one.id, name


def _in_body(
    change: Callable[[dict[str, Any], str], object], wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[Made]:
    for operation, name in _bodies():
        if wanted(name):

            def alter(request: httpx.Request, name: str = name) -> httpx.Request:
                body = json.loads(request.read())
                if name in body:
                    change(body, name)
                return _like(request, content=json.dumps(body).encode())

            yield f"{operation} {name}", (operation,), sending(operation, alter)


@operator("client", "encoding")
def field_not_sent() -> Iterator[Made]:
    """An argument does not become a field of the body."""
    return _in_body(lambda body, name: body.pop(name))


@operator("client", "encoding")
def field_sent_as_text() -> Iterator[Made]:
    """A score is sent as a string."""
    return _in_body(lambda body, name: body.update({name: str(body[name])}), lambda name: name == "score")


@operator("client", "encoding")
def field_sent_under_another_name() -> Iterator[Made]:
    """A field of a body has the name of the argument, or one in camel case."""
    return _in_body(lambda body, name: body.update({f"{name}_": body.pop(name)}))


@operator("client", "encoding")
def null_sent_for_what_is_not_set() -> Iterator[Made]:
    """An argument that was not given is sent as null."""
    for operation, name in _bodies():

        def add(request: httpx.Request, name: str = name) -> httpx.Request:
            body = json.loads(request.read())
            body.setdefault(name, None)
            return _like(request, content=json.dumps(body).encode())

        if name not in _required(operation):
            yield f"{operation} {name}", (operation,), sending(operation, add)


def _required(operation: str) -> set[str]:
    found = strict().operation(operation)
    assert found is not None
    body = strict().resolve(found[2]["requestBody"])
    return strict().facts(body["content"][JSON]["schema"]).required


def _models() -> Iterator[tuple[str, type[Model], str]]:
    """(place, model, attribute) of everything that the client reads."""
    for name in sorted(nicereply.__all__):
        model = getattr(nicereply, name)
        if isinstance(model, type) and issubclass(model, Model) and model is not Model:
            for attribute in model.wire_names:
                yield f"{name}.{attribute}", model, attribute


def _read_otherwise(change: Callable[[Any], Any], wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Made]:
    """Every attribute of every model: what a program sees of it changed."""
    for place, model, attribute in _models():
        annotation = str(model.__annotations__.get(attribute, ""))
        if wanted(annotation):

            @contextmanager
            def fault(model: type[Model] = model, attribute: str = attribute) -> Iterator[None]:
                slot: Any = model.__dict__[attribute]
                altered = property(lambda self: change(slot.__get__(self, model)), slot.__set__)
                setattr(model, attribute, altered)
                try:
                    yield
                finally:
                    setattr(model, attribute, slot)

            yield place, (), fault


def _some(value: Any) -> bool:
    return value is not None


@operator("client", "decoding")
def attribute_always_none() -> Iterator[Made]:
    """A field of an answer is not read."""
    return _read_otherwise(lambda _: None)


@operator("client", "decoding")
def text_read_with_a_blank() -> Iterator[Made]:
    """A text is handed out with a blank behind it."""
    return _read_otherwise(lambda value: f"{value} " if isinstance(value, str) else value, lambda said: "str" in said)


@operator("client", "decoding")
def number_read_one_higher() -> Iterator[Made]:
    """A number is handed out one higher."""
    return _read_otherwise(
        lambda value: value + 1 if isinstance(value, int | float) and not isinstance(value, bool) else value,
        lambda said: "int" in said.split("[")[0] or "float" in said,
    )


@operator("client", "decoding")
def date_read_without_offset() -> Iterator[Made]:
    """A date is handed out without its offset."""
    return _read_otherwise(
        lambda value: value.replace(tzinfo=None) if _some(value) else value, lambda said: "datetime" in said
    )


@operator("client", "decoding")
def flag_read_reversed() -> Iterator[Made]:
    """Yes is handed out as no."""
    return _read_otherwise(lambda value: not value if _some(value) else value, lambda said: "bool" in said)


@operator("client", "decoding")
def last_item_not_read() -> Iterator[Made]:
    """The last of several items is not handed out."""
    return _read_otherwise(lambda value: value[:-1] if value else value, lambda said: "list[" in said)


def _answered(name: str, change: Callable[[Any], object]) -> ClientFault:
    """The answers of one operation as a client would see them that misreads their envelope."""

    def through(request: httpx.Request, send: Callable[[httpx.Request], httpx.Response]) -> httpx.Response:
        response = send(request)
        if operation_of(request) != name or response.status_code >= 300:
            return response
        body = response.read()
        try:
            document = json.loads(body)
            change(document)
            body = json.dumps(document).encode()
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        headers = [pair for pair in response.headers.raw if pair[0].lower() != b"content-length"]
        return httpx.Response(response.status_code, headers=headers, content=body, extensions=response.extensions)

    return patched_transport(through)


@operator("client", "paging")
def only_the_first_page() -> Iterator[Made]:
    """A list ends with its first page."""
    for one in kinds().lists:
        fault = _answered(one.id, lambda body: body["_pagination"]["links"].pop("next", None))
        yield one.id, (one.id,), fault


@operator("client", "paging")
def page_skipped() -> Iterator[Made]:
    """The page after the next is asked for."""
    return _in_query(
        lambda name: name == "page",
        lambda name, value: f"{name}={int(value) + 1}" if int(value) > 1 else f"{name}={value}",
    )


@operator("client", "paging")
def first_page_again() -> Iterator[Made]:
    """The first page is asked for again and again."""
    return _in_query(lambda name: name == "page", lambda name, _: f"{name}=1")


@operator("client", "paging")
def arguments_lost_on_the_second_page() -> Iterator[Made]:
    """The second page is asked for without the other arguments."""
    for one in kinds().lists:

        def lose(request: httpx.Request) -> httpx.Request:
            def query(raw: str) -> str:
                pairs = raw.split("&")
                later = any(pair.startswith("page=") and pair != "page=1" for pair in pairs)
                return "&".join(pair for pair in pairs if not later or pair.startswith(("page=", "per_page=")))

            return with_query(request, query)

        yield one.id, (one.id,), sending(one.id, lose)


@operator("client", "paging")
def page_too_small() -> Iterator[Made]:
    """Pages of five rows are asked for."""
    return _in_query(lambda name: name == "per_page", lambda name, _: f"{name}=5")


@operator("client", "paging")
def rows_in_reverse() -> Iterator[Made]:
    """The rows of a page are handed out last first."""
    for one in kinds().lists:
        yield one.id, (one.id,), _answered(one.id, lambda body: body["_results"].reverse())
