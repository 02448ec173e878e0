"""The second judge agrees with the emulator, and disagrees where something is wrong. Needs its own environment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import nicereply_spec
from emulator_process import Service
from nicereply_contract import relations
from nicereply_contract.exchange import Exchange, read_exchanges
from nicereply_contract.relations.catalogue import Catalogue
from nicereply_contract.second_judge import REQUIREMENTS, Judgement, judge

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-judge" / "bin" / "python"


@pytest.fixture(scope="module")
def recording(emulator: Service, tmp_path_factory: pytest.TempPathFactory) -> list[Exchange]:
    """Every operation that takes no id once, a refused request, a record that is not there and a creation."""
    exchanges: list[Exchange] = []
    catalogue = Catalogue(nicereply_spec.load_strict())
    service = relations.Service(emulator.base_url, emulator.api_key, allow_writes=True, observe=exchanges.append)
    with service:
        for operation in catalogue.operations:
            if operation.method == "get" and not operation.takes_id:
                service.get(operation)
        service.get(catalogue.lists[0], per_page=1000)
        service.get(catalogue.resources["teams"].stats, "00000000-0000-4000-8000-000000000000")
        service.post(catalogue.user_creations[0], {"fullname": "Judged", "username": "judged", "email": "j"})
        service.post(catalogue.user_creations[0], {"fullname": "Judged", "username": "judged thing"})
    del tmp_path_factory
    return exchanges


def judged(exchanges: list[Exchange], emulator: Service, folder: Path) -> Judgement:
    """What the second judge says."""
    path = folder / "recording.jsonl"
    path.write_text("".join(f"{exchange.dump()}\n" for exchange in exchanges), encoding="utf-8")
    assert list(read_exchanges(path)) == exchanges
    return judge(PYTHON, nicereply_spec.load_strict(), path, emulator.base_url)


def test_it_agrees_with_the_emulator(recording: list[Exchange], emulator: Service, tmp_path: Path) -> None:
    """On every exchange, and it looks at all of them."""
    found = judged(recording, emulator, tmp_path)
    assert found.disagreements == []
    assert found.judged == len(recording)
    assert found.requests >= 25


def wrong_type(exchange: Exchange) -> None:
    """A name is a number."""
    exchange.body = exchange.body.replace(b'"name":"', b'"name":5,"was":"', 1)


def wrong_status(exchange: Exchange) -> None:
    """A status that is not documented."""
    exchange.status = 206


def taken_though_wrong(exchange: Exchange) -> None:
    """A request that the document refuses was taken."""
    exchange.url += "?per_page=5"


def wrong_content(exchange: Exchange) -> None:
    """An answer that says it is a page of HTML."""
    exchange.headers["content-type"] = "text/html"


@pytest.mark.parametrize("mistake", [wrong_type, wrong_status, taken_though_wrong, wrong_content])
def test_it_disagrees_where_something_is_wrong(
    recording: list[Exchange], emulator: Service, tmp_path: Path, mistake: Callable[[Exchange], None]
) -> None:
    """With a line that repeats the request."""
    (teams,) = [exchange for exchange in recording if exchange.url.endswith("/teams")]
    altered = Exchange.parse(teams.dump())
    mistake(altered)
    found = judged([altered], emulator, tmp_path)
    assert len(found.disagreements) == 1
    assert "/teams" in found.disagreements[0].curl


def test_a_refusal_of_what_is_right_is_noticed(recording: list[Exchange], emulator: Service, tmp_path: Path) -> None:
    """The service says 400 to a request that the document allows."""
    (refused,) = [exchange for exchange in recording if exchange.status == 400 and exchange.method == "GET"]
    altered = Exchange.parse(refused.dump())
    altered.url = altered.url.replace("per_page=1000", "per_page=50")
    found = judged([altered], emulator, tmp_path)
    assert "the service refused the request with 400" in found.disagreements[0].message


def test_it_judges_nothing_where_there_is_nothing(emulator: Service, tmp_path: Path) -> None:
    """The suite fails then: it looks at this number."""
    assert judged([], emulator, tmp_path).judged == 0


def test_a_missing_environment_is_an_error(tmp_path: Path) -> None:
    """Not a silent agreement."""
    (tmp_path / "recording.jsonl").touch()
    for python in (Path(sys.executable), tmp_path / "no-python"):
        with pytest.raises(RuntimeError, match="second judge"):
            judge(python, nicereply_spec.load_strict(), tmp_path / "recording.jsonl", "http://127.0.0.1/v1")


def test_its_environment_is_the_pinned_one() -> None:
    """What is installed is what the requirements say."""
    installed = subprocess.run([PYTHON, "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout
    wanted = [line for line in REQUIREMENTS.read_text().splitlines() if line and not line.startswith("#")]
    assert wanted
    assert set(wanted) <= set(installed.splitlines())
