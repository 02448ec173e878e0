"""SurveyStats: A survey by its id, with its metric and its figures."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import by_key, read_model
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model, reader_of

from .average_stats import AverageStats
from .metric import Metric
from .nps_stats import NpsStats

_read_stats = by_key({"nps_score": reader_of(NpsStats), "groups": reader_of(NpsStats)}, reader_of(AverageStats))


@define(kw_only=True, repr=False)
class SurveyStats(Model):
    """A survey by its id, with its metric and its figures.

    Attributes:
        id: The survey's id.
        metric: The survey's metric.
        stats: The survey's figures.
    """

    __module__ = "nicereply"

    id: str
    metric: Metric | str
    stats: NpsStats | AverageStats

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",), "metric": ("type",), "stats": ("stats",)}

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
        fields.metric = value = get("type")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/type", value, "a string")
        fields.stats = read_model("/stats", get("stats"), _read_stats)
        fields._row = row
        return model
