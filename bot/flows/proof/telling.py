"""Says to authors what the proof knows: how a flow can go, and what leads to an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import count, islice

from bot.facts import Text
from bot.flows.kinds import NONE, UNKNOWN, SeveralInput
from bot.flows.library import Library
from bot.flows.model import Call, Outcome, Question, Return
from bot.flows.placeholders import fill
from bot.flows.proof.explore import Explored, explore
from bot.flows.proof.state import State
from bot.flows.proof.ways import ways
from bot.flows.references import Ref
from bot.flows.rules import START
from bot.flows.speakers import AsOf
from bot.flows.values import Value, as_written, is_choice
from bot.flows.walk import walk
from bot.texts import DEFAULT, number, short_day, to_plain

MOST = 10
"""The most conversations told for an outcome."""

_MOST_LOOKED_AT = 50_000
"""How far conversations are followed to find those; thousands can differ in their days alone."""

_UNLABELLED = {UNKNOWN: "Vet ikke", NONE: "Ingen av disse"}

_Turn = tuple[State, tuple[Value, ...], State]
"""A question, the answers to it that make no difference, and where they lead."""


def paths_lines(library: Library, flow: str, today: date) -> Iterator[str]:
    """Tell how conversations that begin in a flow can go.

    Args:
        library: where it is.
        flow: its id.
        today: the day they are held.

    Yields:
        Lines of bokmål.

    Raises:
        KeyError: there is no such flow.
    """
    words = _Words(library, today)
    title = words.text(library.flows[flow].title)
    explored = explore(library.flows, library.facts, [flow], today)
    found = ways(explored)
    yield f"{flow}: {title}, {short_day(today, DEFAULT)}"
    yield (
        f"{_number(found.count)} veier gjennom {_number(found.states)} situasjoner som kan gå "
        f"ulikt videre. Korteste vei: {_questions(found.shortest)}. "
        f"Lengste: {_questions(found.longest)}."
    )
    yield ""
    yield f"{len(found.outcomes)} steder å komme fram:"
    width = max((len(_number(each)) for each in found.outcomes.values()), default=0)
    for ref, each in sorted(found.outcomes.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {_number(each):>{width}}  {words.place(ref)}"
    yield ""
    yield "Hvor svarene fører:"
    for ref, leads in _leads(explored, flow).items():
        yield f"  {words.place(ref)}"
        for target, values in leads.items():
            yield f"    {words.answers(ref, values)} → {words.place(target)}"


def why_lines(library: Library, outcome: str, today: date) -> Iterator[str]:
    """Tell which conversations lead to an outcome, the shortest first.

    Args:
        library: where it is.
        outcome: `flyt.steg`.
        today: the day they are held.

    Yields:
        Lines of bokmål.

    Raises:
        KeyError: there is no such outcome.
    """
    words = _Words(library, today)
    goal = Ref.parse(outcome, START)
    if not isinstance(library.step(goal), Outcome):
        raise KeyError(outcome)
    yield f"{words.place(goal)}, {short_day(today, DEFAULT)}"
    explored = explore(library.flows, library.facts, [START], today)
    every = ways(explored).outcomes.get(goal, 0)
    if not every:
        yield f"Ingen samtale fra «{START}» fører hit denne dagen."
        return
    shown = list(islice(_conversations(explored, goal), MOST))
    yield f"{_number(every)} veier fører hit. De korteste:"
    for place, turns in enumerate(shown, start=1):
        yield ""
        yield f"{place}. {_questions(len(turns))}"
        told = words.of(turns)
        for state, values, _ in turns:
            yield f"   {told.question(state.ref)} {told.answers(state.ref, values)}"
        changed = _change(library, explored, turns, goal)
        if changed is not None:
            ref, value, there = changed
            yield (
                f"   Hadde svaret på «{told.question(ref)}» vært "
                f"{told.answers(ref, (value,))}: {told.place(there)}"
            )


def _leads(explored: Explored, flow: str) -> dict[Ref, dict[Ref, list[Value]]]:
    """Return for each question of a flow which answers can lead to which step next."""
    found: dict[Ref, dict[Ref, list[Value]]] = {}
    for node in explored.nodes.values():
        if node.state.ref.flow != flow:
            continue
        for value, after in node.ways:
            if value is not None:
                values = found.setdefault(node.state.ref, {}).setdefault(after.ref, [])
                if value not in values:
                    values.append(value)
    return found


def _conversations(explored: Explored, goal: Ref) -> Iterator[tuple[_Turn, ...]]:
    """Yield the conversations that end in an outcome, the shortest first."""
    left = _left(explored, goal)
    order = count()
    told: set[tuple[tuple[Ref, frozenset[Value]], ...]] = set()
    # Of those that may be as short, the one that is farthest comes first: so some are told at once.
    waiting: list[tuple[int, int, int, State, tuple[_Turn, ...]]] = []
    for start in explored.starts:
        if start in left:
            heappush(waiting, (left[start], 0, next(order), start, ()))
    for _ in range(_MOST_LOOKED_AT):
        if not waiting:
            return
        *_, state, turns = heappop(waiting)
        if state.ref == goal:
            shape = tuple((asked.ref, _shape(values)) for asked, values, _ in turns)
            if shape not in told:
                told.add(shape)
                yield turns
            continue
        onward: dict[State, list[Value]] = {}
        for value, after in explored.nodes[state].ways:
            values = onward.setdefault(after, [])
            if value is not None:
                values.append(value)
        for after, values in onward.items():
            if after in left:
                more = (*turns, (state, tuple(values), after)) if values else turns
                place = (len(more) + left[after], left[after], next(order))
                heappush(waiting, (*place, after, more))


def _shape(values: Sequence[Value]) -> frozenset[Value]:
    """Return some answers with one for all days and numbers: they are but examples."""
    return frozenset("0" if isinstance(value, date | int) else value for value in values)


def _left(explored: Explored, goal: Ref) -> dict[State, int]:
    """Return how few questions are left to an outcome, from each state that it can follow."""
    before: dict[State, list[tuple[State, int]]] = {}
    for node in explored.nodes.values():
        for value, after in node.ways:
            before.setdefault(after, []).append((node.state, int(value is not None)))
    left = {state: 0 for state in explored.nodes if state.ref == goal}
    waiting = [*left]
    while waiting:
        after = waiting.pop()
        for state, asked in before.get(after, ()):
            if left[after] + asked < left.get(state, len(explored.nodes) + 1):
                left[state] = left[after] + asked
                waiting.append(state)
    return left


def _change(
    library: Library, explored: Explored, turns: tuple[_Turn, ...], goal: Ref
) -> tuple[Ref, Value, Ref] | None:
    """Return the latest answer whose change alone leads elsewhere: best to another outcome."""
    answers = {state.ref: values[0] for state, values, _ in turns}
    to_question: tuple[Ref, Value, Ref] | None = None
    for state, values, _ in reversed(turns):
        for value, _ in explored.nodes[state].ways:
            if value is None or value in values:
                continue
            there = walk(library, START, {**answers, state.ref: value}, explored.today).at
            if isinstance(there, Outcome) and there.ref != goal:
                return state.ref, value, there.ref
            if there.ref != goal:
                to_question = to_question or (state.ref, value, there.ref)
    return to_question


class _Words:
    """Says what stands in a library as people read it."""

    def __init__(self, library: Library, today: date, *, for_others: bool = False) -> None:
        self._library, self._today, self._for_others = library, today, for_others
        words = library.catalogues.words(DEFAULT)
        self._facts_said = AsOf(library.flows, library.facts, words, today, for_others=for_others)

    def of(self, turns: tuple[_Turn, ...]) -> _Words:
        """Return the words of one conversation: those for others, if it is about someone else."""
        answers = {state.ref: values[0] for state, values, _ in turns}
        for_others = self._library.engine.is_for_others(answers)
        return _Words(self._library, self._today, for_others=for_others)

    def text(self, text: Text) -> str:
        read = text.read(for_others=self._for_others)
        filled = fill(read.source, self._library.facts, self._facts_said)
        return " ".join(to_plain(filled).split())

    def question(self, ref: Ref) -> str:
        step = self._library.step_on(ref, self._today)
        return self.text(step.text) if isinstance(step, Question) else str(ref)

    def place(self, ref: Ref) -> str:
        step = self._library.step_on(ref, self._today)
        match step:
            case Question():
                said = self.text(step.text)
            case Outcome():
                said = self.text(step.title)
            case Call():
                said = f"videre i «{self.text(self._library.flows[step.flow].title)}»"
                if step.begin:
                    said += f", i «{step.begin}»"
            case Return():
                said = f"tilbake med «{step.result}»"
        return f"{ref} ({said})"

    def answers(self, ref: Ref, values: Sequence[Value]) -> str:
        """Say the answers of which each leads the same way; of days and numbers, an example."""
        step = self._library.step_on(ref, self._today)
        assert isinstance(step, Question), "only questions are answered"  # noqa: S101
        choices = [value for value in values if isinstance(value, str) and is_choice(value)]
        given = [value for value in values if value not in choices]
        said = [f"«{self._choice(step, choice)}»" for choice in choices]
        if given:
            said.append(f"for eksempel {self._given(step, given[0])}")
        return " eller ".join(said)

    def _choice(self, step: Question, choice_id: str) -> str:
        choice = step.choice(choice_id)
        if choice is None or choice.label is None:
            return _UNLABELLED.get(choice_id, choice_id)
        return self.text(choice.label)

    def _given(self, step: Question, value: Value) -> str:
        if isinstance(value, date):
            return short_day(value, DEFAULT)
        if isinstance(value, frozenset) and isinstance(step.input, SeveralInput):
            marks = [self.text(mark.label) for mark in step.input.marks if mark.id in value]
            return " og ".join(f"«{mark}»" for mark in marks)
        place = self._library.facts.municipalities.get(str(value))
        return place.label if place is not None else as_written(value)


def _number(value: int) -> str:
    return number(value, DEFAULT)


def _questions(asked: int) -> str:
    return f"{asked} spørsmål"
