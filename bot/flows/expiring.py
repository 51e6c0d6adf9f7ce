"""What expires in the content: rates and sources by their last day, and what is seen after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from bot.facts import DeadlineRule, Facts, Rate, Source, Text
from bot.flows.library import Library
from bot.flows.model import DeadlineUse, Outcome, Question, Step, versions_of
from bot.flows.placeholders import fill, placeholders, rates_in
from bot.flows.speakers import AsOf
from bot.flows.texts import step_texts
from bot.texts import DEFAULT, to_plain

_DAY = timedelta(days=1)
_NOBODY = "ingen flyt"


@dataclass(frozen=True, slots=True)
class Expiring:
    """A rate whose last period ends, or a source that must be read again.

    Attributes:
        kind: what authors call it: `sats` or `kilde`.
        last_day: the last day it holds, or may be relied on.
        is_over: whether that day is past.
        outcomes: those that use it, as `flyt.steg`.
        elsewhere: questions and dangers that do.
        shown: what people see from then on, a line each, in Norwegian.
    """

    kind: str
    id: str
    name: str
    last_day: date
    is_over: bool
    outcomes: tuple[str, ...]
    elsewhere: tuple[str, ...]
    shown: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return it as it is written for programs."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "last_day": self.last_day.isoformat(),
            "is_over": self.is_over,
            "outcomes": self.outcomes,
            "elsewhere": self.elsewhere,
            "shown": self.shown,
        }


def expiring(library: Library, today: date, days: int) -> tuple[Expiring, ...]:
    """Return what is over on a day, or will be within some days, by its last day.

    Args:
        library: whose facts are looked at.
        today: the day.
        days: how far ahead.
    """
    until = date.fromordinal(min(today.toordinal() + days, date.max.toordinal()))
    uses = _Uses(library)
    found = [*_rates(library, uses, today, until), *_sources(library, uses, today, until)]
    return tuple(sorted(found, key=lambda each: (each.last_day, each.kind != "sats", each.id)))


def expiring_lines(found: tuple[Expiring, ...], today: date) -> Iterator[str]:
    """Yield what expires, day by day, as an author reads it."""
    for day, those in groupby(found, key=lambda each: each.last_day):
        yield f"{day}, {_distance((day - today).days)}"
        for each in those:
            used = ", ".join((*each.outcomes, *each.elsewhere)) or _NOBODY
            yield f"  {each.kind} «{each.id}» ({each.name}): {used}"
            yield from (f"    {line}" for line in each.shown)
    over = sum(each.is_over for each in found)
    yield f"{over} er over, {len(found) - over} er snart over."


def _distance(days: int) -> str:
    if days == 0:
        return "i dag"
    count = f"{abs(days)} {'dag' if abs(days) == 1 else 'dager'}"
    return f"om {count}" if days > 0 else f"for {count} siden"


class _Uses:
    """Where each fact is used: `sats.id`, `frist.id`, `instans.id`, `tekst.id` and `kilde.id`.

    Attributes:
        outcomes: by fact, the outcomes that use it, in order.
        elsewhere: by fact, the questions and dangers that do.
        computed: the deadlines whose dates are computed.
        cited: the sources that are listed in an outcome.
    """

    def __init__(self, library: Library) -> None:
        self._facts = library.facts
        self._shared: dict[str, frozenset[str]] = {}
        self.outcomes: dict[str, dict[str, None]] = defaultdict(dict)
        self.elsewhere: dict[str, dict[str, None]] = defaultdict(dict)
        self.computed: set[str] = set()
        self.cited: set[str] = set()
        for flow in library.flows.values():
            for step in flow.steps.values():
                for version in versions_of(step):
                    self._add(version)
        for danger in library.facts.dangers.values():
            names = self._in_texts((danger.text, *danger.next_steps))
            for name in (*names, *(f"kilde.{source}" for source in danger.sources)):
                self.elsewhere[name][f"fare.{danger.id}"] = None

    def _add(self, step: Step) -> None:
        if isinstance(step, Question):
            for name in self._with_sources(self._in_texts(step_texts(step))):
                self.elsewhere[name][str(step.ref)] = None
        if isinstance(step, Outcome):
            named = self._in_texts((*step_texts(step), *self._of_facts(step)))
            cited = {*step.sources}
            if isinstance(step.deadline, DeadlineUse):
                rule = self._facts.deadlines[step.deadline.rule]
                named.add(f"frist.{rule.id}")
                self.computed.add(rule.id)
                cited.update(each for term in rule.terms.versions for each in term.value.sources)
            if step.helping is not None:
                cited.update(self._facts.helping[step.helping].sources)
            self.cited |= cited
            named.update(f"kilde.{source}" for source in cited)
            for authority in (step.send_to, step.appeal_body):
                if isinstance(authority, str):
                    named.add(f"instans.{authority}")
            for name in self._with_sources(named):
                self.outcomes[name][str(step.ref)] = None

    def _of_facts(self, outcome: Outcome) -> Iterator[Text]:
        """Yield the texts of facts that an outcome shows."""
        facts = self._facts
        if isinstance(outcome.deadline, DeadlineUse):
            rule = facts.deadlines[outcome.deadline.rule]
            yield from (rule.starts, *rule.late, *rule.not_started)
        if outcome.helping is not None:
            yield from facts.helping[outcome.helping].advice

    def _in_texts(self, texts: Iterator[Text] | tuple[Text, ...]) -> set[str]:
        return {name for text in texts for name in self._in_text(text)}

    def _in_text(self, text: Text) -> Iterator[str]:
        for variant in text.variants:
            for placeholder in placeholders(variant.source) if "{" in variant.source else ():
                kind, _, rest = placeholder.partition(".")
                fact = rest.partition(".")[0]
                yield f"{kind}.{fact}"
                if kind == "tekst":
                    if fact not in self._shared:
                        self._shared[fact] = frozenset(self._in_text(self._facts.texts[fact]))
                    yield from self._shared[fact]

    def _with_sources(self, names: set[str]) -> Iterator[str]:
        """Yield some facts, and the sources that those rest on."""
        yield from names
        facts = self._facts
        for name in names:
            kind, _, fact = name.partition(".")
            sources: tuple[str, ...] = ()
            match kind:
                case "sats":
                    terms = facts.rates[fact].terms.versions
                    sources = tuple(each for term in terms for each in term.value.sources)
                case "frist":
                    rules = facts.deadlines[fact].terms.versions
                    sources = tuple(each for rule in rules for each in rule.value.sources)
                case "instans":
                    sources = facts.authorities[fact].sources
                case _:
                    pass
            yield from (f"kilde.{source}" for source in sources)


def _rates(library: Library, uses: _Uses, today: date, until: date) -> Iterator[Expiring]:
    for rate in library.facts.rates.values():
        last = rate.terms.latest.valid_until
        if last is not None and last <= until:
            yield Expiring(
                "sats",
                rate.id,
                rate.name.source,
                last,
                last < today,
                tuple(uses.outcomes[f"sats.{rate.id}"]),
                tuple(uses.elsewhere[f"sats.{rate.id}"]),
                tuple(_shown_of_rate(library, rate, max(today, last + _DAY))),
            )


def _shown_of_rate(library: Library, rate: Rate, day: date) -> Iterator[str]:
    """Yield what is read of a rate on a day when it is over."""
    facts = library.facts
    words = library.catalogues.words(DEFAULT)
    later = AsOf(library.flows, facts, words, day)
    before = AsOf(library.flows, facts, words, rate.terms.latest.last)
    guarded = [
        text
        for text in facts.texts.values()
        if text.without_rates is not None and rate.id in rates_in(text)
    ]
    if _is_stated(library, rate):
        yield f"I opplysninger leser folk «{_plain(later.rate(rate))}»."
    for text in guarded:
        old = _plain(fill(before.text(text), facts, before))
        new = _plain(fill(later.text(text), facts, later))
        yield f"I stedet for «{old}» leser folk «{new}»"


def _is_stated(library: Library, rate: Rate) -> bool:
    """Whether a rate stands in a text that is read also when it is over."""
    texts = (
        text
        for flow in library.flows.values()
        for step in flow.steps.values()
        for version in versions_of(step)
        for text in step_texts(version)
    )
    shared = (text for text in library.facts.texts.values() if text.without_rates is None)
    return any("{sats." in text.source and rate.id in rates_in(text) for text in (*texts, *shared))


def _sources(library: Library, uses: _Uses, today: date, until: date) -> Iterator[Expiring]:
    for source in library.facts.sources.values():
        if source.next_check <= until:
            yield Expiring(
                "kilde",
                source.id,
                source.title.source,
                source.next_check,
                source.next_check < today,
                tuple(uses.outcomes[f"kilde.{source.id}"]),
                tuple(uses.elsewhere[f"kilde.{source.id}"]),
                tuple(_shown_of_source(library.facts, uses, source)),
            )


def _shown_of_source(facts: Facts, uses: _Uses, source: Source) -> Iterator[str]:
    """Yield what is read where a source should have been read again."""
    if source.id in uses.cited:
        yield "Under «Kilder» leser folk «Bør kontrolleres på nytt.»"
    day = source.next_check + _DAY
    rules = [rule for rule in facts.deadlines.values() if source.id in _rule_sources(rule, day)]
    if computed := [rule.id for rule in rules if rule.id in uses.computed]:
        yield f"Ingen dato vises for fristene {', '.join(computed)}."
    marked = [f"frist.{rule.id}" for rule in rules if f"frist.{rule.id}" in uses.outcomes]
    for rate in facts.rates.values():
        version = rate.terms.nearest(day)
        if version.holds(day) and source.id in version.value.sources:
            marked.append(f"sats.{rate.id}")
    if marked:
        yield f"«(kan være endret)» står etter {', '.join(marked)}."


def _rule_sources(rule: DeadlineRule, day: date) -> tuple[str, ...]:
    return rule.terms.nearest(day).value.sources


def _plain(text: str) -> str:
    return " ".join(to_plain(text).split())
