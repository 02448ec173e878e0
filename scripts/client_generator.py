"""Run openapi-python-client on the view for Python, with everything checked that it would pass over in silence."""

import os
import re
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from openapi_python_client.config import ConfigFile

from document import JsonObject, dump, load_object
from outputs import read_folder

# The two that decide the bytes of what is generated.
_PINNED = ("openapi-python-client", "ruff")


class GenerationError(Exception):
    """The client cannot be generated; the message says what is in the way."""


def generate_client(root: Path, view: JsonObject, work: Path) -> dict[str, bytes]:
    """The files of the package `nicereply` by their path inside it.

    `work` is an empty folder that the generator may use. Raises GenerationError, also for any warning.
    """
    config, templates = root / "overlays" / "client.yaml", root / "overlays" / "templates"
    _check_versions(root / "constraints.txt")
    _check_config(config)
    _check_templates(templates)
    source, package = work / "view.json", work / "nicereply"
    source.write_text(dump(view), encoding="utf-8")
    arguments = {
        "--path": source,
        "--config": config.resolve(),
        "--custom-template-path": templates.resolve(),
        "--output-path": package,
        "--meta": "none",
    }
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--overwrite"]
    command += [str(word) for argument in arguments.items() for word in argument]
    result = subprocess.run(command, cwd=work, env=_environment(), capture_output=True, text=True, check=False)
    # Warnings go to stderr, and a run that is well says nothing there.
    if result.returncode or result.stderr.strip():
        raise GenerationError(f"openapi-python-client failed or warned:\n{result.stdout}{result.stderr}")
    return {**read_folder(package), "py.typed": b""}


def _environment() -> dict[str, str]:
    """The environment with this interpreter's programs first: the generator calls the ruff that it finds on PATH."""
    programs = Path(sys.executable).parent
    if not any((programs / name).exists() for name in ("ruff", "ruff.exe")):
        raise GenerationError(f"ruff is not beside {sys.executable}: run this with make, which sets up .venv")
    return {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONUTF8": "1"}


def _check_versions(constraints: Path) -> None:
    pins = dict(line.split("==") for line in constraints.read_text(encoding="utf-8").split() if "==" in line)
    for name in _PINNED:
        if version(name) != pins.get(name):
            raise GenerationError(
                f"{name} is {version(name)}, {constraints.name} says {pins.get(name)}: set up .venv anew"
            )


def _check_config(config: Path) -> None:
    unknown = load_object(config).keys() - ConfigFile.model_fields.keys()
    if unknown:
        known = ", ".join(ConfigFile.model_fields)
        raise GenerationError(f"{config.name}: unknown {', '.join(sorted(unknown))}; known are {known}")


def _check_templates(templates: Path) -> None:
    """Each template replaces one of the generator's, or is named by one of ours: anything else would not be read."""
    stock = Path(str(files("openapi_python_client") / "templates"))
    ours = {path.relative_to(templates).as_posix(): path for path in templates.rglob("*") if path.is_file()}
    if not ours:
        raise GenerationError(f"{templates}: there is no template")
    text = "\n".join(path.read_text(encoding="utf-8") for path in ours.values())
    named = set(re.findall(r"""(?:import|include|extends|from)\s+["']([^"']+)["']""", text))
    unread = sorted(name for name in ours if name not in named and not (stock / name).is_file())
    if unread:
        raise GenerationError(f"overlays/templates: the generator has no {', '.join(unread)} and no template names it")
