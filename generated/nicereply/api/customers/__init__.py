"""Customers: The people who rate, with their ratings and figures."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from nicereply_runtime.pagination import AsyncPager, Pager
from nicereply_runtime.unset import UNSET, Unset

from ...models.customer import Customer
from ...models.customer_stats import CustomerStats
from ...models.metric_histograms import MetricHistograms
from ...models.metric_stats import MetricStats
from ...models.rating import Rating
from ...models.sort_order_value import SortOrderValue
from . import (
    get_customer,
    get_customer_histogram,
    get_customer_stats,
    list_customer_ratings,
    list_customer_stats,
    list_customers,
)

if TYPE_CHECKING:
    from ...client import AsyncClient, Client


class CustomersResource:
    """The people who rate, with their ratings and figures."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[Customer]:
        """List customers.

        All customers of the account, a page at a time.

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

            for customer in client.customers.list(sort_order="asc"):
                print(customer.id)
        """
        return Pager(
            self._client, list_customers.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
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
    ) -> Pager[CustomerStats]:
        """List the stats of all customers.

        All customers of the account, each with the figures of all three metrics, over all time or a period, a page
        at a time.

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

            for customer_stats in client.customers.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(customer_stats.id)
        """
        return Pager(
            self._client,
            list_customer_stats.build_call(
                period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
            ),
            prefetch,
        )

    def get(self, id: str | UUID | int) -> Customer:
        """Get a customer.

        One customer.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.

        Returns:
            The customer.

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

            print(client.customers.get("461b20eb-b6e9-43ed-bbd3-6c7131dded16"))
        """
        return self._client.send(get_customer.build_call(id=id)).result()

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
        """List the ratings of a customer.

        All ratings that the customer gave, of every metric, a page at a time.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.
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

            for rating in client.customers.list_ratings("461b20eb-b6e9-43ed-bbd3-6c7131dded16"):
                print(rating.id)
        """
        return Pager(
            self._client,
            list_customer_ratings.build_call(
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
    ) -> MetricStats:
        """Get the stats of a customer.

        The figures of all three metrics over the ratings that the customer gave, for all time or a period.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The figures of the three metrics.

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

            print(client.customers.get_stats("461b20eb-b6e9-43ed-bbd3-6c7131dded16"))
        """
        return self._client.send(
            get_customer_stats.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()

    def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> MetricHistograms:
        """Get the histograms of a customer.

        How many of the ratings that the customer gave have each score, by metric, for all time or a period.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The numbers of ratings by metric and score.

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

            print(client.customers.get_histogram("461b20eb-b6e9-43ed-bbd3-6c7131dded16"))
        """
        return self._client.send(
            get_customer_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()


class AsyncCustomersResource:
    """The people who rate, with their ratings and figures."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[Customer]:
        """List customers.

        All customers of the account, a page at a time.

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

            async for customer in client.customers.list(sort_order="asc"):
                print(customer.id)
        """
        return AsyncPager(
            self._client, list_customers.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
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
    ) -> AsyncPager[CustomerStats]:
        """List the stats of all customers.

        All customers of the account, each with the figures of all three metrics, over all time or a period, a page
        at a time.

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

            async for customer_stats in client.customers.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(customer_stats.id)
        """
        return AsyncPager(
            self._client,
            list_customer_stats.build_call(
                period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
            ),
            prefetch,
        )

    async def get(self, id: str | UUID | int) -> Customer:
        """Get a customer.

        One customer.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.

        Returns:
            The customer.

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

            print(await client.customers.get("461b20eb-b6e9-43ed-bbd3-6c7131dded16"))
        """
        return (await self._client.send(get_customer.build_call(id=id))).result()

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
        """List the ratings of a customer.

        All ratings that the customer gave, of every metric, a page at a time.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.
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

            async for rating in client.customers.list_ratings("461b20eb-b6e9-43ed-bbd3-6c7131dded16"):
                print(rating.id)
        """
        return AsyncPager(
            self._client,
            list_customer_ratings.build_call(
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
    ) -> MetricStats:
        """Get the stats of a customer.

        The figures of all three metrics over the ratings that the customer gave, for all time or a period.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The figures of the three metrics.

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

            print(await client.customers.get_stats("461b20eb-b6e9-43ed-bbd3-6c7131dded16"))
        """
        return (
            await self._client.send(
                get_customer_stats.build_call(id=id, period_start=period_start, period_end=period_end)
            )
        ).result()

    async def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> MetricHistograms:
        """Get the histograms of a customer.

        How many of the ratings that the customer gave have each score, by metric, for all time or a period.

        Args:
            id: The id of the customer: a UUID, or a whole number from before August 2023.
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.

        Returns:
            The numbers of ratings by metric and score.

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

            print(await client.customers.get_histogram("461b20eb-b6e9-43ed-bbd3-6c7131dded16"))
        """
        return (
            await self._client.send(
                get_customer_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
            )
        ).result()
