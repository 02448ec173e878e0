"""`nicereply-contract` in other people's CI: the wheel with the extra `contract` alone, in a fresh environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.contract.proxy import Exchange, proxy

from emulator_process import FROZEN, Service, running

from .conftest import ROOT, Environment, run

SHORT = ("--phases", "examples,controls", "--examples", "1")


@pytest.fixture(scope="module")
def suite(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The wheel with the one extra."""
    made = Environment(tmp_path_factory.mktemp("contract"))
    assert run([sys.executable, "-m", "venv", "--without-pip", made.folder]).returncode == 0
    pip = [sys.executable, "-m", "pip", "--python", made.programs / "python", "install", "--quiet"]
    done = run([*pip, "--disable-pip-version-check", "--constraint", ROOT / "constraints.txt", f"{wheel}[contract]"])
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def emulator() -> Iterator[Service]:
    """Of this project's environment: the other one has no emulator's extra."""
    with running(*FROZEN) as service:
        yield service


def contract(suite: Environment, key: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a workflow does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NICEREPLY", "PYTHON"))}
    command = [suite.programs / "nicereply-contract", *arguments]
    return run(command, cwd=suite.folder, env={**kept, "NICEREPLY_API_KEY": key})


def test_a_service_that_keeps_to_it_passes(suite: Environment, emulator: Service, tmp_path: Path) -> None:
    """Exit status 0, and a JUnit report with a suite for each part."""
    junit = tmp_path / "contract.xml"
    done = contract(suite, emulator.api_key, "--base-url", emulator.base_url, *SHORT, "--junit", junit)
    assert done.returncode == 0, done.stdout + done.stderr
    suites = {one.get("name"): one for one in ET.parse(junit).getroot().iter("testsuite")}  # noqa: S314 - our own file
    assert suites.keys() == {"attack", "controls"}
    assert all((one.get("failures"), one.get("skipped")) == ("0", "0") for one in suites.values())
    assert int(suites["attack"].get("tests", "0")) >= 49


def test_a_service_that_does_not_fails(suite: Environment, emulator: Service, tmp_path: Path) -> None:
    """Exit status 1, and a line that repeats the request, the key left out."""

    def wrong(exchange: Exchange) -> None:
        if exchange.is_success_of("/nps/stats"):
            exchange.edit(lambda body: body["_results"].pop("groups"))

    junit = tmp_path / "contract.xml"
    with proxy(emulator.base_url, after=wrong) as base_url:
        done = contract(suite, emulator.api_key, "--base-url", base_url, *SHORT, "--junit", junit)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "failed   attack: GET /nps/stats" in done.stdout
    assert 'curl -X GET -u ":$NICEREPLY_API_KEY"' in done.stdout
    assert "/nps/stats" in junit.read_text(encoding="utf-8")
    assert emulator.api_key not in done.stdout + done.stderr + junit.read_text(encoding="utf-8")


def test_wrong_usage(suite: Environment) -> None:
    """Exit status 2."""
    done = contract(suite, "", "--base-url", "http://127.0.0.1:9/v1")
    assert (done.returncode, "NICEREPLY_API_KEY" in done.stderr) == (2, True)


def test_the_emulator_is_not_part_of_it(suite: Environment) -> None:
    """What the emulator stands on is not installed for who only tests."""
    assert not {"uvicorn", "typer", "openapi-core"} & suite.installed()
