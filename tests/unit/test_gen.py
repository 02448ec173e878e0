"""`make gen` and `make drift` on copies of the real document and overlays."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ("generated/nicereply", "generated/nicereply_spec", "docs/discrepancies.md")


def copy_sources(root: Path) -> Path:
    """A folder with everything that generation reads, and nothing that it writes."""
    shutil.copytree(ROOT / "spec", root / "spec")
    shutil.copytree(ROOT / "overlays", root / "overlays")
    shutil.copy(ROOT / "constraints.txt", root)
    return root


def run(script: str, root: Path, hash_seed: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    command = [sys.executable, str(ROOT / "scripts" / script), str(root)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def tree(root: Path) -> dict[str, bytes]:
    files = (path for name in GENERATED for path in [root / name, *(root / name).rglob("*")] if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sources(tmp_path_factory.mktemp("generated"))
    result = run("gen.py", root, hash_seed=1)
    assert result.returncode == 0, result.stderr
    return root


@pytest.fixture
def root(generated: Path, tmp_path: Path) -> Path:
    """A copy of what was generated, to be spoiled."""
    return Path(shutil.copytree(generated, tmp_path / "root"))


def test_what_is_committed_is_what_one_run_generates(generated: Path) -> None:
    assert tree(generated) == tree(ROOT)


def test_another_folder_and_hash_seed_give_the_same_bytes(generated: Path, tmp_path: Path) -> None:
    other = copy_sources(tmp_path / "elsewhere")
    assert run("gen.py", other, hash_seed=2).returncode == 0
    assert tree(other) == tree(generated)


def test_a_second_run_touches_nothing(root: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    result = run("gen.py", root)
    assert (result.returncode, ", 0 changed, " in result.stdout) == (0, True)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()} == times


def spoil_document(root: Path) -> str:
    with (root / "spec/nicereply.yaml").open("a") as file:
        file.write("\nunheard-of: {}\n")
    return "unheard-of"


def spoil_overlay(root: Path) -> str:
    with (root / "overlays/views/python-stale.yaml").open("w") as file:
        file.write("overlay: 1.0.0\ninfo: {title: Stale, version: '1'}\n")
        file.write("actions: [{target: $.gone, description: Was there once., remove: true}]\n")
    return "python-stale.yaml: action 1 (target $.gone): matches nothing"


def spoil_with_a_warning(root: Path) -> str:
    """A body that the generator skips with a warning, and without it exits with success."""
    with (root / "overlays/views/python-warning.yaml").open("w") as file:
        file.write("overlay: 1.0.0\ninfo: {title: Warning, version: '1'}\nactions:\n")
        file.write("- {target: $.paths.*.post.requestBody.content, description: Test., remove: true}\n")
        file.write("- target: $.paths.*.post.requestBody\n  description: Test.\n")
        file.write("  update: {content: {application/xml: {schema: {type: string}}}}\n")
    return "failed or warned"


def spoil_configuration(root: Path) -> str:
    with (root / "overlays/client.yaml").open("a") as file:
        file.write("\nfield_prefixes: x\n")
    return "client.yaml: unknown field_prefixes; known are "


def spoil_templates(root: Path) -> str:
    (root / "overlays/templates/modle.py.jinja").write_text("never read")
    return "the generator has no modle.py.jinja"


def spoil_generated_code(root: Path) -> str:
    (root / "overlays/templates/errors.py.jinja").write_text("def (:\n")
    return "failed or warned"


def spoil_pins(root: Path) -> str:
    (root / "constraints.txt").write_text("openapi-python-client==0.29.1\nruff==0.0.1\n")
    return "constraints.txt says 0.0.1: set up .venv anew"


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_document,
        spoil_overlay,
        spoil_with_a_warning,
        spoil_configuration,
        spoil_templates,
        spoil_generated_code,
        spoil_pins,
    ],
)
def test_a_failing_run_says_why_and_leaves_everything_as_it_was(root: Path, spoil: object) -> None:
    assert callable(spoil)
    before = tree(root)
    message = spoil(root)
    result = run("gen.py", root)
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.endswith("gen: nothing was changed\n")
    assert tree(root) == before


def test_drift_fails_where_nothing_can_be_generated(root: Path) -> None:
    message = spoil_overlay(root)
    drift = run("drift.py", root)
    assert drift.returncode == 1
    assert drift.stdout.startswith("drift: nothing can be generated: ")
    assert message in drift.stdout


def test_drift_says_in_one_line_whether_anything_differs(root: Path) -> None:
    result = run("drift.py", root)
    assert result.returncode == 0
    assert result.stdout == f"drift: none, all {len(tree(root))} generated files are what would be generated\n"
    (root / "docs/discrepancies.md").write_text("edited")
    (root / "generated/nicereply_spec/strict.json").unlink()
    result = run("drift.py", root)
    assert result.returncode == 1
    first = "generated/nicereply_spec/strict.json"
    assert result.stdout == f"drift: 2 file(s) differ from what would be generated ({first} first): run make gen\n"
