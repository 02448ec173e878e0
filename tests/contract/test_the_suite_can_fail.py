"""A service that is wrong in one place does not pass, and a run that proves nothing does not either."""

from __future__ import annotations

import base64

import pytest

import nicereply_contract
from emulator_process import Service
from nicereply_contract.suite import Phase

from .proxy import Exchange, Mistake, proxy


def attack(emulator: Service, base_url: str, *phases: Phase) -> nicereply_contract.Outcome:
    """A short run against a wrong service."""
    settings = nicereply_contract.Settings(
        base_url=base_url, api_key=emulator.api_key, phases=phases or ("examples",), examples=5, seconds=120
    )
    return nicereply_contract.run(settings)


def without_a_field(exchange: Exchange) -> None:
    """A required field is missing from the answers of one operation."""
    if exchange.is_success_of("/nps/stats"):
        exchange.edit(lambda body: body["_results"].pop("groups"))


def with_another_status(exchange: Exchange) -> None:
    """A creation answers 200, which is not documented."""
    if exchange.status == 201:
        exchange.status = 200


@pytest.mark.parametrize("mistake", [without_a_field, with_another_status])
def test_a_wrong_answer_is_noticed(emulator: Service, mistake: Mistake) -> None:
    """By the checks, not by a crash: other requests are made and answered. The report of it does not show the key."""
    with proxy(emulator.base_url, after=mistake) as base_url:
        outcome = attack(emulator, base_url)
    assert outcome.ledger.requests > 49, outcome.output
    assert outcome.problems[0].startswith("schemathesis ended with exit code 1"), outcome.problems
    assert emulator.api_key not in outcome.output
    assert base64.b64encode(f":{emulator.api_key}".encode()).decode() not in outcome.output


def test_missing_authentication_is_noticed(emulator: Service) -> None:
    """The proxy adds the key to requests that have none."""
    key = base64.b64encode(f":{emulator.api_key}".encode()).decode()

    def let_in(exchange: Exchange) -> None:
        exchange.request_headers["authorization"] = f"Basic {key}"

    with proxy(emulator.base_url, before=let_in) as base_url:
        outcome = attack(emulator, base_url)
    assert "without authentication" in outcome.output
    assert outcome.problems


def test_the_proxy_itself_makes_no_mistake(emulator: Service) -> None:
    """Otherwise the tests above would show nothing."""
    with proxy(emulator.base_url) as base_url:
        outcome = attack(emulator, base_url)
    assert not outcome.problems, "\n".join([*outcome.problems, outcome.output])


def test_a_service_that_is_not_there_is_noticed(emulator: Service) -> None:
    """No request is answered: that is a failure, not an empty success."""
    outcome = attack(emulator, "http://127.0.0.1:9/v1")
    assert "no request was made at all" in outcome.problems


def test_another_host_must_be_allowed() -> None:
    """The suite creates records: not behind anyone's back."""
    settings = nicereply_contract.Settings(base_url="https://api.example.com/v1", api_key="x")
    with pytest.raises(ValueError, match="must be allowed explicitly"):
        nicereply_contract.run(settings)


def test_the_key_is_in_no_repr() -> None:
    """Settings end up in tracebacks."""
    assert "secret" not in repr(nicereply_contract.Settings("http://127.0.0.1/v1", "secret"))
