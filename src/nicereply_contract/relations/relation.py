"""What a relation is, how it is tried with drawn values, and what is reported of it."""

from __future__ import annotations

import itertools
import time
import traceback
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar, cast

import httpx
import hypothesis
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from nicereply_contract.live_guard import StoppedError
from nicereply_contract.relations.scene import Scene
from nicereply_contract.relations.service import Answer, Broken, NotRun

T = TypeVar("T")
Verdict = Literal["passed", "failed", "not run"]

_TRIES_WHILE_CHANGING: Final = 3
_COUNTS: Final = 3
"""How often the totals are read at the end; when all readings differ, nobody just added a record."""


@dataclass(frozen=True)
class Result:
    """What came of one relation. `detail` says why it failed or was not run; `compared` counts comparisons.

    `curl` repeats the requests that show a failure, one a line, without the key. `seconds` is how long it took.
    `lacking`: the subjects that it could not be tried on, and why, where it held of others.
    """

    relation: str
    statement: str
    verdict: Verdict
    detail: str = ""
    curl: str = ""
    compared: int = 0
    seconds: float = 0.0
    lacking: str = ""


class Trial:
    """One try of a relation on one subject: draws values, compares."""

    def __init__(self, scene: Scene, data: st.DataObject | None) -> None:
        """Take what Hypothesis draws from."""
        self.scene = scene
        self._data = data

    def draw(self, strategy: st.SearchStrategy[T], label: str) -> T:
        """A drawn value; the label is for Hypothesis's own report."""
        if self._data is None:
            raise TypeError("this relation draws nothing")
        return self._data.draw(strategy, label)

    def pick(self, items: Sequence[T], label: str) -> T:
        """One of the items. Raises NotRun when there is none."""
        if not items:
            raise NotRun(f"there is no {label}")
        return self.draw(st.sampled_from(items), label)

    def same(self, actual: Any, expected: Any, what: str, *answers: Answer) -> None:
        """Compare. Raises Broken, which names both, when they differ."""
        self.scene.compared += 1
        if actual != expected:
            raise Broken(f"{what}: {_difference(actual, expected)}", "\n".join(answer.curl for answer in answers))

    def holds(self, condition: bool, message: str, *answers: Answer) -> None:  # noqa: FBT001 - like assert
        """Require. Raises Broken when it does not hold."""
        self.scene.compared += 1
        if not condition:
            raise Broken(message, "\n".join(answer.curl for answer in answers))


@dataclass(frozen=True)
class Effort:
    """How hard to try: draws for each subject, and the seed of all draws."""

    draws: int = 5
    seed: int = 1

    def settings(self) -> hypothesis.settings:
        """What Hypothesis is told. Nothing is shrunk: that would multiply the requests, and the values are small."""
        return hypothesis.settings(
            max_examples=self.draws,
            deadline=None,
            database=None,
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=cast("list[HealthCheck]", list(HealthCheck)),
            phases=(hypothesis.Phase.generate,),
            verbosity=hypothesis.Verbosity.quiet,
        )


Subjects = Callable[[Scene], Sequence[Any]]
Check = Callable[[Trial, Any], None]
Attempt = Callable[[Scene, Any, Effort], None]


@dataclass(frozen=True)
class Relation:
    """A statement that holds of every such service.

    `subjects` are what it is tried on; `attempt` tries it on one of them, with values that are drawn; `writes` says
    whether it creates records.
    """

    name: str
    statement: str
    subjects: Subjects
    attempt: Attempt
    writes: bool


READING: list[Relation] = []
WRITING: list[Relation] = []


def relation(subjects: Subjects, *, writes: bool = False) -> Callable[[Check], Check]:
    """Register a function as a relation: its name says which, the first line of its docstring is the statement."""

    def register(check: Check) -> Check:
        statement = (check.__doc__ or "").strip().partition("\n")[0]
        name = check.__name__.replace("_", "-")

        def attempt(scene: Scene, subject: Any, effort: Effort) -> None:
            @hypothesis.seed(effort.seed)
            @effort.settings()
            @hypothesis.given(st.data())
            def once(data: st.DataObject) -> None:
                check(Trial(scene, data), subject)

            once()

        (WRITING if writes else READING).append(Relation(name, statement, subjects, attempt, writes))
        return check

    return register


def try_relation(one: Relation, scene: Scene, effort: Effort) -> Result:
    """Try a relation on all its subjects.

    On a service that others change, a failure counts only when nothing changed meanwhile.
    """
    if scene.exact:
        return _try_once(one, scene, effort)
    result: Result | None = None
    try:
        for _ in range(_TRIES_WHILE_CHANGING):
            before, result = scene.fingerprint(), None
            result = _try_once(one, scene, effort)
            if result.verdict != "failed" or scene.fingerprint() == before:
                return result
            scene.forget()
        return _changing(one, scene)
    except StoppedError:
        if result is not None:
            return result  # what failed before the service was left alone
        raise
    except (Broken, httpx.HTTPError, KeyError, TypeError) as error:
        detail = f"the service could not be counted: {_told(error)}"
        return result or Result(one.name, one.statement, "failed", detail, getattr(error, "curl", ""))


def _changing(one: Relation, scene: Scene) -> Result:
    """A relation that failed whenever totals changed: with nothing asked between, they must hold still."""
    totals = [scene.fingerprint() for _ in range(_COUNTS)]
    changed = [
        {name for name in early | late if early[name] != late[name]} for early, late in itertools.pairwise(totals)
    ]
    if all(changed):
        told = ", ".join(f"{name} {[total[name] for total in totals]}" for name in sorted(set[str]().union(*changed)))
        return Result(one.name, one.statement, "failed", f"unstable totals, with nothing asked between: {told}")
    return Result(one.name, one.statement, "not run", "the service's records changed while it was tried")


def _try_once(one: Relation, scene: Scene, effort: Effort) -> Result:
    compared, started = scene.compared, time.monotonic()

    def result(verdict: Verdict, detail: str = "", curl: str = "") -> Result:
        return Result(one.name, one.statement, verdict, detail, curl, scene.compared - compared, _since(started))

    lacking: list[str] = []
    try:
        for subject in one.subjects(scene):
            try:
                one.attempt(scene, subject, effort)
            except NotRun as reason:
                lacking.append(f"{subject}: {reason}")
    except Broken as broken:
        return result("failed", str(broken), broken.curl)
    except (httpx.HTTPError, HypothesisException) as error:
        # Hypothesis repeats what fails, and tells of what does not fail again by another exception around it.
        inner = next((one for one in getattr(error, "exceptions", ()) if isinstance(one, Exception)), None)
        if inner is None:
            return result("failed", _told(error))
        return result("failed", f"{_told(inner)}; it did not repeat at once", getattr(inner, "curl", ""))
    except (KeyError, TypeError, ValueError, LookupError, AttributeError) as error:
        # The answer is not of the form that the document gives it; say where that showed.
        return result("failed", f"an answer has another form: {type(error).__name__}: {error} {_place(error)}")
    if scene.compared == compared:
        return result("not run", "; ".join(lacking) or "there was nothing to compare")
    return replace(result("passed"), lacking="; ".join(lacking))


def _told(error: Exception) -> str:
    """An error in words; some of httpx have none, but know what was asked."""
    if isinstance(error, Broken):
        return str(error)
    if isinstance(error, httpx.RequestError):
        return f"{type(error).__name__}: {str(error) or 'no answer'} ({error.request.method} {error.request.url})"
    return f"{type(error).__name__}: {error}"


def _since(started: float) -> float:
    return time.monotonic() - started


def _difference(actual: Any, expected: Any) -> str:
    if isinstance(actual, set | frozenset) and isinstance(expected, set | frozenset):
        return _set_difference(actual, expected)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(actual, dict) and isinstance(expected, dict):
        return _dict_difference(actual, expected)  # pyright: ignore[reportUnknownArgumentType]
    if not isinstance(actual, list) or not isinstance(expected, list):
        return f"got {_short(actual)}, expected {_short(expected)}"
    return _list_difference(actual, expected)  # pyright: ignore[reportUnknownArgumentType]


def _set_difference(found: AbstractSet[Any], wanted: AbstractSet[Any]) -> str:
    more, less = sorted(found - wanted, key=repr), sorted(wanted - found, key=repr)
    return f"{len(found)} and {len(wanted)} expected, too many: {_short(more)}, missing: {_short(less)}"


def _dict_difference(found: dict[Any, Any], wanted: dict[Any, Any]) -> str:
    keys = [
        key for key in {**wanted, **found} if found.get(key) != wanted.get(key) or (key in found) != (key in wanted)
    ]
    here = {key: found[key] for key in keys if key in found}
    there = {key: wanted[key] for key in keys if key in wanted}
    return f"got {_short(here)}, expected {_short(there)}, all else is the same" if keys else "equal, of other types"


def _list_difference(found: list[Any], wanted: list[Any]) -> str:
    pairs = enumerate(zip(found, wanted, strict=False))
    place = next((at for at, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    here, there = _short(found[place : place + 2]), _short(wanted[place : place + 2])
    return f"{len(found)} and {len(wanted)} expected, from place {place} on: got {here}, expected {there}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:300]}…"


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"({last.name}, line {last.lineno})"
