"""Facts with their sources: what every flow may rely on, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from bot.facts.deadlines import Length
from bot.facts.places import County, Municipality
from bot.facts.timeline import Timeline
from bot.source import Position


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people read, written in bokmål.

    Attributes:
        context: names the text for translators, e.g. `klage.hvem.kommunen`; never an index.
        source: the bokmål text as the author wrote it, with its markup and placeholders.
        position: where it stands.
        others: what those read who ask for someone else, if that is not the same.
        without_rates: what is read instead on a day when a rate in it is not known. A condition
            or a promise must not be made with an amount that is over.
    """

    context: str
    source: str
    position: Position
    others: Text | None = None
    without_rates: Text | None = None

    @property
    def variants(self) -> tuple[Text, ...]:
        """Every text that somebody reads here, on some day, for themselves or for someone else."""
        own = (self,) if self.others is None else (self, self.others)
        return own if self.without_rates is None else (*own, *self.without_rates.variants)

    def read(self, *, for_others: bool) -> Text:
        """Return the variant that is read by those who ask for themselves, or for someone else."""
        return self.others if for_others and self.others is not None else self


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from.

    Attributes:
        checked: the day the text that was read was known to be in force.
        next_check: the last day it may be relied on without being read again.
    """

    id: str
    title: Text
    url: str
    checked: date
    next_check: date
    position: Position


class Confidence(StrEnum):
    """How sure a fact is. What is less than this is not stated as a fact at all."""

    HIGH = "høy"
    MEDIUM = "middels"


@dataclass(frozen=True, slots=True)
class Authority:
    """Someone who is responsible: recipient of a letter, or appeal body."""

    id: str
    name: Text
    phone: str | None
    post: str | None
    web: str | None
    how: Text | None
    confidence: Confidence
    sources: tuple[str, ...]
    position: Position


class Certainty(StrEnum):
    """How firmly a deadline is known: the law says it, it is the usual rule, or the letter says."""

    LAW = "lov"
    USUAL = "vanlig"
    LETTER = "brevet"


@dataclass(frozen=True, slots=True)
class DeadlineTerms:
    """What a deadline rule says during one period: its length and its legal basis."""

    length: Length
    legal_basis: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How long a person has, counted from what, and what to do before and after.

    Attributes:
        starts: what it runs from, continuing "regnet fra …".
        terms: its contents by date; the day the deadline starts to run decides which.
        rolls_over: whether an end on a Saturday, Sunday or holiday moves to the next working day.
        late: what a person does when it has passed.
        not_started: what a person does while no letter has come.
    """

    id: str
    name: Text
    starts: Text
    certainty: Certainty
    rolls_over: bool
    terms: Timeline[DeadlineTerms]
    late: tuple[Text, ...]
    not_started: tuple[Text, ...]
    position: Position


class RateUnit(StrEnum):
    """What a rate is counted in, by the key that an author writes it under."""

    KRONER = "beløp"
    PERCENT = "prosent"
    YEARS = "år"
    NUMBER = "tall"


@dataclass(frozen=True, slots=True)
class RateTerms:
    """What a rate is during one period, with at most two decimals."""

    value: Decimal
    unit: RateUnit
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount, a percentage, an age or a number with the days it holds.

    Attributes:
        terms: at least one; there is no gap between two of them, but there may be days before the
            first and after the last.
    """

    id: str
    name: Text
    confidence: Confidence
    terms: Timeline[RateTerms]
    position: Position


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that authors write for people to be understood by, and where they stand."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class WordList:
    """Expressions under one name."""

    id: str
    expressions: tuple[Expression, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Danger:
    """A kind of danger, known by the words people type in it, and what to do at once.

    Attributes:
        sure: what tells of it even where a time past, a joke or papers are spoken of.
        plain: what tells of it but for a time past or a joke.
        weak: what tells of it where none of these is spoken of.
        alone: what tells of it when there is hardly more in a text.
        pairs: what tells of it two by two.
        exceptions: what holds such words and means something else.
        text: what to know.
        next_steps: what to do now.
        call: ids of authorities with a phone, the most urgent first.
    """

    id: str
    name: Text
    sure: tuple[Expression, ...]
    plain: tuple[Expression, ...]
    weak: tuple[Expression, ...]
    alone: tuple[Expression, ...]
    pairs: tuple[Expression, ...]
    exceptions: tuple[Expression, ...]
    text: Text
    next_steps: tuple[Text, ...]
    call: tuple[str, ...]
    sources: tuple[str, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Helping:
    """What somebody may do who helps another: with a power of attorney, or by a right of their own.

    Attributes:
        advice: what to know and to do, in order.
    """

    id: str
    advice: tuple[Text, ...]
    sources: tuple[str, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Term:
    """A word explained.

    Attributes:
        also: other words for the same, and other ways to write it.
        explanation: one or two plain sentences.
    """

    id: str
    word: Text
    also: tuple[Text, ...]
    explanation: Text
    sources: tuple[str, ...]
    position: Position

    @property
    def names(self) -> tuple[Text, ...]:
        """All it is called."""
        return (self.word, *self.also)


@dataclass(frozen=True, slots=True)
class Theme:
    """Something the content must cover, and what covers it. Authors read it, people do not.

    Attributes:
        number: its name where coverage is counted; no two have the same.
        words: what people call it; each leads from the start to what covers it.
        covered_by: flows, outcomes as `flyt.steg` and dangers as `fare.id`, and where each stands.
    """

    id: str
    number: int
    name: str
    words: tuple[str, ...]
    covered_by: Mapping[str, Position]
    position: Position


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts, by id; municipalities by number."""

    sources: Mapping[str, Source]
    authorities: Mapping[str, Authority]
    deadlines: Mapping[str, DeadlineRule]
    counties: Mapping[str, County] = field(default_factory=lambda: MappingProxyType({}))
    municipalities: Mapping[str, Municipality] = field(default_factory=lambda: MappingProxyType({}))
    advice: Mapping[str, tuple[Text, ...]] = field(default_factory=lambda: MappingProxyType({}))
    rates: Mapping[str, Rate] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    dangers: Mapping[str, Danger] = field(default_factory=lambda: MappingProxyType({}))
    helping: Mapping[str, Helping] = field(default_factory=lambda: MappingProxyType({}))
    themes: Mapping[str, Theme] = field(default_factory=lambda: MappingProxyType({}))
    terms: Mapping[str, Term] = field(default_factory=lambda: MappingProxyType({}))
    everyday_words: frozenset[str] = frozenset()
    danger_words: Mapping[str, WordList] = field(default_factory=lambda: MappingProxyType({}))
    danger_exceptions: Mapping[str, WordList] = field(default_factory=lambda: MappingProxyType({}))

    def due_for_review(self, sources: tuple[str, ...], today: date) -> bool:
        """Whether any of the sources should have been read again before today."""
        return any(self.sources[source].next_check < today for source in sources)
