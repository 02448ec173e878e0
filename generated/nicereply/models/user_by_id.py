"""UserById: A user, named by id."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from attrs import define

from nicereply_runtime.models import Input


@define()
class UserById(Input):
    """A user, named by id.

    Attributes:
        id: The user's id.
    """

    __module__ = "nicereply"

    id: str | UUID

    wire_names: ClassVar[Mapping[str, str]] = {"id": "id"}
    filled: ClassVar[frozenset[str]] = frozenset({"id"})
