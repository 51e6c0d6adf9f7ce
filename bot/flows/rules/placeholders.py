"""RV307: what stands in braces names a fact."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from types import MappingProxyType

from bot.facts import Facts
from bot.facts.texts import PRONOUNS
from bot.flows.placeholders import (
    answer_placeholders,
    has_stray_brace,
    known_placeholders,
    placeholders,
)
from bot.flows.rules.checked import Checked
from bot.flows.texts import all_texts
from bot.source import Report
from bot.source.diagnostics import did_you_mean

_KINDS: Mapping[str, Callable[[Facts], Container[str]]] = MappingProxyType(
    {
        "instans": lambda facts: facts.authorities,
        "sats": lambda facts: facts.rates,
        "frist": lambda facts: facts.deadlines,
        "tekst": lambda facts: facts.texts,
    }
)


def placeholders_name_facts(checked: Checked, report: Report) -> None:
    """Report placeholders that stand for nothing, and braces left open."""
    if not checked.whole:
        return
    known = {
        *known_placeholders(checked.facts),
        *answer_placeholders(checked.flows.values()),
    }
    meant = {*known, *PRONOUNS}
    examples = _examples(known)
    for text in all_texts(checked.flows.values(), checked.facts):
        for name in placeholders(text.source):
            if name not in known:
                report.unknown(
                    text.position,
                    "RV307",
                    f"«{{{name}}}» står ikke for noe, så folk ville se krøllparentesen."
                    f"{did_you_mean(name, meant) or _instead(name, examples)}",
                    _missing(name, checked),
                )
        if has_stray_brace(text.source):
            report.error(
                text.position, "RV307", "En krøllparentes mangler sin make. Skriv {fakta} helt ut."
            )


def _examples(known: Iterable[str]) -> Mapping[str, str]:
    """Return a placeholder of each kind that there is."""
    found: dict[str, str] = {}
    for name in sorted(known):
        found.setdefault(name.partition(".")[0], name)
    return found


def _instead(name: str, examples: Mapping[str, str]) -> str:
    """Say what can stand there: something that there is, of the kind that was tried."""
    kind = name.partition(".")[0]
    shown = [examples[kind]] if kind in examples else [*examples.values()][:2]
    if not shown:
        return " Skriv ordene rett ut, eller legg det som skal stå der, i fakta."
    return f" Det som finnes, er for eksempel {' og '.join(f'{{{each}}}' for each in shown)}."


def _missing(name: str, checked: Checked) -> str:
    """Return what a placeholder names that is not there: a fact or a step, or itself alone."""
    match name.split("."):
        case [kind, fact, *_] if kind in _KINDS and fact not in _KINDS[kind](checked.facts):
            return f"{kind}: {fact}"
        case ["svar", flow, step, *_] if not _is_step(checked, flow, step):
            return f"steg: {flow}.{step}"
        case _:
            return name


def _is_step(checked: Checked, flow: str, step: str) -> bool:
    return flow in checked.flows and step in checked.flows[flow].steps
