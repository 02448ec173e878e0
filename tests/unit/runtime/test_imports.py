"""What is loaded when, and which version it is."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import nicereply
from nicereply.models import __all__ as models

ROOT = Path(__file__).parents[3]


def loaded_by(statements: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after the statements."""
    program = f"{statements}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_next_to_nothing() -> None:
    loaded = loaded_by("import nicereply")
    assert "nicereply" in loaded
    for heavy in ("httpx", "attrs", "tenacity", "asyncio", "nicereply_runtime", "nicereply.models", "nicereply.client"):
        assert heavy not in loaded


def test_a_client_loads_neither_models_nor_retries_before_they_are_needed() -> None:
    loaded = loaded_by("import nicereply\nnicereply.Client('key')")
    assert "nicereply.client" in loaded
    for later in ("attrs", "tenacity", "nicereply.models", "nicereply.api"):
        assert later not in loaded


def test_a_resource_loads_no_other_resource() -> None:
    loaded = loaded_by("import nicereply\nnicereply.Client('key').teams")
    assert "nicereply.api.teams" in loaded
    assert "nicereply.api.csat" not in loaded


def test_every_public_name_is_there() -> None:
    assert set(models) < set(nicereply.__all__)
    for name in nicereply.__all__:
        assert getattr(nicereply, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(nicereply, "Ratings")
    assert not hasattr(nicereply.api, "rating")


def test_the_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert nicereply.__version__ == project["version"]
