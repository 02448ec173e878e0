"""NpsStats: Figures of NPS ratings."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import new, read_integer
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .nps_groups import NpsGroups


@define(kw_only=True, repr=False)
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
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        key, value = "nps_score", get("nps_score")
        if value is None:
            key, value = "average", get("average")
        fields.nps_score = value if value.__class__ is int else read_integer(f"/{key}", value)
        value = get("count")
        fields.count = value if value.__class__ is int else read_integer("/count", value)
        inner = get("groups")
        if inner.__class__ is dict:
            fields.groups = part = new(NpsGroups)
            part._row = inner
            value = inner.get("promoters")
            part.promoters = value if value.__class__ is int else read_integer("/groups/promoters", value)
            value = inner.get("passives")
            part.passives = value if value.__class__ is int else read_integer("/groups/passives", value)
            value = inner.get("detractors")
            part.detractors = value if value.__class__ is int else read_integer("/groups/detractors", value)
        elif inner is None:
            fields.groups = None
        else:
            raise DecodeError("/groups", inner, "an object")
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        if fields.nps_score is None:
            fields.nps_score = fields._row
        fields._row = row
        part = fields.groups
        if part is not None:
            part.__class__ = NpsGroups
            part._row = row, "groups"
