"""RatingScale, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

RatingScale: TypeAlias = Literal["faces", "stars", "stars5", "thumbs", "ces", "nps"]
"""How the scores look to the customer."""
