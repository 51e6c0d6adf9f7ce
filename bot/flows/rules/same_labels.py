"""RV402: no two buttons of a question look the same to anybody, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from bot.flows.kinds import NONE, UNKNOWN, Choice, Mark
from bot.flows.model import Question
from bot.flows.rules.checked import Checked, versions_read
from bot.flows.rules.measured import Measured
from bot.source import Report
from bot.texts import DEFAULT, SUPPORTED, Words


def buttons_are_told_apart(checked: Checked, report: Report) -> None:
    """Report labels given twice in one question, once each question."""
    spoken = {locale: checked.catalogues.words(locale) for locale in SUPPORTED}
    said = {locale: Measured(checked, words) for locale, words in spoken.items()}
    own = {locale: _Own.of(words) for locale, words in spoken.items()}
    for words in spoken.values():
        _own_are_alike(words, report)
    for step in versions_read(checked):
        if isinstance(step, Question):
            any(
                _are_alike(
                    step.buttons, locale, said[locale], own[locale], report, for_others=other
                )
                for locale in SUPPORTED
                for other in (False, True)
            )


def _are_alike(
    buttons: Iterable[Choice | Mark],
    locale: str,
    said: Measured,
    own: _Own,
    report: Report,
    *,
    for_others: bool,
) -> bool:
    """Whether two buttons look the same to somebody; if so, report it."""
    seen: dict[str, str] = {}
    for choice in buttons:
        label = choice.label.read(for_others=for_others) if choice.label else None
        shown = said.plain(label) if label else own.answers[choice.id]
        folded = _folded(shown)
        where = "" if locale == DEFAULT else f" på språket «{locale}»"
        whom = " for den som spør for en annen" if for_others else ""
        told = ""
        if folded in own.tools:
            told = (
                f"Valget «{choice.id}» har samme tekst{where}{whom} som en knapp boten setter "
                "under spørsmålet. Ingen kan velge mellom to like knapper. Skriv noe annet."
            )
        elif folded in seen:
            told = (
                f"Valgene «{seen[folded]}» og «{choice.id}» har samme tekst{where}{whom}. Ingen"
                " kan velge mellom to like knapper. Skriv hva som skiller dem."
            )
        if told:
            report.error(label.position if label else choice.position, "RV402", told)
            return True
        seen[folded] = choice.id
    return False


def _own_are_alike(words: Words, report: Report) -> None:
    """Report buttons of the bot itself that a translator has given the same text."""
    seen: dict[str, str] = {}
    for (context, source), forms in words.own.texts.items():
        if context == "tool":
            first = seen.setdefault(_folded(forms[0]), source)
            if first != source:
                report.error(
                    words.own.positions[context, source],
                    "RV402",
                    f"Knappene «{first}» og «{source}» har samme tekst på språket "
                    f"«{words.locale}». Ingen kan velge mellom to like knapper. Skriv hva som "
                    "skiller dem.",
                )


@dataclass(frozen=True, slots=True)
class _Own:
    """What stands on the buttons that the bot itself words, in one language.

    Attributes:
        answers: on a button without a label of its own, by the id of the choice.
        tools: on those that it puts under every question, folded.
    """

    answers: Mapping[str, str]
    tools: frozenset[str]

    @classmethod
    def of(cls, words: Words) -> Self:
        answers = {
            UNKNOWN: words.pgettext("question", "Vet ikke"),
            NONE: words.pgettext("question", "Ingen av disse"),
        }
        back, again = words.pgettext("tool", "Tilbake"), words.pgettext("tool", "Start på nytt")
        tools = (back, again, words.pgettext("tool", "Se svarene mine"))
        return cls(answers, frozenset(map(_folded, tools)))


def _folded(shown: str) -> str:
    return " ".join(shown.casefold().split())
