"""What each fault does, over HTTP and in process, synchronously and not: everywhere the same."""

import gc
import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

import nicereply_emulator

from ..api import NOW
from .ways import Way

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
RATING = {"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}}


def ratings(emulator: nicereply_emulator.Emulator) -> int:
    return emulator.counts()["ratings"]


def fault(way: Way, name: Any, **settings: Any) -> None:
    way.emulator.faults.add(name, **settings)


@pytest.mark.parametrize("status", [401, 402, 429, 500, 502, 503, 504, 520, 599])
def test_a_status_comes_with_the_documented_body(way: Way, status: int) -> None:
    fault(way, "status", status=status)
    response = way.get("/csat/ratings")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    (text,) = response.json()["errors"]
    assert text
    assert response.json().keys() == {"errors"}
    assert "retry-after" not in response.headers
    assert ("www-authenticate" in response.headers) == (status == 401)


def test_retry_after_in_seconds(way: Way) -> None:
    fault(way, "status", status=429, retry_after=17)
    assert way.get("/csat/ratings").headers["retry-after"] == "17"


def test_retry_after_as_a_date_by_the_emulator_s_clock(way: Way) -> None:
    fault(way, "status", status=503, retry_after=90, retry_after_as_date=True)
    response = way.get("/csat/ratings")
    later = parsedate_to_datetime(response.headers["retry-after"])
    assert later - parsedate_to_datetime(response.headers["date"]) == timedelta(seconds=90)
    assert later.strftime("%Y-%m-%dT%H:%M:%SZ") == NOW.replace("04:05:06", "04:06:36")


def test_retry_after_beyond_the_last_date_is_the_last_date(way: Way) -> None:
    way.emulator.clock.freeze("9998-12-31T21:59:59Z")
    fault(way, "status", status=429, retry_after=10**9, retry_after_as_date=True)
    response = way.get("/csat/ratings")
    assert response.status_code == 429
    assert response.headers["retry-after"] == "Fri, 31 Dec 9999 23:59:59 GMT"


def test_latency(way: Way) -> None:
    fault(way, "latency", seconds=0.15)
    start = time.monotonic()
    assert way.get("/csat/ratings").status_code == 200
    assert time.monotonic() - start >= 0.15


def test_latency_beyond_the_caller_s_patience(way: Way) -> None:
    way.timeout = 0.2
    fault(way, "latency", seconds=1)
    before = ratings(way.emulator)
    start = time.monotonic()
    with pytest.raises(httpx.ReadTimeout):
        way.request("POST", "/ratings", json=RATING)
    assert time.monotonic() - start < 0.9
    assert ratings(way.emulator) == before + 1  # the service did it; its answer came too late


def test_a_server_that_stops_does_not_wait_for_late_answers() -> None:
    with nicereply_emulator.run(data="empty") as emulator:
        emulator.faults.add("latency", seconds=60)
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{emulator.base_url}/users", auth=("", emulator.api_key), timeout=0.1)
        start = time.monotonic()
    assert time.monotonic() - start < 1.9  # two seconds would be the server's own patience
    gc.collect()  # what is left open would be an error now


def test_a_server_that_stops_sends_the_answers_that_are_due_soon() -> None:
    with ThreadPoolExecutor() as callers, nicereply_emulator.run(data="empty") as emulator:
        emulator.faults.add("latency", seconds=0.8)
        call = callers.submit(httpx.get, f"{emulator.base_url}/users", auth=("", emulator.api_key), timeout=5)
        while not len(emulator.journal):
            time.sleep(0.01)
    assert call.result().status_code == 200


def test_latency_from_a_range(emulator: nicereply_emulator.Emulator) -> None:
    way = Way("in process", emulator)
    fault(way, "latency", seconds=[0.0, 0.1], seed=3)
    times: list[float] = []
    for _ in range(6):
        start = time.monotonic()
        way.get("/csat/stats")
        times.append(time.monotonic() - start)
    assert max(times) - min(times) > 0.02
    assert max(times) < 0.3


def test_a_reset_before_the_answer(way: Way) -> None:
    before = ratings(way.emulator)
    fault(way, "reset")
    with pytest.raises(httpx.ReadError):
        way.request("POST", "/ratings", json=RATING)
    assert ratings(way.emulator) == before
    assert way.emulator.journal.entries()[-1].faults == ("reset",)


def test_a_reset_before_the_answer_though_the_request_was_carried_out(way: Way) -> None:
    before = ratings(way.emulator)
    fault(way, "reset", when="before", handled=True)
    with pytest.raises(httpx.ReadError):
        way.request("POST", "/ratings", json=RATING)
    assert ratings(way.emulator) == before + 1


def test_a_reset_in_the_body(way: Way) -> None:
    before = ratings(way.emulator)
    fault(way, "reset", when="body")
    with pytest.raises(httpx.ReadError):
        way.request("POST", "/ratings", json=RATING)
    assert ratings(way.emulator) == before + 1


@pytest.mark.parametrize("faults", [("empty_body", "reset"), ("reset", "empty_body")])
def test_a_reset_in_a_body_that_is_empty_comes_before_the_answer(way: Way, faults: tuple[str, ...]) -> None:
    for name in faults:
        fault(way, name, **({"when": "body"} if name == "reset" else {}))
    with pytest.raises(httpx.ReadError):
        way.get("/csat/stats")
    (entry,) = way.emulator.journal
    assert (entry.status, entry.faults) == (None, faults)


@pytest.mark.parametrize("in_process", [True, False])
def test_half_of_the_body_arrives_before_a_reset_in_it(
    emulator: nicereply_emulator.Emulator, *, in_process: bool
) -> None:
    whole = Way("in process", emulator).get("/csat/ratings").content
    emulator.faults.add("reset", when="body")
    transport = emulator.transport() if in_process else None
    with (
        httpx.Client(transport=transport, base_url=emulator.base_url, auth=("", emulator.api_key)) as client,
        client.stream("GET", "/csat/ratings") as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-length"] == str(len(whole))
        parts: list[bytes] = []
        with pytest.raises(httpx.ReadError):
            parts.extend(response.iter_bytes())  # what came before the error stays
    assert b"".join(parts) == whole[: len(whole) // 2]


def test_an_error_of_which_the_request_was_carried_out(way: Way) -> None:
    before = ratings(way.emulator)
    fault(way, "status", status=504, handled=True, nth=1)
    fault(way, "status", status=504, nth=2)
    assert way.request("POST", "/ratings", json=RATING).status_code == 504
    assert ratings(way.emulator) == before + 1
    assert way.request("POST", "/ratings", json=RATING).status_code == 504
    assert ratings(way.emulator) == before + 1


def test_truncated_json(way: Way) -> None:
    whole = way.get("/csat/ratings").content
    fault(way, "truncated_json")
    response = way.get("/csat/ratings")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert whole.startswith(response.content)
    with pytest.raises(json.JSONDecodeError):
        response.json()


def test_a_page_of_html_in_place_of_an_answer(way: Way) -> None:
    before = ratings(way.emulator)
    fault(way, "html", nth=1)
    fault(way, "html", status=503, nth=2)
    response = way.request("POST", "/ratings", json=RATING)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text.startswith("<!DOCTYPE html>")
    assert way.get("/csat/ratings").status_code == 503
    assert ratings(way.emulator) == before


def test_an_empty_body(way: Way) -> None:
    fault(way, "empty_body")
    response = way.get("/csat/ratings")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-length"] == "0"


def test_a_wrong_content_type(way: Way) -> None:
    right = way.get("/csat/ratings")
    fault(way, "wrong_content_type", nth=1)
    fault(way, "wrong_content_type", content_type="application/xml", nth=2)
    response = way.get("/csat/ratings")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.content == right.content
    assert way.get("/csat/ratings").headers["content-type"] == "application/xml"


def test_a_value_that_nobody_knows(way: Way) -> None:
    fault(way, "unknown_enum", operation="listCsatRatings", field="status")
    fault(way, "unknown_enum", operation="getSurvey", field="metric", value="CSAT/2")
    assert {row["status"] for row in way.get("/csat/ratings").json()["_results"]} == {"NOBODY_KNOWS"}
    assert way.get(f"/surveys/{ORDER}").json()["_results"]["metric"] == "CSAT/2"


def test_a_field_more(way: Way) -> None:
    right = way.get(f"/surveys/{ORDER}").json()
    fault(way, "added_field", operation="getSurvey", nth=1)
    fault(way, "added_field", operation="getSurvey", field="_links.next", value={"a": [1]}, nth=2)
    response = way.get(f"/surveys/{ORDER}").json()
    assert response["_results"].pop("added_by_the_emulator") is True
    assert response == right
    assert way.get(f"/surveys/{ORDER}").json()["_results"]["_links"] == {
        **right["_results"]["_links"],
        "next": {"a": [1]},
    }


def test_a_field_less_or_null(way: Way) -> None:
    right = way.get("/csat/ratings").json()
    fault(way, "missing_field", operation="listCsatRatings", field="survey.type", nth=1)
    fault(way, "null_field", operation="listCsatRatings", field="score", nth=2)
    fault(way, "missing_field", operation="listCsatRatings", field="_pagination.links", nth=3)
    fault(way, "null_field", operation="listCsatRatings", field="_results", nth=4)
    first, second, third, fourth = (way.get("/csat/ratings").json() for _ in range(4))
    assert all("type" not in row["survey"] and "id" in row["survey"] for row in first["_results"])
    assert [row["score"] for row in second["_results"]] == [None] * 10
    assert third["_results"] == right["_results"]
    assert third["_pagination"].keys() == right["_pagination"].keys() - {"links"}
    assert fourth == {**right, "_results": None}
    assert way.get("/csat/ratings").json() == right


def test_fields_of_maps(way: Way) -> None:
    fault(way, "missing_field", operation="getCsatHistogram", field="histogram.7")
    histogram = way.get("/csat/histogram").json()["_results"]["histogram"]
    assert sorted(map(int, histogram)) == [1, 2, 3, 4, 5, 6, 8, 9, 10]


def test_a_field_that_an_answer_does_not_have_is_no_fault(emulator: nicereply_emulator.Emulator) -> None:
    way = Way("in process", emulator)
    without_user = emulator.data.dump()
    for rating in without_user["ratings"]:
        rating["user_id"] = None
    emulator.data.load(without_user)
    rule = emulator.faults.add("missing_field", operation="listCsatRatings", field="user.username", times=1)
    way.get("/csat/ratings")
    assert (rule.seen, rule.fired, rule.is_spent) == (1, 0, False)


def test_changes_are_for_successful_answers(way: Way) -> None:
    rule = way.emulator.faults.add("truncated_json", nth=1)
    refused = way.get("/csat/ratings", per_page=101)
    assert (refused.status_code, rule.seen) == (400, 0)
    assert refused.json()["errors"]
    with pytest.raises(json.JSONDecodeError):
        way.get("/csat/ratings").json()


def test_several_faults_act_together(way: Way) -> None:
    fault(way, "latency", seconds=0.1)
    fault(way, "missing_field", operation="getCsatStats", field="count")
    fault(way, "wrong_content_type")
    fault(way, "status", status=503, nth=2)
    fault(way, "status", status=500, every=1, times=1)
    start = time.monotonic()
    first, second, third = (way.get("/csat/stats") for _ in range(3))
    assert time.monotonic() - start >= 0.3
    assert [first.status_code, second.status_code, third.status_code] == [500, 503, 200]
    assert third.headers["content-type"].startswith("text/plain")
    assert third.json()["_results"].keys() == {"average"}
    assert way.emulator.journal.entries()[-1].faults == ("missing_field", "wrong_content_type", "latency")
