"""Flat rows for tables."""

from datetime import datetime, timedelta

import pytest

import nicereply
from nicereply_runtime.models import Model

from .test_models import ROW, changed

RATING = nicereply.Rating.from_dict(ROW)
MODELS = [
    cls for name in nicereply.__all__ if isinstance(cls := getattr(nicereply, name), type) and issubclass(cls, Model)
]


def test_a_rating_is_one_flat_row() -> None:
    (row,) = nicereply.to_rows([RATING])
    assert row == {
        "id": "904e0950-959b-4a90-93ad-4fdc62a4a14c",
        "score": 5,
        "from": "Viktor Magic",
        "ip_address": "8.8.8.8",
        "comment": "Nice reply! :)",
        "survey_id": "510268e5-c708-415b-953e-64f06a017145",
        "survey_metric": "CSAT",
        "customer_id": "1c8a0177-5d67-48fc-baaa-691567404cdb",
        "ticket_value": "cnv_2841049",
        "ticket_link": None,
        "created_at": datetime.fromisoformat("2017-10-24T13:37:01+02:00"),
        "status": "open",
        "user_id": "c674b3b4-265f-4fcc-bca2-f2df99127a20",
        "user_username": "mr-unclebob",
        "extra_questions": [{"id": "76c88941-7d7e-45e8-95a6-1fe10b77dcfc", "score": 1}],
        "updated_at": datetime.fromisoformat("2017-10-24T13:37:01+02:00"),
        "links_self": "/v1/csat/ratings/904e0950-959b-4a90-93ad-4fdc62a4a14c",
        "links_survey": "/v1/surveys/510268e5-c708-415b-953e-64f06a017145",
        "links_user": "/v1/users/c674b3b4-265f-4fcc-bca2-f2df99127a20",
        "links_customer": "/v1/customers/1c8a0177-5d67-48fc-baaa-691567404cdb",
    }
    assert row["created_at"].utcoffset() == timedelta(hours=2)


def test_all_ratings_have_the_same_columns() -> None:
    bare = nicereply.Rating.from_dict(changed(user=None, customer=None, ticket=None, extra_questions=None))
    rows = nicereply.to_rows(iter([RATING, bare, nicereply.Rating.from_dict({})]))
    assert len(rows) == 3
    assert rows[0].keys() == rows[1].keys() == rows[2].keys()
    assert (rows[1]["user_id"], rows[1]["extra_questions"]) == (None, None)


def test_the_separator_is_a_choice() -> None:
    (row,) = nicereply.to_rows([RATING], separator=".")
    assert row["survey.metric"] == "CSAT"
    assert row["links.self"] == ROW["_links"]["self"]


def test_figures_of_surveys_have_the_columns_of_both_kinds() -> None:
    nps = nicereply.SurveyStats.from_dict(
        {"id": "a", "type": "NPS", "stats": {"nps_score": -71, "count": 17, "groups": {"promoters": 2}}}
    )
    csat = nicereply.SurveyStats.from_dict({"id": "b", "type": "CSAT", "stats": {"average": 6.4, "count": 3}})
    rows = nicereply.to_rows([nps, csat])
    assert rows[0].keys() == rows[1].keys()
    assert (rows[0]["stats_nps_score"], rows[0]["stats_count"], rows[0]["stats_groups_promoters"]) == (-71, 17, 2)
    assert (rows[1]["stats_average"], rows[1]["stats_count"], rows[1]["stats_nps_score"]) == (6.4, 3, None)


def test_counts_have_a_column_each() -> None:
    assert nicereply.to_rows([nicereply.Histogram(counts={1: 3, 10: 40})]) == [{"counts_1": 3, "counts_10": 40}]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_column_stands_for_two_fields(model: type[Model]) -> None:
    (row,) = nicereply.to_rows([model.from_dict({})])
    plain = [name.rstrip("_") for name in model.wire_names]
    assert len(plain) == len(set(plain))
    prefixed = [column for column in row if column not in plain]
    assert not set(prefixed) & set(plain)
    assert all(any(column.startswith(f"{name}_") for name in plain) for column in prefixed)
