"""With the clock frozen and the same seed, two runs give the same bytes."""

from contextlib import closing

import pytest

import nicereply_emulator

from ..api import NOW
from .ways import WAYS, Way

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"


def run(name: str, seed: int) -> list[tuple[int, bytes, list[tuple[str, str]]]]:
    """Creations, lists, figures, refusals and faults, as they were answered."""
    with nicereply_emulator.run(now=NOW, frozen=True, seed=seed, self_check=True) as emulator:
        way = Way(name, emulator)
        emulator.faults.add("status", status=503, probability=0.5, seed=seed, operation="getNpsStats")
        emulator.faults.add("rows_inserted", times=1)
        answers = [
            way.request("POST", "/ratings", json={"survey_id": ORDER, "score": score, "user": {"username": "agentBob"}})
            for score in (1, 2, 3, 4, 5)
        ]
        body = {"username": "agentEve", "fullname": "Eve", "email": "eve@example.com"}
        answers += [way.request("POST", "/users/agent", json=body) for _ in range(2)]
        answers += [way.get(path) for path in ("/csat/ratings", "/csat/ratings?page=2", "/users", "/csat/stats")]
        answers += [way.get("/nps/stats") for _ in range(20)]
        emulator.clock.advance(1)
        answers.append(way.get("/teams/stats"))
        return [(answer.status_code, answer.content, sorted(answer.headers.items())) for answer in answers]


@pytest.mark.parametrize("way", WAYS)
def test_two_runs_give_the_same_bytes(way: str) -> None:
    assert run(way, 7) == run(way, 7)


def test_all_ways_give_the_same_bytes() -> None:
    first, *others = [run(way, 7) for way in WAYS]
    for other in others:
        assert [answer[:2] for answer in other] == [answer[:2] for answer in first]


def test_another_seed_gives_other_ids() -> None:
    first, second = run("in process", 1), run("in process", 2)
    assert first[0][1] != second[0][1]
    assert [status for status, _, _ in first] != [status for status, _, _ in second]


def test_a_reset_account_hands_out_the_same_ids_again() -> None:
    with closing(nicereply_emulator.Emulator(now=NOW, frozen=True)) as emulator:
        way = Way("in process", emulator)
        body = {"survey_id": ORDER, "score": 1, "user": {"username": "agentBob"}}
        first = way.request("POST", "/ratings", json=body).content
        assert way.request("POST", "/ratings", json=body).content != first
        emulator.reset()
        assert way.request("POST", "/ratings", json=body).content == first
