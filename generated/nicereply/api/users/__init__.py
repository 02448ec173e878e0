"""Users: Agents and other things that can be rated, with their ratings, figures and teams."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from nicereply_runtime.pagination import AsyncPager, Pager
from nicereply_runtime.unset import UNSET, Unset

from ...models.metric_histograms import MetricHistograms
from ...models.metric_stats import MetricStats
from ...models.new_agent import NewAgent
from ...models.new_thing_or_action import NewThingOrAction
from ...models.rating import Rating
from ...models.sort_order_value import SortOrderValue
from ...models.team import Team
from ...models.user import User
from ...models.user_stats import UserStats
from . import (
    create_agent,
    create_thing_or_action,
    get_user,
    get_user_histogram,
    get_user_stats,
    list_user_ratings,
    list_user_stats,
    list_user_teams,
    list_users,
)

if TYPE_CHECKING:
    from ...client import AsyncClient, Client


class UsersResource:
    """Agents and other things that can be rated, with their ratings, figures and teams."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[User]:
        """List users.

        All users of the account, archived ones and those without access included, a page at a time.

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

            for user in client.users.list(sort_order="asc"):
                print(user.id)
        """
        return Pager(self._client, list_users.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch)

    def list_stats(
        self,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[UserStats]:
        """List the stats of all users.

        All users of the account, each with the figures of all three metrics, over all time or a period, a page at a
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

            for user_stats in client.users.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(user_stats.id)
        """
        return Pager(
            self._client,
            list_user_stats.build_call(
                period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
            ),
            prefetch,
        )

    def create_thing_or_action(self, *, fullname: str, username: str) -> User:
        """Create a thing or action.

        Adds something that can be rated and is not a person, such as a product or a process.

        Args:
            fullname: The full name of the new user. Not empty.
            username: The username, which no other user of the account may have. Not empty.

        Returns:
            The user that was created, of type `THING_OR_ACTION`.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            client.users.create_thing_or_action(
                fullname="Uncle Bob",
                username="thing-uncle-bob",
            )
        """
        body = NewThingOrAction(fullname=fullname, username=username)
        return self._client.send(create_thing_or_action.build_call(body=body)).result()

    def create_agent(self, *, fullname: str, username: str, email: str) -> User:
        """Create an agent.

        Adds an agent who can be rated and has no access to Nicereply.

        Args:
            fullname: The full name of the new user. Not empty.
            username: The username, which no other user of the account may have. Not empty.
            email: The e-mail address of the new user. Not empty.

        Returns:
            The user that was created, of type `AGENT`.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            client.users.create_agent(
                fullname="Uncle Bob",
                username="agent-uncle-bob",
                email="unclebob@example.com",
            )
        """
        body = NewAgent(fullname=fullname, username=username, email=email)
        return self._client.send(create_agent.build_call(body=body)).result()

    def get(self, id: str | UUID | int) -> User:
        """Get a user.

        One user.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.

        Returns:
            The user.

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

            print(client.users.get("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"))
        """
        return self._client.send(get_user.build_call(id=id)).result()

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
        """List the ratings of a user.

        All ratings that name the user, of every metric, a page at a time.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            for rating in client.users.list_ratings("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"):
                print(rating.id)
        """
        return Pager(
            self._client,
            list_user_ratings.build_call(
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
        """Get the stats of a user.

        The figures of all three metrics over the ratings that name the user, for all time or a period.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            print(client.users.get_stats("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"))
        """
        return self._client.send(
            get_user_stats.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()

    def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> MetricHistograms:
        """Get the histograms of a user.

        How many of the ratings that name the user have each score, by metric, for all time or a period.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            print(client.users.get_histogram("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"))
        """
        return self._client.send(
            get_user_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()

    def list_teams(
        self,
        id: str | UUID | int,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[Team]:
        """List the teams of a user.

        All teams that one user belongs to, a page at a time.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            for team in client.users.list_teams("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"):
                print(team.id)
        """
        return Pager(
            self._client,
            list_user_teams.build_call(id=id, sort_order=sort_order, page=page, per_page=per_page),
            prefetch,
        )


class AsyncUsersResource:
    """Agents and other things that can be rated, with their ratings, figures and teams."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[User]:
        """List users.

        All users of the account, archived ones and those without access included, a page at a time.

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

            async for user in client.users.list(sort_order="asc"):
                print(user.id)
        """
        return AsyncPager(
            self._client, list_users.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
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
    ) -> AsyncPager[UserStats]:
        """List the stats of all users.

        All users of the account, each with the figures of all three metrics, over all time or a period, a page at a
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

            async for user_stats in client.users.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(user_stats.id)
        """
        return AsyncPager(
            self._client,
            list_user_stats.build_call(
                period_start=period_start, period_end=period_end, sort_order=sort_order, page=page, per_page=per_page
            ),
            prefetch,
        )

    async def create_thing_or_action(self, *, fullname: str, username: str) -> User:
        """Create a thing or action.

        Adds something that can be rated and is not a person, such as a product or a process.

        Args:
            fullname: The full name of the new user. Not empty.
            username: The username, which no other user of the account may have. Not empty.

        Returns:
            The user that was created, of type `THING_OR_ACTION`.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            await client.users.create_thing_or_action(
                fullname="Uncle Bob",
                username="thing-uncle-bob",
            )
        """
        body = NewThingOrAction(fullname=fullname, username=username)
        return (await self._client.send(create_thing_or_action.build_call(body=body))).result()

    async def create_agent(self, *, fullname: str, username: str, email: str) -> User:
        """Create an agent.

        Adds an agent who can be rated and has no access to Nicereply.

        Args:
            fullname: The full name of the new user. Not empty.
            username: The username, which no other user of the account may have. Not empty.
            email: The e-mail address of the new user. Not empty.

        Returns:
            The user that was created, of type `AGENT`.

        Raises:
            ValueError: An argument breaks its rule; nothing was sent.
            BadRequestError: 400. The request was refused.
            AuthenticationError: 401. The credentials are missing or wrong.
            PaymentRequiredError: 402. The account's trial has ended, or the service was not paid for.
            RateLimitError: 429. A rate limit was hit.
            APIConnectionError: No complete answer came.
            DecodeError: The answer has not the documented form.

        Example::

            await client.users.create_agent(
                fullname="Uncle Bob",
                username="agent-uncle-bob",
                email="unclebob@example.com",
            )
        """
        body = NewAgent(fullname=fullname, username=username, email=email)
        return (await self._client.send(create_agent.build_call(body=body))).result()

    async def get(self, id: str | UUID | int) -> User:
        """Get a user.

        One user.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.

        Returns:
            The user.

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

            print(await client.users.get("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"))
        """
        return (await self._client.send(get_user.build_call(id=id))).result()

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
        """List the ratings of a user.

        All ratings that name the user, of every metric, a page at a time.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            async for rating in client.users.list_ratings("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"):
                print(rating.id)
        """
        return AsyncPager(
            self._client,
            list_user_ratings.build_call(
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
        """Get the stats of a user.

        The figures of all three metrics over the ratings that name the user, for all time or a period.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            print(await client.users.get_stats("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"))
        """
        return (
            await self._client.send(get_user_stats.build_call(id=id, period_start=period_start, period_end=period_end))
        ).result()

    async def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> MetricHistograms:
        """Get the histograms of a user.

        How many of the ratings that name the user have each score, by metric, for all time or a period.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            print(await client.users.get_histogram("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"))
        """
        return (
            await self._client.send(
                get_user_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
            )
        ).result()

    def list_teams(
        self,
        id: str | UUID | int,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[Team]:
        """List the teams of a user.

        All teams that one user belongs to, a page at a time.

        Args:
            id: The id of the user: a UUID, or a whole number from before August 2023.
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

            async for team in client.users.list_teams("d0cdf133-0a77-43cb-8c7c-127f8ecf154b"):
                print(team.id)
        """
        return AsyncPager(
            self._client,
            list_user_teams.build_call(id=id, sort_order=sort_order, page=page, per_page=per_page),
            prefetch,
        )
