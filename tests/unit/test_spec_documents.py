"""`make spec`: the documents for programs in other languages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nicereply_spec

ROOT = Path(__file__).resolve().parents[2]


def run(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "spec_documents.py"), str(root)]
    return subprocess.run(command, env={**os.environ}, capture_output=True, text=True, check=False)


def test_it_has_the_documents_and_the_cases_and_changes_nothing_the_second_time(tmp_path: Path) -> None:
    (tmp_path / "spec").mkdir()
    source = ROOT / "spec" / "nicereply.yaml"
    (tmp_path / "spec" / "nicereply.yaml").write_bytes(source.read_bytes())
    first = run(tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.endswith("in dist/spec, 4 changed\n")
    folder = tmp_path / "dist" / "spec"
    assert (folder / "nicereply.yaml").read_bytes() == source.read_bytes()
    assert json.loads((folder / "openapi.json").read_bytes()) == nicereply_spec.load()
    assert json.loads((folder / "strict.json").read_bytes()) == nicereply_spec.load_strict()
    cases = json.loads((folder / "cases.json").read_bytes())["cases"]
    assert len({case["id"] if "id" in case else json.dumps(case) for case in cases}) == len(cases) > 500
    assert run(tmp_path).stdout.endswith("in dist/spec, 0 changed\n")


def test_a_document_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "nicereply.yaml").write_text("openapi: [", encoding="utf-8")
    failed = run(tmp_path)
    assert failed.returncode == 1
    assert "spec: " in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not (tmp_path / "dist").exists()
