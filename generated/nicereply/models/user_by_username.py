"""UserByUsername: A user, named by username."""

from collections.abc import Mapping
from typing import ClassVar

from attrs import define

from nicereply_runtime.models import Input


@define()
class UserByUsername(Input):
    """A user, named by username.

    Attributes:
        username: The user's name in Nicereply.
    """

    __module__ = "nicereply"

    username: str

    wire_names: ClassVar[Mapping[str, str]] = {"username": "username"}
    filled: ClassVar[frozenset[str]] = frozenset({"username"})
