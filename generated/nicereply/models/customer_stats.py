"""CustomerStats: A customer by id, with the figures of each metric."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_model
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model, reader_of

from .metric_stats import MetricStats


@define(kw_only=True, repr=False)
class CustomerStats(Model):
    """A customer by id, with the figures of each metric.

    Attributes:
        id: The customer's id.
        stats: The customer's figures.
    """

    __module__ = "nicereply"

    id: str
    stats: MetricStats

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",), "stats": ("stats",)}

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
        fields.stats = read_model("/stats", get("stats"), reader_of(MetricStats))
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        fields._row = row
        part = fields.stats
        if part is not None:
            part.__class__ = MetricStats
            part._keep_row((row, "stats"))
