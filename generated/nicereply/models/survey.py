"""Survey: A survey, which asks one question of a metric and may ask more."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import new
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .distribution import Distribution
from .extra_question import ExtraQuestion
from .metric import Metric
from .rating_scale import RatingScale
from .self_links import SelfLinks
from .survey_scale import SurveyScale


@define(kw_only=True, repr=False)
class Survey(Model):
    """A survey, which asks one question of a metric and may ask more.

    Attributes:
        id: The survey's id.
        name: The survey's name in Nicereply.
        metric: What the survey measures.
        scale: The scores that can be given.
        distribution: How the survey reaches the customer.
        rating_scale: How the scores look to the customer.
        question: What the customer is asked.
        extra_questions: Further questions of the survey.
        links: Path of the record.
    """

    __module__ = "nicereply"

    id: str
    name: str
    metric: Metric | str
    scale: SurveyScale | str
    distribution: Distribution | str
    rating_scale: RatingScale | str
    question: str
    extra_questions: list[ExtraQuestion] | None = None
    links: SelfLinks | None = None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "name": ("name",),
        "metric": ("metric",),
        "scale": ("scale",),
        "distribution": ("distribution",),
        "rating_scale": ("rating_scale",),
        "question": ("question",),
        "extra_questions": ("extra_questions",),
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
        fields.name = value = get("name")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/name", value, "a string")
        fields.metric = value = get("metric")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/metric", value, "a string")
        fields.scale = value = get("scale")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/scale", value, "a string")
        fields.distribution = value = get("distribution")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/distribution", value, "a string")
        fields.rating_scale = value = get("rating_scale")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/rating_scale", value, "a string")
        fields.question = value = get("question")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/question", value, "a string")
        value = get("extra_questions")
        if value.__class__ is list:
            extra_questions: list[Any] = []
            fields.extra_questions = extra_questions
            for inner in value:
                if inner.__class__ is dict:
                    part = new(ExtraQuestion)
                    part._row = inner
                    part.id = value = inner.get("id")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(f"/extra_questions/{len(extra_questions)}/id", value, "a string")
                    part.label = value = inner.get("label")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(f"/extra_questions/{len(extra_questions)}/label", value, "a string")
                    part.rating_scale = value = inner.get("rating_scale")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(f"/extra_questions/{len(extra_questions)}/rating_scale", value, "a string")
                    part.scale = value = inner.get("scale")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(f"/extra_questions/{len(extra_questions)}/scale", value, "a string")
                    part.required = value = inner.get("required")
                    if value.__class__ is not bool and value is not None:
                        raise DecodeError(f"/extra_questions/{len(extra_questions)}/required", value, "a boolean")
                    extra_questions.append(part)
                elif inner is None:
                    extra_questions.append(None)
                else:
                    raise DecodeError(f"/extra_questions/{len(extra_questions)}", inner, "an object")
        elif value is None:
            fields.extra_questions = None
        else:
            raise DecodeError("/extra_questions", value, "an array")
        inner = get("_links")
        if inner.__class__ is dict:
            fields.links = part = new(SelfLinks)
            part._row = inner
            part.self_ = value = inner.get("self")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/_links/self", value, "a string")
        elif inner is None:
            fields.links = None
        else:
            raise DecodeError("/_links", inner, "an object")
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        fields._row = row
        for index, part in enumerate(fields.extra_questions or ()):
            if part is not None:
                part.__class__ = ExtraQuestion
                part._row = row, "extra_questions", index
        part = fields.links
        if part is not None:
            part.__class__ = SelfLinks
            part._row = row, "_links"
