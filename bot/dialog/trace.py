"""Why a conversation is where it is: the steps walked, the guards tried, the deadline decided.

For authors, in bokmål whatever the person reads; ids and dates stand as they are written in the
flows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from bot.dialog.place import Place
from bot.dialog.session import Session, View
from bot.facts import Text
from bot.flows import (
    Call,
    DeadlineState,
    DeadlineUse,
    Library,
    Outcome,
    Question,
    Ref,
    Standing,
    standing,
)
from bot.flows.conditions import DeadlineIs, Leaf, TodayIs, leaves
from bot.flows.model import Return, Route
from bot.flows.saying import said
from bot.flows.values import Value, as_written
from bot.texts import DEFAULT, to_plain

_VIEWS = {
    View.SUMMARY: "viser svarene som er gitt",
    View.LANGUAGE: "viser språkene",
    View.DERIVATION: "viser hvordan fristen er regnet",
    View.DANGER: "viser hvem man ringer når det haster",
    View.TOPICS: "viser temaene som kan være ment",
    View.TERMS: "viser ord som er forklart",
    View.FORGET: "spør om alt skal slettes",
}


def explain(library: Library, session: Session, today: date) -> tuple[str, ...]:
    """Return the way a session has come, from its first step, a line for each thing decided.

    Args:
        library: the flows the session has met.
        session: as a reply left it.
        today: the day that guards and deadlines are decided on.

    Raises:
        KeyError: the session begins in a flow that does not exist.
    """
    return tuple(_Trace(Place(library, session.but(locale=DEFAULT), today)).lines())


class _Trace:
    def __init__(self, place: Place) -> None:
        self._place = place
        self._library = place.library
        # As in the walk: a condition sees the answers on the way to it, and no others.
        self._given: dict[Ref, Value] = {}
        self._situation = place.library.engine.situation(self._given, place.today)

    def lines(self) -> Iterator[str]:
        steps = self._place.walk.steps
        calls: list[Call] = []
        for ref, after in zip_longest(steps, steps[1:]):
            step = self._place.step(ref)
            match step:
                case Question():
                    yield from self._question(step, after)
                case Call():
                    calls.append(step)
                    yield f"{ref}: kaller flyten {step.flow} → {after}"
                case Return():
                    call = calls.pop()
                    yield f"{ref}: går tilbake til {call.ref} med «{step.result}»"
                    yield from self._routes(call.ref, call.routes_for(step.result))
                case Outcome():
                    yield f"{ref}: framme ved svaret «{self._say(step.title)}»"
                    yield from self._deadline(step)
        if self._place.session.view in _VIEWS:
            yield _VIEWS[self._place.session.view]
        if self._place.changing is not None:
            yield f"endrer svaret på {self._place.changing.ref}"

    def _say(self, text: Text) -> str:
        return to_plain(self._place.voice.say(text))

    def _question(self, question: Question, after: Ref | None) -> Iterator[str]:
        value = self._place.session.values.get(question.ref)
        if value is None:
            yield f"{question.ref}: venter på svar"
        elif after is None:
            yield f"{question.ref}: svaret {as_written(value)} tas ikke imot, venter på et nytt"
        else:
            self._given[question.ref] = value
            yield from self._answered(question, value)

    def _answered(self, question: Question, value: Value) -> Iterator[str]:
        choice = question.choice(value) if isinstance(value, str) else None
        label = f" («{self._say(choice.label)}»)" if choice and choice.label else ""
        if isinstance(value, str) and value in self._library.facts.municipalities:
            label = f" («{self._library.facts.municipalities[value].label}»)"
        yield f"{question.ref}: svaret er {as_written(value)}{label}"
        yield from self._routes(question.ref, question.routes_for(value))

    def _routes(self, ref: Ref, routes: tuple[Route, ...]) -> Iterator[str]:
        for route in routes:
            target = f"→ {Ref(ref.flow, route.target)}"
            if route.condition is None:
                yield f"  ellers {target}" if len(routes) > 1 else f"  {target}"
                return
            holds = route.condition.holds(self._situation)
            yield f"  når {said(route.condition)}: {f'ja {target}' if holds else 'nei'}"
            yield from dict.fromkeys(f"    {self._found(leaf)}" for leaf in leaves(route.condition))
            if holds:
                return

    def _found(self, leaf: Leaf) -> str:
        match leaf:
            case DeadlineIs(rule, starts):
                found = self._standing(rule, starts)
                return f"fristen {rule}: {self._stands(found)}"
            case TodayIs():
                return f"i dag: {self._place.today}"
            case _:
                given = self._given.get(leaf.ref)
                told = "ikke svart" if given is None else f"svaret er {as_written(given)}"
                return f"{leaf.ref}: {told}"

    def _deadline(self, outcome: Outcome) -> Iterator[str]:
        use = outcome.deadline
        if not isinstance(use, DeadlineUse):
            yield f"  frist: ingen, «{self._say(use)}»"
            return
        found = self._standing(use.rule, use.starts)
        yield f"  frist: {use.rule}, {self._place.voice.length(found.terms.length)}"
        yield f"  frist: {self._stands(found)}"
        late = self._library.facts.due_for_review(found.terms.sources, self._place.today)
        if found.computed is not None and late:
            yield "  frist: kilden skulle vært kontrollert på nytt, så datoen vises ikke"

    def _standing(self, rule: str, starts: tuple[Ref, ...]) -> Standing:
        facts, engine = self._library.facts, self._library.engine
        not_started, today = engine.not_started, self._place.today
        return standing(facts.deadlines[rule], starts, self._given, not_started, today)

    def _stands(self, found: Standing) -> str:
        if found.computed is None:
            if found.state is DeadlineState.NOT_STARTED:
                return f"{found.state}, svaret sier at den ikke har begynt"
            return f"{found.state}, ingen av svarene gir en dag å regne fra"
        dates = found.computed
        moved = "flyttes ikke" if dates.expires == dates.raw_end else "flyttes"
        margin = ", i dag er i de ekstra dagene" if found.in_margin else ""
        return (
            f"{found.state}, regnet fra {dates.starts} ({found.origin}), ender {dates.raw_end}, "
            f"{moved}, går ut {dates.expires}{margin}"
        )
