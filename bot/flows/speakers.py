"""Those who say what placeholders stand for: as of a day, and for the rules on length."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from bot.facts import DeadlineRule, Facts, Municipality, PlaceField, Rate, Text
from bot.flows.conditions import Answers
from bot.flows.references import Ref
from bot.flows.wordings import length_text, rate_text
from bot.texts import Words, short_day


@dataclass(frozen=True, slots=True)
class AsOf:
    """Says facts as they are on a day, with a mark on those that are not sure to hold then.

    Attributes:
        words: of the language.
        today: the day; None, for a picture of no day, says what holds last, without marks.
        answers: those given, that texts may name.
        translate: says a text in the language, where that is to be noted.
    """

    facts: Facts
    words: Words
    today: date | None
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    translate: Callable[[Text], str] | None = None

    def name(self, text: Text) -> str:
        """Say the name of something."""
        if self.translate is not None:
            return self.translate(text)
        return self.words.flow(text.context, text.source).text

    def rate(self, rate: Rate) -> str:
        """Say how much a rate is; of a period that is over or has not begun, which one it was."""
        words, today = self.words, self.today
        version = rate.terms.latest if today is None else rate.terms.nearest(today)
        value = rate_text(version.value, words)
        if today is None:
            return value
        if today > version.last:
            until = short_day(version.last, words.locale)
            return words.pgettext("rate", "{value} (til og med {day})", value=value, day=until)
        if today < version.first:
            since = short_day(version.first, words.locale)
            return words.pgettext("rate", "{value} (fra og med {day})", value=value, day=since)
        return self._marked(value, version.value.sources, today)

    def length(self, rule: DeadlineRule) -> str:
        """Say how long a deadline that starts on the day is."""
        version = rule.terms.latest if self.today is None else rule.terms.nearest(self.today)
        said = length_text(version.value.length, self.words)
        return said if self.today is None else self._marked(said, version.value.sources, self.today)

    def place(self, ref: Ref, field: PlaceField) -> str:
        """Say a part of the municipality that was answered, or what it is called in general."""
        value = self.answers.get(ref)
        place = self.facts.municipalities.get(value) if isinstance(value, str) else None
        return _general(field, self.words) if place is None else part_of(place, field)

    def _marked(self, said: str, sources: tuple[str, ...], today: date) -> str:
        if not self.facts.due_for_review(sources, today):
            return said
        return self.words.pgettext("rate", "{value} (kan være endret)", value=said)


@dataclass(frozen=True, slots=True)
class Longest:
    """Says the longest that facts have ever been or will be, to measure texts by."""

    facts: Facts
    words: Words

    def name(self, text: Text) -> str:
        """Say the name of something."""
        return self.words.flow(text.context, text.source).text

    def rate(self, rate: Rate) -> str:
        """Say the longest value of a rate."""
        return _longest(rate_text(each.value, self.words) for each in rate.terms.versions)

    def length(self, rule: DeadlineRule) -> str:
        """Say the longest length of a deadline."""
        return _longest(length_text(each.value.length, self.words) for each in rule.terms.versions)

    def place(self, ref: Ref, field: PlaceField) -> str:  # noqa: ARG002 (as all speakers)
        """Say the longest name there is of a part of a municipality."""
        places = self.facts.municipalities.values()
        general = _general(field, self.words)
        return _longest((general, *(part_of(place, field) for place in places)))


def part_of(place: Municipality, field: PlaceField) -> str:
    """Return a part of a municipality as a person reads it."""
    return place.label if field is PlaceField.MUNICIPALITY else place.value(field)


def _general(field: PlaceField, words: Words) -> str:
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
