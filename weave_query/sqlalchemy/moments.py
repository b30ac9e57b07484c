"""Times of a database in Python: datetimes in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(value: datetime | int | None) -> datetime | None:
    """A datetime, in UTC where it has no zone, or microseconds since 1970; None as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return None if value is None else EPOCH + timedelta(microseconds=value)
