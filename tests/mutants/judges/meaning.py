"""The checks that hold a service to what its answers mean: wire cases, then relations over the crowded account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import nicereply_spec
from nicereply_contract.relations import READING, WRITING, Effort, Relation, Service
from nicereply_contract.relations.catalogue import Catalogue, Operation
from nicereply_contract.relations.relation import try_relation
from nicereply_contract.relations.scene import Scene

from ..mutant import Mutant
from ..service import Fault, none
from .judge import Check
from .wire import Bench, server_cases

_NEAR, _FAR, _OFTEN = 5, 2, 60
"""Draws for each subject that the operation is part of, then for every subject, at last again near by but often."""


def _until(now: int) -> datetime:
    """The end of the period that relations look at: a minute ago by the emulator's clock."""
    return datetime.fromtimestamp(now, UTC) - timedelta(minutes=1)


class MeaningJudge:
    """Cheapest first: cases of the operation, relations on it, relations on everything."""

    def __init__(self, demo: Bench, crowded: Bench, seed: int) -> None:
        self._demo = demo
        self._crowded = crowded
        self._seed = seed

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(nicereply_spec.load_strict())

    def checks(self, mutant: Mutant) -> Iterator[Check]:
        """The checks that come near the operation that the mutant is about."""
        (operation,) = mutant.operations
        cases = server_cases()[operation]
        yield Check("wire cases", operation, lambda fault: self._demo.played(fault or none, cases)[0])
        rounds = ((_NEAR, operation, WRITING), (_FAR, "", WRITING), (_OFTEN, operation, []))
        for draws, only, writing in rounds:
            for one in [*READING, *writing]:
                yield Check(
                    f"relation {one.name}",
                    f"{only}, {draws} draws",
                    lambda fault, one=one, draws=draws, only=only: self._broken(fault or none, one, draws, only),
                )

    def _broken(self, fault: Fault, one: Relation, draws: int, only: str) -> list[str]:
        emulator = self._crowded.emulator
        transport = self._crowded.fresh(fault)
        with Service(emulator.base_url, emulator.api_key, allow_writes=True, transport=transport) as service:
            scene = Scene(service, self._catalogue, until=_until(emulator.clock.now()))
            if only:
                one = replace(one, subjects=lambda scene, whole=one.subjects: near(scene, whole(scene), only))
                if not one.subjects(scene):
                    return []
            result = try_relation(one, scene, Effort(draws, self._seed))
        return [result.detail] if result.verdict == "failed" else []


def near(scene: Scene, subjects: Any, operation: str) -> list[Any]:
    """The subjects of a relation that an operation is part of; names of metrics and the like are kept."""
    (wanted,) = (one for one in scene.catalogue.operations if one.id == operation)
    return [subject for subject in subjects if _is_near(subject, wanted)]


def _is_near(subject: Any, wanted: Operation) -> bool:
    if isinstance(subject, Operation):
        return subject.id == wanted.id or (wanted.method == "post" and subject.tag == wanted.tag)
    if isinstance(subject, tuple | list):
        return any(_is_near(part, wanted) for part in subject)
    if is_dataclass(subject):
        return any(_is_near(getattr(subject, one.name), wanted) for one in fields(subject))
    return isinstance(subject, str)
