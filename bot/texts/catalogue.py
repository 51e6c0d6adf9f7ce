"""The words of the bot and of its flows, in the language of the person who asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Self

from bot.source import Diagnostic
from bot.source.files import ShowPath
from bot.texts.formats import number
from bot.texts.locales import DEFAULT, SUPPORTED
from bot.texts.placeholders import COUNT, fill
from bot.texts.translations import Translations, read_translations


@dataclass(frozen=True, slots=True)
class Translated:
    """A text of a flow as it is shown; bokmål where ``is_translated`` is false."""

    text: str
    is_translated: bool


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Everything that is said in one language. ``Words("nb")`` needs no catalogue.

    Attributes:
        locale: a code in `bot.texts.locales.SUPPORTED`.
        own: translations of the bot's own words, written in the code in bokmål.
        flows: translations of the texts of flows and facts.
    """

    locale: str
    own: Translations = field(default_factory=Translations)
    flows: Translations = field(default_factory=Translations)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Say words of the bot's own, with ``{name}`` filled from ``values``.

        Args:
            context: where the words stand, for translators; a literal in the code.
            message: the words in bokmål; a literal in the code.
            values: what the placeholders stand for, put in as they are.

        Raises:
            KeyError: a placeholder has no value.
        """
        return self.filled(context, message, values)

    def filled(self, context: str, message: str, values: Mapping[str, object]) -> str:
        """Say words as `pgettext` does, for one who passes them on."""
        forms = self.own.texts.get((context, message), (message,))
        return fill(forms[0], values)

    def has(self, context: str, message: str) -> bool:
        """Whether words of the bot's own are said in this language, not in bokmål."""
        return self.locale == DEFAULT or (context, message) in self.own.texts

    def npgettext(
        self, context: str, singular: str, plural: str, n: int, /, **values: object
    ) -> str:
        """Say words that depend on a number, by the plural rule of the language.

        ``{n}`` is the number as the language writes it; the rest is as for `pgettext`.
        """
        forms = self.own.texts.get((context, singular), ())
        index = self.own.plural(n)
        source = singular if n == 1 else plural
        text = forms[index] if index < len(forms) else source
        return fill(text, {**values, COUNT: number(n, self.locale)})

    def flow(self, context: str, message: str) -> Translated:
        """Give a text of a flow or a fact; its placeholders stay for the flow to fill.

        Args:
            context: flow, step and choice, such as ``klage.hvem.kommunen``.
            message: the text in bokmål, exactly as it was extracted.
        """
        if self.locale == DEFAULT or not message:
            return Translated(message, is_translated=True)
        forms = self.flows.texts.get((context, message))
        if forms is None:
            return Translated(message, is_translated=False)
        return Translated(forms[0], is_translated=True)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogues:
    """The catalogues of every language, read once and never changed."""

    _words: Mapping[str, Words] = field(default_factory=lambda: MappingProxyType({}))
    _bokmål: Words = field(default_factory=lambda: Words(DEFAULT))

    @classmethod
    def load(cls, folder: Path, show: ShowPath = str) -> Self:
        """Read ``<folder>/<locale>/LC_MESSAGES/{bot,flyt}.po`` for each language but bokmål.

        A folder or file that does not exist translates nothing: bokmål is shown. What is wrong is
        told of the file as `show` names it.

        Raises:
            bot.texts.CatalogueError: a file is there and cannot be read.
        """

        def read(locale: str) -> Words:
            files = folder / locale / "LC_MESSAGES"
            return Words(
                locale,
                own=read_translations(files / "bot.po", locale, show),
                flows=read_translations(files / "flyt.po", locale, show),
            )

        return cls(
            MappingProxyType({locale: read(locale) for locale in SUPPORTED if locale != DEFAULT})
        )

    def words(self, locale: str) -> Words:
        """Give the words of a language; bokmål for one the bot does not speak any more."""
        return self._words.get(locale, self._bokmål)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with translations; those that are wrong are left out."""
        return tuple(
            problem
            for words in self._words.values()
            for translations in (words.own, words.flows)
            for problem in translations.problems
        )
