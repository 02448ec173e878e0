"""A run that reached too little fails, whatever its checks say."""

from __future__ import annotations

from pathlib import Path

import nicereply_spec
from nicereply_contract.document import links, operations, success
from nicereply_contract.ledger import Ledger


def complete() -> Ledger:
    """A ledger of a run that reached everything."""
    document = nicereply_spec.load_strict()
    ledger = Ledger(requests=1)
    for _, _, operation in operations(document):
        ledger.answers[f"{operation['operationId']} {success(operation)}"] += 1
    for link in links(document):
        ledger.links[link] += 1
    return ledger


def test_a_complete_run_has_no_gaps() -> None:
    """The document has 49 operations, and links from its six creations."""
    ledger = complete()
    assert ledger.gaps(nicereply_spec.load_strict()) == []
    assert len(ledger.answers) == 49
    assert len(ledger.links) >= 6


def test_no_request_is_a_gap() -> None:
    """Even when no gap of another kind is asked for."""
    assert Ledger().gaps(nicereply_spec.load_strict(), of_operations=False, of_links=False) == [
        "no request was made at all"
    ]


def test_an_operation_without_a_success_is_a_gap() -> None:
    """Refusals alone do not count."""
    ledger = complete()
    del ledger.answers["getTeam 200"]
    ledger.answers["getTeam 404"] = 7
    assert ledger.gaps(nicereply_spec.load_strict()) == ["getTeam never gave its documented success"]


def test_a_link_that_is_not_followed_is_a_gap() -> None:
    """A stateful run that follows nothing would pass every check."""
    ledger = complete()
    link = links(nicereply_spec.load_strict())[0]
    del ledger.links[link]
    assert ledger.gaps(nicereply_spec.load_strict()) == [f"the link {link} was never followed to a success"]


def test_a_document_without_links_is_a_gap() -> None:
    """There would be nothing to check."""
    document = {"paths": {}}
    assert Ledger(requests=1).gaps(document) == ["the document has no links that a stateful test could follow"]


def test_a_ledger_survives_its_file(tmp_path: Path) -> None:
    """Schemathesis writes it in one process, the suite reads it in another."""
    ledger = complete()
    ledger.save(tmp_path / "ledger.json")
    assert Ledger.load(tmp_path / "ledger.json") == ledger
