"""Languages, formatting of dates and money, the little markup of texts."""

from bot.texts.catalogue import Catalogues, Translated, Words
from bot.texts.formats import day, either, joined, money, number, short_day
from bot.texts.locales import DEFAULT, SUPPORTED, Language, locale_of
from bot.texts.markup import escape, marks, problems, to_html, to_plain
from bot.texts.pofile import CatalogueError

__all__ = [
    "DEFAULT",
    "SUPPORTED",
    "CatalogueError",
    "Catalogues",
    "Language",
    "Translated",
    "Words",
    "day",
    "either",
    "escape",
    "joined",
    "locale_of",
    "marks",
    "money",
    "number",
    "problems",
    "short_day",
    "to_html",
    "to_plain",
]
