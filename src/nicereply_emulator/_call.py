"""What an operation's function gets: the judged request, and the state that it reads and writes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ._clock import Clock
from ._directory import Directory
from ._http import Refusal, Request
from ._rating_texts import RatingTexts
from ._store import Store
from ._tallies import Period
from ._wording import Problem


@dataclass(frozen=True, slots=True)
class State:
    """What outlives a request. `seed` is what new ids are drawn from; `base_path` begins every link."""

    store: Store
    directory: Directory
    ratings: RatingTexts
    clock: Clock
    base_path: str
    seed: int


@dataclass(slots=True)
class Call:
    """One request to one operation.

    `id` is the path's id (UUID bytes or legacy number), `query` the value of every query parameter (times as epoch
    seconds). `problems` is what was found wrong so far: it is empty, unless the operation judges the rest of its body.
    """

    state: State
    request: Request
    id: bytes | int | None
    query: dict[str, Any]
    body: Any = None
    problems: list[Problem] = field(default_factory=list[Problem])

    def refuse_if_problems(self) -> None:
        if self.problems:
            raise Refusal(400, [str(problem) for problem in self.problems])

    def period(self, prefix: str = "") -> Period:
        """The period of `period_start` and `period_end`, or of `updated_period_start` and `updated_period_end`."""
        return Period(self.query.get(f"{prefix}period_start"), self.query.get(f"{prefix}period_end"))

    @property
    def descending(self) -> bool:
        """The list's order: newest first where nothing else is asked for, or nothing can be."""
        return bool(self.query.get("sort_order", "desc") != "asc")


Answer = bytes
"""The JSON text of a successful answer's body."""


@dataclass(frozen=True, slots=True)
class Handler:
    """The function of an operation. One that `judges_body` is called with problems still to be refused."""

    function: Callable[[Call], Answer]
    judges_body: bool = False
