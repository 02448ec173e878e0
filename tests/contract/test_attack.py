"""Schemathesis against the emulator over HTTP: every check, nothing excluded."""

from __future__ import annotations

from pathlib import Path

import nicereply_contract
import nicereply_spec
from emulator_process import FROZEN, Service, running
from nicereply_contract.exchange import read_exchanges
from nicereply_contract.whole import Plan, Step, run_whole


def test_examples_and_coverage(emulator: Service) -> None:
    """Each operation is tried with its examples and with every value that its schemas single out."""
    settings = nicereply_contract.Settings(
        base_url=emulator.base_url, api_key=emulator.api_key, phases=("examples", "coverage"), seconds=300
    )
    outcome = nicereply_contract.run(settings)
    assert not outcome.problems, "\n".join([*outcome.problems, outcome.output])
    assert len(outcome.ledger.succeeded(nicereply_spec.load_strict())) == 49
    assert outcome.ledger.requests > 49 * 10


def recorded(seed: int, file: Path, *steps: Step) -> list[tuple[str, str, dict[str, str], bytes]]:
    """What a run sends: method, path with query, headers (without host, key and test-case id), body."""
    with running(*FROZEN) as service:
        report = run_whole(Plan(service.base_url, service.api_key, steps=steps, examples=4, seed=seed, recording=file))
    assert report.count("passed"), report.text()
    return [
        (
            exchange.method,
            exchange.url.removeprefix(service.base_url),
            {name: value for name, value in exchange.request_headers.items() if name != "host"},
            exchange.request_body,
        )
        for exchange in read_exchanges(file)
    ]


def test_the_same_seed_sends_the_same_bytes(tmp_path: Path) -> None:
    """To the same service in the same state; another seed sends others."""
    one = recorded(1, tmp_path / "one.jsonl", "relations", "stateful")
    assert one == recorded(1, tmp_path / "again.jsonl", "relations", "stateful")
    assert len(one) > 1000
    assert {method for method, *_ in one} >= {"GET", "POST"}
    other = recorded(2, tmp_path / "other.jsonl", "stateful")
    assert other != one[-len(other) :]


def test_links_are_followed(emulator: Service) -> None:
    """Each link from a creation leads to a success at least once."""
    settings = nicereply_contract.Settings(
        base_url=emulator.base_url, api_key=emulator.api_key, phases=("stateful",), examples=100, seconds=300
    )
    outcome = nicereply_contract.run(settings)
    assert not outcome.problems, "\n".join([*outcome.problems, outcome.output])


def test_every_link_is_followed_however_few_examples(emulator: Service) -> None:
    """The stateful phase has a floor: with ten examples it was luck, and this seed had none."""
    settings = nicereply_contract.Settings(emulator.base_url, emulator.api_key, ("stateful",), examples=1, seed=1)
    outcome = nicereply_contract.run(settings)
    assert outcome.problems == []
