"""402 and 429 at every operation, by the emulator's controls; a service that does not keep to them is noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import nicereply_spec
from emulator_process import Service
from nicereply_contract import relations
from nicereply_contract.controls import Controls, try_statuses

from .proxy import Exchange, proxy


def statuses(emulator: Service, base_url: str) -> list[tuple[str, str, str]]:
    """What is wrong with the statuses of a service."""
    with (
        relations.Service(base_url, emulator.api_key, allow_writes=True) as service,
        Controls(emulator.base_url) as controls,
    ):
        return try_statuses(service, controls, nicereply_spec.load_strict())


def test_every_operation_keeps_to_the_account_and_the_limit(emulator: Service) -> None:
    """And answers as before, once they are lifted."""
    assert statuses(emulator, emulator.base_url) == []


def let_teams_in(exchange: Exchange) -> None:
    """One operation does not look at the account."""
    if exchange.status == 402 and exchange.path.partition("?")[0].endswith("/teams"):
        exchange.status = 200


def without_errors(exchange: Exchange) -> None:
    """One operation says nothing beside the status."""
    if exchange.status == 429 and exchange.path.endswith("/nps/histogram"):
        exchange.body = b"{}"


@pytest.mark.parametrize(("mistake", "path"), [(let_teams_in, "/teams"), (without_errors, "/nps/histogram")])
def test_an_operation_that_does_not_is_noticed(
    emulator: Service, mistake: Callable[[Exchange], None], path: str
) -> None:
    """By its name, with a line that repeats it."""
    with proxy(emulator.base_url, after=mistake) as base_url:
        wrong = statuses(emulator, base_url)
    assert [curl.rstrip("'").endswith(path) for _, _, curl in wrong if path in curl][:1] == [True]
    assert len({told for _, told, _ in wrong}) <= 2


def test_the_emulator_is_told_from_others(emulator: Service) -> None:
    """By its controls."""

    def hide(exchange: Exchange) -> None:
        exchange.path = exchange.path.replace("/_emulator/", "/v1/")

    with Controls(emulator.base_url) as controls:
        assert controls.there()
    with proxy(emulator.base_url, before=hide) as base_url, Controls(base_url) as controls:
        assert not controls.there()
    with Controls("http://127.0.0.1:9/v1") as controls:
        assert not controls.there()
