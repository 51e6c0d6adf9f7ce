"""Arrays as parameters."""

from __future__ import annotations

from collections.abc import Iterable


def array(values: Iterable[int | bytes | None]) -> str:
    """Return values as PostgreSQL reads them in an array; the statement says of which type.

    The driver would look at each for what it is: a tenth of what a step took.
    """
    return f"{{{','.join(map(_element, values))}}}"


def _element(value: int | bytes | None) -> str:
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    return "NULL" if value is None else str(value)
