"""Surveys: The questions that are asked, with their ratings and figures, and the addresses that want no more
surveys."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from nicereply_runtime.pagination import AsyncPager, Pager
from nicereply_runtime.unset import UNSET, Unset

from ...models.average_stats import AverageStats
from ...models.histogram import Histogram
from ...models.nps_stats import NpsStats
from ...models.rating import Rating
from ...models.sort_order_value import SortOrderValue
from ...models.survey import Survey
from ...models.survey_stats import SurveyStats
from ...models.unsubscribe import Unsubscribe
from . import (
    get_survey,
    get_survey_histogram,
    get_survey_stats,
    list_survey_ratings,
    list_survey_stats,
    list_surveys,
    list_unsubscribes,
)

if TYPE_CHECKING:
    from ...client import AsyncClient, Client


class SurveysResource:
    """The questions that are asked, with their ratings and figures, and the addresses that want no more surveys."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[Survey]:
        """List surveys.

        All surveys of the account, of every metric, sorted by the date of creation, a page at a time.

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

            for survey in client.surveys.list(sort_order="asc"):
                print(survey.id)
        """
        return Pager(
            self._client, list_surveys.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )

    def list_stats(
        self,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[SurveyStats]:
        """List the stats of all surveys.

        All surveys of the account, each with the figures of its own metric, over all time or a period, a page at a
        time.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
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

            for survey_stats in client.surveys.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(survey_stats.id)
        """
        return Pager(
            self._client,
            list_survey_stats.build_call(
                period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
            ),
            prefetch,
        )

    def list_unsubscribes(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[Unsubscribe]:
        """List unsubscribes.

        All e-mail addresses that want no more surveys, sorted by the date of the unsubscription, a page at a time.

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

            for unsubscribe in client.surveys.list_unsubscribes(sort_order="asc"):
                print(unsubscribe.id)
        """
        return Pager(
            self._client, list_unsubscribes.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )

    def get(self, id: str | UUID | int) -> Survey:
        """Get a survey.

        One survey.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.

        Returns:
            The survey.

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

            print(client.surveys.get("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"))
        """
        return self._client.send(get_survey.build_call(id=id)).result()

    def list_ratings(
        self,
        id: str | UUID | int,
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
        """List the ratings of a survey.

        All ratings that answer the survey, a page at a time.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.
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
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            for rating in client.surveys.list_ratings("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"):
                print(rating.id)
        """
        return Pager(
            self._client,
            list_survey_ratings.build_call(
                id=id,
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

    def get_stats(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> NpsStats | AverageStats:
        """Get the stats of a survey.

        The figures of one survey over all time or a period: average and count, or for an NPS survey the net promoter
        score, count and groups.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The figures, by the metric of the survey.

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

            print(client.surveys.get_stats("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"))
        """
        return self._client.send(
            get_survey_stats.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()

    def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> Histogram:
        """Get the histogram of a survey.

        How many ratings of one survey have each score of its metric, over all time or a period.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.
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
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(client.surveys.get_histogram("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"))
        """
        return self._client.send(
            get_survey_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()


class AsyncSurveysResource:
    """The questions that are asked, with their ratings and figures, and the addresses that want no more surveys."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[Survey]:
        """List surveys.

        All surveys of the account, of every metric, sorted by the date of creation, a page at a time.

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

            async for survey in client.surveys.list(sort_order="asc"):
                print(survey.id)
        """
        return AsyncPager(
            self._client, list_surveys.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )

    def list_stats(
        self,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[SurveyStats]:
        """List the stats of all surveys.

        All surveys of the account, each with the figures of its own metric, over all time or a period, a page at a
        time.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
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

            async for survey_stats in client.surveys.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(survey_stats.id)
        """
        return AsyncPager(
            self._client,
            list_survey_stats.build_call(
                period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
            ),
            prefetch,
        )

    def list_unsubscribes(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[Unsubscribe]:
        """List unsubscribes.

        All e-mail addresses that want no more surveys, sorted by the date of the unsubscription, a page at a time.

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

            async for unsubscribe in client.surveys.list_unsubscribes(sort_order="asc"):
                print(unsubscribe.id)
        """
        return AsyncPager(
            self._client, list_unsubscribes.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )

    async def get(self, id: str | UUID | int) -> Survey:
        """Get a survey.

        One survey.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.

        Returns:
            The survey.

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

            print(await client.surveys.get("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"))
        """
        return (await self._client.send(get_survey.build_call(id=id))).result()

    def list_ratings(
        self,
        id: str | UUID | int,
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
        """List the ratings of a survey.

        All ratings that answer the survey, a page at a time.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.
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
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            async for rating in client.surveys.list_ratings("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"):
                print(rating.id)
        """
        return AsyncPager(
            self._client,
            list_survey_ratings.build_call(
                id=id,
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

    async def get_stats(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> NpsStats | AverageStats:
        """Get the stats of a survey.

        The figures of one survey over all time or a period: average and count, or for an NPS survey the net promoter
        score, count and groups.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The figures, by the metric of the survey.

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

            print(await client.surveys.get_stats("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"))
        """
        return (
            await self._client.send(
                get_survey_stats.build_call(id=id, period_start=period_start, period_end=period_end)
            )
        ).result()

    async def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> Histogram:
        """Get the histogram of a survey.

        How many ratings of one survey have each score of its metric, over all time or a period.

        Args:
            id: The id of the survey: a UUID, or a whole number from before August 2023.
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
            NotFoundError: 404. There is no such record, or no such route.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            print(await client.surveys.get_histogram("d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"))
        """
        return (
            await self._client.send(
                get_survey_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
            )
        ).result()
