"""NpsStats: Figures of NPS ratings."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_integer
from nicereply_runtime.errors import DecodeError, inside
from nicereply_runtime.models import Model

from .nps_groups import NpsGroups


@define(kw_only=True)
class NpsStats(Model):
    """Figures of NPS ratings.

    Attributes:
        nps_score: The net promoter score, namely the share of promoters less that of detractors, times 100; 0 if
            there are no ratings.
        count: How many ratings there are.
        groups: How many ratings each group has.
    """

    __module__ = "nicereply"

    nps_score: int
    count: int
    groups: NpsGroups | None = None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "nps_score": ("nps_score", "average"),
        "count": ("count",),
        "groups": ("groups",),
    }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The NpsStats of a JSON object, which is kept for what this version does not know.

        Raises:
            DecodeError: a value has the wrong JSON type.
        """
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        get = row.get
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        fields._row = row
        fields.nps_score = read_integer("nps_score", get("nps_score", get("average")))
        fields.count = read_integer("count", get("count"))
        try:
            value = get("groups")
            fields.groups = None if value is None else NpsGroups.from_dict(value)
        except DecodeError as error:
            raise inside(error, "groups") from None
        return model
