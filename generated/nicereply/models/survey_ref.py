"""SurveyRef: The survey that a rating answers, and its metric under one of two names."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .metric import Metric


@define(kw_only=True, repr=False)
class SurveyRef(Model):
    """The survey that a rating answers, and its metric under one of two names.

    Attributes:
        id: The survey's id.
        metric: What is measured, namely satisfaction (CSAT), effort (CES) or recommendation (NPS).
    """

    __module__ = "nicereply"

    id: str
    metric: Metric | str

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",), "metric": ("metric", "type")}

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
        key, value = "metric", get("metric")
        if value is None:
            key, value = "type", get("type")
        fields.metric = value
        if value.__class__ is not str and value is not None:
            raise DecodeError(f"/{key}", value, "a string")
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        if fields.metric is None:
            fields.metric = fields._row
        fields._row = row
