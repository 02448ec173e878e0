"""User: Somebody or something that can be rated."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from nicereply_runtime.decoding import new, read_timestamp
from nicereply_runtime.errors import DecodeError
from nicereply_runtime.models import Model

from .integration_username import IntegrationUsername
from .self_links import SelfLinks
from .user_role import UserRole
from .user_type import UserType


@define(kw_only=True, repr=False)
class User(Model):
    """Somebody or something that can be rated.

    Attributes:
        id: The user's id.
        type: An agent, an agent not known to the account yet, or something that is not a person.
        has_access: Whether the user can log in to Nicereply.
        is_archived: Whether the user is archived.
        username: The user's name in Nicereply, unique in the account.
        integration_usernames: The user's names in the systems that are connected to Nicereply.
        fullname: The user's full name.
        email: The user's e-mail address; empty if there is none.
        role: What the user may do in Nicereply; the empty string is no role.
        created_at: When the user was created.
        links: Path of the record.
    """

    __module__ = "nicereply"

    id: str
    type: UserType | str
    has_access: bool
    is_archived: bool
    username: str
    integration_usernames: list[IntegrationUsername]
    fullname: str
    email: str = field(repr=False)
    role: UserRole | str
    created_at: datetime
    links: SelfLinks | None = None

    wire_names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "type": ("type",),
        "has_access": ("has_access",),
        "is_archived": ("is_archived",),
        "username": ("username",),
        "integration_usernames": ("integration_usernames",),
        "fullname": ("fullname",),
        "email": ("email",),
        "role": ("role",),
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
        fields.type = value = get("type")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/type", value, "a string")
        fields.has_access = value = get("has_access")
        if value.__class__ is not bool and value is not None:
            raise DecodeError("/has_access", value, "a boolean")
        fields.is_archived = value = get("is_archived")
        if value.__class__ is not bool and value is not None:
            raise DecodeError("/is_archived", value, "a boolean")
        fields.username = value = get("username")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/username", value, "a string")
        value = get("integration_usernames")
        if value.__class__ is list:
            integration_usernames: list[Any] = []
            fields.integration_usernames = integration_usernames
            for inner in value:
                if inner.__class__ is dict:
                    part = new(IntegrationUsername)
                    part._row = inner
                    part.id = value = inner.get("id")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(f"/integration_usernames/{len(integration_usernames)}/id", value, "a string")
                    part.integration_id = value = inner.get("integration_id")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(
                            f"/integration_usernames/{len(integration_usernames)}/integration_id", value, "a string"
                        )
                    part.username = value = inner.get("username")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(
                            f"/integration_usernames/{len(integration_usernames)}/username", value, "a string"
                        )
                    part.type = value = inner.get("type")
                    if value.__class__ is not str and value is not None:
                        raise DecodeError(
                            f"/integration_usernames/{len(integration_usernames)}/type", value, "a string"
                        )
                    integration_usernames.append(part)
                elif inner is None:
                    integration_usernames.append(None)
                else:
                    raise DecodeError(f"/integration_usernames/{len(integration_usernames)}", inner, "an object")
        elif value is None:
            fields.integration_usernames = None
        else:
            raise DecodeError("/integration_usernames", value, "an array")
        fields.fullname = value = get("fullname")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/fullname", value, "a string")
        fields.email = value = get("email")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/email", value, "a string")
        fields.role = value = get("role")
        if value.__class__ is not str and value is not None:
            raise DecodeError("/role", value, "a string")
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
        for index, part in enumerate(fields.integration_usernames or ()):
            if part is not None:
                part.__class__ = IntegrationUsername
                part._row = row, "integration_usernames", index
        part = fields.links
        if part is not None:
            part.__class__ = SelfLinks
            part._row = row, "_links"
