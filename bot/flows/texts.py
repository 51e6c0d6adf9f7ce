"""Every text of flows and facts that people read, for translators and for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.facts import Facts, Text
from bot.flows.kinds import Input, NumberInput, SeveralInput
from bot.flows.model import Flow, Outcome, Question, Step, versions_of


def all_texts(flows: Iterable[Flow], facts: Facts) -> Iterator[Text]:
    """Yield the texts of some flows and of the facts: all that translators can meet."""
    for flow in flows:
        yield from flow_texts(flow)
    yield from fact_texts(facts)


def flow_texts(flow: Flow) -> Iterator[Text]:
    """Yield the texts of a flow, in every variant and on every day."""
    for text in (flow.title, *flow.keywords):
        yield from text.variants
    for step in flow.steps.values():
        said = (text for version in versions_of(step) for text in step_texts(version))
        for text in dict.fromkeys(said):
            yield from text.variants
        if isinstance(step, Question):
            for choice in step.choices:
                yield from choice.words


def step_texts(step: Step) -> Iterator[Text]:
    """Yield the texts of one step, as it is on one day.

    Each knows its variant for those who ask for someone else.
    """
    match step:
        case Question():
            yield from _given(step.text, step.help)
            for choice in step.choices:
                yield from _given(choice.label, choice.explanation)
            yield from _input_texts(step.input)
        case Outcome():
            parts = (step.send_to, step.appeal_body, step.deadline)
            reasons = (part for part in parts if isinstance(part, Text))
            yield from _given(step.title, step.text, step.service, *reasons, *step.next_steps)
        case _:
            return


def _input_texts(asked: Input | None) -> Iterator[Text]:
    match asked:
        case SeveralInput(marks):
            for mark in marks:
                yield from _given(mark.label, mark.explanation)
        case NumberInput(unit=unit):
            yield from _given(unit)
        case _:
            return


def fact_texts(facts: Facts) -> Iterator[Text]:
    """Yield the texts of the facts in every variant: names and what is shared, never numbers."""
    for text in _of_facts(facts):
        yield from text.variants


def _of_facts(facts: Facts) -> Iterator[Text]:
    for source in facts.sources.values():
        yield source.title
    for authority in facts.authorities.values():
        yield from _given(authority.name, authority.how)
    for rule in facts.deadlines.values():
        terms = (version.value.legal_basis for version in rule.terms.versions)
        yield from (rule.name, rule.starts, *terms, *rule.late, *rule.not_started)
    for rate in facts.rates.values():
        yield rate.name
    yield from facts.texts.values()
    for helping in facts.helping.values():
        yield from helping.advice
    for term in facts.terms.values():
        yield from (*term.names, term.explanation)
    for danger in facts.dangers.values():
        yield from (danger.name, danger.text, *danger.next_steps)


def _given(*texts: Text | None) -> Iterator[Text]:
    return (text for text in texts if text is not None)
