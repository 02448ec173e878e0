"""The recipes for other languages run as they stand in examples/recipes, where their language is installed."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

RECIPES = Path(__file__).parents[2] / "examples" / "recipes"
PAGES = Path(__file__).parents[2] / "docs" / "recipes"
TESTED = {"node", "java", "php", "github-actions"}
ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def test_every_recipe_is_tested_here() -> None:
    assert {path.name for path in RECIPES.iterdir()} == TESTED


def test_node() -> None:
    output = run("node", "--test", "--test-reporter=tap", "ratings.test.mjs", cwd=RECIPES / "node")
    assert "# pass 3\n# fail 0" in output


@needs("javac")
def test_java(tmp_path: Path) -> None:
    sources = [str(path) for path in sorted((RECIPES / "java").glob("*.java"))]
    run("javac", "-Xlint:all", "-Werror", "-d", str(tmp_path), *sources, cwd=RECIPES)
    assert run("java", "-cp", str(tmp_path), "RatingsTest", cwd=tmp_path) == "3 passed, 0 failed\n"


@needs("php")
def test_php() -> None:
    output = run(
        "php", "-d", "error_reporting=-1", "-d", "display_errors=stderr", "ratings_test.php", cwd=RECIPES / "php"
    )
    assert output.endswith("\n3 passed, 0 failed\n")


def test_github_actions(tmp_path: Path) -> None:
    """The workflow's steps, in order, as a runner carries them out; what it installs is here already."""
    workflow: dict[str, Any] = yaml.safe_load((RECIPES / "github-actions" / "workflow.yml").read_text())
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    for action in (step["uses"] for step in job["steps"] if "uses" in step):
        assert action.partition("@")[2], f"{action} names no version"
    commands = {step["name"]: step["run"] for step in job["steps"] if "run" in step}
    assert commands.pop("Install the emulator") == "pip install 'nicereply[emulator]'"
    port = free_port()
    environment, outputs = dict(ENVIRONMENT), {}
    for name, command in commands.items():
        file = tmp_path / "environment"
        file.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command.replace("8710", str(port))],
            env=environment | {"GITHUB_ENV": str(file)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        outputs[name] = done.stdout
        environment |= dict(line.split("=", 1) for line in file.read_text().splitlines())
    assert '"average"' in outputs["Run the tests"]
    assert f"http://127.0.0.1:{port}/v1" in outputs["Show what the emulator said, and end it"]
    assert is_closed(port), "the last step must end the emulator"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_closed(port: int) -> bool:
    """Whether nothing listens at the port, now or within five seconds."""
    for _ in range(50):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_pages_quote_the_tried_files_and_lead_to_them(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    files = "\n".join(file.read_text(encoding="utf-8") for file in (RECIPES / page.stem).iterdir())
    quoted = re.findall(r"^```\w+\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert quoted
    for quotation in quoted:
        assert quotation in files
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (page.parent / link).exists(), link


def test_every_recipe_has_a_page() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == TESTED
