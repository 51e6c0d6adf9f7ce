"""Says the texts of flows and facts in the person's language, and knows when it could not."""

from __future__ import annotations

from types import MappingProxyType

from bot.facts import Length, PlaceField, Text, Unit
from bot.flows import Answers, Library, Ref, fill
from bot.flows.placeholders import part_of
from bot.texts import Words

_NONE: Answers = MappingProxyType({})
_MONTHS_IN_A_YEAR = 12


class Voice:
    """Speaks one language while one screen is made.

    Args:
        library: whose texts are said.
        locale: the language, a code in `bot.texts.SUPPORTED`.
        answers: those on the way, which texts may name.
        for_others: whether the person asks for someone else.

    Attributes:
        words: the bot's own words.
        untranslated: whether something said so far had to be said in bokmål.
    """

    def __init__(
        self, library: Library, locale: str, answers: Answers = _NONE, *, for_others: bool = False
    ) -> None:
        self._library, self._locale, self._answers = library, locale, answers
        self._for_others = for_others
        self._facts = library.facts
        self.words: Words = library.catalogues.words(locale)
        self.untranslated = False

    def aside(self) -> Voice:
        """Return another that speaks the same language, for what stands on no screen."""
        return Voice(self._library, self._locale, self._answers, for_others=self._for_others)

    def say(self, text: Text) -> str:
        """Return a text with its facts filled in, in the variant that fits who asks."""
        return fill(self._translated(text), self._facts, self._translated, self._place)

    def _place(self, ref: Ref, field: PlaceField) -> str:
        """Return a part of the municipality that was answered, or what it is called in general."""
        value = self._answers.get(ref)
        place = self._facts.municipalities.get(value) if isinstance(value, str) else None
        if place is not None:
            return part_of(place, field)
        match field:
            case PlaceField.MUNICIPALITY:
                return self.words.pgettext("place", "kommunen")
            case PlaceField.COUNTY:
                return self.words.pgettext("place", "fylket")
            case PlaceField.GOVERNOR:
                return self.words.pgettext("place", "Statsforvalteren")
            case PlaceField.REGION:
                return self.words.pgettext("place", "helseregionen")

    def _translated(self, text: Text) -> str:
        text = text.read(for_others=self._for_others)
        found = self.words.flow(text.context, text.source)
        self.untranslated |= not found.is_translated
        return found.text

    def length(self, length: Length) -> str:
        """Return a length in words: «4 uker»."""
        words, count = self.words, length.count
        match length.unit:
            case Unit.DAYS:
                return words.npgettext("length", "{n} dag", "{n} dager", count)
            case Unit.WORKING_DAYS:
                return words.npgettext("length", "{n} virkedag", "{n} virkedager", count)
            case Unit.WEEKS:
                return words.npgettext("length", "{n} uke", "{n} uker", count)
            case Unit.MONTHS if count % _MONTHS_IN_A_YEAR == 0:
                years = count // _MONTHS_IN_A_YEAR
                return words.npgettext("length", "{n} år", "{n} år", years)
            case Unit.MONTHS:
                return words.npgettext("length", "{n} måned", "{n} måneder", count)

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
        return self.words.pgettext("emergency", "**Fare for liv? Ring 113.**")

    def disclaimer(self) -> str | None:
        """Return the line that says that something stands in bokmål, if something does."""
        if not self.untranslated:
            return None
        return self.words.pgettext(
            "language", "Noe av teksten er ikke oversatt ennå, og står på bokmål."
        )
