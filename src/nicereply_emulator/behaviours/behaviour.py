"""What one row of the table says."""

from dataclasses import dataclass
from typing import Literal

Label = Literal["documented", "inferred", "assumed"]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour. `reason` says what it is taken from, `test` names the test that pins it (file and function)."""

    id: str
    does: str
    label: Label
    reason: str
    test: str
    validated_live: bool = False
