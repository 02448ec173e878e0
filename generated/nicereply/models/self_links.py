"""SelfLinks: The path of the record, without host."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(repr=False)
class SelfLinks(Model):
    """The path of the record, without host.

    Attributes:
        self_: Path of the record.
    """

    __module__ = "nicereply"

    self_: str

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"self_": ("self",)}

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        fields.self_ = value = get("self")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/self", value, "a string")
        fields._row = row
        return model
