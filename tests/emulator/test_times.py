from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicereply_emulator._times import format_timestamp, parse_timestamp

OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31))  # noqa: DTZ001 - offsets come below


@given(MOMENTS, OFFSETS)
def test_reads_what_datetime_writes(moment: datetime, offset: timezone) -> None:
    aware = moment.replace(microsecond=0, tzinfo=offset)
    assert parse_timestamp(aware.isoformat()) == int((aware - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


@given(MOMENTS)
def test_writes_what_datetime_writes(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=UTC)
    epoch = int((aware - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    assert format_timestamp(epoch) == aware.astimezone(timezone(timedelta(hours=2))).isoformat()


def test_the_documented_forms_are_read() -> None:
    assert parse_timestamp("2017-10-24T13:37:00Z") == 1508852220
    assert parse_timestamp("2017-10-24T13:37:00+02:00") == 1508852220 - 7200
    assert parse_timestamp("2017-10-24T13:37:00-02:00") == 1508852220 + 7200


def test_a_leap_second_is_the_second_after_it() -> None:
    assert parse_timestamp("2016-12-31T23:59:60Z") == parse_timestamp("2017-01-01T00:00:00Z")
    assert parse_timestamp("2017-01-01T00:59:60+01:00") == parse_timestamp("2017-01-01T00:00:00Z")


def test_the_year_zero_is_a_leap_year() -> None:
    before, after = parse_timestamp("0000-02-29T00:00:00Z"), parse_timestamp("0000-03-01T00:00:00Z")
    assert before is not None
    assert after is not None
    assert after - before == 86_400


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017-10-24",
        "2017-10-24T13:37:00",
        "2017-10-24T13:37:00.5Z",
        "2017-10-24 13:37:00Z",
        "2017-10-24t13:37:00z",
        "2017-10-24T13:37:00+0200",
        "2017-10-24T13:37:00 02:00",
        "2017-13-24T13:37:00Z",
        "2017-00-24T13:37:00Z",
        "2017-02-29T13:37:00Z",
        "2017-10-00T13:37:00Z",
        "2017-10-24T24:00:00Z",
        "2017-10-24T13:60:00Z",
        "2017-10-24T13:37:60Z",
        "2017-10-24T13:37:00+24:00",
        "2017-10-24T13:37:00+02:60",
        "２０１７-10-24T13:37:00Z",  # noqa: RUF001 - digits, but not those of a timestamp
        "2017-10-24T13:37:00Z\n",
        "1508852220",
    ],
)
def test_nothing_else_is_a_timestamp(text: str) -> None:
    assert parse_timestamp(text) is None
