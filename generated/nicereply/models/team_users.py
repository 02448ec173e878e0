"""TeamUsers: A team by its id, with its users."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.decoding import read_list
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model, reader_of

from .user import User


@define(kw_only=True, repr=False)
class TeamUsers(Model):
    """A team by its id, with its users.

    Attributes:
        id: The team's id.
        users: The users who belong to the team; empty if none do.
    """

    __module__ = "nicereply"

    id: str
    users: list[User]

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",), "users": ("users",)}

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
        fields.users = read_list("/users", get("users"), reader_of(User))
        fields._row = row
        return model

    def _keep_row(self, row: object) -> None:
        fields: Any = self
        fields._row = row
        for index, part in enumerate(fields.users or ()):
            if part is not None:
                part.__class__ = User
                part._keep_row((row, "users", index))
