"""The recipes for other languages run as they stand in examples/recipes, where their language is installed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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


NODE_WAITS = """
import { startEmulator } from "./emulator.mjs";
const emulator = await startEmulator();
console.log(process.pid, emulator.baseUrl);
setTimeout(() => {}, 60_000);
"""

PHP_WAITS = """<?php
require './Emulator.php';
$emulator = Emulator::start();
echo getmypid(), ' ', $emulator->baseUrl, "\\n";
sleep(60);
"""

JAVA_WAITS = """
class Waits {
    public static void main(String[] arguments) throws Exception {
        Emulator emulator = Emulator.start();
        System.out.println(ProcessHandle.current().pid() + " " + emulator.baseUrl);
        Thread.sleep(60_000);
    }
}
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda number: number.name)
@pytest.mark.parametrize(
    ("command", "file", "source"),
    [
        pytest.param("node waits.mjs", "node/waits.mjs", NODE_WAITS, id="node"),
        pytest.param("php waits.php", "php/waits.php", PHP_WAITS, marks=needs("php"), id="php"),
        pytest.param("java Waits", "java/Waits.java", JAVA_WAITS, marks=needs("javac"), id="java"),
    ],
)
def test_the_emulator_ends_with_a_program_that_is_killed(
    command: str, file: str, source: str, number: signal.Signals, tmp_path: Path
) -> None:
    shutil.copytree(RECIPES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / file
    path.write_text(source)
    if path.suffix == ".java":
        run("javac", "Emulator.java", "Waits.java", cwd=path.parent)
    with subprocess.Popen(
        command.split(), cwd=path.parent, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        process, base_url = program.stdout.readline().split()
        port = urlsplit(base_url).port
        assert port is not None
        os.kill(int(process), number)  # a wrapper may have started it
    assert is_closed(port)


def test_a_node_program_that_does_not_stop_the_emulator_ends(tmp_path: Path) -> None:
    shutil.copytree(RECIPES / "node", tmp_path, dirs_exist_ok=True)
    tmp_path.joinpath("ends.mjs").write_text(NODE_WAITS.replace("60_000", "0"))
    base_url = run("node", "ends.mjs", cwd=tmp_path).split()[1]
    port = urlsplit(base_url).port
    assert port is not None
    assert is_closed(port)


def test_github_actions(tmp_path: Path) -> None:
    """The workflow's steps, in order, as a runner carries them out; what it installs is here already."""
    workflow: dict[str, Any] = yaml.safe_load((RECIPES / "github-actions" / "workflow.yml").read_text())
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    for action in (step["uses"] for step in job["steps"] if "uses" in step):
        assert action.partition("@")[2], f"{action} names no version"
    commands = {step["name"]: step["run"] for step in job["steps"] if "run" in step}
    assert commands.pop("Install the emulator") == "pip install './nicereply-python[emulator]'"
    assert [step["with"]["path"] for step in job["steps"] if "path" in step.get("with", {})] == ["nicereply-python"]
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
