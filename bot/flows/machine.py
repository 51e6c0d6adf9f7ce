"""The state machine of the whole library, run by `transitions`.

One machine holds every step of every flow as a state; a conversation is a `Cursor`, a small
object that is never added to the machine (adding costs tens of kilobytes each). A trigger is what
was answered, that a call begins, or that the call on top of the cursor's stack ends; so a flow
called from many places stands in the machine once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from transitions import EventData, Machine

from bot.facts import Facts
from bot.flows.calling import Returns, beginning
from bot.flows.conditions import Answers, Condition, Situation
from bot.flows.model import Call, Flow, Question, Route
from bot.flows.references import Ref
from bot.flows.values import Value, is_choice

_CALL = "kall"
_GIVEN = "svar"

Guard: TypeAlias = Callable[..., bool | None]


class Cursor:
    """Where a conversation is while its answers are replayed.

    Attributes:
        state: the step it stands on, as `flyt.steg`; written by the machine.
        calls: the calls that have begun and not returned, innermost last.
        situation: what conditions may look at.
    """

    __slots__ = ("calls", "situation", "state")

    def __init__(self, start: Ref, situation: Situation) -> None:
        self.state = str(start)
        self.calls: list[Ref] = []
        self.situation = situation

    @property
    def ref(self) -> Ref:
        """The step it stands on."""
        return Ref.parse(self.state, "")


class Engine:
    """Moves cursors through the flows.

    Args:
        flows: every flow, checked: all targets exist, and the proof has shown that
            some route of every list is open wherever it is come to.
        facts: what conditions on deadlines read.

    Attributes:
        facts: the same.
        not_started: the choices that say that no deadline has started.
        beginnings: the steps that conversations and calls begin at.
    """

    def __init__(self, flows: Mapping[str, Flow], facts: Facts) -> None:
        self._flows = flows
        self.facts = facts
        self._returns = Returns(flows)
        choices = [
            (step.ref, choice)
            for flow in flows.values()
            for step in flow.steps.values()
            if isinstance(step, Question)
            for choice in step.choices
        ]
        self.not_started = frozenset(
            (r, choice.id) for r, choice in choices if choice.starts_nothing
        )
        self.for_others = frozenset((r, choice.id) for r, choice in choices if choice.for_others)
        self.beginnings = frozenset(
            {Ref(flow.id, flow.start) for flow in flows.values() if flow.start}
            | {
                beginning(step, flows)
                for flow in flows.values()
                for step in flow.steps.values()
                if isinstance(step, Call)
            }
        )
        self._machine = Machine(
            model=None,
            states=[str(Ref(flow.id, step)) for flow in flows.values() for step in flow.steps],
            initial=None,
            auto_transitions=False,
            send_event=True,
        )
        for flow in flows.values():
            for step in flow.steps.values():
                match step:
                    case Question():
                        self._add_question(step)
                    case Call():
                        self._add_call(step)
                    case _:
                        pass

    def situation(self, answers: Answers, today: date) -> Situation:
        """Gather what conditions may look at."""
        return Situation(answers, self.facts, self.not_started, today)

    def is_for_others(self, answers: Answers) -> bool:
        """Whether some answer says that the person asks for someone else."""
        return any((ref, answer) in self.for_others for ref, answer in answers.items())

    def answer(self, cursor: Cursor, value: Value) -> None:
        """Take the way that the answer to the question under the cursor leads."""
        chosen = isinstance(value, str) and is_choice(value)
        self._fire(_choice_trigger(value) if chosen else _GIVEN, cursor)

    def call(self, cursor: Cursor) -> None:
        """Begin the call under the cursor."""
        self._fire(_CALL, cursor)

    def give_back(self, cursor: Cursor) -> None:
        """End the called flow under the cursor."""
        self._fire(_return_trigger(cursor.calls.pop()), cursor)

    def _fire(self, trigger: str, cursor: Cursor) -> None:
        if not self._machine.events[trigger].trigger(cursor):
            msg = f"no way on from {cursor.state} by {trigger}; the check should have refused it"
            raise RuntimeError(msg)

    def _add_question(self, step: Question) -> None:
        for choice in step.choices:
            self._add(_choice_trigger(choice.id), step.ref, choice.routes, step.ref.flow)
        if step.input is not None:
            self._add(_GIVEN, step.ref, step.input.routes, step.ref.flow)

    def _add_call(self, step: Call) -> None:
        begin = beginning(step, self._flows)
        self._machine.add_transition(_CALL, str(step.ref), str(begin), before=_push)
        for ending in self._returns.after(begin):
            routes = step.routes_for(ending.result)
            self._add(_return_trigger(step.ref), ending.ref, routes, step.ref.flow)

    def _add(self, trigger: str, source: Ref, routes: tuple[Route, ...], flow: str) -> None:
        for route in routes:
            self._machine.add_transition(
                trigger,
                str(source),
                str(Ref(flow, route.target)),
                conditions=[_holds(route.condition)] if route.condition is not None else None,
            )


def _choice_trigger(choice: Value) -> str:
    return f"valg:{choice}"


def _return_trigger(call: Ref) -> str:
    return f"retur:{call}"


def _holds(condition: Condition) -> Guard:
    def guard(event: EventData) -> bool:
        return condition.holds(_cursor(event).situation)

    return guard


def _push(event: EventData) -> None:
    cursor = _cursor(event)
    cursor.calls.append(cursor.ref)


def _cursor(event: Any) -> Cursor:
    cursor: Cursor = event.model
    return cursor
