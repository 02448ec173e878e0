"""RatingLinks: Paths of the rating and of the records that it names, without host."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True, repr=False)
class RatingLinks(Model):
    """Paths of the rating and of the records that it names, without host.

    Attributes:
        self_: Path of the rating.
        survey: Path of the survey.
        user: Path of the user; absent if there is none.
        customer: Path of the customer; absent if there is none.
    """

    __module__ = "nicereply"

    self_: str
    survey: str
    user: str | None = None
    customer: str | None = None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "self_": ("self",),
        "survey": ("survey",),
        "user": ("user",),
        "customer": ("customer",),
    }

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        fields.self_ = value = get("self")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/self", value, "a string")
        fields.survey = value = get("survey")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/survey", value, "a string")
        fields.user = value = get("user")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/user", value, "a string")
        fields.customer = value = get("customer")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/customer", value, "a string")
        fields._row = row
        return model
