"""RV017, RV018: what authors let pass, where the rule allows it and it is needed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.rules.checked import Checked
from bot.flows.rules.codes import CODES
from bot.source import Diagnostic, Report
from bot.source.permissions import Permission, apply_permissions


def permitted(
    checked: Checked, report: Report, permissions: Iterable[Permission]
) -> tuple[Diagnostic, ...]:
    """Return what is left of a report, sorted; permissions that let nothing pass are told."""
    return apply_permissions(
        report.sorted(),
        permissions,
        known=CODES,
        may_be_allowed={code for code, rule in CODES.items() if rule.may_be_allowed},
        # While something could not be read, most rules keep silent.
        judged={
            code
            for code, rule in CODES.items()
            if checked.whole and (checked.today is not None or not rule.needs_today)
        },
    )
