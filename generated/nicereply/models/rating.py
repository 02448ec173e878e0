"""Rating: A rating of any metric. The metric is that of its survey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from nicereply_runtime.decoding import read_digits, read_list, read_timestamp
from nicereply_runtime.errors import DecodeError, inside
from nicereply_runtime.models import Model

from .customer_ref import CustomerRef
from .extra_question_score import ExtraQuestionScore
from .rating_links import RatingLinks
from .rating_status import RatingStatus
from .survey_ref import SurveyRef
from .ticket import Ticket
from .user_ref import UserRef


@define(kw_only=True)
class Rating(Model):
    """A rating of any metric. The metric is that of its survey.

    Attributes:
        id: The rating's id.
        score: The score of a rating, in the scale of its survey.
        from_: The name that the customer gave; empty if none was given.
        ip_address: The IPv4 address that the rating came from.
        comment: What the customer wrote; null if nothing.
        survey: The survey that was answered.
        customer: The customer who gave the rating, if known.
        ticket: The ticket that the rating belongs to, if any.
        created_at: When the rating was created.
        status: `open`: the customer can still edit the rating. `closed`: it is processed and can no longer be
            edited.
        user: The user who was rated, if one was.
        extra_questions: Answers to the extra questions of the survey.
        updated_at: When the rating was last changed.
        links: Paths of the record and of what it names.
    """

    __module__ = "nicereply"

    id: str
    score: int
    from_: str | None = field(repr=False)
    ip_address: str | None = field(repr=False)
    comment: str | None = field(repr=False)
    survey: SurveyRef
    customer: CustomerRef | None
    ticket: Ticket | None
    created_at: datetime
    status: RatingStatus | str | None = None
    user: UserRef | None = None
    extra_questions: list[ExtraQuestionScore] | None = None
    updated_at: datetime | None = None
    links: RatingLinks | None = None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "score": ("score",),
        "from_": ("from",),
        "ip_address": ("ip_address",),
        "comment": ("comment",),
        "survey": ("survey",),
        "customer": ("customer",),
        "ticket": ("ticket",),
        "created_at": ("created_at",),
        "status": ("status",),
        "user": ("user",),
        "extra_questions": ("extra_questions",),
        "updated_at": ("updated_at",),
        "links": ("_links",),
    }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The Rating of a JSON object, which is kept for what this version does not know.

        Raises:
            DecodeError: a value has the wrong JSON type.
        """
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        get = row.get
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        fields._row = row
        fields.id = value = get("id")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/id", value, "a string")
        fields.score = read_digits("score", get("score"))
        fields.from_ = value = get("from")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/from", value, "a string")
        fields.ip_address = value = get("ip_address")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/ip_address", value, "a string")
        fields.comment = value = get("comment")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/comment", value, "a string")
        fields.created_at = read_timestamp("created_at", get("created_at"))
        fields.status = value = get("status")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/status", value, "a string")
        fields.extra_questions = read_list("extra_questions", get("extra_questions"), ExtraQuestionScore.from_dict)
        fields.updated_at = read_timestamp("updated_at", get("updated_at"))
        at = "survey"
        try:
            value = get("survey")
            fields.survey = None if value is None else SurveyRef.from_dict(value)
            at = "customer"
            value = get("customer")
            fields.customer = None if value is None else CustomerRef.from_dict(value)
            at = "ticket"
            value = get("ticket")
            fields.ticket = None if value is None else Ticket.from_dict(value)
            at = "user"
            value = get("user")
            fields.user = None if value is None else UserRef.from_dict(value)
            at = "_links"
            value = get("_links")
            fields.links = None if value is None else RatingLinks.from_dict(value)
        except DecodeError as error:
            raise inside(error, at) from None
        return model
