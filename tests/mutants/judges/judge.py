"""Checks as the runner sees them: what they are called, and what they say of a subject with a fault or without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ..mutant import Mutant


@dataclass(frozen=True)
class Check:
    """A check of the project.

    Attributes:
        name: for the table.
        scope: what of the check is run; runs of the same name and scope are the same run.
        problems: what is wrong with a subject that has the fault; None: with the subject as it is.
    """

    name: str
    scope: str
    problems: Callable[[Any], list[str]]


class Judge(Protocol):
    """Knows the checks of one group of mutants."""

    def checks(self, mutant: Mutant) -> Iterator[Check]:
        """The checks that can notice the mutant, cheapest first."""
        ...
