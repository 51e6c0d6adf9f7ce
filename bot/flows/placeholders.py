"""Facts inside texts: `{instans.helfo.telefon}`, `{sats.egenandelstak}`, `{frist.klage.lengde}`.

So are answers, as `{svar.brevet.mottatt}` and `{svar.hjemme.bor.statsforvalter}`, and texts that
are shared, as `{tekst.ring_ombudet}`, which may hold placeholders themselves.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Set
from typing import Protocol

from bot.facts import Authority, DeadlineRule, Facts, PlaceField, Rate, Text
from bot.flows.kinds import AmountInput, DateInput, MunicipalityInput, NumberInput
from bot.flows.model import Flow, Question
from bot.flows.references import Ref
from bot.texts import escape

DEEPEST = 5
"""How many shared texts may stand inside each other."""

LONGEST = 4096
"""How many characters a shared text may be put together of: more than a message can show."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("navn", "telefon", "post", "nett")
_PLACE_FIELDS = {
    "navn": PlaceField.MUNICIPALITY,
    "fylke": PlaceField.COUNTY,
    "statsforvalter": PlaceField.GOVERNOR,
    "helseregion": PlaceField.REGION,
}


class Speaker(Protocol):
    """Says what placeholders stand for, in one language."""

    def text(self, text: Text) -> str:
        """Say a text of the facts; placeholders in it stay."""

    def rate(self, rate: Rate) -> str:
        """Say how much a rate is."""

    def length(self, rule: DeadlineRule) -> str:
        """Say how long a deadline is."""

    def answer(self, ref: Ref) -> str:
        """Say the date, the number or the amount that a question was answered with."""

    def place(self, ref: Ref, field: PlaceField) -> str:
        """Say a part of the municipality that a question was answered with."""


def placeholders(text: str) -> Iterator[str]:
    """Yield what stands in braces in a text."""
    yield from _PLACEHOLDER.findall(text)


def answers_in(text: Text, facts: Facts) -> Iterator[Ref]:
    """Yield the questions whose answers a text shows, itself or by what it shares.

    All its placeholders can be filled.
    """
    for variant in text.variants:
        for name in placeholders(variant.source) if "{" in variant.source else ():
            match name.split("."):
                case ["svar", flow, step, *_]:
                    yield Ref(flow, step)
                case ["tekst", inner]:
                    yield from answers_in(facts.texts[inner], facts)
                case _:
                    pass


def rates_in(text: Text) -> Iterator[str]:
    """Yield the ids of the rates whose amounts a text shows itself, while they are known."""
    for variant in (text, text.others):
        for name in placeholders(variant.source) if variant is not None else ():
            match name.split("."):
                case ["sats", rate]:
                    yield rate
                case _:
                    pass


def texts_in(text: Text, facts: Facts, *, for_others: bool) -> Iterator[Text]:
    """Yield the texts of the facts that a text shows, in one variant, however far in.

    All its placeholders can be filled.
    """
    read = text.read(for_others=for_others)
    for name in placeholders(read.source) if "{" in read.source else ():
        match name.split("."):
            case ["tekst", inner]:
                shared = facts.texts[inner]
                for each in filter(None, (shared, shared.without_rates)):
                    yield each
                    yield from texts_in(each, facts, for_others=for_others)
            case ["sats", rate, _]:
                yield facts.rates[rate].name
            case ["instans", authority, field]:
                part = _part(facts.authorities[authority], field)
                if isinstance(part, Text):
                    yield part
            case _:
                pass


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
    for text in facts.texts:
        yield f"tekst.{text}"


def answer_placeholders(flows: Iterable[Flow]) -> Iterator[str]:
    """Yield every placeholder that stands for an answer: a date, a number, an amount, a place."""
    for flow in flows:
        for step in flow.steps.values():
            match step:
                case Question(input=MunicipalityInput()):
                    yield from (f"svar.{step.ref}.{field}" for field in _PLACE_FIELDS)
                case Question(input=DateInput() | NumberInput() | AmountInput()):
                    yield f"svar.{step.ref}"
                case _:
                    pass


def fillable(facts: Facts, known: Set[str]) -> frozenset[str]:
    """Return the known placeholders that can be filled: not every shared text can.

    Not those that hold what is not known, or themselves, however far in; nor those that are put
    together in more than `DEEPEST` turns, or are longer than `LONGEST`.
    """
    texts = {
        f"tekst.{key}": " ".join(each.source for each in text.variants)
        for key, text in facts.texts.items()
    }
    inside = {name: [*placeholders(source)] for name, source in texts.items()}
    sizes = dict.fromkeys(set(known) - set(texts), 0)
    for _ in range(DEEPEST):
        found = {
            name: len(texts[name]) + sum(sizes[each] for each in inner)
            for name, inner in inside.items()
            if sizes.keys() >= {*inner}
        }
        sizes |= {name: size for name, size in found.items() if size <= LONGEST}
        for name in found:
            del inside[name]
    return frozenset(sizes)


def blanked(text: str, known: Container[str]) -> str:
    """Return a text with a sign in the place of each placeholder that is not known.

    A shared text is a sentence or more.
    """

    def sign(match: re.Match[str]) -> str:
        if match[1] in known:
            return match[0]
        return "…." if match[1].startswith("tekst.") else "…"

    return _PLACEHOLDER.sub(sign, text)


def fill(text: str, facts: Facts, speaker: Speaker) -> str:
    """Put the facts into a text.

    Args:
        text: with placeholders that all can be filled.
        facts: where they are looked up.
        speaker: says them in the reader's language, as of the reader's day.
    """

    def value(match: re.Match[str]) -> str:
        names = match.group(1).split(".")
        if names[0] == "tekst":
            # Shared words are an author's: their markup stands.
            return fill(speaker.text(facts.texts[names[1]]), facts, speaker)
        return escape(_value(names, facts, speaker))

    return _PLACEHOLDER.sub(value, text)


def _value(names: list[str], facts: Facts, speaker: Speaker) -> str:
    match names:
        case ["sats", rate]:
            return speaker.rate(facts.rates[rate])
        case ["sats", rate, _]:
            return speaker.text(facts.rates[rate].name)
        case ["frist", rule, _]:
            return speaker.length(facts.deadlines[rule])
        case ["svar", flow, step]:
            return speaker.answer(Ref(flow, step))
        case ["svar", flow, step, field]:
            return speaker.place(Ref(flow, step), _PLACE_FIELDS[field])
        case _:
            _, authority, field = names
            found = _part(facts.authorities[authority], field)
            return speaker.text(found) if isinstance(found, Text) else found or ""


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
