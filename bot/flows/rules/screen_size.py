"""RV401: what a person can take in on one screen, and what Telegram's buttons can show."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from bot.facts import Text
from bot.flows.kinds import NONE, UNKNOWN
from bot.flows.model import Outcome, Question
from bot.flows.rules.checked import Checked, versions_read
from bot.flows.rules.measured import Measured
from bot.source import Position, Report
from bot.texts import DEFAULT, SUPPORTED


def texts_fit(checked: Checked, report: Report) -> None:
    """Report labels, questions and lists that are too long.

    Texts are measured in every language, with their facts put in.
    """
    screens = _Screens(checked, report)
    for step in versions_read(checked):
        match step:
            case Question():
                screens.question(step)
            case Outcome():
                first = step.next_steps[0].position
                screens.within(len(step.next_steps), 4, 6, "steg under «neste»", first)
            case _:
                pass


class _Screens:
    def __init__(self, checked: Checked, report: Report) -> None:
        self._report = report
        self._said = {
            locale: Measured(checked, checked.catalogues.words(locale)) for locale in SUPPORTED
        }

    def question(self, step: Question) -> None:
        self._measure(step.text, _count_words, 12, 20, "ord i spørsmålet")
        if step.help:
            self._measure(step.help, _count_words, 30, 50, "ord i hjelpen")
        buttons = step.buttons
        answers = [button for button in buttons if button.id not in (UNKNOWN, NONE)]
        self.within(len(answers), 5, 7, "valg i spørsmålet", step.text.position)
        for button in buttons:
            if button.label:
                self._measure(button.label, len, 28, 34, "tegn på knappen")

    def _measure(
        self, text: Text, count: Callable[[str], int], aim: int, limit: int, what: str
    ) -> None:
        # Two texts made of one, by «{du}», stand in one place: the longest is told.
        for place, texts in groupby(text.variants, key=lambda each: each.position):
            each = [*texts]
            counts = {
                locale: max(count(said.plain(variant)) for variant in each)
                for locale, said in self._said.items()
            }
            longest = max(counts, key=lambda locale: counts[locale])
            where = "" if counts[longest] == counts[DEFAULT] else f" på språket «{longest}»"
            self.within(counts[longest], aim, limit, what + where, place)

    def within(self, count: int, aim: int, limit: int, what: str, at: Position) -> None:
        if count > limit:
            self._report.error(
                at, "RV401", f"Her er det {count} {what}; grensen er {limit}. Kort ned eller del."
            )
        elif count > aim:
            self._report.warning(
                at,
                "RV401",
                f"Her er det {count} {what}; sikt mot høyst {aim}. Da får folk det med seg.",
            )


def _count_words(text: str) -> int:
    return len(text.split())
