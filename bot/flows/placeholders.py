"""Facts inside texts, such as `{instans.helfo.telefon}` and `{svar.hjemme.bor.statsforvalter}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from bot.facts import Authority, Facts, Municipality, PlaceField, Text
from bot.flows.kinds import MunicipalityInput
from bot.flows.model import Flow, Question
from bot.flows.references import Ref
from bot.texts import escape

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("navn", "telefon", "post", "nett")
_ANSWER = "svar"
_PLACE_FIELDS = {
    "navn": PlaceField.MUNICIPALITY,
    "fylke": PlaceField.COUNTY,
    "statsforvalter": PlaceField.GOVERNOR,
    "helseregion": PlaceField.REGION,
}
_ANY_PLACE = {
    PlaceField.MUNICIPALITY: "kommunen",
    PlaceField.COUNTY: "fylket",
    PlaceField.GOVERNOR: "Statsforvalteren",
    PlaceField.REGION: "helseregionen",
}

Answered: TypeAlias = Callable[[Ref, PlaceField], str]
"""Gives a part of the municipality that a question was answered with, as a person reads it."""


def placeholders(text: str) -> Iterator[str]:
    """Yield what stands in braces in a text."""
    yield from _PLACEHOLDER.findall(text)


def answers_in(text: str) -> Iterator[Ref]:
    """Yield the questions whose answers a text shows; all its placeholders are known."""
    if f"{{{_ANSWER}." in text:
        for name in placeholders(text):
            kind, *names, _ = name.split(".")
            if kind == _ANSWER:
                yield Ref(*names)


def has_stray_brace(text: str) -> bool:
    """Whether a brace belongs to no placeholder, and would be shown as it is."""
    rest = _PLACEHOLDER.sub("", text)
    return "{" in rest or "}" in rest


def known_placeholders(facts: Facts) -> Iterator[str]:
    """Yield every placeholder that stands for something."""
    for authority in facts.authorities.values():
        for field in _FIELDS:
            if _value(authority, field) is not None:
                yield f"instans.{authority.id}.{field}"


def answer_placeholders(flows: Iterable[Flow]) -> Iterator[str]:
    """Yield every placeholder that stands for an answer: those of municipalities."""
    for flow in flows:
        for step in flow.steps.values():
            if isinstance(step, Question) and isinstance(step.input, MunicipalityInput):
                yield from (f"{_ANSWER}.{step.ref}.{field}" for field in _PLACE_FIELDS)


def any_place(_: Ref, field: PlaceField) -> str:
    """Return what a part of a municipality is called while nobody has answered."""
    return _ANY_PLACE[field]


def longest_place(facts: Facts) -> Answered:
    """Return what gives the longest name there is, to measure texts by."""
    places = facts.municipalities.values()

    def longest(ref: Ref, field: PlaceField) -> str:
        return max(
            (part_of(place, field) for place in places), key=len, default=any_place(ref, field)
        )

    return longest


def part_of(place: Municipality, field: PlaceField) -> str:
    """Return a part of a municipality as a person reads it."""
    return place.label if field is PlaceField.MUNICIPALITY else place.value(field)


def fill(
    text: str, facts: Facts, show: Callable[[Text], str], answered: Answered = any_place
) -> str:
    """Put the facts into a text.

    Args:
        text: with placeholders that all are known.
        facts: where they are looked up.
        show: turns a fact's text into the reader's language.
        answered: gives the parts of a municipality that was answered.
    """

    def value(match: re.Match[str]) -> str:
        kind, *names, field = match.group(1).split(".")
        if kind == _ANSWER:
            return escape(answered(Ref(*names), _PLACE_FIELDS[field]))
        (authority,) = names
        found = _value(facts.authorities[authority], field)
        return escape(show(found) if isinstance(found, Text) else found or "")

    return _PLACEHOLDER.sub(value, text)


def _value(authority: Authority, field: str) -> Text | str | None:
    match field:
        case "navn":
            return authority.name
        case "telefon":
            return authority.phone
        case "post":
            return authority.post
        case _:
            return authority.web
