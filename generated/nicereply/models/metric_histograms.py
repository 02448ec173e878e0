"""MetricHistograms: The histogram of each metric."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import new, read_counts
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .histogram import Histogram


@define(kw_only=True, repr=False)
class MetricHistograms(Model):
    """The histogram of each metric.

    Attributes:
        csat: The histogram of the metric CSAT.
        ces: The histogram of the metric CES.
        nps: The histogram of the metric NPS.
    """

    __module__ = "nicereply"

    csat: Histogram
    ces: Histogram
    nps: Histogram

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
            fields.csat = part = new(Histogram)
            part._row = inner
            part.counts = read_counts("/CSAT/histogram", inner.get("histogram"))
        elif inner is None:
            fields.csat = None
        else:
            raise DecodeError("/CSAT", inner, "an object")
        inner = get("CES")
        if inner.__class__ is dict:
            fields.ces = part = new(Histogram)
            part._row = inner
            part.counts = read_counts("/CES/histogram", inner.get("histogram"))
        elif inner is None:
            fields.ces = None
        else:
            raise DecodeError("/CES", inner, "an object")
        inner = get("NPS")
        if inner.__class__ is dict:
            fields.nps = part = new(Histogram)
            part._row = inner
            part.counts = read_counts("/NPS/histogram", inner.get("histogram"))
        elif inner is None:
            fields.nps = None
        else:
            raise DecodeError("/NPS", inner, "an object")
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        fields._row = row
        part = fields.csat
        if part is not None:
            part.__class__ = Histogram
            part._row = row, "CSAT"
        part = fields.ces
        if part is not None:
            part.__class__ = Histogram
            part._row = row, "CES"
        part = fields.nps
        if part is not None:
            part.__class__ = Histogram
            part._row = row, "NPS"
