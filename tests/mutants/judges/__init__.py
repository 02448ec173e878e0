"""The checks of the project, by the group of mutants that they judge."""

from __future__ import annotations

from functools import cache

from ..mutant import Group
from .client import ClientJudge
from .judge import Check, Judge
from .meaning import MeaningJudge
from .spec import SpecJudge
from .wire import Bench, WireJudge, crowded_bench

__all__ = ["Check", "Judge", "judge_of"]

_demo = cache(Bench)
_crowded = cache(crowded_bench)


@cache
def judge_of(group: Group, seed: int) -> Judge:
    """The judge of a group; its checks draw by the seed."""
    match group:
        case "wire":
            return WireJudge(_demo(), _crowded())
        case "spec":
            return SpecJudge(_demo(), _crowded())
        case "meaning":
            return MeaningJudge(_demo(), _crowded(), seed)
        case "client":
            return ClientJudge()
