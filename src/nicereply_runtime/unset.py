"""The value of an argument that was not given."""

from enum import Enum
from typing import Final, Literal


class Unset(Enum):
    """The type of :data:`UNSET`, for annotations.

    An enumeration with one member: it stays the same object when copied or pickled, and type checkers
    narrow ``value is UNSET``.
    """

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    __str__ = __repr__


Unset.__module__ = "nicereply"

UNSET: Final = Unset.UNSET
"""Not given, so not sent. ``None`` is sent as ``null``."""
