"""RV316: where a flow comes back with different results, some call tells them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.flows.calling import Returns
from bot.flows.model import Call, Return
from bot.flows.rules.checked import Checked, all_steps, linked
from bot.source import Report
from bot.source.diagnostics import did_you_mean


def results_are_told_apart(checked: Checked, report: Report) -> None:
    """Warn once of each flow with results that every call goes the same way for.

    Misspelt, such a result leads nobody astray; but the first call that tells it apart would.
    """
    if not linked(checked):
        return
    named: dict[str, set[str | None]] = {}
    alike: dict[str, dict[str, Call]] = {}
    for _, _, step in all_steps(checked):
        if isinstance(step, Call):
            named.setdefault(step.flow, set()).update(step.routes)
            if None in step.routes:
                alike.setdefault(step.flow, {})[step.begin] = step
    returns = Returns(checked.flows)
    for flow, calls in alike.items():
        for call in calls.values():
            endings = {each.result: each for each in returns.of(call)}
            unnamed = [result for result in endings if result not in named[flow]]
            if len(endings) > 1 and unnamed:
                _tell(flow, endings, unnamed, report)
                break


def _tell(flow: str, endings: Mapping[str, Return], unnamed: Sequence[str], report: Report) -> None:
    """Tell the first that no call names, beside another."""
    odd = unnamed[1] if len(unnamed) == len(endings) else unnamed[0]
    others = [result for result in endings if result != odd]
    other = next((result for result in others if result not in unnamed), others[0])
    report.warning(
        endings[odd].position,
        "RV316",
        f"Noen som kaller «{flow}», går samme vei etter «{odd}» som etter «{other}», og ingen "
        f"skiller dem.{did_you_mean(odd, others)} En skrivefeil her merkes ikke før noen gjør det. "
        "Skriv samme resultat, eller skill dem der flyten kalles: "
        f"«til: {{{other}: steg, {odd}: steg}}».",
    )
