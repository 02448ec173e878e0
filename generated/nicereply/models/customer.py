"""Customer: A person who gave ratings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from nicereply_runtime.decoding import new, read_integer, read_timestamp
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .self_links import SelfLinks


@define(kw_only=True, repr=False)
class Customer(Model):
    """A person who gave ratings.

    Attributes:
        id: The customer's id.
        name: The customer's name.
        email: The customer's e-mail address.
        tickets: How many tickets the customer has.
        created_at: When the customer was created.
        updated_at: When the customer was last changed.
        links: Path of the record.
    """

    __module__ = "nicereply"

    id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    tickets: int
    created_at: datetime
    updated_at: datetime
    links: SelfLinks | None = None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "name": ("name",),
        "email": ("email",),
        "tickets": ("tickets",),
        "created_at": ("created_at",),
        "updated_at": ("updated_at",),
        "links": ("_links",),
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
        fields.name = value = get("name")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/name", value, "a string")
        fields.email = value = get("email")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/email", value, "a string")
        value = get("tickets")
        fields.tickets = value if value.__class__ is int else read_integer("/tickets", value)
        fields.created_at = read_timestamp("/created_at", get("created_at"))
        fields.updated_at = read_timestamp("/updated_at", get("updated_at"))
        inner = get("_links")
        if inner.__class__ is dict:
            fields.links = part = new(SelfLinks)
            part._row = inner
            part.self_ = value = inner.get("self")
            if value.__class__ is not str and value is not None:
                raise DecodeError("/_links/self", value, "a string")
        elif inner is None:
            fields.links = None
        else:
            raise DecodeError("/_links", inner, "an object")
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        fields._row = row
        part = fields.links
        if part is not None:
            part.__class__ = SelfLinks
            part._row = row, "_links"
