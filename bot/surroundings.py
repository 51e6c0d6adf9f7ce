"""What conversations are given from outside: the time, the day in Norway, new ids."""

from __future__ import annotations

import secrets
import string
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_OSLO = ZoneInfo("Europe/Oslo")
_LETTERS = string.ascii_letters + string.digits


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in Norway, where the deadlines run."""
    return datetime.now(_OSLO).date()


def new_id() -> str:
    """Return the id of a new session: eight random letters and digits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))
