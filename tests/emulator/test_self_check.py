"""A self-check that would notice."""

from contextlib import closing

import pytest

import nicereply_emulator
from nicereply_emulator import _render
from nicereply_emulator._account import Account
from nicereply_emulator._http import Refusal, Request


def answer(emulator: nicereply_emulator.Emulator, path: str, query: str = "") -> tuple[int, str]:
    headers = {"authorization": "Basic Om5pY2VyZXBseS1kZW1vLWtleQ=="}
    response = emulator.service.handle(Request("GET", f"/v1{path}", query, headers=headers))
    return response.status, response.body.decode()


def test_it_is_on_in_all_tests() -> None:
    with (
        closing(nicereply_emulator.Emulator(data="empty")) as emulator,
        nicereply_emulator.run(data="empty") as running,
    ):
        assert emulator.service.checks_itself
        assert running.service.checks_itself


def test_an_answer_against_the_document_is_a_500_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_render, "nps_score", lambda _: 101)
    with closing(nicereply_emulator.Emulator(self_check=True)) as emulator:
        status, text = answer(emulator, "/nps/stats")
        assert status == 500
        assert "getNpsStats" in text
        assert "/_results/nps_score: 101 is greater than the maximum of 100" in text
    with closing(nicereply_emulator.Emulator(self_check=False)) as emulator:
        assert answer(emulator, "/nps/stats")[0] == 200


def test_a_status_that_is_not_documented_is_a_500(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refusal(403, ["no"])

    with closing(nicereply_emulator.Emulator(self_check=True)) as emulator:
        monkeypatch.setattr("nicereply_emulator._parameters.QueryJudge.values", refuse)
        status, text = answer(emulator, "/users", "page=1")
        assert status == 500
        assert "the status is not among [200, 400, 401, 402, 429]" in text


def test_errors_of_no_operation_are_judged_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refusal(401, [])

    monkeypatch.setattr(Account, "admit", refuse)
    with closing(nicereply_emulator.Emulator(self_check=True)) as emulator:
        assert answer(emulator, "/users")[0] == 500
