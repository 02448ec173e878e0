"""Points in time as the service writes them: ``2017-10-24T13:37:00+02:00`` or ``2017-10-24T13:37:00Z``."""

import re
from datetime import UTC, datetime

# The three documented formats: whole seconds, and Z or an offset in hours and minutes.
_DOCUMENTED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})", re.ASCII)


def format_timestamp(name: str, value: object) -> str:
    """The text to send for an argument; fractions of a second are cut off, since the service knows none.

    Raises:
        ValueError: a datetime without time zone, a string in none of the documented formats, or neither of both.
    """
    if isinstance(value, datetime):
        offset = value.utcoffset()
        if offset is None:
            raise ValueError(
                f"{name}: {value!r} has no time zone; give an aware datetime, such as "
                f"datetime(2017, 10, 24, 13, 37, tzinfo=UTC)"
            )
        if offset.total_seconds() % 60:
            value = value.astimezone(UTC)
        return value.isoformat(timespec="seconds")
    if isinstance(value, str) and _DOCUMENTED.fullmatch(value) is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"{name}: {value!r} is no point in time: {error}") from None
        return value
    raise ValueError(
        f"{name}: {value!r} is in none of the documented formats: 2017-10-24T13:37:00+02:00, "
        f"2017-10-24T13:37:00-02:00, 2017-10-24T13:37:00Z"
    )
