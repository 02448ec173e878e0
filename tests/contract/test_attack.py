"""Schemathesis against the emulator over HTTP: every check, nothing excluded."""

from __future__ import annotations

import nicereply_contract
import nicereply_spec
from emulator_process import FROZEN, Service, running


def test_examples_and_coverage(emulator: Service) -> None:
    """Each operation is tried with its examples and with every value that its schemas single out."""
    settings = nicereply_contract.Settings(
        base_url=emulator.base_url, api_key=emulator.api_key, phases=("examples", "coverage"), seconds=300
    )
    outcome = nicereply_contract.run(settings)
    assert not outcome.problems, "\n".join([*outcome.problems, outcome.output])
    assert len(outcome.ledger.succeeded(nicereply_spec.load_strict())) == 49
    assert outcome.ledger.requests > 49 * 10


def test_the_same_seed_sends_the_same_bytes() -> None:
    """To the same service in the same state; another seed sends others."""
    digests = []
    for seed in (1, 1, 2):
        with running(*FROZEN) as service:
            settings = nicereply_contract.Settings(
                base_url=service.base_url, api_key=service.api_key, phases=("stateful",), examples=10, seed=seed
            )
            digests.append(nicereply_contract.run(settings).ledger.digest)
    assert digests[0] == digests[1] != digests[2]


def test_links_are_followed(emulator: Service) -> None:
    """Each link from a creation leads to a success at least once."""
    settings = nicereply_contract.Settings(
        base_url=emulator.base_url, api_key=emulator.api_key, phases=("stateful",), examples=100, seconds=300
    )
    outcome = nicereply_contract.run(settings)
    assert not outcome.problems, "\n".join([*outcome.problems, outcome.output])
