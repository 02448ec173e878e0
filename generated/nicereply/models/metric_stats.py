"""MetricStats: Figures of each metric."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import new, read_integer, read_model, read_number
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model, reader_of

from .average_stats import AverageStats
from .nps_stats import NpsStats


@define(kw_only=True, repr=False)
class MetricStats(Model):
    """Figures of each metric.

    Attributes:
        csat: The figures of the metric CSAT.
        ces: The figures of the metric CES.
        nps: The figures of the metric NPS.
    """

    __module__ = "nicereply"

    csat: AverageStats
    ces: AverageStats
    nps: NpsStats

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"csat": ("CSAT",), "ces": ("CES",), "nps": ("NPS",)}

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        inner = get("CSAT")
        if inner.__class__ is dict:
            fields.csat = part = new(AverageStats)
            part._row = inner
            part.average = read_number("/CSAT/average", inner.get("average"))
            value = inner.get("count")
            part.count = value if value.__class__ is int else read_integer("/CSAT/count", value)
        elif inner is None:
            fields.csat = None
        else:
            raise DecodeError("/CSAT", inner, "an object")
        inner = get("CES")
        if inner.__class__ is dict:
            fields.ces = part = new(AverageStats)
            part._row = inner
            part.average = read_number("/CES/average", inner.get("average"))
            value = inner.get("count")
            part.count = value if value.__class__ is int else read_integer("/CES/count", value)
        elif inner is None:
            fields.ces = None
        else:
            raise DecodeError("/CES", inner, "an object")
        fields.nps = read_model("/NPS", get("NPS"), reader_of(NpsStats))
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        fields._row = row
        part = fields.csat
        if part is not None:
            part.__class__ = AverageStats
            part._row = row, "CSAT"
        part = fields.ces
        if part is not None:
            part.__class__ = AverageStats
            part._row = row, "CES"
        part = fields.nps
        if part is not None:
            part.__class__ = NpsStats
            part._keep_row((row, "NPS"))
