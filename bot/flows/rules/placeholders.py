"""RV307: what stands in braces names a fact."""

from __future__ import annotations

from bot.flows.placeholders import (
    answer_placeholders,
    has_stray_brace,
    known_placeholders,
    placeholders,
)
from bot.flows.rules.checked import Checked
from bot.flows.texts import fact_texts, flow_texts
from bot.source import Report
from bot.source.diagnostics import did_you_mean


def placeholders_name_facts(checked: Checked, report: Report) -> None:
    """Report placeholders that stand for nothing, and braces left open."""
    if not checked.whole:
        return
    known = {
        *known_placeholders(checked.facts),
        *answer_placeholders(checked.flows.values()),
    }
    texts = [text for flow in checked.flows.values() for text in flow_texts(flow)]
    for text in (*texts, *fact_texts(checked.facts)):
        for name in placeholders(text.source):
            if name not in known:
                report.error(
                    text.position,
                    "RV307",
                    f"«{{{name}}}» står ikke for noe.{did_you_mean(name, known)} "
                    "Skriv for eksempel {instans.helfo.telefon} eller {sats.egenandelstak}.",
                )
        if has_stray_brace(text.source):
            report.error(
                text.position, "RV307", "En krøllparentes mangler sin make. Skriv {fakta} helt ut."
            )
