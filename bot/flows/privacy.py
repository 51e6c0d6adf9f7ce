"""What the operator of a bot says of the data it keeps about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Privacy:
    """The data controller, and the retention of what is stored.

    Attributes:
        controller: who answers for the data; None if the operator has not said.
        contact: how to reach them: an e-mail address, a telephone number or a page.
        retention: how long a chat may be silent before all about it is deleted.
    """

    controller: str | None = None
    contact: str | None = None
    retention: timedelta = timedelta(days=30)
