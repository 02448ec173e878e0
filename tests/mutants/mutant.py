"""What a mutant is, and the catalogue of the operators that make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Group = Literal["wire", "meaning", "spec", "client"]
GROUPS: tuple[Group, ...] = ("wire", "meaning", "spec", "client")

Made = tuple[str, tuple[str, ...], Any]
"""Where (for people), the operations it concerns (none: any), and the fault itself, which its group's judge applies."""


@dataclass(frozen=True)
class Operator:
    """A kind of mistake, and every place where it can be made.

    Attributes:
        name: what is wrong; unique.
        group: who is mistaken: the bytes of the service, its behaviour, the document, or the client.
        topic: the heading in the catalogue.
        says: the mistake in a sentence.
        made: enumerates the places by program.
    """

    name: str
    group: Group
    topic: str
    says: str
    made: Callable[[], Iterator[Made]]

    def mutants(self) -> list[Mutant]:
        """Every mutant of this operator, in the order of the document."""
        return [Mutant(self, *made) for made in self.made()]


@dataclass(frozen=True)
class Mutant:
    """One mistake at one place."""

    operator: Operator
    place: str
    operations: tuple[str, ...]
    fault: Any

    @property
    def name(self) -> str:
        """Operator and place: the same in every run."""
        return f"{self.operator.name} @ {self.place}"


OPERATORS: dict[str, Operator] = {}


def operator(group: Group, topic: str) -> Callable[[Callable[[], Iterator[Made]]], Callable[[], Iterator[Made]]]:
    """Enter a function that enumerates places; its name and docstring are those of the operator."""

    def enter(made: Callable[[], Iterator[Made]]) -> Callable[[], Iterator[Made]]:
        name = made.__name__.replace("_", " ")
        if name in OPERATORS:
            raise ValueError(f"two operators are named {name!r}")
        OPERATORS[name] = Operator(name, group, topic, (made.__doc__ or "").strip(), made)
        return made

    return enter
