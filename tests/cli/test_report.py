"""`nicereply report` against the emulator."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

import nicereply
import nicereply_emulator
from nicereply_cli.commands import cli
from nicereply_cli.low_scores import LOW_AND_BEST, is_low
from nicereply_cli.report import Promoters, collect


@pytest.fixture(scope="module")
def service() -> Iterator[nicereply_emulator.Emulator]:
    with nicereply_emulator.run(self_check=True) as emulator:
        yield emulator


@pytest.fixture
def client(service: nicereply_emulator.Emulator) -> Iterator[nicereply.Client]:
    with nicereply.Client(service.api_key, base_url=service.base_url) as client:
        yield client


def invoke(service: nicereply_emulator.Emulator, *arguments: str) -> "tuple[int, str]":
    environment = {"NICEREPLY_API_KEY": service.api_key, "NICEREPLY_BASE_URL": service.base_url}
    result = CliRunner().invoke(cli, arguments, env=environment)
    return result.exit_code, result.output


def test_the_report_has_each_part(service: nicereply_emulator.Emulator) -> None:
    status, text = invoke(service, "report")
    assert status == 0, text
    for part in ("CSAT", "CES", "NPS", "Latest low scores", "By team", "By user", "█"):
        assert part in text


def test_figures_follow_from_histograms(client: nicereply.Client) -> None:
    report = collect(client)
    for metric in report.metrics:
        count = sum(metric.histogram.values())
        assert count > 0
        assert metric.figures.count == count
        if isinstance(metric.figures, Promoters):
            promoters = metric.histogram[9] + metric.histogram[10]
            detractors = sum(metric.histogram[score] for score in range(7))
            assert metric.figures.nps_score == round(100 * (promoters - detractors) / count)
        else:
            mean = sum(score * n for score, n in metric.histogram.items()) / count
            assert metric.figures.average == pytest.approx(mean, abs=0.00006)


def test_low_scores_are_low_and_the_newest(client: nicereply.Client) -> None:
    scales = {survey.id: survey.scale for survey in client.surveys.list()}
    every = [rating for tag in (client.csat, client.ces, client.nps) for rating in tag.list_ratings()]
    low = sorted((r.created_at for r in every if is_low(r.score, scales[r.survey.id])), reverse=True)
    shown = collect(client, low=7).low_scores
    assert len(shown) == 7
    assert [score.created_at for score in shown] == low[:7]


def test_a_period_without_ratings_is_empty(client: nicereply.Client) -> None:
    report = collect(client, since=datetime(1999, 1, 1, tzinfo=UTC), until=datetime(1999, 12, 31, tzinfo=UTC))
    assert [metric.figures.count for metric in report.metrics] == [0, 0, 0]
    assert (report.low_scores, report.teams, report.users) == ([], [], [])


def test_detractors_are_the_low_scores_of_nps() -> None:
    assert LOW_AND_BEST["NPS"] == (6, 10)
    assert not is_low(1, "a scale nobody knows")


def test_no_customer_is_named(service: nicereply_emulator.Emulator, client: nicereply.Client) -> None:
    _, text = invoke(service, "report", "--low", "100")
    customers = list(client.customers.list())
    assert customers
    assert not [customer for customer in customers if customer.email in text]
    assert "192.0.2." not in text


def test_a_missing_key_is_named() -> None:
    result = CliRunner().invoke(cli, ["report"], env={"NICEREPLY_API_KEY": None, "NICEREPLY_BASE_URL": None})
    assert result.exit_code == 1
    assert "NICEREPLY_API_KEY" in result.output


def test_a_wrong_key_is_an_error_in_one_line(service: nicereply_emulator.Emulator) -> None:
    environment = {"NICEREPLY_API_KEY": "wrong", "NICEREPLY_BASE_URL": service.base_url}
    result = CliRunner().invoke(cli, ["report"], env=environment)
    assert result.exit_code == 1
    assert "401" in result.output
    assert "wrong" not in result.output


def test_help_teaches() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nicereply_cli", "report", "--help"], capture_output=True, text=True, check=True
    )
    assert "--since" in done.stdout
    assert "nicereply report --since" in done.stdout


def test_a_terminal_of_few_letters_gets_the_report(service: nicereply_emulator.Emulator) -> None:
    environment = os.environ | {
        "NICEREPLY_API_KEY": service.api_key,
        "NICEREPLY_BASE_URL": service.base_url,
        "PYTHONIOENCODING": "latin-1",
    }
    done = subprocess.run([sys.executable, "-m", "nicereply_cli", "report"], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "By user" in done.stdout.decode("latin-1")
