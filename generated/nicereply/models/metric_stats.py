"""MetricStats: Figures of each metric."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError, inside
from nicereply_runtime.models import Model

from .average_stats import AverageStats
from .nps_stats import NpsStats


@define(kw_only=True)
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
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The MetricStats of a JSON object, which is kept for what this version does not know.

        Raises:
            DecodeError: a value has the wrong JSON type.
        """
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        get = row.get
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        fields._row = row
        at = "CSAT"
        try:
            value = get("CSAT")
            fields.csat = None if value is None else AverageStats.from_dict(value)
            at = "CES"
            value = get("CES")
            fields.ces = None if value is None else AverageStats.from_dict(value)
            at = "NPS"
            value = get("NPS")
            fields.nps = None if value is None else NpsStats.from_dict(value)
        except DecodeError as error:
            raise inside(error, at) from None
        return model
