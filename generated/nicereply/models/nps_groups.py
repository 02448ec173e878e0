"""NpsGroups: How many ratings each group has."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_integer
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True)
class NpsGroups(Model):
    """How many ratings each group has.

    Attributes:
        promoters: Ratings with the score 9 or 10.
        passives: Ratings with the score 7 or 8.
        detractors: Ratings with a score from 0 to 6.
    """

    __module__ = "nicereply"

    promoters: int
    passives: int
    detractors: int

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "promoters": ("promoters",),
        "passives": ("passives",),
        "detractors": ("detractors",),
    }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The NpsGroups of a JSON object, which is kept for what this version does not know.

        Raises:
            DecodeError: a value has the wrong JSON type.
        """
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        get = row.get
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        fields._row = row
        fields.promoters = read_integer("promoters", get("promoters"))
        fields.passives = read_integer("passives", get("passives"))
        fields.detractors = read_integer("detractors", get("detractors"))
        return model
