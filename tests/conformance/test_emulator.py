"""The emulator, over HTTP, against every case of kind ``server``; and what the same runner does elsewhere."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import nicereply_emulator
from nicereply_contract.wire import ask_server, case_outcome, load_cases

CASES: list[Any] = [case for case in load_cases() if case["kind"] == "server"]
assert CASES


@pytest.fixture(scope="module")
def emulator() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(self_check=True) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_server_case(case: Any, emulator: nicereply_emulator.Emulator, http: httpx.Client) -> None:
    outcome = case_outcome(case, http, emulator.base_url, emulator.api_key)
    assert outcome.problems == [], f"{case['documentation']}\n{outcome.repeat}"
