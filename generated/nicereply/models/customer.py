"""Customer: A person who gave ratings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from nicereply_runtime.decoding import read_integer, read_timestamp
from nicereply_runtime.errors import DecodeError, inside
from nicereply_runtime.models import Model

from .self_links import SelfLinks


@define(kw_only=True)
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
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The Customer of a JSON object, which is kept for what this version does not know.

        Raises:
            DecodeError: a value has the wrong JSON type.
        """
        if row.__class__ is not dict:
            raise DecodeError("", row, "an object")
        get = row.get
        model = cls.__new__(cls)
        fields: Any = model  # null may stand anywhere, whatever the types of the fields promise
        fields._row = row
        fields.id = value = get("id")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/id", value, "a string")
        fields.name = value = get("name")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/name", value, "a string")
        fields.email = value = get("email")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/email", value, "a string")
        fields.tickets = read_integer("tickets", get("tickets"))
        fields.created_at = read_timestamp("created_at", get("created_at"))
        fields.updated_at = read_timestamp("updated_at", get("updated_at"))
        try:
            value = get("_links")
            fields.links = None if value is None else SelfLinks.from_dict(value)
        except DecodeError as error:
            raise inside(error, "_links") from None
        return model
