"""Every Python block of the pages is a program that runs against the emulator."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator_process import running

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/client.md")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (page, number, code) for page in PAGES for number, code in enumerate(BLOCK.findall((ROOT / page).read_text()))
]


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """The variables that point a program at an emulator."""
    with running("--self-check") as service:
        yield os.environ | {"NICEREPLY_BASE_URL": service.base_url, "NICEREPLY_API_KEY": service.api_key}


def test_each_page_has_programs() -> None:
    assert {page for page, _, _ in BLOCKS} == set(PAGES)


@pytest.mark.parametrize(("page", "number", "code"), BLOCKS, ids=[f"{page}-{number}" for page, number, _ in BLOCKS])
def test_block_runs(environment: dict[str, str], tmp_path: Path, page: str, number: int, code: str) -> None:
    program = ["-m", "pytest", "--verbose", _saved(tmp_path, code)] if "def test_" in code else ["-c", code]
    done = subprocess.run(
        [sys.executable, "-W", "error", *program],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{page}, block {number}:\n{done.stderr or done.stdout}"
    assert done.stdout, f"{page}, block {number}, prints nothing"


def _saved(folder: Path, code: str) -> str:
    """The path of a file of tests."""
    path = folder / "test_page.py"
    path.write_text(code)
    return str(path)
