"""RV125, RV126, RV127: signs of danger are put together from words that there are, and say enough.

A sign that any text has would send everybody to the screen of danger.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts import Expression, Facts
from bot.flows.rules.checked import Checked
from bot.source import Report
from bot.source.diagnostics import did_you_mean
from bot.typed.emergency import (
    ANY_ENDING,
    BUILT_IN,
    COMPOUND,
    INFLECTED,
    TOGETHER,
    in_order,
    references,
    words_of,
)

_LEAST = {ANY_ENDING: 4, INFLECTED: 2}
"""So many letters must stand before a mark for other letters, for the word to say something."""


def danger_signs_tell_something(checked: Checked, report: Report) -> None:
    """Report signs that refer to no words, words that no sign uses, and signs that any text has."""
    facts = checked.facts
    known = {*facts.danger_words, *BUILT_IN}
    used: set[str] = set()
    for expression in _all(facts):
        for name in references(expression.text):
            used.add(name)
            if name not in known and checked.whole:
                report.error(
                    expression.position,
                    "RV127",
                    f"«{name}» finnes ikke under «fareord».{did_you_mean(name, known)} "
                    "Da blir tegnet aldri sett.",
                )
    _report_circles(facts, report)
    for word in facts.danger_words.values():
        if word.id not in used and checked.whole and not report.has_errors:
            report.warning(
                word.position,
                "RV125",
                f"«{word.id}» brukes ikke i noe tegn på fare. Slett det, eller bruk det i «fare» "
                f"som <{word.id}>.",
            )
    fillers = facts.danger_exceptions.get("fyll")
    filling = {each.text for each in fillers.expressions} if fillers else set[str]()
    for expression in _anywhere(facts):
        if all(_says_nothing(part, filling) for part in expression.text.split(f" {TOGETHER} ")):
            report.error(
                expression.position,
                "RV126",
                f"«{expression.text}» står i nesten alle meldinger, og da blir alt til fare. "
                "Skriv flere ord, eller sett det sammen med et annet tegn med « + ».",
            )


def _report_circles(facts: Facts, report: Report) -> None:
    words = facts.danger_words
    concepts = {each.id: [item.text for item in each.expressions] for each in words.values()}
    for name in words.keys() - set(in_order(concepts)):
        report.error(
            words[name].position,
            "RV127",
            f"«{name}» viser til seg selv, rett fram eller gjennom andre fareord. Da blir det "
            "aldri lest. Skriv ordene i stedet.",
        )


def _says_nothing(part: str, filling: set[str]) -> bool:
    """Whether any text may have a part of a sign: what fills up, or hardly a letter."""
    return all(_is_loose(word) or word in filling for word in words_of(part))


def _is_loose(word: str) -> bool:
    least = _LEAST.get(word[-1], 2)
    return (
        not word.startswith("<") and len(word.strip(f"{COMPOUND}{ANY_ENDING}{INFLECTED}")) < least
    )


def _anywhere(facts: Facts) -> Iterator[Expression]:
    """Yield the signs that count wherever they stand, not only alone."""
    for danger in facts.dangers.values():
        yield from (*danger.sure, *danger.plain, *danger.weak, *danger.pairs)


def _all(facts: Facts) -> Iterator[Expression]:
    yield from _anywhere(facts)
    for danger in facts.dangers.values():
        yield from (*danger.alone, *danger.exceptions)
    for listed in (*facts.danger_words.values(), *facts.danger_exceptions.values()):
        yield from listed.expressions
