"""What becomes of bodies: results without envelope, or an error that says what was found where."""

import json
import pickle
from collections.abc import Callable
from decimal import Decimal

import httpx
import pytest

import nicereply
from nicereply.api.customers import get_customer, list_customers

PAGINATION = {"total": 1, "count": 1, "per_page": 10, "current_page": 1, "total_pages": 1, "links": {}}


def stats_of(client_of: Callable[..., nicereply.Client], body: bytes, **headers: str) -> object:
    return client_of(lambda _: httpx.Response(200, content=body, headers=headers)).nps.get_stats()


@pytest.mark.parametrize(
    ("body", "path", "found"),
    [
        (b"", "", b""),
        (b"<html></html>", "", b"<html></html>"),
        (b'{"_results": {', "", b'{"_results": {'),
        (b"\xff\xfe\xfd", "", b"\xff\xfe\xfd"),
        (b"null", "", None),
        (b"[]", "", []),
        (b"{}", "/_results", None),
        (b'{"_results": null}', "/_results", None),
        (b'{"_results": []}', "/_results", []),
        (b'{"_results": {"nps_score": "x"}}', "/_results/nps_score", "x"),
        (b'{"_results": {"nps_score": true}}', "/_results/nps_score", True),
        (b'{"_results": {"nps_score": 0.5}}', "/_results/nps_score", 0.5),
        (b'{"_results": {"groups": {"promoters": []}}}', "/_results/groups/promoters", []),
    ],
)
def test_a_body_in_another_form_says_what_was_found_where(
    client_of: Callable[..., nicereply.Client], body: bytes, path: str, found: object
) -> None:
    with pytest.raises(nicereply.DecodeError) as caught:
        stats_of(client_of, body)
    error = caught.value
    assert (error.operation, error.status_code, error.body) == ("getNpsStats", 200, body)
    assert (error.path, error.value) == (path, found)
    assert "getNpsStats, status 200" in str(error)


def test_the_error_shows_no_value_since_it_may_be_a_customers(client_of: Callable[..., nicereply.Client]) -> None:
    body = b'{"_results": {"id": 7, "name": ["Freddy Coleman"]}}'
    client = client_of(lambda _: httpx.Response(200, content=body))
    with pytest.raises(nicereply.DecodeError) as caught:
        client.customers.get("461b20eb-b6e9-43ed-bbd3-6c7131dded16")
    assert str(caught.value) == "getCustomer, status 200: /_results/id is a number, not a string"
    assert repr(caught.value) == "DecodeError('getCustomer, status 200: /_results/id is a number, not a string')"


def test_a_body_that_is_no_json_is_said_to_be_none(client_of: Callable[..., nicereply.Client]) -> None:
    with pytest.raises(nicereply.DecodeError, match=r"^getNpsStats, status 200: the document is not JSON$"):
        stats_of(client_of, b"<html>")


@pytest.mark.parametrize("number", [b"1e400", b"-1e400"])
def test_a_number_that_no_float_can_hold_is_refused_where_a_number_is_documented(
    client_of: Callable[..., nicereply.Client], number: bytes
) -> None:
    client = client_of(lambda _: httpx.Response(200, content=b'{"_results": {"average": %s, "count": 1}}' % number))
    with pytest.raises(nicereply.DecodeError, match="/average is a number beyond all limits, not a number") as caught:
        client.csat.get_stats()
    assert caught.value.value == Decimal(number.decode())


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1e308", "0.1", "123456789012345678901234567890"])
def test_a_number_of_a_field_that_nobody_documented_is_kept(
    client_of: Callable[..., nicereply.Client], number: str
) -> None:
    row = b'{"id": "a", "tickets": 4, "new": %s}' % number.encode()
    body = b'{"_results": [%s], "_pagination": %s}' % (row, json.dumps(PAGINATION).encode())
    client = client_of(lambda _: httpx.Response(200, content=body))
    (customer,) = client.customers.list()
    assert customer.tickets == 4
    assert Decimal(repr(customer.to_dict()["new"]).removeprefix("Decimal('").removesuffix("')")) == Decimal(number)


def test_decode_errors_survive_pickling(client_of: Callable[..., nicereply.Client]) -> None:
    with pytest.raises(nicereply.DecodeError) as caught:
        stats_of(client_of, b'{"_results": {"count": []}}')
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (again.path, again.value, again.operation, again.status_code, again.body, str(again)) == (
        caught.value.path,
        caught.value.value,
        caught.value.operation,
        caught.value.status_code,
        caught.value.body,
        str(caught.value),
    )


def test_the_content_type_does_not_matter(client_of: Callable[..., nicereply.Client]) -> None:
    body = b'{"_results": {"nps_score": -71, "count": 17}}'
    stats = stats_of(client_of, body, **{"Content-Type": "text/html"})
    assert stats == nicereply.NpsStats(nps_score=-71, count=17)


def test_the_low_level_never_raises_on_a_status(client_of: Callable[..., nicereply.Client]) -> None:
    client = client_of(lambda _: httpx.Response(404, json={"errors": ["Customer not found."]}, headers={"X-A": "b"}))
    response = get_customer.sync_detailed("32", client=client)
    assert response.status_code == 404
    assert response.headers["X-A"] == "b"
    assert response.content == b'{"errors":["Customer not found."]}'
    assert response.parsed is None
    assert response.errors == ["Customer not found."]
    with pytest.raises(nicereply.NotFoundError, match="Customer not found"):
        response.result()


def test_the_low_level_gives_one_page_of_a_list(client_of: Callable[..., nicereply.Client]) -> None:
    queries: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        queries.append(request.url.query.decode())
        return httpx.Response(200, json={"_results": [{"id": "a", "tickets": 4}], "_pagination": PAGINATION})

    response = list_customers.sync_detailed(client=client_of(handler), page=2)
    assert queries == ["page=2"]
    assert response.parsed is not None
    assert [(customer.id, customer.tickets) for customer in response.parsed.items] == [("a", 4)]


@pytest.mark.anyio
async def test_the_low_level_is_there_for_asyncio_too(async_client_of: Callable[..., nicereply.AsyncClient]) -> None:
    client = async_client_of(lambda _: httpx.Response(404, json={"errors": ["Customer not found."]}))
    response = await get_customer.asyncio_detailed("32", client=client)
    assert (response.status_code, response.parsed) == (404, None)


def test_request_reaches_what_the_document_does_not_have(client_of: Callable[..., nicereply.Client]) -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(202, json={"anything": 1})

    client = client_of(handler, headers={"X-Team": "a"})
    response = client.request("patch", "/ratings/{odd}", params={"a": "b"}, json={"c": None})
    assert response.result() == {"anything": 1}
    assert (seen[0].method, seen[0].url.path, seen[0].url.query) == ("PATCH", "/v1/ratings/{odd}", b"a=b")
    assert seen[0].content == b'{"c":null}'
    assert seen[0].headers["X-Team"] == "a"


@pytest.mark.parametrize("path", ["https://elsewhere.example/v1/csat", "csat/stats", "", "@elsewhere.example"])
def test_request_leads_nowhere_but_to_the_base_url(client_of: Callable[..., nicereply.Client], path: str) -> None:
    client = client_of(lambda _: pytest.fail("sent"))
    with pytest.raises(ValueError, match="must begin with a slash"):
        client.request("GET", path)
