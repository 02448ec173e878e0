"""Team: A group of users."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_timestamp
from nicereply_runtime.errors import DecodeError, inside
from nicereply_runtime.models import Model

from .self_links import SelfLinks


@define(kw_only=True)
class Team(Model):
    """A group of users.

    Attributes:
        id: The team's id.
        name: The team's name.
        created_at: When the team was created.
        links: Path of the record.
    """

    __module__ = "nicereply"

    id: str
    name: str
    created_at: datetime
    links: SelfLinks | None = None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "name": ("name",),
        "created_at": ("created_at",),
        "links": ("_links",),
    }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The Team of a JSON object, which is kept for what this version does not know.

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
        fields.created_at = read_timestamp("created_at", get("created_at"))
        try:
            value = get("_links")
            fields.links = None if value is None else SelfLinks.from_dict(value)
        except DecodeError as error:
            raise inside(error, "_links") from None
        return model
