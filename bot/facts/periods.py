"""Reads the days that a version of a fact holds: `fra_og_med` and `til_og_med`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from bot.facts.timeline import Gap, Overlap, Problem
from bot.source import Fields

PERIOD_KEYS = ("fra_og_med", "til_og_med")
Period: TypeAlias = tuple[date | None, date | None]


def read_period(fields: Fields) -> Period | None:
    """Read the first and the last day, both counted; None, and a report, if they are switched."""
    first, last = (fields.date(key) for key in PERIOD_KEYS)
    if first and last and last < first:
        fields.report.error(
            fields.at("til_og_med"), "RV105", "Perioden slutter før den begynner. Bytt om."
        )
        return None
    return first, last


def report_problems(faults: Sequence[Problem], what: str, fields: Fields) -> None:
    """Report days on which not exactly one version holds.

    Args:
        faults: those days.
        what: whose versions they are, for an author: «fristen «klage»».
        fields: of the fact, with its versions under `innhold`.
    """
    for fault in faults:
        fields.report.error(
            fields.at("innhold"),
            "RV105",
            f"Innholdet i {what} har {_in_words(fault)}. Hver dag må ha nøyaktig ett innhold.",
        )


def _in_words(fault: Problem) -> str:
    kind = "et hull" if isinstance(fault, Gap) else "to innhold samtidig"
    return f"{kind} {_days(fault)}"


def _days(fault: Gap | Overlap) -> str:
    first, last = fault.first, fault.last
    if first is None:
        return f"til og med {last}" if last else "hele tiden"
    return f"fra {first} til og med {last}" if last else f"fra og med {first}"
