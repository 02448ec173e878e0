"""Distribution, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

Distribution: TypeAlias = Literal["template", "trigger", "campaign"]
"""How the survey reaches the customer."""
