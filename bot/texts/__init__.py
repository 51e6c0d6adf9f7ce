"""Languages, formatting of dates and money, the little markup of texts."""

from bot.texts.catalogue import Catalogues, Translated, Words
from bot.texts.formats import day, either, joined, money, number, short_day
from bot.texts.locales import DEFAULT, SUPPORTED, Language, locale_of
from bot.texts.markup import escape, marks, problems, to_html, to_plain
from bot.texts.placeholders import placeholder_problems
from bot.texts.pofile import CatalogueError, CatalogueProblem

__all__ = [
    "DEFAULT",
    "SUPPORTED",
    "CatalogueError",
    "CatalogueProblem",
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
    "placeholder_problems",
    "problems",
    "short_day",
    "to_html",
    "to_plain",
]
