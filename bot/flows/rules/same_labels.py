"""RV402: no two buttons of a question look the same to anybody, in any language."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.flows.kinds import NONE, UNKNOWN, Choice, Mark
from bot.flows.model import Question
from bot.flows.rules.checked import Checked, versions_read
from bot.flows.rules.measured import Measured
from bot.source import Report
from bot.texts import DEFAULT, SUPPORTED, Words

_DEFAULT = {UNKNOWN: "vet ikke", NONE: "ingen av disse"}
"""What stands on a button without a label of its own, folded."""


def buttons_are_told_apart(checked: Checked, report: Report) -> None:
    """Report labels given twice in one question, once each question."""
    spoken = {locale: checked.catalogues.words(locale) for locale in SUPPORTED}
    said = {locale: Measured(checked, words) for locale, words in spoken.items()}
    tools = {locale: _tools(words) for locale, words in spoken.items()}
    for step in versions_read(checked):
        if isinstance(step, Question):
            any(
                _are_alike(
                    step.buttons, locale, said[locale], tools[locale], report, for_others=other
                )
                for locale in SUPPORTED
                for other in (False, True)
            )


def _are_alike(
    buttons: Iterable[Choice | Mark],
    locale: str,
    said: Measured,
    tools: Collection[str],
    report: Report,
    *,
    for_others: bool,
) -> bool:
    """Whether two buttons look the same to somebody; if so, report it."""
    seen: dict[str, str] = {}
    for choice in buttons:
        label = choice.label.read(for_others=for_others) if choice.label else None
        shown = said.plain(label) if label else _DEFAULT[choice.id]
        folded = _folded(shown)
        where = "" if locale == DEFAULT else f" på språket «{locale}»"
        whom = " for den som spør for en annen" if for_others else ""
        told = ""
        if folded in tools:
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


def _tools(words: Words) -> frozenset[str]:
    """Return what stands on the buttons that the bot itself puts under every question, folded."""
    back, again = words.pgettext("tool", "Tilbake"), words.pgettext("tool", "Start på nytt")
    return frozenset(map(_folded, (back, again, words.pgettext("tool", "Se svarene mine"))))


def _folded(shown: str) -> str:
    return " ".join(shown.casefold().split())
