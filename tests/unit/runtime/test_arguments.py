"""Arguments are checked before anything is sent, by name, value and rule."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

import nicereply


def unreachable(request: httpx.Request) -> httpx.Response:
    pytest.fail(f"{request.method} {request.url} was sent")


@pytest.fixture
def client(client_of: Callable[..., nicereply.Client]) -> nicereply.Client:
    return client_of(unreachable)


@pytest.mark.parametrize("per_page", [9, 101, 0, -1])
def test_per_page_is_from_10_to_100(client: nicereply.Client, per_page: int) -> None:
    with pytest.raises(ValueError, match=rf"per_page: {per_page} is out of range; it must be from 10 to 100"):
        client.csat.list_ratings(per_page=per_page)


def test_pages_count_from_1(client: nicereply.Client) -> None:
    with pytest.raises(ValueError, match="page: 0 is out of range; it must be 1 or more"):
        client.teams.list(page=0)


@pytest.mark.parametrize("identifier", ["", "  ", ".", ".."])
def test_ids_are_not_empty_and_lead_nowhere_else(client: nicereply.Client, identifier: str) -> None:
    with pytest.raises(ValueError, match=r"^id: "):
        client.customers.get(identifier)


def test_sort_order_is_asc_or_desc(client: nicereply.Client) -> None:
    with pytest.raises(ValueError, match="sort_order: 'newest' is not allowed; it must be one of asc, desc"):
        client.surveys.list(sort_order="newest")  # type: ignore[arg-type]


def test_naive_datetimes_are_refused(client: nicereply.Client) -> None:
    with pytest.raises(ValueError, match=r"period_start: .* has no time zone"):
        client.nps.get_stats(period_start=datetime(2017, 10, 24))  # noqa: DTZ001 - what is tested


def test_null_is_refused_where_the_documentation_does_not_allow_it(client: nicereply.Client) -> None:
    with pytest.raises(ValueError, match="comment: None is not allowed"):
        client.ratings.create(
            survey_id="s",
            score=1,
            user=nicereply.UserById("u"),
            comment=None,  # type: ignore[arg-type]
        )


def test_ids_may_be_texts_uuids_or_whole_numbers(client_of: Callable[..., nicereply.Client]) -> None:
    paths: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.raw_path.decode())
        return httpx.Response(200, json={"_results": {"id": "x", "name": "n"}})

    client = client_of(handler)
    identifier = "ab27b8eb-444f-4e69-a2c3-734c2f6f5435"
    for value in (identifier, UUID(identifier), 32, "a/../b?c"):
        client.teams.get(value)
    assert paths == [
        f"/v1/teams/{identifier}",
        f"/v1/teams/{identifier}",
        "/v1/teams/32",
        "/v1/teams/a%2F..%2Fb%3Fc",
    ]


def test_what_is_unset_is_not_sent_and_null_is(client_of: Callable[..., nicereply.Client]) -> None:
    bodies: list[bytes] = []

    def handler(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return httpx.Response(201, json={"_results": {"id": "x"}})

    client_of(handler).ratings.create(
        survey_id=UUID("df05e734-aed3-4da1-9fcb-730a2415698e"),
        score=5,
        user=nicereply.UserByUsername("agentBob"),
        ticket=None,
        from_="Viktor Magic",
        extra_questions=[nicereply.ExtraQuestionScore(id="a8febabb-f6f1-4fce-950a-da18da8b5e6d", score=5)],
    )
    assert httpx.Response(200, content=bodies[0]).json() == {
        "survey_id": "df05e734-aed3-4da1-9fcb-730a2415698e",
        "score": 5,
        "user": {"username": "agentBob"},
        "ticket": None,
        "from": "Viktor Magic",
        "extra_questions": [{"id": "a8febabb-f6f1-4fce-950a-da18da8b5e6d", "score": 5}],
    }


def test_query_parameters_that_are_unset_are_not_sent(client_of: Callable[..., nicereply.Client]) -> None:
    queries: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        queries.append(request.url.query.decode())
        return httpx.Response(200, json={"_results": {"average": 0, "count": 0}})

    client = client_of(handler)
    client.csat.get_stats()
    client.csat.get_stats(period_start="2017-10-24T13:37:00+02:00")
    # A plus sign in a query means a blank, so it must not be sent as it is.
    assert queries == ["", "period_start=2017-10-24T13%3A37%3A00%2B02%3A00"]


@pytest.mark.parametrize("value", [date(2026, 1, 1), None, 5])
def test_a_point_in_time_is_a_datetime_or_a_text(client: nicereply.Client, value: Any) -> None:
    with pytest.raises(ValueError, match=r"^period_start: .* is in none of the documented formats"):
        client.csat.get_stats(period_start=value)


@pytest.mark.parametrize("value", ["20", None, 20.0, True])
@pytest.mark.parametrize("name", ["page", "per_page", "prefetch"])
def test_numbers_are_whole_numbers(client: nicereply.Client, name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: .* is no whole number"):
        client.teams.list(**{name: value})


@pytest.mark.parametrize("value", [None, True, 1.5, b"a"])
def test_ids_are_nothing_else(client: nicereply.Client, value: Any) -> None:
    with pytest.raises(ValueError, match=r"^id: .* is no id"):
        client.users.get(value)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("survey_id", {"survey_id": ""}),
        ("customer_id", {"customer_id": ""}),
        ("id", {"user": nicereply.UserById("")}),
    ],
)
def test_an_empty_id_is_not_sent(client: nicereply.Client, name: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: '' is empty; give a value, or leave it out$"):
        client.ratings.create(**{"survey_id": "a", "score": 5, "user": nicereply.UserById("b"), **arguments})


def test_a_user_without_a_name_is_not_sent(client: nicereply.Client) -> None:
    with pytest.raises(ValueError, match=r"^username: '' is empty"):
        client.users.create_agent(fullname="Uncle Bob", username="", email="unclebob@example.com")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("score", {"score": True}),
        ("score", {"score": "9"}),
        ("score", {"score": 5.5}),
        ("user", {"user": "bob"}),
        ("comment", {"comment": 5}),
        ("extra_questions", {"extra_questions": 5}),
        ("comment", {"comment": "\ud83d"}),
        ("survey_id", {"survey_id": "\ud83d"}),
        ("username", {"user": nicereply.UserByUsername("")}),
        ("id", {"user": nicereply.UserById("\ud83d")}),
    ],
)
def test_what_is_sent_is_of_the_type_of_its_field(
    client: nicereply.Client, name: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: ") as caught:
        client.csat.create_rating(**{"survey_id": "a", "score": 5, "user": nicereply.UserById("b"), **arguments})
    assert not isinstance(caught.value, UnicodeError)


def test_an_id_in_a_path_is_a_text_that_can_be_sent(client: nicereply.Client) -> None:
    with pytest.raises(ValueError, match=r"^id: .* half a surrogate pair"):
        client.users.get("\ud83d")


@pytest.mark.parametrize("count", ["5", 2.5, None, True])
def test_a_number_of_items_is_a_whole_number(client: nicereply.Client, count: Any) -> None:
    with pytest.raises(ValueError, match=r"^count: .* is no whole number"):
        client.teams.list().take(count)


@pytest.mark.parametrize("cursor", [None, 5, b"1.e30"])
def test_a_cursor_is_a_text(client: nicereply.Client, cursor: Any) -> None:
    with pytest.raises(ValueError, match=r"^cursor: the text of pager\.cursor is needed, not "):
        client.resume(cursor)
