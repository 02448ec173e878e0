"""UserType, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

UserType: TypeAlias = Literal["AGENT", "UNKNOWN_AGENT", "THING_OR_ACTION"]
"""An agent, an agent not known to the account yet, or something that is not a person."""
