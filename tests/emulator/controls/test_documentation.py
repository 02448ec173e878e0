"""The pages under docs/ are those that the code makes, and what the page of controls shows runs."""

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

import emulator_pages
import nicereply_emulator
from nicereply_emulator.behaviours import BEHAVIOURS

ROOT = Path(__file__).parents[3]
CONTROLS = ROOT / "docs" / "emulator-controls.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", CONTROLS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return emulator_pages.pages()


@pytest.mark.parametrize("name", ["emulator-controls.md", "emulator-behaviours.md", "emulator-data.schema.json"])
def test_pages_are_up_to_date(pages: dict[str, str], name: str) -> None:
    path = f"docs/{name}"
    assert (ROOT / path).read_text(encoding="utf-8") == pages[path], "run scripts/emulator_pages.py"


def test_every_behaviour_is_on_the_page(pages: dict[str, str]) -> None:
    page = pages["docs/emulator-behaviours.md"]
    assert page.count("<a id=") == len(BEHAVIOURS)
    assert "**0 validated live**" in page


def test_every_endpoint_is_on_the_page(emulator: nicereply_emulator.Emulator) -> None:
    page = CONTROLS.read_text(encoding="utf-8")
    assert "<!-- " not in page.partition("\n")[2]
    for endpoint in emulator.controls.table:
        assert f"`{endpoint.method} /_emulator{endpoint.path}`" in page


def test_the_python_twins_are_there(emulator: nicereply_emulator.Emulator) -> None:
    twins = [endpoint.python for endpoint in emulator.controls.table if endpoint.python]
    assert len(twins) > 20
    for twin in twins:
        first, *siblings = [re.match(r"[\w.]+", call)[0] for call in twin.split(", .")]  # type: ignore[index]
        *way, name = first.removeprefix("emulator.").split(".")
        holder: Any = emulator
        for step in way:
            holder = getattr(holder, step)
        assert all(hasattr(holder, one) for one in (name, *siblings)), twin


def test_the_first_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(blocks("python")[0], str(CONTROLS), "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == "1123\n"


def test_the_examples_of_faults_run() -> None:
    with closing(nicereply_emulator.Emulator()) as emulator:
        exec(compile(blocks("python")[1], str(CONTROLS), "exec"), {"emulator": emulator})  # noqa: S102 - our own page
        assert len(emulator.faults.list()) == 4


def test_the_examples_with_curl(controls: httpx.Client) -> None:
    lines = blocks("sh")[0].splitlines()
    assert len(lines) == 3
    for line in lines:
        method = "POST" if "-X POST" in line else "GET"
        body = re.search(r"-d '(.*)'", line)
        path = re.search(r"/_emulator(/\S+)", line)
        assert path is not None
        # curl says so of whatever it sends.
        headers = {"content-type": "application/x-www-form-urlencoded"}
        assert controls.request(method, path[1], content=body[1] if body else b"", headers=headers).status_code == 200
