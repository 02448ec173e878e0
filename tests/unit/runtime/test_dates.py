"""Dates as the documentation has them: three formats, whole seconds, an offset."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from nicereply_runtime.dates import format_timestamp

DOCUMENTED = ["2017-10-24T13:37:00+02:00", "2017-10-24T13:37:00-02:00", "2017-10-24T13:37:00Z"]


@pytest.mark.parametrize("text", DOCUMENTED)
def test_documented_formats_are_sent_as_they_are(text: str) -> None:
    assert format_timestamp("period_start", text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017-10-24",
        "2017-10-24T13:37:00",
        "2017-10-24T13:37:00.5Z",
        "2017-10-24 13:37:00Z",
        "2017-10-24T13:37:00+0200",
        "2017-10-24T13:37:00z",
        "2017-10-24T13:37:00Z\n",
        "\u0662017-10-24T13:37:00Z",
        "2017-02-30T13:37:00Z",
        "2017-10-24T25:37:00Z",
    ],
)
def test_other_texts_are_refused_by_name_and_value(text: str) -> None:
    with pytest.raises(ValueError, match=r"^period_start: ") as caught:
        format_timestamp("period_start", text)
    assert repr(text) in str(caught.value)


def test_aware_datetimes_are_sent_in_a_documented_format() -> None:
    east = timezone(timedelta(hours=2))
    assert format_timestamp("period_end", datetime(2017, 10, 24, 13, 37, tzinfo=east)) == "2017-10-24T13:37:00+02:00"


def test_fractions_of_a_second_are_cut_off() -> None:
    moment = datetime(2017, 10, 24, 13, 37, 0, 999_999, tzinfo=UTC)
    assert format_timestamp("period_end", moment) == "2017-10-24T13:37:00+00:00"


def test_offsets_with_seconds_are_sent_as_utc() -> None:
    odd = timezone(timedelta(hours=1, seconds=30))
    assert format_timestamp("period_end", datetime(2017, 10, 24, 13, 0, 30, tzinfo=odd)) == "2017-10-24T12:00:00+00:00"


def test_naive_datetimes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"period_end: .* has no time zone"):
        format_timestamp("period_end", datetime(2017, 10, 24, 13, 37))  # noqa: DTZ001 - what is tested
