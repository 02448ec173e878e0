"""UserRole, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

UserRole: TypeAlias = Literal["admin", "leader", "team_member", "restricted", ""]
"""What the user may do in Nicereply; the empty string is no role."""
