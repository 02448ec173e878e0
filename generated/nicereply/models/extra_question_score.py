"""ExtraQuestionScore: The answer to an extra question."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_integer
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True, repr=False)
class ExtraQuestionScore(Model):
    """The answer to an extra question.

    Attributes:
        id: The extra question's id.
        score: The score, in the scale of the extra question.
    """

    __module__ = "nicereply"

    id: str
    score: int

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",), "score": ("score",)}

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
        fields.score = value if value.__class__ is int else read_integer("/score", value)
        fields._row = row
        return model
