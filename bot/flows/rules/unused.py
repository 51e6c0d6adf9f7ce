"""RV108: a fact that is kept is a fact that somebody is told."""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts import Facts
from bot.flows.conditions import DeadlineIs, leaves
from bot.flows.model import DeadlineUse, Outcome, routes_of
from bot.flows.placeholders import placeholders
from bot.flows.rules.checked import Checked, all_steps, all_versions
from bot.flows.texts import fact_texts, flow_texts
from bot.source import Position, Report

_KINDS = {"instans": "instanser", "sats": "satser", "frist": "frister", "tekst": "tekster"}
"""The kinds of facts by the first word of the placeholders that name them."""


def facts_are_used(checked: Checked, report: Report) -> None:
    """Warn of facts that nothing uses; silent while something wrong may be what uses them."""
    if not checked.whole or report.has_errors:
        return
    facts = checked.facts
    used = {*_used_by_flows(checked), *_used_everywhere(facts)}
    used |= set(_used_by_facts(facts, used))
    for kind, fact_id, position in _facts(facts):
        if (kind, fact_id) not in used:
            report.warning(
                position,
                "RV108",
                f"«{fact_id}» under «{kind}» brukes ikke i noen flyt. Slett den, eller bruk den: "
                "en fakta ingen leser, er det ingen som holder ved like.",
            )


def _facts(facts: Facts) -> Iterator[tuple[str, str, Position]]:
    for source in facts.sources.values():
        yield "kilder", source.id, source.position
    for authority in facts.authorities.values():
        yield "instanser", authority.id, authority.position
    for rule in facts.deadlines.values():
        yield "frister", rule.id, rule.position
    for rate in facts.rates.values():
        yield "satser", rate.id, rate.position
    for text_id, text in facts.texts.items():
        yield "tekster", text_id, text.position
    for helping in facts.helping.values():
        yield "pårørende", helping.id, helping.position
    for advice_id, texts in facts.advice.items():
        if texts:
            yield "råd", advice_id, texts[0].position


def _used_by_flows(checked: Checked) -> Iterator[tuple[str, str]]:
    for _, _, step in all_steps(checked):
        for route in routes_of(step):
            if route.condition is not None:
                for leaf in leaves(route.condition):
                    if isinstance(leaf, DeadlineIs):
                        yield "frister", leaf.rule
    for step in all_versions(checked):
        if isinstance(step, Outcome):
            if step.helping is not None:
                yield "pårørende", step.helping
            yield from (("kilder", source) for source in step.sources)
            for authority in (step.send_to, step.appeal_body):
                if isinstance(authority, str):
                    yield "instanser", authority
            if isinstance(step.deadline, DeadlineUse):
                yield "frister", step.deadline.rule
    texts = [text for flow in checked.flows.values() for text in flow_texts(flow)]
    for text in (*texts, *fact_texts(checked.facts)):
        for name in placeholders(text.source) if "{" in text.source else ():
            kind, _, rest = name.partition(".")
            if kind in _KINDS:
                yield _KINDS[kind], rest.partition(".")[0]


def _used_everywhere(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield what is shown whatever the flow: in danger, and where words are explained."""
    for danger in facts.dangers.values():
        yield from (("instanser", authority) for authority in danger.call)
        yield from (("kilder", source) for source in danger.sources)
    for term in facts.terms.values():
        yield from (("kilder", source) for source in term.sources)


def _used_by_facts(facts: Facts, used: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for authority in facts.authorities.values():
        if ("instanser", authority.id) in used:
            yield from (("kilder", source) for source in authority.sources)
    for helping in facts.helping.values():
        if ("pårørende", helping.id) in used:
            yield from (("kilder", source) for source in helping.sources)
    for county in facts.counties.values():
        yield from (("kilder", source) for source in county.sources)
    for rate in facts.rates.values():
        if ("satser", rate.id) in used:
            for each in rate.terms.versions:
                yield from (("kilder", source) for source in each.value.sources)
    advice_ids = {texts: advice_id for advice_id, texts in facts.advice.items()}
    for rule in facts.deadlines.values():
        if ("frister", rule.id) in used:
            for version in rule.terms.versions:
                yield from (("kilder", source) for source in version.value.sources)
            for texts in (rule.late, rule.not_started):
                if texts in advice_ids:
                    yield "råd", advice_ids[texts]
