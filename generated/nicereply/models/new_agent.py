"""NewAgent: An agent to create."""

from collections.abc import Mapping
from typing import ClassVar

from attrs import define, field

from nicereply_runtime.models import Input


@define(kw_only=True)
class NewAgent(Input):
    """An agent to create.

    Attributes:
        fullname: The full name of the new user.
        username: The username, which no other user of the account may have.
        email: The e-mail address of the new user.
    """

    __module__ = "nicereply"

    fullname: str
    username: str
    email: str = field(repr=False)

    wire_names: ClassVar[Mapping[str, str]] = {"fullname": "fullname", "username": "username", "email": "email"}
    filled: ClassVar[frozenset[str]] = frozenset({"fullname", "username", "email"})
