"""How much of what the content must cover it covers: by flows, by outcomes, and by cases.

A theme is covered when something leads to it from every everyday word, and at least two cases of
it come out right in what covers it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from bot.dialog import Command, Press, Reply, Said, Session, View, reply
from bot.dialog.screens.danger import dangers_shown
from bot.dialog.topics import TOGETHER as TOPICS_TOGETHER
from bot.facts import Theme
from bot.flows import START, Library, Outcome, Walk, walk
from bot.flows.rules.themes import WORDS
from bot.scenarios.run import Result

ENOUGH: Final = 2
"""The cases that every theme must have."""

_MOST_ASKED: Final = 5
_DANGER: Final = "fare."


@dataclass(frozen=True, slots=True)
class Covered:
    """How one theme is covered.

    Attributes:
        flows: those that cover it whole.
        outcomes: those that cover it, the flows' own too, as `flyt.steg`.
        dangers: those that cover it.
        words: whether the words that are explained cover it.
        cases: how many cases of it come out right there.
        astray: everyday words that do not lead there from the start.
    """

    number: int
    name: str
    flows: tuple[str, ...]
    outcomes: tuple[str, ...]
    dangers: tuple[str, ...]
    words: bool
    cases: int
    astray: tuple[str, ...]

    @property
    def _is_covered(self) -> bool:
        return bool(self.outcomes or self.dangers or self.words)

    @property
    def is_enough(self) -> bool:
        """Whether nothing is missing."""
        return self._is_covered and self.cases >= ENOUGH and not self.astray

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, a sentence each, for authors."""
        lines = []
        if not self._is_covered:
            lines.append("Ingen flyt og ingen svar dekker det. Skriv dem under «svar».")
        if self.cases < ENOUGH:
            lines.append(
                f"{self.cases} av {ENOUGH} saker. Skriv «dekker: [{self.number}]» i flere."
            )
        lines += (
            f"Ordet «{word}» fører ikke hit fra forsiden. Skriv det under «emneord» i flyten."
            for word in self.astray
        )
        return tuple(lines)

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON is made of it."""
        return {**asdict(self), "is_enough": self.is_enough}


def covered(library: Library, results: Iterable[Result], today: date) -> tuple[Covered, ...]:
    """Return how each theme is covered, by number.

    Args:
        library: the flows and the themes.
        results: of every case.
        today: the day that words are tried on.
    """
    right = [result for result in results if not result.differences and result.walk is not None]
    themes = sorted(library.facts.themes.values(), key=lambda theme: theme.number)
    return tuple(_covered(library, theme, right, today) for theme in themes)


def unknown_numbers(library: Library, results: Iterable[Result]) -> tuple[str, ...]:
    """Return a line for each case that says it covers a theme that there is none of."""
    known = {theme.number for theme in library.facts.themes.values()}
    return tuple(
        f"{result.scenario.position}: «dekker» nevner {number}, og det er ikke noe tema."
        for result in results
        for number in result.scenario.covers
        if number not in known
    )


def _covered(library: Library, theme: Theme, right: list[Result], today: date) -> Covered:
    flows = tuple(name for name in theme.covered_by if name in library.flows)
    dangers = tuple(
        name.removeprefix(_DANGER) for name in theme.covered_by if name.startswith(_DANGER)
    )
    named = [name for name in theme.covered_by if name not in flows and "." in name]
    outcomes = dict.fromkeys(name for name in named if not name.startswith(_DANGER))
    for flow in flows:
        for step in library.flows[flow].steps.values():
            if isinstance(step, Outcome):
                outcomes[str(step.ref)] = None
    words = WORDS in theme.covered_by
    cases = sum(
        theme.number in result.scenario.covers
        and result.walk is not None
        and (words or _arrives(result.walk, flows, outcomes))
        for result in right
    )
    goals = {*theme.covered_by, *flows, *outcomes, *(name.partition(".")[0] for name in outcomes)}
    astray = tuple(word for word in theme.words if not _leads(library, word, goals, today))
    return Covered(theme.number, theme.name, flows, tuple(outcomes), dangers, words, cases, astray)


def _arrives(there: Walk, flows: Iterable[str], outcomes: Iterable[str]) -> bool:
    return str(there.at.ref) in outcomes or any(ref.flow in flows for ref in there.steps)


def _leads(library: Library, word: str, goals: set[str], today: date) -> bool:
    """Whether somebody who types a word on the first screen comes there, or is offered it.

    Questions that stand before the topics, such as whom it is about, are answered by the first
    choice.
    """
    begun = _hears(library, Session("dekning", "nb"), Command("start"), today)
    after = _hears(library, begun, Said(word), today)
    if after.view is View.DANGER:
        return any(f"{_DANGER}{each}" in goals for each in dangers_shown(after.about))
    if after.view is View.TERMS:
        return WORDS in goals
    if after.view is View.TOPICS:
        return not goals.isdisjoint(after.about.split(TOPICS_TOGETHER))
    for _ in range(_MOST_ASKED):
        there = walk(library, after.flow, after.values, today)
        if str(there.at.ref) in goals or any(
            ref.flow in goals and ref.flow != START for ref in there.steps
        ):
            return True
        is_led = any(given.ref not in there.passed for given in after.answers)
        if not is_led or isinstance(there.at, Outcome) or not there.at.choices:
            return False
        first = Press(after.id, after.revision, there.at.choices[0].id)
        after = _hears(library, after, first, today)
    return False


def _hears(
    library: Library, session: Session, event: Command | Said | Press, today: date
) -> Session:
    found: Reply = reply(library, session, event, today)
    return session if found.session is None else found.session
