"""What the packaging tests share: the distributions, and an environment that has the wheel and nothing else."""

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)


def build(source: Path, into: Path, kind: str) -> Path:
    """Build one distribution with the installed build backend, without the network."""
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", into, source]
    done = run(command)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = into.iterdir()
    return built


@pytest.fixture(scope="session")
def project() -> dict[str, Any]:
    """The project table of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return dict(tomllib.load(file)["project"])


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("sdist"), "sdist")


@dataclass(frozen=True)
class Environment:
    """A virtual environment of its own."""

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin")

    def python(self, *arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run its Python apart from this project: no PYTHONPATH, no user packages, another folder."""
        return run([self.programs / "python", "-I", *arguments], cwd=self.folder, **options)

    def installed(self) -> set[str]:
        listed = run([sys.executable, "-m", "pip", "--python", self.programs / "python", "list", "--format=freeze"])
        assert listed.returncode == 0, listed.stderr
        return {line.split("==")[0].lower() for line in listed.stdout.split()}


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The wheel in a fresh environment, with its declared dependencies as pinned and without any extra."""
    environment = Environment(tmp_path_factory.mktemp("environment"))
    done = run([sys.executable, "-m", "venv", "--without-pip", environment.folder])
    assert done.returncode == 0, done.stderr
    pip = [sys.executable, "-m", "pip", "--python", environment.programs / "python"]
    options = ["--quiet", "--disable-pip-version-check", "--constraint", ROOT / "constraints.txt"]
    done = run([*pip, "install", *options, wheel])
    assert done.returncode == 0, done.stderr
    return environment
