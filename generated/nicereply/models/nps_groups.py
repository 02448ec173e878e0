"""NpsGroups: How many ratings each group has."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_integer
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True, repr=False)
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
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        value = get("promoters")
        fields.promoters = value if value.__class__ is int else read_integer("/promoters", value)
        value = get("passives")
        fields.passives = value if value.__class__ is int else read_integer("/passives", value)
        value = get("detractors")
        fields.detractors = value if value.__class__ is int else read_integer("/detractors", value)
        fields._row = row
        return model
