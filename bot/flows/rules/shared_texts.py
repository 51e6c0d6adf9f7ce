"""RV111: a shared text can be put together."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.placeholders import (
    DEEPEST,
    LONGEST,
    answer_placeholders,
    fillable,
    known_placeholders,
    placeholders,
)
from bot.flows.rules.checked import Checked
from bot.flows.rules.rings import rings
from bot.source import Position, Report


def shared_texts_are_whole(checked: Checked, report: Report) -> None:
    """Report shared texts that hold themselves, and those that hold too much."""
    if not checked.whole:
        return
    texts = checked.facts.texts

    def onward(key: str) -> Iterator[tuple[str, Position]]:
        for text in texts[key].variants:
            for name in placeholders(text.source):
                kind, _, inner = name.partition(".")
                if kind == "tekst" and inner in texts:
                    yield inner, text.position

    for circle, position in rings(texts, onward):
        report.error(
            position,
            "RV111",
            f"Teksten inneholder seg selv: {circle}. Da kan den aldri skrives ferdig. Skriv "
            "ordene rett inn et av stedene.",
        )
    known = {*known_placeholders(checked.facts), *answer_placeholders(checked.flows.values())}
    sure = fillable(checked.facts, known)
    for key, text in texts.items():
        inside = (name for each in text.variants for name in placeholders(each.source))
        if f"tekst.{key}" not in sure and sure.issuperset(inside):
            report.error(
                text.position,
                "RV111",
                f"Teksten «{key}» er satt sammen i mer enn {DEEPEST} ledd, eller blir på mer enn "
                f"{LONGEST} tegn. Da er det vanskelig å se hva den sier. Skriv ordene rett inn.",
            )
