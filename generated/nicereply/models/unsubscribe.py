"""Unsubscribe: An e-mail address that wants no more surveys."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from nicereply_runtime.decoding import read_timestamp
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True, repr=False)
class Unsubscribe(Model):
    """An e-mail address that wants no more surveys.

    Attributes:
        id: The unsubscribe's id.
        email: The address.
        unsubscribed_at: When the address was taken off.
    """

    __module__ = "nicereply"

    id: str
    email: str = field(repr=False)
    unsubscribed_at: datetime

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "email": ("email",),
        "unsubscribed_at": ("unsubscribed_at",),
    }

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
        fields.email = value = get("email")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/email", value, "a string")
        fields.unsubscribed_at = read_timestamp("/unsubscribed_at", get("unsubscribed_at"))
        fields._row = row
        return model
