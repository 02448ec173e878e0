"""Answers that are kept: the same bytes for the same question, for as long as they are true, and for nobody else."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

import nicereply_emulator
from nicereply_emulator import _answers
from nicereply_emulator._answers import Answers
from nicereply_emulator._self_check import SelfCheck

from .api import Api, frozen_emulator

TARGETS = (
    "/csat/ratings?per_page=100",
    "/csat/ratings?per_page=20&sort_order=asc",
    "/csat/stats",
    "/nps/histogram",
    "/teams/stats",
    "/surveys",
    "/teams/users",
)
SURVEY = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"  # CSAT
CREATION = {"user": {"username": "agentBob"}, "score": 3, "from": "Ann", "comment": "Thanks!"}


@pytest.fixture
def emulator() -> Iterator[nicereply_emulator.Emulator]:
    with closing(frozen_emulator()) as emulator:
        yield emulator


@pytest.fixture
def own(emulator: nicereply_emulator.Emulator) -> Iterator[Api]:
    with closing(Api(emulator)) as api:
        yield api


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The targets of the answers that were made, not taken from those that are kept."""
    targets: list[str] = []
    keep = Answers.keep

    def note(self: Answers, request: Any, *arguments: Any) -> None:
        targets.append(f"{request.method} {request.path}?{request.query}")
        keep(self, request, *arguments)

    monkeypatch.setattr(Answers, "keep", note)
    return targets


def read(api: Api) -> list[bytes]:
    answers = [api.request("GET", target) for target in TARGETS]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content for answer in answers]


def changes(emulator: nicereply_emulator.Emulator, api: Api) -> dict[str, Callable[[], object]]:
    rating = api.results("/csat/ratings")[0]["id"]
    store = emulator.service.state.store
    emulator.snapshots.take("before")
    empty = {"ratings": []}
    return {
        "create": lambda: api.create("/ratings", {"survey_id": SURVEY, **CREATION}),
        "delete": lambda: store.run("DELETE FROM rating WHERE id = ?", (bytes.fromhex(rating.replace("-", "")),)),
        "load": lambda: emulator.data.load(empty),
        "restore": lambda: emulator.snapshots.restore("before"),
        "reset": emulator.reset,
    }


@pytest.mark.parametrize("change", ["create", "delete", "load", "restore", "reset"])
def test_what_is_written_is_in_the_next_answer(
    emulator: nicereply_emulator.Emulator, own: Api, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each change, all answers are what an emulator that keeps none gives."""
    changes_by_name = changes(emulator, own)
    if change in ("restore", "reset"):
        changes_by_name["create"]()
    before = read(own)
    assert read(own) == before
    assert read(own) == before
    changes_by_name[change]()
    after = read(own)
    assert after != before
    with monkeypatch.context() as patch:
        patch.setattr(Answers, "get", lambda *_: None)
        assert read(own) == after


def test_who_asks_again_gets_what_is_kept(own: Api, made: list[str]) -> None:
    """It is kept when it is made for the second time, also when something was written in between."""
    first = read(own)
    assert read(own) == first
    assert len(made) == 2 * len(TARGETS)
    for _ in range(2):
        assert read(own) == first
    assert len(made) == 2 * len(TARGETS)
    own.request("GET", "/csat/stats", params={"period_start": "2025-01-01T00:00:00Z"})
    assert len(made) == 2 * len(TARGETS) + 1
    own.create("/ratings", {"survey_id": SURVEY, **CREATION})
    second = read(own)
    assert len(made) == 3 * len(TARGETS) + 2
    assert read(own) == second
    assert len(made) == 3 * len(TARGETS) + 2


def test_a_kept_answer_is_for_those_who_may_have_it(emulator: nicereply_emulator.Emulator, own: Api) -> None:
    for _ in range(2):
        own.get("/csat/stats")
    assert own.request("GET", "/csat/stats", auth=("", "another")).status_code == 401
    emulator.rate_limit.set(requests=1, seconds=60)
    assert own.request("GET", "/csat/stats").status_code == 200
    assert own.request("GET", "/csat/stats").status_code == 429
    emulator.account.payment_required = True
    assert own.request("GET", "/csat/stats").status_code == 402


def test_a_kept_answer_is_in_the_journal(emulator: nicereply_emulator.Emulator, own: Api) -> None:
    for _ in range(3):
        own.get("/csat/stats")
    entries = emulator.journal.entries(operation="getCsatStats")
    assert len(entries) == 3
    assert entries[2].answer == entries[0].answer == own.get("/csat/stats")


def test_faults_act_on_a_kept_answer_and_leave_it_whole(emulator: nicereply_emulator.Emulator, own: Api) -> None:
    whole = [own.get("/csat/stats") for _ in range(2)][1]
    emulator.faults.add("added_field", field="extra", operation="getCsatStats", times=1)
    assert own.get("/csat/stats") != whole
    assert own.get("/csat/stats") == whole


def test_a_kept_answer_is_checked_as_it_leaves(own: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    check = SelfCheck.checked

    def note(self: SelfCheck, operation: Any, response: Any) -> Any:
        checked.append(operation.id)
        return check(self, operation, response)

    monkeypatch.setattr(SelfCheck, "checked", note)
    for _ in range(3):
        own.get("/csat/stats")
    assert checked == ["getCsatStats"] * 3


def test_refusals_are_not_kept(own: Api, made: list[str]) -> None:
    for _ in range(2):
        assert own.request("GET", "/csat/ratings?per_page=101").status_code == 400
        assert own.request("GET", "/users/11111111-1111-4111-8111-111111111111").status_code == 404
        assert own.request("PUT", "/csat/stats").status_code == 405
    assert made == []


def test_they_are_bounded_in_bytes(
    emulator: nicereply_emulator.Emulator, own: Api, monkeypatch: pytest.MonkeyPatch, made: list[str]
) -> None:
    monkeypatch.setattr(_answers, "MOST_BYTES", 200_000)
    answers = emulator.service._answers
    most = 0
    for page in range(1, 15):
        for _ in range(2):
            own.get(f"/csat/ratings?per_page=50&page={page}")
        kept = sum(len(path) + len(query) + len(one.response.body) for (path, query), one in answers._kept.items())
        assert kept <= 200_000
        most = max(most, kept)
    assert most > 100_000
    assert len(made) == 2 * 14


def test_a_target_that_is_very_long_is_not_kept(own: Api, made: list[str]) -> None:
    for _ in range(3):
        own.get("/csat/ratings?" + "&" * 2_000)
    assert len(made) == 3
