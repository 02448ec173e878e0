"""ExtraQuestion: A further question of a survey."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .rating_scale import RatingScale
from .survey_scale import SurveyScale


@define(kw_only=True, repr=False)
class ExtraQuestion(Model):
    """A further question of a survey.

    Attributes:
        id: The extra question's id.
        label: What the customer is asked.
        rating_scale: How the scores look to the customer.
        scale: The scores that can be given.
        required: Whether a rating must answer the question.
    """

    __module__ = "nicereply"

    id: str
    label: str
    rating_scale: RatingScale | str
    scale: SurveyScale | str
    required: bool

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "label": ("label",),
        "rating_scale": ("rating_scale",),
        "scale": ("scale",),
        "required": ("required",),
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
        fields.label = value = get("label")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/label", value, "a string")
        fields.rating_scale = value = get("rating_scale")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/rating_scale", value, "a string")
        fields.scale = value = get("scale")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/scale", value, "a string")
        fields.required = value = get("required")
        if value.__class__ is not bool and value is not None:
            raise DecodeError("/required", value, "a boolean")
        fields._row = row
        return model
