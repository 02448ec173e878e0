"""AverageStats: Figures of CSAT or CES ratings."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_integer, read_number
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True, repr=False)
class AverageStats(Model):
    """Figures of CSAT or CES ratings.

    Attributes:
        average: The mean of the scores, 0 if there are none.
        count: How many ratings there are.
    """

    __module__ = "nicereply"

    average: float
    count: int

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"average": ("average",), "count": ("count",)}

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        fields.average = read_number("/average", get("average"))
        value = get("count")
        fields.count = value if value.__class__ is int else read_integer("/count", value)
        fields._row = row
        return model
