"""Team: A group of users."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import new, read_timestamp
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .self_links import SelfLinks


@define(kw_only=True, repr=False)
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
        fields.created_at = read_timestamp("/created_at", get("created_at"))
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
