"""Ratings: Create a rating for a survey of any metric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from nicereply_runtime.unset import UNSET, Unset

from ...models.extra_question_score import ExtraQuestionScore
from ...models.new_rating import NewRating
from ...models.rating import Rating
from ...models.user_by_id import UserById
from ...models.user_by_username import UserByUsername
from . import create_rating

if TYPE_CHECKING:
    from ...client import AsyncClient, Client


class RatingsResource:
    """Create a rating for a survey of any metric."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def create(
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
        extra_questions: Sequence[ExtraQuestionScore] | Unset | None = UNSET,
    ) -> Rating:
        """Create a rating.

        Records a rating for a survey of any metric. The score must fit the scale of the survey: CSAT10 1 to 10,
        CSAT5 1 to 5, CSAT3 1 to 3, CSAT2 1 to 2, CES 1 to 7, NPS 0 to 10. The rating belongs to one user, named by
        id or by username. The answer does not say at which metric's path the rating can be read; its survey does.

        Args:
            survey_id: The survey that is answered, of any metric. A UUID.
            score: The score, within the scale of the survey. From 0 to 10.
            user: The user who is rated, by id or by username, never by both.
            from_: The customer's name. Required when the survey asks for a name.
            comment: What the customer wrote.
            ticket: The number or key of the ticket. `None` sends null.
            customer_id: The customer who gives the rating. A UUID. `None` sends null.
            ip_address: The address that the rating comes from. IPv4 is all that the service supports.
            extra_questions: Answers to the survey's extra questions; each question at most once. `None` sends null.

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

            client.ratings.create(
                survey_id="df05e734-aed3-4da1-9fcb-730a2415698e",
                score=3,
                user=nicereply.UserByUsername(username="agentBob"),
            )
        """
        body = NewRating(
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
        return self._client.send(create_rating.build_call(body=body)).result()


class AsyncRatingsResource:
    """Create a rating for a survey of any metric."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
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
        extra_questions: Sequence[ExtraQuestionScore] | Unset | None = UNSET,
    ) -> Rating:
        """Create a rating.

        Records a rating for a survey of any metric. The score must fit the scale of the survey: CSAT10 1 to 10,
        CSAT5 1 to 5, CSAT3 1 to 3, CSAT2 1 to 2, CES 1 to 7, NPS 0 to 10. The rating belongs to one user, named by
        id or by username. The answer does not say at which metric's path the rating can be read; its survey does.

        Args:
            survey_id: The survey that is answered, of any metric. A UUID.
            score: The score, within the scale of the survey. From 0 to 10.
            user: The user who is rated, by id or by username, never by both.
            from_: The customer's name. Required when the survey asks for a name.
            comment: What the customer wrote.
            ticket: The number or key of the ticket. `None` sends null.
            customer_id: The customer who gives the rating. A UUID. `None` sends null.
            ip_address: The address that the rating comes from. IPv4 is all that the service supports.
            extra_questions: Answers to the survey's extra questions; each question at most once. `None` sends null.

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

            await client.ratings.create(
                survey_id="df05e734-aed3-4da1-9fcb-730a2415698e",
                score=3,
                user=nicereply.UserByUsername(username="agentBob"),
            )
        """
        body = NewRating(
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
        return (await self._client.send(create_rating.build_call(body=body))).result()
