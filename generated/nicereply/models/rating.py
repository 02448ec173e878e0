"""Rating: A rating of any metric. The metric is that of its survey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from nicereply_runtime.decoding import read_digits, read_integer, read_timestamp
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model
from nicereply_runtime.parts import holder, made_on_demand

from .customer_ref import CustomerRef
from .extra_question_score import ExtraQuestionScore
from .rating_links import RatingLinks
from .rating_status import RatingStatus
from .survey_ref import SurveyRef
from .ticket import Ticket
from .user_ref import UserRef


@made_on_demand(
    survey=SurveyRef,
    customer=CustomerRef,
    ticket=Ticket,
    user=UserRef,
    extra_questions=ExtraQuestionScore,
    links=RatingLinks,
)
@define(kw_only=True, repr=False)
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
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        fields.id = value = get("id")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/id", value, "a string")
        value = get("score")
        fields.score = value if value.__class__ is int else read_digits("/score", value)
        fields.from_ = value = get("from")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/from", value, "a string")
        fields.ip_address = value = get("ip_address")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/ip_address", value, "a string")
        fields.comment = value = get("comment")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/comment", value, "a string")
        inner = get("survey")
        _hold_survey(fields, inner)
        if inner.__class__ is dict:
            value = inner.get("id")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/survey/id", value, "a string")
            key, value = "metric", inner.get("metric")
            if value is None:
                key, value = "type", inner.get("type")
            if value.__class__ is not str and value is not None:
                raise DecodeError(f"/survey/{key}", value, "a string")
        elif inner is not None:
            raise DecodeError("/survey", inner, "an object")
        inner = get("customer")
        _hold_customer(fields, inner)
        if inner.__class__ is dict:
            value = inner.get("id")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/customer/id", value, "a string")
        elif inner is not None:
            raise DecodeError("/customer", inner, "an object")
        inner = get("ticket")
        _hold_ticket(fields, inner)
        if inner.__class__ is dict:
            value = inner.get("value")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/ticket/value", value, "a string")
            value = inner.get("link")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/ticket/link", value, "a string")
        elif inner is not None:
            raise DecodeError("/ticket", inner, "an object")
        fields.created_at = read_timestamp("/created_at", get("created_at"))
        fields.status = value = get("status")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/status", value, "a string")
        inner = get("user")
        _hold_user(fields, inner)
        if inner.__class__ is dict:
            value = inner.get("id")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/user/id", value, "a string")
            value = inner.get("username")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/user/username", value, "a string")
        elif inner is not None:
            raise DecodeError("/user", inner, "an object")
        inner = get("extra_questions")
        _hold_extra_questions(fields, inner)
        if inner.__class__ is list:
            for index, part in enumerate(inner):
                if part.__class__ is dict:
                    value = part.get("id")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(f"/extra_questions/{index}/id", value, "a string")
                    value = part.get("score")
                    if value.__class__ is not int:
                        read_integer(f"/extra_questions/{index}/score", value)
                elif part is not None:
                    raise DecodeError(f"/extra_questions/{index}", part, "an object")
        elif inner is not None:
            raise DecodeError("/extra_questions", inner, "an array")
        fields.updated_at = read_timestamp("/updated_at", get("updated_at"))
        inner = get("_links")
        _hold_links(fields, inner)
        if inner.__class__ is dict:
            value = inner.get("self")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/_links/self", value, "a string")
            value = inner.get("survey")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/_links/survey", value, "a string")
            value = inner.get("user")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/_links/user", value, "a string")
            value = inner.get("customer")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/_links/customer", value, "a string")
        elif inner is not None:
            raise DecodeError("/_links", inner, "an object")
        fields._row = row
        return model


# What sets the fields that are made on demand, tested beforehand.
_hold_survey = holder(Rating, "survey")
_hold_customer = holder(Rating, "customer")
_hold_ticket = holder(Rating, "ticket")
_hold_user = holder(Rating, "user")
_hold_extra_questions = holder(Rating, "extra_questions")
_hold_links = holder(Rating, "links")
