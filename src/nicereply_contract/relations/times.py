"""Dates as the API writes them, at any offset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

SECOND = timedelta(seconds=1)


def parse(text: str) -> datetime:
    """The moment that a date of an answer names."""
    return datetime.fromisoformat(text).astimezone(UTC)


def write(moment: datetime, offset: int | None = None) -> str:
    """A moment at an offset (minutes east of Greenwich), in the form with `Z` when there is none."""
    if offset is None:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.astimezone(timezone(timedelta(minutes=offset))).isoformat(timespec="seconds")


def offsets() -> st.SearchStrategy[int | None]:
    """Offsets of the world, `Z` first and seldom."""
    return st.integers(-48, 56).map(lambda quarters: 15 * quarters or None)
