"""RatingStatus, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

RatingStatus: TypeAlias = Literal["open", "closed"]
"""`open`: the customer can still edit the rating. `closed`: it is processed and can no longer be edited."""
