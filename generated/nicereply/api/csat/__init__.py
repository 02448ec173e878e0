"""CSAT: Customer satisfaction. Scores run from 1 to 10 at most; the survey's scale may be shorter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from nicereply_runtime.pagination import AsyncPager, Pager
from nicereply_runtime.unset import UNSET, Unset

from ...models.average_stats import AverageStats
from ...models.extra_question_score import ExtraQuestionScore
from ...models.histogram import Histogram
from ...models.new_csat_rating import NewCsatRating
from ...models.rating import Rating
from ...models.sort_order_value import SortOrderValue
from ...models.survey import Survey
from ...models.user_by_id import UserById
from ...models.user_by_username import UserByUsername
from . import (
    create_csat_rating,
    get_csat_histogram,
    get_csat_rating,
    get_csat_stats,
    list_csat_ratings,
    list_csat_surveys,
)

if TYPE_CHECKING:
    from ...client import AsyncClient, Client


class CsatResource:
    """Customer satisfaction. Scores run from 1 to 10 at most; the survey's scale may be shorter."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list_ratings(
        self,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
        updated_period_start: datetime | str | Unset = UNSET,
        updated_period_end: datetime | str | Unset = UNSET,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[Rating]:
        """List CSAT ratings.

        All ratings of the metric CSAT, sorted by the date of creation, a page at a time.

        Args:
            period_start: Only ratings that were created at this second or later. An aware datetime, or a text such
                as 2017-10-24T13:37:00+02:00.
            period_end: Only ratings that were created at this second or earlier. An aware datetime, or a text such
                as 2017-10-24T13:37:00+02:00.
            updated_period_start: Only ratings that were last updated at this second or later. An aware datetime, or
                a text such as 2017-10-24T13:37:00+02:00.
            updated_period_end: Only ratings that were last updated at this second or earlier. An aware datetime, or
                a text such as 2017-10-24T13:37:00+02:00.
            sort_order: The direction of the list: `desc` has the newest record first, `asc` the oldest. The key is
                the date of creation; of unsubscribes, the date of the unsubscription.
            page: The page to begin with; the first is 1.
            per_page: How many rows a page has at most, from 10 to 100.
            prefetch: How many pages to fetch ahead, by threads or tasks; 0 fetches each page when it is needed.

        Returns:
            The items of all pages, fetched as they are needed. Errors of the service are raised while it is walked.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            for rating in client.csat.list_ratings(period_start="2017-10-24T13:37:00+02:00"):
                print(rating.id)
        """
        return Pager(
            self._client,
            list_csat_ratings.build_call(
                period_start=period_start,
                period_end=period_end,
                updated_period_start=updated_period_start,
                updated_period_end=updated_period_end,
                sort_order=sort_order,
                page=page,
                per_page=per_page,
            ),
            prefetch,
        )

    def create_rating(
        self,
        *,
        survey_id: str | UUID,
        score: int,
        user: UserById | UserByUsername,
        from_: str | Unset = UNSET,
        comment: str | Unset = UNSET,
        ticket: str | Unset | None = UNSET,
        customer_id: str | UUID | Unset | None = UNSET,
        ip_address: str | Unset = UNSET,
        extra_questions: Sequence[ExtraQuestionScore] | Unset = UNSET,
    ) -> Rating:
        """Create a CSAT rating.

        Records a rating for a survey of the metric CSAT. The score must fit the scale of the survey: CSAT10 1 to 10,
        CSAT5 1 to 5, CSAT3 1 to 3, CSAT2 1 to 2. The rating belongs to one user, named by id or by username.

        Args:
            survey_id: The survey that is answered; its metric is CSAT. A UUID.
            score: The score, within the scale of the survey: 1 to 10, 5, 3 or 2. From 1 to 10.
            user: The user who is rated, by id or by username, never by both.
            from_: The customer's name. Required when the survey asks for a name.
            comment: What the customer wrote.
            ticket: The number or key of the ticket. `None` sends null.
            customer_id: The customer who gives the rating. A UUID. `None` sends null.
            ip_address: The address that the rating comes from. IPv4 is all that the service supports.
            extra_questions: Answers to the survey's extra questions; each question at most once.

        Returns:
            The rating that was created.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            client.csat.create_rating(
                survey_id="34b91c1c-fbe4-4b05-8780-93ac67b3b041",
                score=4,
                user=nicereply.UserByUsername(username="agentBob"),
            )
        """
        body = NewCsatRating(
            survey_id=survey_id,
            score=score,
            user=user,
            from_=from_,
            comment=comment,
            ticket=ticket,
            customer_id=customer_id,
            ip_address=ip_address,
            extra_questions=extra_questions,
        )
        return self._client.send(create_csat_rating.build_call(body=body)).result()

    def get_rating(self, id: str | UUID | int) -> Rating:
        """Get a CSAT rating.

        One rating of the metric CSAT. The id of a rating of another metric is not found here.

        Args:
            id: The id of the rating: a UUID, or a whole number from before August 2023.

        Returns:
            The rating.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(client.csat.get_rating("904e0950-959b-4a90-93ad-4fdc62a4a14c"))
        """
        return self._client.send(get_csat_rating.build_call(id=id)).result()

    def get_stats(
        self, *, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
    ) -> AverageStats:
        """Get CSAT stats.

        The number of CSAT ratings and their average score, over all time or a period. Scores of surveys with
        different scales are averaged as they are.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The figures. All are 0 where there is no rating.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(client.csat.get_stats(period_start="2017-10-24T13:37:00+02:00"))
        """
        return self._client.send(get_csat_stats.build_call(period_start=period_start, period_end=period_end)).result()

    def get_histogram(
        self, *, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
    ) -> Histogram:
        """Get the CSAT histogram.

        How many ratings of the metric CSAT have each score, over all time or a period. Scores that nobody gave are
        there with 0.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The number of ratings by score.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(client.csat.get_histogram(period_start="2017-10-24T13:37:00+02:00"))
        """
        return self._client.send(
            get_csat_histogram.build_call(period_start=period_start, period_end=period_end)
        ).result()

    def list_surveys(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[Survey]:
        """List CSAT surveys.

        All surveys of the metric CSAT, a page at a time.

        Args:
            sort_order: The direction of the list: `desc` has the newest record first, `asc` the oldest. The key is
                the date of creation; of unsubscribes, the date of the unsubscription.
            page: The page to begin with; the first is 1.
            per_page: How many rows a page has at most, from 10 to 100.
            prefetch: How many pages to fetch ahead, by threads or tasks; 0 fetches each page when it is needed.

        Returns:
            The items of all pages, fetched as they are needed. Errors of the service are raised while it is walked.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            for survey in client.csat.list_surveys(sort_order="asc"):
                print(survey.id)
        """
        return Pager(
            self._client, list_csat_surveys.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )


class AsyncCsatResource:
    """Customer satisfaction. Scores run from 1 to 10 at most; the survey's scale may be shorter."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list_ratings(
        self,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
        updated_period_start: datetime | str | Unset = UNSET,
        updated_period_end: datetime | str | Unset = UNSET,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[Rating]:
        """List CSAT ratings.

        All ratings of the metric CSAT, sorted by the date of creation, a page at a time.

        Args:
            period_start: Only ratings that were created at this second or later. An aware datetime, or a text such
                as 2017-10-24T13:37:00+02:00.
            period_end: Only ratings that were created at this second or earlier. An aware datetime, or a text such
                as 2017-10-24T13:37:00+02:00.
            updated_period_start: Only ratings that were last updated at this second or later. An aware datetime, or
                a text such as 2017-10-24T13:37:00+02:00.
            updated_period_end: Only ratings that were last updated at this second or earlier. An aware datetime, or
                a text such as 2017-10-24T13:37:00+02:00.
            sort_order: The direction of the list: `desc` has the newest record first, `asc` the oldest. The key is
                the date of creation; of unsubscribes, the date of the unsubscription.
            page: The page to begin with; the first is 1.
            per_page: How many rows a page has at most, from 10 to 100.
            prefetch: How many pages to fetch ahead, by threads or tasks; 0 fetches each page when it is needed.

        Returns:
            The items of all pages, fetched as they are needed. Errors of the service are raised while it is walked.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            async for rating in client.csat.list_ratings(period_start="2017-10-24T13:37:00+02:00"):
                print(rating.id)
        """
        return AsyncPager(
            self._client,
            list_csat_ratings.build_call(
                period_start=period_start,
                period_end=period_end,
                updated_period_start=updated_period_start,
                updated_period_end=updated_period_end,
                sort_order=sort_order,
                page=page,
                per_page=per_page,
            ),
            prefetch,
        )

    async def create_rating(
        self,
        *,
        survey_id: str | UUID,
        score: int,
        user: UserById | UserByUsername,
        from_: str | Unset = UNSET,
        comment: str | Unset = UNSET,
        ticket: str | Unset | None = UNSET,
        customer_id: str | UUID | Unset | None = UNSET,
        ip_address: str | Unset = UNSET,
        extra_questions: Sequence[ExtraQuestionScore] | Unset = UNSET,
    ) -> Rating:
        """Create a CSAT rating.

        Records a rating for a survey of the metric CSAT. The score must fit the scale of the survey: CSAT10 1 to 10,
        CSAT5 1 to 5, CSAT3 1 to 3, CSAT2 1 to 2. The rating belongs to one user, named by id or by username.

        Args:
            survey_id: The survey that is answered; its metric is CSAT. A UUID.
            score: The score, within the scale of the survey: 1 to 10, 5, 3 or 2. From 1 to 10.
            user: The user who is rated, by id or by username, never by both.
            from_: The customer's name. Required when the survey asks for a name.
            comment: What the customer wrote.
            ticket: The number or key of the ticket. `None` sends null.
            customer_id: The customer who gives the rating. A UUID. `None` sends null.
            ip_address: The address that the rating comes from. IPv4 is all that the service supports.
            extra_questions: Answers to the survey's extra questions; each question at most once.

        Returns:
            The rating that was created.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            await client.csat.create_rating(
                survey_id="34b91c1c-fbe4-4b05-8780-93ac67b3b041",
                score=4,
                user=nicereply.UserByUsername(username="agentBob"),
            )
        """
        body = NewCsatRating(
            survey_id=survey_id,
            score=score,
            user=user,
            from_=from_,
            comment=comment,
            ticket=ticket,
            customer_id=customer_id,
            ip_address=ip_address,
            extra_questions=extra_questions,
        )
        return (await self._client.send(create_csat_rating.build_call(body=body))).result()

    async def get_rating(self, id: str | UUID | int) -> Rating:
        """Get a CSAT rating.

        One rating of the metric CSAT. The id of a rating of another metric is not found here.

        Args:
            id: The id of the rating: a UUID, or a whole number from before August 2023.

        Returns:
            The rating.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(await client.csat.get_rating("904e0950-959b-4a90-93ad-4fdc62a4a14c"))
        """
        return (await self._client.send(get_csat_rating.build_call(id=id))).result()

    async def get_stats(
        self, *, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
    ) -> AverageStats:
        """Get CSAT stats.

        The number of CSAT ratings and their average score, over all time or a period. Scores of surveys with
        different scales are averaged as they are.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The figures. All are 0 where there is no rating.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(await client.csat.get_stats(period_start="2017-10-24T13:37:00+02:00"))
        """
        return (
            await self._client.send(get_csat_stats.build_call(period_start=period_start, period_end=period_end))
        ).result()

    async def get_histogram(
        self, *, period_start: datetime | str | Unset = UNSET, period_end: datetime | str | Unset = UNSET
    ) -> Histogram:
        """Get the CSAT histogram.

        How many ratings of the metric CSAT have each score, over all time or a period. Scores that nobody gave are
        there with 0.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The number of ratings by score.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(await client.csat.get_histogram(period_start="2017-10-24T13:37:00+02:00"))
        """
        return (
            await self._client.send(get_csat_histogram.build_call(period_start=period_start, period_end=period_end))
        ).result()

    def list_surveys(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[Survey]:
        """List CSAT surveys.

        All surveys of the metric CSAT, a page at a time.

        Args:
            sort_order: The direction of the list: `desc` has the newest record first, `asc` the oldest. The key is
                the date of creation; of unsubscribes, the date of the unsubscription.
            page: The page to begin with; the first is 1.
            per_page: How many rows a page has at most, from 10 to 100.
            prefetch: How many pages to fetch ahead, by threads or tasks; 0 fetches each page when it is needed.

        Returns:
            The items of all pages, fetched as they are needed. Errors of the service are raised while it is walked.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            async for survey in client.csat.list_surveys(sort_order="asc"):
                print(survey.id)
        """
        return AsyncPager(
            self._client, list_csat_surveys.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )
