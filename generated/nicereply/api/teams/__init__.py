"""Teams: Groups of users, with the ratings and figures of their members."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from nicereply_runtime.pagination import AsyncPager, Pager
from nicereply_runtime.unset import UNSET, Unset

from ...models.metric_histograms import MetricHistograms
from ...models.metric_stats import MetricStats
from ...models.rating import Rating
from ...models.sort_order_value import SortOrderValue
from ...models.team import Team
from ...models.team_stats import TeamStats
from ...models.team_users import TeamUsers
from ...models.user import User
from . import (
    get_team,
    get_team_histogram,
    get_team_stats,
    list_team_ratings,
    list_team_stats,
    list_team_users,
    list_teams,
    list_users_by_team,
)

if TYPE_CHECKING:
    from ...client import AsyncClient, Client


class TeamsResource:
    """Groups of users, with the ratings and figures of their members."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[Team]:
        """List teams.

        All teams of the account, a page at a time.

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

            for team in client.teams.list(sort_order="asc"):
                print(team.id)
        """
        return Pager(self._client, list_teams.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch)

    def list_stats(
        self,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[TeamStats]:
        """List the stats of all teams.

        All teams of the account, each with the figures of all three metrics, over all time or a period, a page at a
        time.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
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

            for team_stats in client.teams.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(team_stats.id)
        """
        return Pager(
            self._client,
            list_team_stats.build_call(period_start=period_start, period_end=period_end, page=page, per_page=per_page),
            prefetch,
        )

    def list_users_by_team(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[TeamUsers]:
        """List the users of all teams.

        All teams of the account, each with its users, a page of teams at a time.

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

            for team_users in client.teams.list_users_by_team(sort_order="asc"):
                print(team_users.id)
        """
        return Pager(
            self._client, list_users_by_team.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )

    def get(self, id: str | UUID | int) -> Team:
        """Get a team.

        One team.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.

        Returns:
            The team.

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

            print(client.teams.get("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"))
        """
        return self._client.send(get_team.build_call(id=id)).result()

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
        """List the ratings of a team.

        All ratings that name a member of the team, of every metric, a page at a time.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            for rating in client.teams.list_ratings("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"):
                print(rating.id)
        """
        return Pager(
            self._client,
            list_team_ratings.build_call(
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
        """Get the stats of a team.

        The figures of all three metrics over the ratings that name a member of the team, for all time or a period.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            print(client.teams.get_stats("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"))
        """
        return self._client.send(
            get_team_stats.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()

    def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> MetricHistograms:
        """Get the histograms of a team.

        How many of the ratings that name a member of the team have each score, by metric, for all time or a period.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            print(client.teams.get_histogram("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"))
        """
        return self._client.send(
            get_team_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
        ).result()

    def list_users(
        self,
        id: str | UUID | int,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> Pager[User]:
        """List the users of a team.

        All users who belong to one team, a page at a time.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            for user in client.teams.list_users("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"):
                print(user.id)
        """
        return Pager(
            self._client,
            list_team_users.build_call(id=id, sort_order=sort_order, page=page, per_page=per_page),
            prefetch,
        )


class AsyncTeamsResource:
    """Groups of users, with the ratings and figures of their members."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[Team]:
        """List teams.

        All teams of the account, a page at a time.

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

            async for team in client.teams.list(sort_order="asc"):
                print(team.id)
        """
        return AsyncPager(
            self._client, list_teams.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )

    def list_stats(
        self,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[TeamStats]:
        """List the stats of all teams.

        All teams of the account, each with the figures of all three metrics, over all time or a period, a page at a
        time.

        Args:
            period_start: Start of the period. Ratings that were created before this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
            period_end: End of the period. Ratings that were created after this second do not count. An aware
                datetime, or a text such as 2017-10-24T13:37:00+02:00.
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

            async for team_stats in client.teams.list_stats(period_start="2017-10-24T13:37:00+02:00"):
                print(team_stats.id)
        """
        return AsyncPager(
            self._client,
            list_team_stats.build_call(period_start=period_start, period_end=period_end, page=page, per_page=per_page),
            prefetch,
        )

    def list_users_by_team(
        self,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[TeamUsers]:
        """List the users of all teams.

        All teams of the account, each with its users, a page of teams at a time.

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

            async for team_users in client.teams.list_users_by_team(sort_order="asc"):
                print(team_users.id)
        """
        return AsyncPager(
            self._client, list_users_by_team.build_call(sort_order=sort_order, page=page, per_page=per_page), prefetch
        )

    async def get(self, id: str | UUID | int) -> Team:
        """Get a team.

        One team.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.

        Returns:
            The team.

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

            print(await client.teams.get("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"))
        """
        return (await self._client.send(get_team.build_call(id=id))).result()

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
        """List the ratings of a team.

        All ratings that name a member of the team, of every metric, a page at a time.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            async for rating in client.teams.list_ratings("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"):
                print(rating.id)
        """
        return AsyncPager(
            self._client,
            list_team_ratings.build_call(
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
        """Get the stats of a team.

        The figures of all three metrics over the ratings that name a member of the team, for all time or a period.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            print(await client.teams.get_stats("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"))
        """
        return (
            await self._client.send(get_team_stats.build_call(id=id, period_start=period_start, period_end=period_end))
        ).result()

    async def get_histogram(
        self,
        id: str | UUID | int,
        *,
        period_start: datetime | str | Unset = UNSET,
        period_end: datetime | str | Unset = UNSET,
    ) -> MetricHistograms:
        """Get the histograms of a team.

        How many of the ratings that name a member of the team have each score, by metric, for all time or a period.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            print(await client.teams.get_histogram("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"))
        """
        return (
            await self._client.send(
                get_team_histogram.build_call(id=id, period_start=period_start, period_end=period_end)
            )
        ).result()

    def list_users(
        self,
        id: str | UUID | int,
        *,
        sort_order: SortOrderValue | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int = 100,
        prefetch: int = 0,
    ) -> AsyncPager[User]:
        """List the users of a team.

        All users who belong to one team, a page at a time.

        Args:
            id: The id of the team: a UUID, or a whole number from before August 2023.
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

            async for user in client.teams.list_users("ab27b8eb-444f-4e69-a2c3-734c2f6f5435"):
                print(user.id)
        """
        return AsyncPager(
            self._client,
            list_team_users.build_call(id=id, sort_order=sort_order, page=page, per_page=per_page),
            prefetch,
        )
