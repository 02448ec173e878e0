"""The examples run, as programs of their own, against the emulator."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from json import JSONDecoder
from pathlib import Path
from typing import Any

import pytest

from emulator_process import running

EXAMPLES = Path(__file__).parents[2] / "examples"
# A survey of the demo data without required questions (CSAT, 1 to 10), and a documented user.
SURVEY = "df05e734-aed3-4da1-9fcb-730a2415698e"
USERNAME = "agentBob"


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """The variables that point a program at an emulator."""
    with running("--self-check") as service:
        yield os.environ | {"NICEREPLY_BASE_URL": service.base_url, "NICEREPLY_API_KEY": service.api_key}


def run(environment: dict[str, str], name: str, *arguments: str, status: int = 0) -> str:
    """Run the example and return what it prints."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    assert environment["NICEREPLY_API_KEY"] not in done.stdout + done.stderr
    return done.stdout


def test_every_example_is_tested_here() -> None:
    tested = {"low_scores.py", "async_dashboard.py", "create_rating.py", "tracing.py"}
    assert {path.name for path in EXAMPLES.glob("*.py")} == tested


def test_low_scores_run(environment: dict[str, str]) -> None:
    run(environment, "create_rating.py", SURVEY, "1", USERNAME)
    newest = run(environment, "low_scores.py").splitlines()[0]
    assert newest.endswith(f"  1  {USERNAME}: Thanks!")


def test_dashboard_shows_each_metric(environment: dict[str, str]) -> None:
    lines = run(environment, "async_dashboard.py").splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["CSAT", "CES", "NPS"]
    assert len(lines) == 8


def test_a_rating_is_created(environment: dict[str, str]) -> None:
    assert run(environment, "create_rating.py", SURVEY, "10", USERNAME).startswith("Created rating ")


def test_a_refusal_names_the_field(environment: dict[str, str]) -> None:
    assert run(environment, "create_rating.py", SURVEY, "11", USERNAME, status=1) == (
        "score: This value should be 10 or less.\n"
    )


def test_an_unknown_survey_is_reported(environment: dict[str, str]) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    assert run(environment, "create_rating.py", unknown, "5", USERNAME, status=1)


def test_every_call_has_a_span_of_one_trace(environment: dict[str, str]) -> None:
    printed = run(environment, "tracing.py")
    spans: list[Any] = []
    while printed := printed.lstrip():
        span, end = JSONDecoder().raw_decode(printed)
        spans.append(span)
        printed = printed[end:]
    *calls, report = spans
    assert report["name"] == "report"
    assert {span["context"]["trace_id"] for span in calls} == {report["context"]["trace_id"]}
    assert {span["parent_id"] for span in calls} == {report["context"]["span_id"]}
    urls = [span["attributes"]["http.url"] for span in calls]
    assert urls[0] == f"{environment['NICEREPLY_BASE_URL']}/nps/stats"
    assert len(urls) > 2  # pages that are fetched ahead are traced too
    assert {span["attributes"]["http.status_code"] for span in calls} == {200}
    assert "authorization" not in json.dumps(spans).lower()
