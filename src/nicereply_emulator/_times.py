"""Timestamps: ISO 8601 texts on the wire, whole epoch seconds (UTC) inside.

Days are counted by plain arithmetic, because `datetime` knows neither the year 0 nor leap seconds, and both can be
asked for.
"""

import re
from functools import lru_cache

DAY = 86_400
"""Seconds in a day."""

HOUR = 3_600
"""Seconds in an hour."""

ACCOUNT_OFFSET = 2 * HOUR
"""Seconds east of UTC at which the account's timestamps are sent, as in the documentation's examples."""

_FORM = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|([+-])(\d{2}):(\d{2}))", re.ASCII)
_MINUTES_OF_DAY = tuple(f"T{hour:02}:{minute:02}:" for hour in range(24) for minute in range(60))
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_timestamp(text: str) -> int | None:
    """Epoch seconds of a text in one of the three documented formats, or None when it is not one.

    Fractions of a second are not among the formats. A leap second counts as the first second of the next minute.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    date, hours, minutes, seconds, sign, offset_hours, offset_minutes = match.groups()
    days, hour, minute, second = _days(date), int(hours), int(minutes), int(seconds)
    if days is None or hour > 23 or minute > 59 or second > 60:
        return None
    offset = 0
    if sign:
        if int(offset_hours) > 23 or int(offset_minutes) > 59:
            return None
        offset = (int(offset_hours) * HOUR + int(offset_minutes) * 60) * (-1 if sign == "-" else 1)
    epoch = days * DAY + hour * HOUR + minute * 60 + second - offset
    if second == 60 and epoch % DAY != 0:
        return None  # leap seconds happen at the end of a day of UTC
    return epoch


@lru_cache(maxsize=4096)
def format_timestamp(epoch: int, offset: int = ACCOUNT_OFFSET) -> str:
    """The text of `epoch` seconds at `offset` seconds east of UTC, as the documentation's examples write it."""
    days, second_of_day = divmod(epoch + offset, DAY)
    minutes, second = divmod(second_of_day, 60)
    return f"{_date(days)}{_MINUTES_OF_DAY[minutes]}{second:02}{_offset(offset)}"


@lru_cache(maxsize=4096)
def _date(days: int) -> str:
    year, month, day = _civil_from_days(days)
    return f"{year:04}-{month:02}-{day:02}"


@lru_cache(maxsize=64)
def _offset(offset: int) -> str:
    hours, minutes = divmod(abs(offset) // 60, 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


@lru_cache(maxsize=4096)
def _days(date: str) -> int | None:
    """Days since 1970-01-01 of a date (YYYY-MM-DD), or None when there is no such day."""
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:])
    if not 1 <= month <= 12 or not 1 <= day <= _days_in_month(year, month):
        return None
    return _days_from_civil(year, month, day)


def _days_in_month(year: int, month: int) -> int:
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS_IN_MONTH[month - 1]


def _days_from_civil(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a date in the proleptic Gregorian calendar (years begin in March here)."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def _civil_from_days(days: int) -> tuple[int, int, int]:
    """Year, month and day of a count of days since 1970-01-01: the inverse of `_days_from_civil`."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = (month_from_march + 2) % 12 + 1
    return era * 400 + year_of_era + (month <= 2), month, day


EARLIEST_SHOWN = _days_from_civil(0, 1, 1) * DAY - ACCOUNT_OFFSET
LATEST_SHOWN = _days_from_civil(10_000, 1, 1) * DAY - ACCOUNT_OFFSET - 1
"""The first and the last second that an answer can show: the year has four digits there."""
