"""Constraints and lock file: exact versions for everything, and no address of where anything is downloaded."""

import json
import re
import tomllib
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .conftest import ROOT


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)] == []
    assert lines == sorted(lines)
    return dict(line.split("==") for line in lines)


def requirements() -> list[Requirement]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        document: dict[str, Any] = tomllib.load(file)
    project = document["project"]
    groups = [*project["optional-dependencies"].values(), *document["dependency-groups"].values()]
    texts = [text for group in groups for text in group]
    texts += project["dependencies"] + document["build-system"]["requires"]
    return [requirement for text in texts if (requirement := Requirement(text)).name != "nicereply"]


def test_every_requirement_has_a_pin_that_it_allows() -> None:
    pinned = pins()
    assert len(requirements()) > 10
    for requirement in requirements():
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in constraints.txt"
        assert requirement.specifier.contains(version), f"{requirement} does not allow the pinned {version}"


def test_the_npm_lock_has_versions_and_checksums_but_no_addresses() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert lock["packages"][""]["devDependencies"] == package["devDependencies"]
    locked = {name: entry for name, entry in lock["packages"].items() if name}
    assert {f"node_modules/{name}" for name in package["devDependencies"]} <= locked.keys()
    assert [name for name, entry in locked.items() if "resolved" in entry or "integrity" not in entry] == []
    assert all(re.fullmatch(r"[0-9.]+", version) for version in package["devDependencies"].values())
