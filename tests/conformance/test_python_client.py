"""The Python client, synchronous and asynchronous, against every case: requests, values, errors, refusals."""

from collections.abc import Iterator
from typing import Any

import pytest

import nicereply
from nicereply_contract.wire import load_cases

from .bent import CLIENT, bent
from .playing import Player

CASES: list[Any] = [case for case in load_cases() if case["kind"] != "server"]
assert len(CASES) > 500


@pytest.fixture(scope="module", params=[nicereply.Client, nicereply.AsyncClient], ids=["sync", "async"])
def player(request: pytest.FixtureRequest) -> Iterator[Player]:
    with Player(request.param) as player:
        yield player


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: Any, player: Player) -> None:
    assert player.problems(case) == [], case["documentation"]


@pytest.mark.parametrize("label", CLIENT)
def test_a_bent_case_fails(label: str, player: Player) -> None:
    assert player.problems(bent(CLIENT, label)) != []
