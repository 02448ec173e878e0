"""UserRef: The user who was rated."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True, repr=False)
class UserRef(Model):
    """The user who was rated.

    Attributes:
        id: The user's id.
        username: The user's name in Nicereply.
    """

    __module__ = "nicereply"

    id: str
    username: str

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",), "username": ("username",)}

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
        fields.username = value = get("username")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/username", value, "a string")
        fields._row = row
        return model
