"""The runner in TypeScript, with its small client: it compiles, every case passes, and it fails when it should."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import nicereply_spec
from nicereply_contract.wire import bundle, load_cases

from .bent import CLIENT, bent

ROOT = Path(__file__).parents[2]
RUNNER = ROOT / "spec" / "conformance" / "runners" / "typescript"
NODE = Path(sys.executable).with_name("node")
# What the example client, or JavaScript, has not.
NOT_RUN = {"naive-datetime", "uuid", "retries"}


def play(folder: Path, cases: str) -> subprocess.CompletedProcess[str]:
    """What the runner says about a bundle of cases."""
    (folder / "cases.json").write_text(cases, encoding="utf-8")
    (folder / "document.json").write_text(json.dumps(nicereply_spec.load()), encoding="utf-8")
    command = [NODE, RUNNER / "runner.mts", folder / "cases.json", folder / "document.json"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_it_compiles() -> None:
    compiler = ROOT / "node_modules" / "typescript" / "lib" / "tsc.js"
    assert compiler.is_file(), "TypeScript is missing: npm ci"
    done = subprocess.run(
        [NODE, compiler, "--project", RUNNER], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_every_case_passes(tmp_path: Path) -> None:
    cases = [case for case in load_cases() if case["kind"] != "server"]
    left_out = [case["name"] for case in cases if NOT_RUN & set(case["needs"])]
    done = play(tmp_path, bundle())
    assert done.stderr == ""
    assert [line for line in done.stdout.splitlines() if line.startswith("failed")] == []
    assert done.stdout.splitlines()[-1] == f"{len(cases) - len(left_out)} passed, 0 failed, {len(left_out)} not run"
    assert done.returncode == 0


def test_nothing_to_play_is_a_failure(tmp_path: Path) -> None:
    done = play(tmp_path, json.dumps({"format": 1, "cases": []}))
    assert (done.stdout, done.returncode) == ("0 passed, 0 failed, 0 not run\n", 1)


@pytest.fixture(scope="module")
def bent_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the runner says of the bent cases."""
    cases = [bent(CLIENT, label) for label in CLIENT]
    return play(tmp_path_factory.mktemp("bent"), json.dumps({"format": 1, "cases": cases})).stdout


@pytest.mark.parametrize("label", CLIENT)
def test_a_bent_case_fails(label: str, bent_report: str) -> None:
    assert f"\nfailed: {label}: " in f"\n{bent_report}"
