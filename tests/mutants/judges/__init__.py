"""The checks of the project, by the group of mutants that they judge."""

from __future__ import annotations

from functools import cache

from ..mutant import Group
from .judge import Check, Judge
from .wire import Bench, WireJudge, crowded_bench

__all__ = ["Check", "Judge", "judge_of"]


@cache
def _bench() -> Bench:
    return Bench()


@cache
def judge_of(group: Group, seed: int) -> Judge:
    """The judge of a group; its checks draw by the seed."""
    del group, seed
    return WireJudge(_bench(), crowded_bench())
