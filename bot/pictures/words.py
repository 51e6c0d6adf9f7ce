"""Texts and conditions as people read them, in bokmål."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from bot.facts import Text
from bot.flows import AsOf, Choice, DeadlineState, Library, Outcome, Question, Ref, fill
from bot.flows.conditions import (
    A_DATE,
    A_NUMBER,
    A_PLACE,
    AN_AMOUNT,
    SEVERAL,
    AllOf,
    AnswerIs,
    AnyOf,
    Condition,
    DeadlineIs,
    Not,
    TodayIs,
)
from bot.flows.kinds import NONE, UNKNOWN
from bot.flows.model import Route
from bot.flows.saying import asked_of
from bot.texts import DEFAULT, short_day, to_plain

GIVEN = MappingProxyType(
    {
        A_DATE: "En dato",
        A_NUMBER: "Et tall",
        AN_AMOUNT: "Et beløp",
        A_PLACE: "En kommune",
        SEVERAL: "Ett valg eller flere",
    }
)
"""What stands on the way that something given leads, by the key of its kind."""

_UNLABELLED = MappingProxyType({UNKNOWN: "Vet ikke", NONE: "Ingen av disse"})
_STATES = {
    DeadlineState.RUNNING: "løper",
    DeadlineState.PASSED: "er utløpt",
    DeadlineState.NOT_STARTED: "har ikke begynt å løpe",
    DeadlineState.UNKNOWN: "er ukjent",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Says what stands in a library.

    Attributes:
        names_rules: whether a deadline is called by its name, as where there are several.
    """

    library: Library
    names_rules: bool = False

    def text(self, text: Text) -> str:
        """Return a text with its facts filled in and its markup taken away, on one line."""
        facts, words = self.library.facts, self.library.catalogues.words(DEFAULT)
        filled = fill(text.source, facts, AsOf(self.library.flows, facts, words, None))
        return " ".join(to_plain(filled).split())

    def choice(self, choice: Choice) -> str:
        """Return what stands on a button."""
        return self.text(choice.label) if choice.label is not None else _UNLABELLED[choice.id]

    def button(self, choice: Choice) -> str:
        """Return what stands on a button, and on which days, if not on all."""
        days = _days(TodayIs(choice.first, choice.last))
        return f"{self.choice(choice)} ({days})" if days else self.choice(choice)

    def title(self, step: Question | Outcome) -> str:
        """Return what a step says first; if that is not the same on all days, with the days."""
        said: list[tuple[str, TodayIs]] = []
        for each in step.versions:
            title, first = self._first_said(each.value), each.valid_from
            if said and said[-1][0] == title:
                first = said.pop()[1].first
            said.append((title, TodayIs(first, each.valid_until)))
        if len(said) > 1:
            return " / ".join(f"{title} ({_days(days)})" for title, days in said)
        return self._first_said(step)

    def _first_said(self, step: Question | Outcome) -> str:
        return self.text(step.title if isinstance(step, Outcome) else step.text)

    def guards(self, routes: tuple[Route, ...]) -> Iterator[tuple[str, str]]:
        """Yield where each route leads, and when; the first that holds is taken."""
        for number, route in enumerate(routes):
            if route.condition is None:
                yield route.target, "ellers" if number else ""
            else:
                said = self._guard(route.condition)
                yield route.target, f"ellers, {said}" if number else said

    def condition(self, condition: Condition) -> str:
        """Say when a condition holds, so that it can follow «når»: «fristen er utløpt»."""
        match condition:
            case AnswerIs(ref, values):
                return f"svaret på {self._question(ref)} er {self._values(ref, values)}"
            case DeadlineIs(rule, _, states):
                name = self.text(self.library.facts.deadlines[rule].name)
                which = f"fristen «{name}»" if self.names_rules else "fristen"
                return f"{which} {_either(_STATES[state] for state in _STATES if state in states)}"
            case TodayIs():
                return f"datoen er {_days(condition)}"
            case AllOf(parts):
                return " og ".join(self._part(part) for part in parts)
            case AnyOf(parts):
                return _either(self._part(part) for part in parts)
            case Not(part):
                return f"det ikke er slik at {self._part(part)}"
            case _:
                return f"svaret på {self._question(condition.ref)} {asked_of(condition)}"

    def _guard(self, condition: Condition) -> str:
        if isinstance(condition, TodayIs):
            return _days(condition)
        return f"når {self.condition(condition)}"

    def _part(self, condition: Condition) -> str:
        said = self.condition(condition)
        return f"({said})" if isinstance(condition, AllOf | AnyOf | Not) else said

    def _question(self, ref: Ref) -> str:
        step = self.library.step(ref)
        return f"«{self.text(step.text)}»" if isinstance(step, Question) else f"«{ref}»"

    def _values(self, ref: Ref, values: frozenset[str]) -> str:
        step = self.library.step(ref)
        choices = step.choices if isinstance(step, Question) else ()
        said = [f"«{self.choice(choice)}»" for choice in choices if choice.id in values]
        known = {choice.id for choice in choices}
        for value in sorted(values - known):
            place = self.library.facts.municipalities.get(value)
            named = place.label if place is not None else value
            given = GIVEN.get(value)
            said.append(f"{given[0].lower()}{given[1:]}" if given else named)
        return _either(said)


def _either(parts: Iterator[str] | list[str]) -> str:
    return " eller ".join(parts)


def _days(days: TodayIs) -> str:
    said = []
    if days.first is not None:
        said.append(f"fra og med {short_day(days.first, DEFAULT)}")
    if days.last is not None:
        said.append(f"før {short_day(days.last + timedelta(days=1), DEFAULT)}")
    return " og ".join(said)
