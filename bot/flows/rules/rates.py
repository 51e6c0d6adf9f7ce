"""RV109: a rate is followed by a new one before its last period is over."""

from __future__ import annotations

from bot.flows.rules.checked import Checked
from bot.flows.rules.reviews import AHEAD
from bot.source import Report


def rates_are_renewed(checked: Checked, report: Report) -> None:
    """Warn of rates whose last period is over, or will be soon."""
    today = checked.today
    if today is None:
        return
    for rate in checked.facts.rates.values():
        last = rate.terms.latest.valid_until
        if last is None or last - AHEAD > today:
            continue
        over = last < today
        report.warning(
            rate.position,
            "RV109",
            f"Satsen «{rate.id}» {'gjaldt' if over else 'gjelder bare'} til og med {last}, og "
            f"ingen ny følger. {'Nå' if over else 'Etter den dagen'} viser opplysninger den gamle "
            "satsen med dagen den sluttet å gjelde, og vilkår og løfter leses uten den. Slå opp "
            "den nye, og legg den til under «innhold».",
        )
