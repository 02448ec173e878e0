"""Reports for people and machines: what failed, how to repeat it, and never the key."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from nicereply_contract.relations.service import curl
from nicereply_contract.report import Check, Report

KEY = "the-key-of-nobody"
SECRET = base64.b64encode(f":{KEY}".encode()).decode()


def report(*checks: Check) -> Report:
    """A report of checks."""
    return Report(KEY, list(checks), ["Some figures"])


FAILED = Check("attack", "GET /teams", "failed", f"Authorization: Basic {SECRET}\x00", f"curl -u :{KEY} 'x'")
NOT_RUN = Check("ledger", "402", "not run", "no controls")
PASSED = Check("relations", "pages", "passed")


@pytest.mark.parametrize(
    ("checks", "passes", "is_complete"),
    [([PASSED], True, True), ([PASSED, NOT_RUN], True, False), ([PASSED, FAILED], False, False)],
)
def test_what_passes(checks: list[Check], passes: bool, is_complete: bool) -> None:  # noqa: FBT001
    """What was not run does not fail, unless everything was to be run."""
    assert report(*checks).passed(complete=False) is passes
    assert report(*checks).passed(complete=True) is is_complete


def test_nothing_does_not_pass() -> None:
    """A run in which nothing passed proves nothing."""
    assert not report().passed(complete=False)
    assert not report(NOT_RUN).passed(complete=False)


def test_the_key_is_left_out(tmp_path: Path) -> None:
    """Of the text, the JUnit file and the repr, as it is and as it is sent."""
    made = report(FAILED, NOT_RUN, PASSED)
    made.write_junit(tmp_path / "folder" / "junit.xml")
    for text in (made.text(), (tmp_path / "folder" / "junit.xml").read_text(encoding="utf-8"), repr(made)):
        assert KEY not in text
        assert SECRET not in text
    assert "1 passed, 1 failed, 1 not run" in made.text()
    assert "curl -u :[key] 'x'" in made.text()


def test_junit_says_what_failed_and_what_was_not_run(tmp_path: Path) -> None:
    """A suite for each group, characters that XML lacks replaced."""
    path = tmp_path / "junit.xml"
    report(FAILED, NOT_RUN, PASSED).write_junit(path)
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    counts = {suite.get("name"): (suite.get("failures"), suite.get("skipped")) for suite in root}
    assert counts == {"attack": ("1", "0"), "ledger": ("0", "1"), "relations": ("0", "0")}
    failure = root.find(".//failure")
    assert failure is not None
    assert "curl" in (failure.text or "")


def test_a_curl_line_repeats_a_request_without_its_key() -> None:
    """It takes the key from the environment, and survives quotes."""
    line = curl("POST", "http://127.0.0.1/v1/ratings?a=b c", {"from": "O'Hara"})
    assert '-u ":$NICEREPLY_API_KEY"' in line
    assert "-X POST" in line
    assert """'{"from": "O'"'"'Hara"}'""" in line


def test_a_long_list_of_what_was_not_run_is_shortened_for_people(tmp_path: Path) -> None:
    """And whole for machines; a failure is never shortened."""
    goals = ", ".join(f"goal {number}" for number in range(500))
    made = report(PASSED, Check("ledger", "goals", "not run", goals))
    made.write_junit(tmp_path / "junit.xml")
    assert len(made.text()) < 1000
    assert "more characters" in made.text()
    assert "goal 499" in (tmp_path / "junit.xml").read_text(encoding="utf-8")
    assert "goal 499" in report(Check("ledger", "goals", "failed", goals)).text()
