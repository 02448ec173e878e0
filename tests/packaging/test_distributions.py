"""What wheel and sdist hold."""

import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

from .conftest import ROOT, build

# The room of each package, by its name.
PACKAGES = {
    "nicereply": "generated",
    "nicereply_cli": "src",
    "nicereply_contract": "src",
    "nicereply_emulator": "src",
    "nicereply_runtime": "src",
    "nicereply_spec": "generated",
}


def targets() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return dict(tomllib.load(file)["tool"]["hatch"]["build"]["targets"])


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files(tree: Path, inside: str) -> dict[str, bytes]:
    """The files of a folder, or the one file, by their names inside the wheel."""
    paths = [path for path in [tree, *tree.rglob("*")] if path.is_file() and "__pycache__" not in path.parts]
    return {f"{inside}/{path.relative_to(tree).as_posix()}".removesuffix("/."): path.read_bytes() for path in paths}


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path, project: dict[str, Any]) -> None:
    places = {f"{room}/{package}": package for package, room in PACKAGES.items()} | targets()["wheel"]["force-include"]
    in_tree = {name: data for path, inside in places.items() for name, data in files(ROOT / path, inside).items()}
    metadata = f"nicereply-{project['version']}.dist-info/"
    in_wheel = contents(wheel)
    assert {name: data for name, data in in_wheel.items() if not name.startswith(metadata)} == in_tree
    assert {f"{package}/py.typed" for package in PACKAGES} <= in_wheel.keys()
    assert in_wheel[f"{metadata}licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()


def test_the_tree_has_no_package_that_is_not_listed() -> None:
    assert set(targets()["wheel"]["packages"]) == {f"{room}/{package}" for package, room in PACKAGES.items()}
    in_tree = {path.parent.name for room in ("src", "generated") for path in (ROOT / room).glob("*/__init__.py")}
    assert in_tree == PACKAGES.keys()


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert contents(build(source, tmp_path / "wheel", "wheel")) == contents(wheel)


def test_the_sdist_holds_the_document_and_how_the_client_is_made_from_it(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"spec/nicereply.yaml", "overlays/client.yaml", "LICENSE", "README.md", "CHANGELOG.md"} <= names
    assert not [name for name in names if name.startswith((".venv", "node_modules", "build", "dist"))]
