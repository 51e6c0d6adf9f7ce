"""Every conversation that the shipped flows can hold, walked as a person would walk it."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from itertools import pairwise
from re import compile as pattern
from re import sub

import pytest

from bot.content import FLOWS, TEXTS
from bot.dialog import Kind, Session, View
from bot.dialog.place import Place
from bot.dialog.screens import current_screen
from bot.facts import DeadlineRule, compute, status
from bot.flows import START, DeadlineUse, Library, Outcome, Question, Ref, load
from bot.flows.conditions import AnswerIs, DeadlineIs, leaves
from bot.flows.model import Call, Return, Route, Step
from bot.telegram.incoming import callback_data
from bot.texts import to_html

MOST_UNITS = 4096
MOST_BYTES = 64
MOST_QUESTIONS = 9
LONG_AGO = date(2015, 6, 15)
YEARS_OF_DAYS = 1300
SESSION = "x" * 22
"""As long as the ids of sessions are made, or longer."""

Value = str | date


@pytest.fixture(scope="module")
def shipped() -> Library:
    loaded = load(FLOWS, TEXTS)
    assert loaded.library is not None, "\n".join(map(str, loaded.diagnostics))
    return loaded.library


def routes_of(step: Step) -> Iterator[Route]:
    match step:
        case Question():
            for choice in step.choices:
                yield from choice.routes
            yield from step.day.routes if step.day else ()
        case Call():
            for routes in step.routes.values():
                yield from routes
        case _:
            return


@dataclass(frozen=True)
class Reads:
    """What later steps read of the answers: the deadlines by question, and the questions."""

    rules: dict[Ref, set[str]]
    questions: set[Ref]

    @classmethod
    def of(cls, library: Library) -> Reads:
        found = cls({}, set())
        for flow in library.flows.values():
            for step in flow.steps.values():
                if isinstance(step, Outcome) and isinstance(step.deadline, DeadlineUse):
                    found.deadline(step.deadline.rule, step.deadline.starts)
                for route in routes_of(step):
                    found.condition(route)
        return found

    def condition(self, route: Route) -> None:
        for leaf in leaves(route.condition) if route.condition else ():
            match leaf:
                case DeadlineIs(rule, starts):
                    self.deadline(rule, starts)
                case AnswerIs(ref):
                    self.questions.add(ref)
                case _:
                    pass

    def deadline(self, rule: str, starts: tuple[Ref, ...]) -> None:
        for ref in starts:
            self.rules.setdefault(ref, set()).add(rule)
            self.questions.add(ref)


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def telling_days(rules: Iterable[DeadlineRule], today: date) -> frozenset[date]:
    """Return today, long ago, and the days on both sides of every change of a deadline."""
    days = {today, LONG_AGO}
    past = [today - timedelta(days=back) for back in range(YEARS_OF_DAYS)]
    for rule in rules:
        for version in rule.terms.versions:
            length = version.value.length
            said = [status(compute(length, day, rolls_over=rule.rolls_over), today) for day in past]
            turns = (index for index, two in enumerate(pairwise(said)) if two[0] is not two[1])
            days.update(day for index in turns for day in past[index : index + 2])
    return frozenset(days)


class Walker:
    """Walks every way from where a conversation can begin, each shared ending once.

    Two ways share their ending when they stand on the same step, will return to the same callers,
    and gave the same answers to all that a later step reads.
    """

    def __init__(self, library: Library, today: date) -> None:
        self.library = library
        self.today = today
        self.reads = Reads.of(library)
        self.problems: list[str] = []
        self.outcomes: set[Ref] = set()
        self._seen: set[Hashable] = set()
        self._days = {
            ref: telling_days((library.facts.deadlines[rule] for rule in rules), today)
            for ref, rules in self.reads.rules.items()
        }

    def walk(self, entry: str) -> None:
        waiting = deque([Session(SESSION, "nb", 10**6, entry, library=self.library.version)])
        while waiting:
            session = waiting.popleft()
            place = Place(self.library, session, self.today)
            if self._is_seen(place):
                continue
            self._look(place)
            at = place.walk.at
            if isinstance(at, Outcome):
                if at.ref not in self.outcomes:
                    self.outcomes.add(at.ref)
                    for view in (View.DERIVATION, View.SUMMARY):
                        self._look(Place(self.library, session.at(view), self.today))
                continue
            values: list[Value] = [choice.id for choice in at.choices]
            if at.day is not None:
                days = self._days.get(at.ref, {self.today, LONG_AGO})
                values += [day for day in sorted(days) if at.accepts(day, self.today)]
            if len(place.walk.passed) == MOST_QUESTIONS:
                self._complain(session, f"mer enn {MOST_QUESTIONS} spørsmål")
            else:
                waiting.extend(session.answering(at.ref, value) for value in values)

    def _is_seen(self, place: Place) -> bool:
        """Whether the same was met: from the start by as many questions, else by any number."""
        at = place.walk.at
        if isinstance(at, Outcome):
            use = at.deadline
            starts = use.starts if isinstance(use, DeadlineUse) else ()
            told = (at.ref, tuple(place.session.values.get(ref) for ref in starts))
            return self._met(told)
        calls: list[Call] = []
        for ref in place.walk.steps:
            match self.library.step(ref):
                case Call() as call:
                    calls.append(call)
                case Return():
                    calls.pop()
                case _:
                    pass
        back_to = tuple(call.ref for call in calls if not self.library.is_entry(call.flow))
        read = tuple(given for given in place.session.answers if given.ref in self.reads.questions)
        here = (place.walk.at.ref, back_to, read)
        exactly = (here, len(place.walk.passed) if place.session.flow == START else None)
        seen = self._met(exactly)
        self._seen.add((here, None))
        return seen

    def _met(self, what: Hashable) -> bool:
        met = what in self._seen
        self._seen.add(what)
        return met

    def _look(self, place: Place) -> None:
        session, screen = place.session, current_screen(place)
        # What is read is never longer than its markup, which is slow to lay out.
        if units_of(screen.text) > MOST_UNITS or not self._met((session.view, place.walk.at.ref)):
            shown = unescape(sub(r"<[^>]*>", "", to_html(screen.text)))
            if not 0 < units_of(shown) <= MOST_UNITS:
                self._complain(session, f"{units_of(shown)} tegn")
            if any(mark in shown for mark in ("{", "}", "**", "\\")):
                self._complain(session, "noe er ikke fylt ut")
        labels = [" ".join(option.label.casefold().split()) for option in screen.options]
        if not all(labels) or len(set(labels)) < len(labels):
            self._complain(session, f"knappene {labels}")
        ids = [option.id for option in screen.options]
        data = [callback_data(session.id, session.revision, option) for option in ids]
        if len(set(ids)) < len(ids) or any(len(one.encode()) > MOST_BYTES for one in data):
            self._complain(session, f"knappedata {data}")
        if not (screen.choices or screen.takes_date or screen.kind is not Kind.QUESTION):
            self._complain(session, "ingen vei videre")

    def _complain(self, session: Session, what: str) -> None:
        answers = ", ".join(f"{given.ref}={given.value}" for given in session.answers)
        self.problems.append(f"{session.flow} [{session.view}] {answers}: {what}")


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2027, 1, 4)])
def test_every_way_through_the_shipped_flows_ends_in_an_outcome_that_fits_its_messages(
    shipped: Library, today: date
) -> None:
    walker = Walker(shipped, today)

    walker.walk(START)
    for entry in sorted(shipped.flows):
        if shipped.is_entry(entry) and entry != START:
            walker.walk(entry)

    assert walker.problems == []
    assert walker.outcomes


URGENT = pattern(r"haster|i dag|med en gang|straks|^mister|ikke krevd|ikke søkt|stopper pengene")
"""What cannot wait for a letter: `neste` is not shown before a deadline has begun."""


def test_what_is_urgent_stands_where_it_is_shown_before_the_letter_has_come(
    shipped: Library,
) -> None:
    may_wait = {ref for ref, _ in shipped.engine.not_started}
    hidden = [
        f"{step.ref}: {each.source}"
        for flow in shipped.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Outcome) and isinstance(step.deadline, DeadlineUse)
        if may_wait.intersection(step.deadline.starts)
        for each in step.next_steps
        if URGENT.search(each.source.casefold())
    ]

    assert hidden == []


def reached(library: Library, start: Ref) -> set[Ref]:
    """Return every step that some way leads to, whatever is answered."""
    found, waiting = {start}, [start]
    while waiting:
        step = library.step(waiting.pop())
        on = [Ref(step.ref.flow, route.target) for route in routes_of(step)]
        if isinstance(step, Call):
            on.append(Ref(step.flow, step.begin or library.flows[step.flow].start))
        waiting += [ref for ref in dict.fromkeys(on) if ref not in found]
        found.update(on)
    return found


def appeal_bodies(steps: Iterable[Step], *, dated: bool) -> set[str]:
    return {
        step.appeal_body
        for step in steps
        if isinstance(step, Outcome)
        and isinstance(step.appeal_body, str)
        and (isinstance(step.deadline, DeadlineUse) or not dated)
    }


def test_who_has_been_refused_in_a_topic_finds_the_appeal_and_its_date_there(
    shipped: Library,
) -> None:
    steps = [step for flow in shipped.flows.values() for step in flow.steps.values()]
    counted = appeal_bodies(steps, dated=True)
    without = []
    for name, flow in shipped.flows.items():
        if not flow.start or not shipped.is_entry(name):
            continue
        named = appeal_bodies(flow.steps.values(), dated=False) & counted
        within = map(shipped.step, reached(shipped, Ref(name, flow.start)))
        if named and not appeal_bodies(within, dated=True) & {*named, "nevnt_i_brevet"}:
            without.append(name)

    assert without == []
