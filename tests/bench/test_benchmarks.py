"""What the benchmarks stand on: their data, their 3.0 document, and that a missed floor is noticed."""

import json
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from benchmarks import load, records
from benchmarks.figures import Report, median, spread
from benchmarks.openapi30 import openapi30
from benchmarks.peers import with_full_pages
from benchmarks.servers import Server
from nicereply_emulator import Emulator
from nicereply_spec import load_strict


def test_the_emulator_takes_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    path = records.data_file(500)
    ids = records.first_ids(500)
    with closing(Emulator(data=str(path))) as emulator:
        client = httpx.Client(transport=emulator.transport(), base_url=emulator.base_url, auth=("", emulator.api_key))
        totals = [client.get(f"/{m}/ratings").json()["_pagination"]["total"] for m in ("csat", "ces", "nps")]
        assert sum(totals) == 500
        assert client.get(f"/csat/ratings/{ids['csat_ratings'][0]}").status_code == 200
        for kind in ("survey", "user", "team", "customer"):
            assert client.get(f"/{kind}s/{ids[kind]}").status_code == 200
        rare, customer = (
            client.get(f"/customers/{ids[name]}/stats").json()["_results"] for name in ("rare_customer", "customer")
        )
        assert {metric: stats["count"] for metric, stats in rare.items()} == {"CSAT": 1, "CES": 1, "NPS": 1}
        assert all(stats["count"] for stats in customer.values())
    written = path.read_bytes()
    path.unlink()
    assert records.data_file(500).read_bytes() == written, "the same every time"


def test_the_older_form_says_what_may_be_null() -> None:
    schemas = openapi30()["components"]["schemas"]
    nullable = {
        name
        for name, schema in load_strict()["components"]["schemas"].items()
        for one in schema.get("properties", {}).values()
        if "null" in json.dumps(one.get("type", one.get("anyOf", "")))
    }
    assert nullable
    for name in nullable:
        assert any(one.get("nullable") for one in schemas[name]["properties"].values()), name


def test_full_pages_leave_the_document_alone() -> None:
    before = json.dumps(load_strict())
    lists = [
        example["value"]["_results"]
        for example in with_full_pages(load_strict())["components"]["examples"].values()
        if "_pagination" in example["value"]
    ]
    assert {len(rows) for rows in lists} - {0} == {100}
    assert json.dumps(load_strict()) == before


def test_figures() -> None:
    values = [10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 100.0]
    assert median(values) == 14.5
    assert 0.1 < spread(values) < 0.3


@pytest.mark.parametrize(("value", "status"), [(0.5, 0), (0.49, 1)])
def test_a_missed_floor_ends_with_status_1(capsys: pytest.CaptureFixture[str], value: float, status: int) -> None:
    report = Report("question", "command")
    report.at_least("thing", value, 0.5)
    with pytest.raises(SystemExit) as end:
        report.finish()
    assert end.value.code == status
    assert ("MISSED" in capsys.readouterr().out) == bool(status)


def test_a_missed_ceiling_is_noticed() -> None:
    report = Report("question", "command")
    report.at_most("thing", 1.26, 1.25)
    report.at_most("other", 1.25, 1.25)
    assert len(report.missed) == 1


def test_an_unsuccessful_call_is_no_measurement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "wrk"
    program.write_text("#!/bin/sh\necho '10 requests in 1.00s, 1.00KB read'\necho 'Non-2xx or 3xx responses: 10'\n")
    program.chmod(0o755)
    monkeypatch.setattr(load, "require_wrk", lambda: str(program))
    monkeypatch.setattr(Server, "cpu_seconds", lambda _: 0.0)
    with pytest.raises(RuntimeError, match="not all went well"):
        load.measure(Server("emulator", "http://127.0.0.1:1/v1", 1), load.Call("stats", ["/csat/stats"]))


def test_without_wrk_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="apt-get install wrk"):
        load.require_wrk()
