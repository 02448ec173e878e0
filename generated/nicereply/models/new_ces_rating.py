"""NewCesRating: A CES rating to create."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from attrs import define, field

from nicereply_runtime.models import Input
from nicereply_runtime.unset import UNSET, Unset

from .extra_question_score import ExtraQuestionScore
from .user_by_id import UserById
from .user_by_username import UserByUsername


@define(kw_only=True)
class NewCesRating(Input):
    """A CES rating to create.

    Attributes:
        survey_id: The survey that is answered; its metric is CES.
        score: The score.
        user: The user who is rated, by id or by username, never by both.
        from_: The customer's name. Required when the survey asks for a name.
        comment: What the customer wrote.
        ticket: The number or key of the ticket.
        customer_id: The customer who gives the rating.
        ip_address: The address that the rating comes from. IPv4 is all that the service supports.
        extra_questions: Answers to the survey's extra questions; each question at most once.
    """

    __module__ = "nicereply"

    survey_id: str | UUID
    score: int
    user: UserById | UserByUsername
    from_: str | Unset = field(default=UNSET, repr=False)
    comment: str | Unset = field(default=UNSET, repr=False)
    ticket: str | Unset | None = UNSET
    customer_id: str | UUID | Unset | None = UNSET
    ip_address: str | Unset = field(default=UNSET, repr=False)
    extra_questions: Sequence[ExtraQuestionScore] | Unset = UNSET

    wire_names: ClassVar[Mapping[str, str]] = {
        "survey_id": "survey_id",
        "score": "score",
        "user": "user",
        "from_": "from",
        "comment": "comment",
        "ticket": "ticket",
        "customer_id": "customer_id",
        "ip_address": "ip_address",
        "extra_questions": "extra_questions",
    }
    filled: ClassVar[frozenset[str]] = frozenset({"survey_id", "customer_id"})
    nullable: ClassVar[frozenset[str]] = frozenset({"ticket", "customer_id"})
