"""The relations hold of the emulator, and each of them notices what it is there for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import httpx
import pytest

import nicereply_spec
from emulator_process import FROZEN, Service, running
from nicereply_contract import relations
from nicereply_contract.exchange import Exchange as Recorded
from nicereply_contract.relations import READING, WRITING, Effort, Result
from nicereply_contract.relations import service as relations_service
from nicereply_contract.relations.catalogue import Catalogue

from .mistakes import WRONG, Stale, Wrong, stored_though_refused, stored_twice
from .proxy import Exchange, proxy

EFFORT = Effort(draws=3, seed=3)


def try_on(
    base_url: str, emulator: Service, *names: str, allow_writes: bool = True, exact: bool = True
) -> list[Result]:
    """Try relations, all unless named, behind a base URL."""
    chosen = [one for one in [*READING, *WRITING] if not names or one.name in names]
    assert len(chosen) == (len(names) or len(READING) + len(WRITING)), names
    with relations.Service(base_url, emulator.api_key, allow_writes=allow_writes) as service:
        return relations.try_relations(service, EFFORT, exact=exact, chosen=chosen)


def test_every_relation_holds_of_the_emulator() -> None:
    """Each is tried on its demo data, and compares something."""
    with running(*FROZEN) as emulator:
        results = try_on(emulator.base_url, emulator)
    assert [(result.relation, result.detail) for result in results if result.verdict != "passed"] == []
    assert all(result.compared for result in results)
    assert len(results) >= 20


def test_reading_relations_hold_where_nothing_may_be_written(emulator: Service) -> None:
    """As on a live service: without the assumptions of this project's document, and without a single write."""
    results = try_on(emulator.base_url, emulator, allow_writes=False, exact=False)
    verdicts = {result.relation: result.verdict for result in results}
    assert "failed" not in verdicts.values(), [result for result in results if result.verdict == "failed"]
    assert {name for name, verdict in verdicts.items() if verdict == "not run"} == {
        *(one.name for one in WRITING),
        "next-and-previous-lead-to-the-neighbours",  # what links carry is not documented
    }
    # It holds of all other lists: surveys carry no date by which ties could be told.
    assert [result.relation for result in results if result.lacking] == ["ascending-is-descending-reversed"]


def test_every_relation_has_a_mistake_that_it_notices() -> None:
    """Otherwise nothing shows that it can fail."""
    assert {one.name for one in [*READING, *WRITING]} == WRONG.keys()


def noticed(emulator: Service, base_url: str, name: str) -> Result:
    """The relation fails, and repeats the request without the key."""
    (result,) = try_on(base_url, emulator, name)
    assert result.verdict == "failed", result
    assert result.detail
    assert emulator.api_key not in result.curl
    return result


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        pytest.param(name, wrong, id=f"{name}-{number}")
        for name, all_ in WRONG.items()
        for number, wrong in enumerate(all_)
    ],
)
def test_a_mistake_is_noticed(emulator: Service, name: str, wrong: Wrong) -> None:
    """By the relation that it is about."""
    with proxy(emulator.base_url, before=wrong.before, after=wrong.after) as base_url:
        result = noticed(emulator, base_url, name)
    assert not result.detail.startswith("an answer has another form"), result


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        ("a-created-rating-counts-where-it-belongs-alone", stored_twice),
        ("the-service-follows-its-model", stored_twice),
        ("a-refused-creation-changes-nothing", stored_though_refused),
    ],
)
def test_a_mistake_in_storing_is_noticed(
    emulator: Service, name: str, mistake: Callable[[Exchange, Callable[[Exchange], httpx.Response]], None]
) -> None:
    """The proxy sends something of its own."""
    origin = emulator.base_url.removesuffix("/v1")
    with httpx.Client() as client:

        def send(exchange: Exchange) -> httpx.Response:
            return client.request(
                exchange.method,
                origin + exchange.path,
                headers=exchange.request_headers,
                content=exchange.request_body,
            )

        with proxy(emulator.base_url, after=lambda exchange: mistake(exchange, send)) as base_url:
            noticed(emulator, base_url, name)


@pytest.mark.parametrize("name", ["a-created-rating-counts-where-it-belongs-alone", "the-service-follows-its-model"])
def test_stale_figures_are_noticed(emulator: Service, name: str) -> None:
    """Figures that are remembered past a creation."""
    with proxy(emulator.base_url, after=Stale()) as base_url:
        noticed(emulator, base_url, name)


def test_the_same_seed_sends_the_same_requests() -> None:
    """In the same order."""
    runs: list[list[tuple[str, str, bytes]]] = []
    for _ in range(2):
        sent: list[tuple[str, str, bytes]] = []

        def observe(exchange: Recorded, sent: list[tuple[str, str, bytes]] = sent) -> None:
            sent.append((exchange.method, exchange.url.partition("/v1")[2], exchange.request_body))

        with running(*FROZEN) as emulator:
            service = relations.Service(emulator.base_url, emulator.api_key, allow_writes=True, observe=observe)
            with service:
                relations.try_relations(service, EFFORT, chosen=[READING[0], WRITING[-1]])
        runs.append(sent)
    assert runs[0] == runs[1]
    assert len(runs[0]) > 100


def test_without_records_nothing_is_said_to_hold() -> None:
    """An empty service has no lists to compare: relations about records are not run, and none is said to fail."""
    with running(*FROZEN, "--data", "empty") as emulator:
        results = {result.relation: result.verdict for result in try_on(emulator.base_url, emulator)}
    assert "failed" not in results.values(), results
    assert results["rows-agree-with-single-records"] == "not run"
    assert results["a-created-rating-counts-where-it-belongs-alone"] == "not run"


def test_a_service_that_is_not_there_fails(emulator: Service) -> None:
    """Every relation, with the reason."""
    results = try_on("http://127.0.0.1:9/v1", emulator)
    assert {result.verdict for result in results} == {"failed"}
    assert "could not be looked at" in results[0].detail


def test_writing_is_refused_by_the_service_itself(emulator: Service) -> None:
    """Not by a choice of relations: nothing but GET leaves the machine."""
    catalogue = Catalogue(nicereply_spec.load_strict())
    with (
        relations.Service(emulator.base_url, emulator.api_key) as service,
        pytest.raises(PermissionError, match="writing was not allowed"),
    ):
        service.post(catalogue.creations[0], {})


def test_a_period_ends_before_the_present(emulator: Service) -> None:
    """By the service's own clock, so that ratings that come in meanwhile do not matter."""
    from nicereply_contract.relations.scene import Scene

    catalogue = Catalogue(nicereply_spec.load_strict())
    with relations.Service(emulator.base_url, emulator.api_key) as service:
        scene = Scene.of(service, catalogue)
    assert scene.until == datetime(2026, 1, 15, 11, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("found", "wanted", "told"),
    [
        (set(range(500)), {*range(1, 500), 777}, "too many: [0], missing: [777]"),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, "got {'b': 2}, expected {'b': 3}, all else is the same"),
        ({"a": 1}, {"a": 1, "b": None}, "got {}, expected {'b': None}"),
    ],
)
def test_what_differs_is_told_and_not_the_rest(found: object, wanted: object, told: str) -> None:
    """Of long sets and objects."""
    from nicereply_contract.relations.relation import Trial

    class Scene:
        compared = 0

    with pytest.raises(relations_service.Broken) as broken:
        Trial(cast("Any", Scene()), None).same(found, wanted, "rows")
    assert told in str(broken.value)
