"""Says the texts of flows and facts in the person's language, and knows when it could not."""

from __future__ import annotations

from datetime import date

from bot.facts import Length, Text
from bot.flows import Answers, AsOf, Library, fill
from bot.flows.wordings import length_text
from bot.texts import DEFAULT, Words


class Voice:
    """Speaks one language while one screen is made.

    Args:
        library: whose texts are said.
        locale: the language, a code in `bot.texts.SUPPORTED`.
        today: the day the conversation is held.
        answers: those on the way, which texts may name.
        for_others: whether the person asks for someone else.

    Attributes:
        words: the bot's own words.
        untranslated: whether something said so far had to be said in bokmål.
    """

    def __init__(
        self,
        library: Library,
        locale: str,
        today: date,
        answers: Answers,
        *,
        for_others: bool = False,
    ) -> None:
        self._library, self._locale, self._today, self._answers = library, locale, today, answers
        self._for_others = for_others
        self._facts = library.facts
        self.words: Words = library.catalogues.words(locale)
        self._facts_said = AsOf(
            library.flows, self._facts, self.words, today, answers, for_others, self._translated
        )
        in_bokmål = library.catalogues.words(DEFAULT)
        self._facts_in_bokmål = AsOf(
            library.flows, self._facts, in_bokmål, today, answers, for_others, self._in_bokmål
        )
        self.untranslated = False

    def aside(self) -> Voice:
        """Return another that speaks the same language, for what stands on no screen."""
        return Voice(
            self._library,
            self._locale,
            self._today,
            self._answers,
            for_others=self._for_others,
        )

    def say(self, text: Text) -> str:
        """Return a text with its facts filled in, in the variant that fits who asks.

        It is in one language: what stands in bokmål names its facts in bokmål.
        """
        text = text.read(for_others=self._for_others)
        found = self.words.flow(text.context, text.source)
        self.untranslated |= not found.is_translated
        said = self._facts_said if found.is_translated else self._facts_in_bokmål
        return fill(found.text, self._facts, said)

    def _in_bokmål(self, text: Text) -> str:
        return text.read(for_others=self._for_others).source

    def _translated(self, text: Text) -> str:
        text = text.read(for_others=self._for_others)
        found = self.words.flow(text.context, text.source)
        self.untranslated |= not found.is_translated
        return found.text

    def length(self, length: Length) -> str:
        """Return a length in words: «4 uker»."""
        return length_text(length, self.words)

    def holiday(self, name: str) -> str:
        """Return the name of a holiday, or of 1 or 17 May, by its bokmål name."""
        words = self.words
        names = {
            "nyttårsdag": words.pgettext("holiday", "nyttårsdag"),
            "skjærtorsdag": words.pgettext("holiday", "skjærtorsdag"),
            "langfredag": words.pgettext("holiday", "langfredag"),
            "1. påskedag": words.pgettext("holiday", "1. påskedag"),
            "2. påskedag": words.pgettext("holiday", "2. påskedag"),
            "1. mai": words.pgettext("holiday", "1. mai"),
            "17. mai": words.pgettext("holiday", "17. mai"),
            "Kristi himmelfartsdag": words.pgettext("holiday", "Kristi himmelfartsdag"),
            "1. pinsedag": words.pgettext("holiday", "1. pinsedag"),
            "2. pinsedag": words.pgettext("holiday", "2. pinsedag"),
            "1. juledag": words.pgettext("holiday", "1. juledag"),
            "2. juledag": words.pgettext("holiday", "2. juledag"),
        }
        return names[name]

    def emergency(self) -> str:
        """Return the line that stands wherever health is spoken of."""
        return self.words.pgettext(
            "emergency", "**Fare for liv? Ring 113.** Kan det ikke vente? Ring legevakten: 116 117."
        )

    def disclaimer(self) -> str | None:
        """Return the line that says that something stands in bokmål, if something does."""
        if not self.untranslated:
            return None
        return self.words.pgettext(
            "language", "Noe av teksten er ikke oversatt ennå, og står på bokmål."
        )
