"""Those who say what placeholders stand for: as of a day, and for the rules on length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from types import MappingProxyType

from bot.facts import DeadlineRule, Facts, Municipality, PlaceField, Rate, Text
from bot.flows.conditions import Answers
from bot.flows.kinds import AmountInput, DateInput, Input, NumberInput
from bot.flows.model import Flow, Question
from bot.flows.placeholders import rates_in
from bot.flows.references import Ref
from bot.flows.values import Value
from bot.flows.wordings import answer_text, length_text, rate_text
from bot.texts import Words, short_day

_LAST_DAY = date(2028, 12, 28)
"""Any day of two digits, in any year of four; its month is replaced to find the longest name."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """Says facts as they are on a day, with a mark on those that are not sure to hold then.

    Attributes:
        flows: tell what is asked for where an answer is named.
        words: of the language.
        today: the day; None, for a picture of no day, says what holds last, without marks.
        answers: those given, that texts may name.
        for_others: whether it is said to someone who asks for someone else.
    """

    flows: Mapping[str, Flow]
    facts: Facts
    words: Words
    today: date | None
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    for_others: bool = False

    def text(self, text: Text) -> str:
        """Say a text of the facts, without its rates if one is not known; placeholders stay."""
        if text.without_rates is not None and not self._knows_rates_in(text):
            text = text.without_rates
        read = text.read(for_others=self.for_others)
        return self.words.flow(read.context, read.source).text

    def _knows_rates_in(self, text: Text) -> bool:
        rates = (self.facts.rates[rate] for rate in rates_in(text))
        return self.today is None or all(rate.terms.at(self.today) is not None for rate in rates)

    def rate(self, rate: Rate) -> str:
        """Say how much a rate is; of a period that is over or has not begun, which one it was."""
        words, today = self.words, self.today
        version = rate.terms.latest if today is None else rate.terms.nearest(today)
        value = rate_text(version.value, words)
        if today is None:
            return value
        if today > version.last:
            return _over(value, version.last, words)
        if today < version.first:
            return _to_come(value, version.first, words)
        return self._marked(value, version.value.sources, today)

    def length(self, rule: DeadlineRule) -> str:
        """Say how long a deadline that starts on the day is."""
        version = rule.terms.latest if self.today is None else rule.terms.nearest(self.today)
        said = length_text(version.value.length, self.words)
        return said if self.today is None else self._marked(said, version.value.sources, self.today)

    def answer(self, ref: Ref) -> str:
        """Say the date, number or amount that was answered, or what it is called in general."""
        asked = _asked(self.flows, ref)
        return answer_text(asked, self.answers.get(ref), self.words) or _any(asked, self.words)

    def place(self, ref: Ref, field: PlaceField) -> str:
        """Say a part of the municipality that was answered, or what it is called in general."""
        value = self.answers.get(ref)
        place = self.facts.municipalities.get(value) if isinstance(value, str) else None
        return _any_place(field, self.words) if place is None else part_of(place, field)

    def _marked(self, said: str, sources: tuple[str, ...], today: date) -> str:
        if not self.facts.due_for_review(sources, today):
            return said
        return _unsure(said, self.words)


@dataclass(frozen=True, slots=True)
class Longest:
    """Says the longest that facts have ever been or will be, to measure texts by.

    Attributes:
        flows: tell what is asked for where an answer is named.
        words: of the language.
        on_any_day: whether the marks count too, of what is over, to come, or unsure on a day.
    """

    flows: Mapping[str, Flow]
    facts: Facts
    words: Words
    on_any_day: bool = False
    _said: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def text(self, text: Text) -> str:
        """Say the longest variant of a text of the facts; placeholders in it stay."""
        return _longest(self.words.flow(each.context, each.source).text for each in text.variants)

    def rate(self, rate: Rate) -> str:
        """Say the longest value of a rate."""
        versions = rate.terms.versions
        said = [rate_text(each.value, self.words) for each in versions]
        return self._once(f"sats.{rate.id}", chain(said, self._marked_rates(rate)))

    def _marked_rates(self, rate: Rate) -> Iterator[str]:
        for version in rate.terms.versions if self.on_any_day else ():
            value = rate_text(version.value, self.words)
            yield _unsure(value, self.words)
            if version.valid_until is not None:
                yield _over(value, version.valid_until, self.words)
            if version.valid_from is not None:
                yield _to_come(value, version.valid_from, self.words)

    def length(self, rule: DeadlineRule) -> str:
        """Say the longest length of a deadline."""
        versions = rule.terms.versions
        said = [length_text(each.value.length, self.words) for each in versions]
        marked = (_unsure(each, self.words) for each in said if self.on_any_day)
        return self._once(f"frist.{rule.id}", chain(said, marked))

    def answer(self, ref: Ref) -> str:
        """Say the longest date, number or amount that a question can be answered with."""
        asked = _asked(self.flows, ref)
        values: tuple[Value, ...] = ()
        if isinstance(asked, NumberInput | AmountInput):
            values = (asked.most,)
        elif isinstance(asked, DateInput):
            values = tuple(_LAST_DAY.replace(month=month) for month in range(1, 13))
        said = (answer_text(asked, value, self.words) for value in values)
        return _longest((_any(asked, self.words), *said))

    def place(self, ref: Ref, field: PlaceField) -> str:  # noqa: ARG002 (as all speakers)
        """Say the longest name there is of a part of a municipality."""
        places = self.facts.municipalities.values()
        general = _any_place(field, self.words)
        said = (part_of(place, field) for place in places)
        return self._once(f"sted.{field}", chain((general,), said))

    def _once(self, name: str, texts: Iterable[str]) -> str:
        """Return the longest of some texts, found once: a fact can be in thousands of texts."""
        if name not in self._said:
            self._said[name] = _longest(texts)
        return self._said[name]


def _over(value: str, last: date, words: Words) -> str:
    day = short_day(last, words.locale)
    return words.pgettext("rate", "{value} (til og med {day})", value=value, day=day)


def _to_come(value: str, first: date, words: Words) -> str:
    day = short_day(first, words.locale)
    return words.pgettext("rate", "{value} (fra og med {day})", value=value, day=day)


def _unsure(value: str, words: Words) -> str:
    return words.pgettext("rate", "{value} (kan være endret)", value=value)


def part_of(place: Municipality, field: PlaceField) -> str:
    """Return a part of a municipality as a person reads it."""
    return place.label if field is PlaceField.MUNICIPALITY else place.value(field)


def _asked(flows: Mapping[str, Flow], ref: Ref) -> Input | None:
    step = flows[ref.flow].steps[ref.step]
    return step.input if isinstance(step, Question) else None


def _any(asked: Input | None, words: Words) -> str:
    """Return what an answer is called while nobody has given it."""
    match asked:
        case DateInput():
            return words.pgettext("answer", "datoen")
        case AmountInput():
            return words.pgettext("answer", "beløpet")
        case _:
            return words.pgettext("answer", "tallet")


def _any_place(field: PlaceField, words: Words) -> str:
    """Return what a part of a municipality is called while nobody has answered."""
    match field:
        case PlaceField.MUNICIPALITY:
            return words.pgettext("place", "kommunen")
        case PlaceField.COUNTY:
            return words.pgettext("place", "fylket")
        case PlaceField.GOVERNOR:
            return words.pgettext("place", "Statsforvalteren")
        case PlaceField.REGION:
            return words.pgettext("place", "helseregionen")


def _longest(texts: Iterable[str]) -> str:
    return max(texts, key=len)
