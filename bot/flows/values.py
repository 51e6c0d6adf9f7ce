"""What an answer can be: data that can be stored, compared and proved, never a text."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | date | int | frozenset[str]
"""The id of a choice or the number of a municipality, a day, a whole number or an amount in
kroner, or the ids of several choices. An id begins with a letter, a municipality's number does
not; so the two are never taken for each other."""


def is_choice(value: Value) -> bool:
    """Whether an answer is the id of a choice."""
    return isinstance(value, str) and not value[:1].isdigit()


def as_written(value: Value) -> str:
    """Return an answer as authors write it: `kommunen`, `2026-08-10`, `67`, `[dusj, mat]`."""
    return f"[{', '.join(sorted(value))}]" if isinstance(value, frozenset) else str(value)
