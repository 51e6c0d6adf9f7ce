"""Renders texts of flows and facts in the person's language, each sentence whole in one.

What is not translated is said in bokmål, with its dates, amounts and facts in bokmål too, and so is
a sentence of the bot's own that would hold it.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from bot.facts import Length, Text
from bot.flows import Answers, AsOf, Library, fill
from bot.flows.placeholders import texts_in
from bot.flows.wordings import length_text
from bot.texts import DEFAULT, Words, day, escape, joined

Part: TypeAlias = str | date | Length | Text | tuple[Text, ...]
"""What a sentence can hold: a value as it is, or what each language says or writes in its way."""


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
        self.words: Words = library.catalogues.words(locale)
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
        """Return a text with its facts filled in, in the variant that fits who asks."""
        return self._said(text, self.words_for(text))

    def pgettext(self, context: str, message: str, /, **parts: Part) -> str:
        """Say a sentence of the bot's own that holds texts of flows or facts, in one language.

        Args:
            context: where the words stand, for translators; a literal in the code.
            message: the words in bokmål; a literal in the code.
            parts: what the placeholders stand for. Several texts are enumerated, each in «».
        """
        held = (part if isinstance(part, tuple) else (part,) for part in parts.values())
        words = self.words_for(*(part for each in held for part in each if isinstance(part, Text)))
        if not words.has(context, message):
            words = self._library.catalogues.words(DEFAULT)
        said = {name: self._part(part, words) for name, part in parts.items()}
        return words.filled(context, message, said)

    def words_for(self, *texts: Text) -> Words:
        """Return the language that texts can be said in together, with all that they hold."""
        if self._locale == DEFAULT or all(map(self._is_translated, texts)):
            return self.words
        self.untranslated = True
        return self._library.catalogues.words(DEFAULT)

    def _is_translated(self, text: Text) -> bool:
        facts, for_others = self._library.facts, self._for_others
        return all(
            self.words.flow(each.context, each.source).is_translated
            for whole in (text, *texts_in(text, facts, for_others=for_others))
            for each in (whole.read(for_others=for_others),)
        )

    def _said(self, text: Text, words: Words) -> str:
        read, facts = text.read(for_others=self._for_others), self._library.facts
        source = words.flow(read.context, read.source).text
        if "{" not in source:
            return source
        resolver = AsOf(
            self._library.flows, facts, words, self._today, self._answers, self._for_others
        )
        return fill(source, facts, resolver)

    def _part(self, part: Part, words: Words) -> str:
        match part:
            case Text():
                return self._said(part, words)
            case Length():
                return length_text(part, words)
            case date():
                return escape(day(part, words.locale))
            case tuple():
                return joined([f"«{self._said(each, words)}»" for each in part], words.locale)
            case _:
                return part

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
