"""NewThingOrAction: A thing or action to create."""

from collections.abc import Mapping
from typing import ClassVar

from attrs import define

from nicereply_runtime.models import Input


@define(kw_only=True)
class NewThingOrAction(Input):
    """A thing or action to create.

    Attributes:
        fullname: The full name of the new user.
        username: The username, which no other user of the account may have.
    """

    __module__ = "nicereply"

    fullname: str
    username: str

    wire_names: ClassVar[Mapping[str, str]] = {"fullname": "fullname", "username": "username"}
    filled: ClassVar[frozenset[str]] = frozenset({"fullname", "username"})
