"""IntegrationUsername: The name of a user in a connected system."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .integration_type import IntegrationType


@define(kw_only=True, repr=False)
class IntegrationUsername(Model):
    """The name of a user in a connected system.

    Attributes:
        id: The name in the integration's id.
        integration_id: The id of the connected system.
        username: The user's name or number in that system.
        type: The system that a user's name in an integration comes from.
    """

    __module__ = "nicereply"

    id: str
    integration_id: str
    username: str
    type: IntegrationType | str

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "integration_id": ("integration_id",),
        "username": ("username",),
        "type": ("type",),
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
        fields.integration_id = value = get("integration_id")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/integration_id", value, "a string")
        fields.username = value = get("username")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/username", value, "a string")
        fields.type = value = get("type")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/type", value, "a string")
        fields._row = row
        return model
