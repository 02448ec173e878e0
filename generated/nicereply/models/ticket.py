"""Ticket: The ticket that a rating belongs to."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model


@define(kw_only=True, repr=False)
class Ticket(Model):
    """The ticket that a rating belongs to.

    Attributes:
        value: The number or key of the ticket.
        link: The address of the ticket, where the integration can tell it.
    """

    __module__ = "nicereply"

    value: str
    link: str | None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"value": ("value",), "link": ("link",)}

    @classmethod
    def _from_row(cls, row: dict[str, Any]) -> Self:
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        get: Any = row.get
        fields.value = value = get("value")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/value", value, "a string")
        fields.link = value = get("link")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/link", value, "a string")
        fields._row = row
        return model
