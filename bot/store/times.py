"""Times as the databases hold them: whole microseconds since 1970-01-01 00:00 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

HOUR: Final = 3_600_000_000
"""An hour in microseconds."""


def to_micros(moment: datetime) -> int:
    """Return a time with a zone as it is stored."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(stored: int) -> datetime:
    """Return a stored time, in UTC."""
    return _EPOCH + stored * _MICROSECOND
