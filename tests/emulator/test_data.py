"""Data from a file: its form, what is refused, and that nothing changes then."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import nicereply_emulator
from nicereply_emulator.demo import demo_data

from .api import Api, frozen_emulator

SURVEY = {
    "id": "11111111-1111-4111-8111-111111111111",
    "name": "Mine",
    "scale": "CSAT5",
    "distribution": "trigger",
    "rating_scale": "stars5",
    "question": "?",
    "created_at": "2026-01-01T00:00:00Z",
}
RATING = {
    "id": "22222222-2222-4222-8222-222222222222",
    "survey_id": SURVEY["id"],
    "score": 4,
    "created_at": "2026-01-02T00:00:00Z",
}
QUESTION = {
    "id": "33333333-3333-4333-8333-333333333333",
    "label": "?",
    "rating_scale": "stars5",
    "scale": "CSAT5",
    "required": False,
}


def emulator(folder: Path, data: Any) -> nicereply_emulator.Emulator:
    path = folder / "data.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return frozen_emulator(data=str(path))


def test_data_is_shown_as_it_was_written(tmp_path: Path) -> None:
    data = {"surveys": [{**SURVEY, "legacy_id": 7}], "ratings": [{**RATING, "from": "Ann", "status": "closed"}]}
    with closing(emulator(tmp_path, data)) as one, closing(Api(one)) as api:
        assert api.results("/surveys/7")["name"] == "Mine"
        (rating,) = api.results("/csat/ratings")
        assert (rating["from"], rating["status"], rating["score"]) == ("Ann", "closed", 4)
        assert rating["updated_at"] == rating["created_at"] == "2026-01-02T02:00:00+02:00"
        assert api.results("/csat/stats") == {"average": 4, "count": 1}


def test_the_demo_account_may_be_written_to_a_file_and_read_back(tmp_path: Path) -> None:
    with closing(emulator(tmp_path, demo_data())) as one, closing(Api(one)) as api:
        assert api.results("/customers/32/stats")["CSAT"] == {"average": 6.4444, "count": 153}


def test_an_empty_account_answers_too() -> None:
    with closing(frozen_emulator(data="empty")) as one, closing(Api(one)) as api:
        for path in ("/csat/ratings", "/users", "/teams/users", "/customers/stats", "/surveys/unsubscribes"):
            assert api.results(path) == []
        assert api.results("/csat/stats") == {"average": 0, "count": 0}
        assert api.results("/nps/stats") == {
            "nps_score": 0,
            "count": 0,
            "groups": {"promoters": 0, "passives": 0, "detractors": 0},
        }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{", "not JSON"),
        ([], r"data: \[\] is not of type"),
        ({"survey": []}, "survey"),
        ({"surveys": [{**SURVEY, "scale": "CSAT4"}]}, r"data\[surveys\]\[0\]\[scale\]"),
        ({"surveys": [{**SURVEY, "created_at": "2026-01-01"}]}, r"data\[surveys\]\[0\]\[created_at\]"),
        ({"surveys": [{**SURVEY, "metric": "NPS"}]}, "metric NPS does not go with scale CSAT5"),
        ({"surveys": [SURVEY, SURVEY]}, "given twice"),
        ({"surveys": [SURVEY], "ratings": [{**RATING, "score": 6}]}, "score 6 is not on the survey's scale CSAT5"),
        ({"surveys": [SURVEY], "ratings": [RATING, RATING]}, "given twice"),
        ({"ratings": [RATING]}, "there is no survey"),
        ({"surveys": [SURVEY], "ratings": [{**RATING, "user_id": RATING["id"]}]}, "there is no user"),
        (
            {"surveys": [SURVEY], "ratings": [{**RATING, "extra_questions": [{"id": RATING["id"], "score": 1}]}]},
            "no extra question",
        ),
        (
            {
                "surveys": [{**SURVEY, "extra_questions": [QUESTION]}],
                "ratings": [{**RATING, "extra_questions": [{"id": QUESTION["id"], "score": 1}] * 2}],
            },
            f"rating {RATING['id']}: the extra question {QUESTION['id']} is answered twice",
        ),
        (
            {"surveys": [{**SURVEY, "legacy_id": 7}, {**SURVEY, "id": RATING["id"], "legacy_id": 7}]},
            f"survey 1, {RATING['id']}: the legacy_id 7 is another's already",
        ),
        (
            {"surveys": [{**SURVEY, "created_at": "9999-12-31T23:59:59Z"}]},
            f"record {SURVEY['id']}: created_at: '9999-12-31T23:59:59Z' is in no year",
        ),
        ({"surveys": [SURVEY], "ratings": [{**RATING, "updated_at": "2026-01-01T23:59:59Z"}]}, "before it was created"),
    ],
)
def test_data_that_is_wrong_is_refused_with_the_reason(tmp_path: Path, data: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        emulator(tmp_path, data)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"nowhere\.json.*demo, empty or a JSON file"):
        frozen_emulator(data=str(tmp_path / "nowhere.json"))


def test_data_that_is_wrong_changes_nothing(api: Api) -> None:
    from nicereply_emulator._data import DataError, load

    before = api.results("/csat/stats"), api.get("/surveys")
    with pytest.raises(DataError):
        load(api.emulator.service.state.store, {"surveys": [SURVEY], "ratings": [{**RATING, "score": 6}]})
    assert (api.results("/csat/stats"), api.get("/surveys")) == before
    api.create(
        "/ratings", {"survey_id": "34b91c1c-fbe4-4b05-8780-93ac67b3b041", "score": 5, "user": {"username": "agentBob"}}
    )
    assert api.results("/csat/stats") != before[0]
