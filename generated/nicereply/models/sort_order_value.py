"""SortOrderValue, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

SortOrderValue: TypeAlias = Literal["asc", "desc"]
"""Direction of a list."""
