"""Facts inside texts: `{instans.helfo.telefon}`, `{sats.egenandelstak}`, `{frist.klage.lengde}`.

A municipality that was answered is one, too: `{svar.hjemme.bor.statsforvalter}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from bot.facts import Authority, DeadlineRule, Facts, PlaceField, Rate, Text
from bot.flows.kinds import MunicipalityInput
from bot.flows.model import Flow, Question
from bot.flows.references import Ref
from bot.texts import escape

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("navn", "telefon", "post", "nett")
_PLACE_FIELDS = {
    "navn": PlaceField.MUNICIPALITY,
    "fylke": PlaceField.COUNTY,
    "statsforvalter": PlaceField.GOVERNOR,
    "helseregion": PlaceField.REGION,
}


class Speaker(Protocol):
    """Says what placeholders stand for, in one language, as characters without markup."""

    def name(self, text: Text) -> str:
        """Say the name of something."""

    def rate(self, rate: Rate) -> str:
        """Say how much a rate is."""

    def length(self, rule: DeadlineRule) -> str:
        """Say how long a deadline is."""

    def place(self, ref: Ref, field: PlaceField) -> str:
        """Say a part of the municipality that a question was answered with."""


def placeholders(text: str) -> Iterator[str]:
    """Yield what stands in braces in a text."""
    yield from _PLACEHOLDER.findall(text)


def answers_in(text: str) -> Iterator[Ref]:
    """Yield the questions whose answers a text shows; all its placeholders are known."""
    if "{svar." in text:
        for name in placeholders(text):
            kind, *names, _ = name.split(".")
            if kind == "svar":
                yield Ref(*names)


def has_stray_brace(text: str) -> bool:
    """Whether a brace belongs to no placeholder, and would be shown as it is."""
    rest = _PLACEHOLDER.sub("", text)
    return "{" in rest or "}" in rest


def known_placeholders(facts: Facts) -> Iterator[str]:
    """Yield every placeholder that stands for a fact."""
    for authority in facts.authorities.values():
        for field in _FIELDS:
            if _part(authority, field) is not None:
                yield f"instans.{authority.id}.{field}"
    for rate in facts.rates:
        yield from (f"sats.{rate}", f"sats.{rate}.navn")
    for rule in facts.deadlines:
        yield f"frist.{rule}.lengde"


def answer_placeholders(flows: Iterable[Flow]) -> Iterator[str]:
    """Yield every placeholder that stands for an answer: those of municipalities."""
    for flow in flows:
        for step in flow.steps.values():
            if isinstance(step, Question) and isinstance(step.input, MunicipalityInput):
                yield from (f"svar.{step.ref}.{field}" for field in _PLACE_FIELDS)


def fill(text: str, facts: Facts, speaker: Speaker) -> str:
    """Put the facts into a text.

    Args:
        text: with placeholders that all are known.
        facts: where they are looked up.
        speaker: says them in the reader's language, as of the reader's day.
    """

    def value(match: re.Match[str]) -> str:
        return escape(_value(match.group(1).split("."), facts, speaker))

    return _PLACEHOLDER.sub(value, text)


def _value(names: list[str], facts: Facts, speaker: Speaker) -> str:
    match names:
        case ["sats", rate]:
            return speaker.rate(facts.rates[rate])
        case ["sats", rate, _]:
            return speaker.name(facts.rates[rate].name)
        case ["frist", rule, _]:
            return speaker.length(facts.deadlines[rule])
        case ["svar", flow, step, field]:
            return speaker.place(Ref(flow, step), _PLACE_FIELDS[field])
        case _:
            _, authority, field = names
            found = _part(facts.authorities[authority], field)
            return speaker.name(found) if isinstance(found, Text) else found or ""


def _part(authority: Authority, field: str) -> Text | str | None:
    match field:
        case "navn":
            return authority.name
        case "telefon":
            return authority.phone
        case "post":
            return authority.post
        case _:
            return authority.web
