"""CustomerRef: The customer who gave a rating."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(repr=False)
class CustomerRef(Model):
    """The customer who gave a rating.

    Attributes:
        id: The customer's id.
    """

    __module__ = "nicereply"

    id: str

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",)}

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
        fields._row = row
        return model
