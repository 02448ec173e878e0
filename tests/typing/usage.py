"""Typical uses of the client, for the type checkers: `make check` runs mypy and pyright over them, nothing runs this.

`assert_type` holds what is inferred; an ignored error that is no longer one is an error itself.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, assert_type
from uuid import UUID

import httpx

import nicereply
from nicereply import UNSET, AsyncPager, Page, Pager, Rating
from nicereply.api.csat import get_csat_rating, list_csat_ratings
from nicereply.api.ratings import create_rating


def reading(client: nicereply.Client) -> None:
    for rating in client.csat.list_ratings(sort_order="asc", period_start=datetime(2025, 1, 1, tzinfo=UTC)):
        assert_type(rating, Rating)
        assert_type(rating.score, int)
        assert_type(rating.created_at, datetime)
        assert_type(rating.updated_at, datetime | None)
        assert_type(rating.comment, str | None)
        assert_type(rating.user.username if rating.user else None, str | None)
        assert_type(rating.ticket, nicereply.Ticket | None)
        assert_type(rating.extra_questions, list[nicereply.ExtraQuestionScore] | None)
        assert_type(rating.survey.metric == "NPS", bool)
    assert_type(client.nps.get_stats().nps_score, int)
    assert_type(client.csat.get_stats().average, float)
    assert_type(client.ces.get_histogram().counts, dict[int, int])
    assert_type(client.customers.get("461b20eb-b6e9-43ed-bbd3-6c7131dded16"), nicereply.Customer)
    assert_type(client.customers.get_stats(32).nps.groups, nicereply.NpsGroups | None)
    assert_type(client.surveys.get_stats(UUID(int=0)), nicereply.NpsStats | nicereply.AverageStats)
    for row in client.surveys.list_stats():
        if isinstance(row.stats, nicereply.NpsStats):
            assert_type(row.stats, nicereply.NpsStats)
        else:
            assert_type(row.stats, nicereply.AverageStats)


def paging(client: nicereply.Client) -> None:
    pager = client.users.list(per_page=50)
    assert_type(pager, Pager[nicereply.User])
    assert_type(next(pager), nicereply.User)
    assert_type(pager.take(3), list[nicereply.User])
    pages: Iterator[Page[nicereply.User]] = pager.pages()
    for page in pages:
        assert_type(page.items, list[nicereply.User])
        assert_type((page.number, page.total, page.total_pages), tuple[int, int, int])


def resuming(client: nicereply.Client, cursor: str) -> None:
    assert_type(client.users.list().cursor, str)
    assert_type(client.resume(cursor, Rating), Pager[Rating])
    assert_type(client.resume(cursor), Pager[Any])
    with client.csat.list_ratings(prefetch=4) as pager:
        assert_type(pager, Pager[Rating])


def told(attempt: nicereply.Attempt) -> None:
    assert_type(attempt.response, httpx.Response | None)
    assert_type(attempt.retry_in, float | None)


def listening() -> nicereply.Client:
    return nicereply.Client("key", on_attempt=told).copy(on_attempt=None)


def filters(client: nicereply.Client, since: datetime | None, order: nicereply.SortOrderValue | None) -> None:
    client.csat.list_ratings(
        period_start=UNSET if since is None else since,
        updated_period_end="2017-10-24T13:37:00+02:00",
        sort_order=UNSET if order is None else order,
    )
    client.csat.list_ratings(period_start=None)  # type: ignore[arg-type]
    client.csat.list_ratings(sort_order="newest")  # type: ignore[arg-type]
    client.csat.list_ratings("asc")  # type: ignore[call-arg]


def writing(client: nicereply.Client, survey: str, agent: UUID, name: str | None) -> None:
    created = client.ratings.create(
        survey_id=survey,
        score=9,
        user=nicereply.UserById(agent),
        from_=UNSET if name is None else name,
        comment="Thanks!",
        ticket=None,
        extra_questions=[nicereply.ExtraQuestionScore(id="a8febabb-f6f1-4fce-950a-da18da8b5e6d", score=5)],
    )
    assert_type(created, Rating)
    client.nps.create_rating(survey_id=UUID(survey), score=0, user=nicereply.UserByUsername("agentBob"))
    assert_type(client.users.create_agent(fullname="A", username="a", email="a@example.com"), nicereply.User)
    client.ratings.create(score=9, user=nicereply.UserById(agent))  # type: ignore[call-arg]
    client.ratings.create(
        survey_id=survey,
        score=9,
        user=nicereply.UserById(agent),
        comment=None,  # type: ignore[arg-type]
    )


def failing(client: nicereply.Client) -> None:
    try:
        client.teams.get("")
    except nicereply.BadRequestError as error:
        assert_type(error.errors, list[str])
        for issue in error.issues:
            assert_type((issue.location, issue.field, issue.message), tuple[str, str, str])
    except nicereply.RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except nicereply.APIError as error:
        assert_type(error.status_code, int)
        assert_type(error.response, httpx.Response)
    except nicereply.APITimeoutError as error:
        assert_type(error.request, httpx.Request)
    except nicereply.DecodeError as error:
        assert_type(error.operation, str | None)
        assert_type(error.body, bytes | None)


def low_level(client: nicereply.Client) -> None:
    one = get_csat_rating.sync_detailed("904e0950-959b-4a90-93ad-4fdc62a4a14c", client=client)
    assert_type(one, nicereply.Response[Rating])
    assert_type(one.parsed, Rating | None)
    assert_type(one.result(), Rating)
    many = list_csat_ratings.sync_detailed(client=client, page=2)
    assert_type(many.result(), Page[Rating])
    body = nicereply.NewRating(survey_id=UUID(int=0), score=1, user=nicereply.UserById("u"))
    assert_type(create_rating.sync_detailed(client=client, body=body).status_code, int)
    assert_type(client.request("GET", "/csat/stats", params={"period_start": "2017-10-24T13:37:00Z"}).result(), Any)


def settings(http_client: httpx.Client) -> None:
    with nicereply.Client(timeout=5, max_retries=0, headers={"X-Team": "a"}, http_client=http_client) as client:
        assert_type(client, nicereply.Client)
        assert_type(client.copy(timeout=None), nicereply.Client)
        assert_type(client.base_url, str)


def dicts(rating: Rating) -> None:
    assert_type(rating.to_dict(), dict[str, Any])
    assert_type(Rating.from_dict(rating.to_dict()), Rating)


async def asynchronously() -> None:
    async with nicereply.AsyncClient("key", "https://gateway.example/v1") as client:
        pager = client.csat.list_ratings()
        assert_type(pager, AsyncPager[Rating])
        async for rating in pager:
            assert_type(rating, Rating)
        assert_type(await pager.take(3), list[Rating])
        pages: AsyncIterator[Page[Rating]] = pager.pages()
        async for page in pages:
            assert_type(page.items, list[Rating])
        assert_type(await client.nps.get_stats(), nicereply.NpsStats)
        assert_type((await client.request("GET", "/teams")).status_code, int)
        response = await get_csat_rating.asyncio_detailed(32, client=client)
        assert_type(response.parsed, Rating | None)
        assert_type(client.copy(max_retries=0), nicereply.AsyncClient)
