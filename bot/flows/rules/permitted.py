"""RV017, RV018: what authors let pass, where the rule allows it and it is needed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.rules.checked import Checked
from bot.flows.rules.codes import CODES
from bot.source import Diagnostic, Report, Severity
from bot.source.permissions import Permission, apply_permissions


def permitted(
    checked: Checked, report: Report, permissions: Iterable[Permission]
) -> tuple[Diagnostic, ...]:
    """Return what is left of a report, sorted; permissions that let nothing pass are told."""
    found = report.sorted()
    may_be_allowed = {code for code, rule in CODES.items() if rule.may_be_allowed}
    # While something is wrong that nobody can allow, some rules keep silent.
    is_silent = not checked.whole or any(
        item.severity is Severity.ERROR and item.code not in may_be_allowed for item in found
    )
    return apply_permissions(
        found,
        permissions,
        known=CODES,
        may_be_allowed=may_be_allowed,
        judged={
            code
            for code, rule in CODES.items()
            if not is_silent and (checked.today is not None or not rule.needs_today)
        },
    )
