"""Histogram: How ratings spread over the scores."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_counts
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(repr=False)
class Histogram(Model):
    """How ratings spread over the scores.

    Attributes:
        counts: The number of ratings by score, for every score of the metric; 0 where nobody gave it.
    """

    __module__ = "nicereply"

    counts: dict[int, int]

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"counts": ("histogram",)}

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        fields.counts = read_counts("/histogram", get("histogram"))
        fields._row = row
        return model
