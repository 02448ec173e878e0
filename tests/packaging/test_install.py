"""The wheel alone in a fresh environment, as a user would have it."""

import re
import sys
from typing import Any

import pytest

from .conftest import Environment, run

USE_THE_CLIENT = """
import base64, json, threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import nicereply, nicereply_spec

operations = [o for item in nicereply_spec.load()["paths"].values() for o in item.values() if "operationId" in o]
(operation,) = [o for o in operations if o["operationId"] == "getCsatStats"]
seen = []


class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        seen.append((self.path, base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()))
        body = b'{"_results": {"average": 6.4444, "count": 153}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
with nicereply.Client("some-key", base_url=f"http://127.0.0.1:{server.server_port}/v1") as client:
    stats = client.csat.get_stats()
print(json.dumps({"average": stats.average, "count": stats.count, "seen": seen, "file": nicereply.__file__}))
"""


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9-]", requirement)[0].lower() for requirement in requirements}


def test_no_package_of_an_extra_is_installed(environment: Environment, project: dict[str, Any]) -> None:
    declared = names(project["dependencies"])
    of_extras = {name for extra in project["optional-dependencies"].values() for name in names(extra)}
    installed = environment.installed()
    assert declared | {"nicereply"} <= installed
    assert not installed & (of_extras - declared - {"nicereply"})


def test_the_client_works_with_its_declared_dependencies_alone(environment: Environment) -> None:
    done = environment.python("-W", "error", "-c", USE_THE_CLIENT)
    assert done.returncode == 0, done.stderr
    assert '"average": 6.4444, "count": 153, "seen": [["/v1/csat/stats", ":some-key"]]' in done.stdout
    assert str(environment.folder) in done.stdout


def test_the_version_is_that_of_the_project(environment: Environment, project: dict[str, Any]) -> None:
    program = "import importlib.metadata as m, nicereply; print(nicereply.__version__, m.version('nicereply'))"
    done = environment.python("-c", program)
    assert done.stdout.split() == [project["version"]] * 2, done.stderr


@pytest.mark.parametrize(
    "package", ["nicereply", "nicereply_cli", "nicereply_emulator", "nicereply_runtime", "nicereply_spec"]
)
def test_each_package_can_be_imported_without_its_extra(environment: Environment, package: str) -> None:
    done = environment.python("-W", "error", "-c", f"import {package}")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("script", "extra"), [("nicereply", "cli"), ("nicereply-contract", "contract"), ("nicereply-emulator", "emulator")]
)
def test_a_command_whose_extra_is_missing_says_what_to_install(
    environment: Environment, project: dict[str, Any], script: str, extra: str
) -> None:
    assert script in project["scripts"]
    done = run([environment.programs / script, "--help"], cwd=environment.folder)
    assert done.returncode != 0
    assert f"pip install 'nicereply[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_emulator_in_python_says_what_to_install_too(environment: Environment) -> None:
    done = environment.python("-c", "import nicereply_emulator; nicereply_emulator.run()")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: The emulator needs jsonschema_rs, which is not installed: "
        "pip install 'nicereply[emulator]'"
    )
    assert "During handling" not in done.stderr


def test_a_type_checker_sees_the_types_of_the_installed_client(environment: Environment) -> None:
    program = "import nicereply; reveal_type(nicereply.Client('key').csat.get_stats().count)"
    python = environment.programs / "python"
    done = run(
        [sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "--config-file=", "-c", program],
        cwd=environment.folder,
    )
    assert done.returncode == 0, done.stdout
    assert 'Revealed type is "int"' in done.stdout or 'Revealed type is "builtins.int"' in done.stdout
