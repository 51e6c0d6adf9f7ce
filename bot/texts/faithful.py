"""Whether a translation may be shown: it says what its source says, and can be seen.

A translation with another phone number, date or link than its source would lead people wrong, so
these must be the same in both. Words are the translator's.
"""

import re
from collections.abc import Iterable
from typing import Final

from bot.source.visible import is_blank, unseen
from bot.texts.markup import problems, to_plain
from bot.texts.placeholders import COUNT, has_stray_brace, placeholders, without_placeholders

_URL: Final = re.compile(r"https?://[^\s\"<>()\[\]]+")
_COUNTRY: Final = re.compile(r"(?:\+|\b00)47[ \u00a0]?(?=\d)")
_NUMBER: Final = re.compile(r"\d+(?:[ \u00a0\u202f.,:\u2019']\d+)*")
_GROUPED: Final = re.compile(r"[ \u00a0\u202f\u2019']|[.,](?=\d{3}(?!\d))")
_SEPARATOR: Final = re.compile(r"[.,:]")
_SHORT: Final = 2
"""Digits of a number that a translation may say without any: «1. juledag» is Christmas Day."""

_BLANK: Final = (
    "Oversettelsen er tom for den som leser. En knapp uten tekst tar ikke Telegram imot. Skriv "
    'oversettelsen, eller la «msgstr» være "", så vises bokmål.'
)


def translation_faults(
    source: tuple[str, ...], translation: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Say in Norwegian, each with the code of its rule, why a translation cannot be shown.

    Args:
        source: the text, or its singular and plural.
        translation: the translated text, or one text for each plural form of the language. The
            first form may leave out ``{n}`` («one answer»); the others may not.

    Returns:
        Empty when it can. An empty text is no translation, and none of its faults.
    """
    filled = [form for form in translation if form]
    if any(is_blank(to_plain(form)) for form in filled):
        return [("RV503", _BLANK)]
    hidden = [(found.code, found.message) for form in filled if (found := unseen(form))]
    broken = (
        []
        if any(problems(text) for text in source)
        else [("RV403", what) for form in filled for what in problems(form)]
    )
    other = [("RV502", what) for what in differences(source, translation)]
    return list(dict.fromkeys((*hidden, *broken, *other)))


def differences(source: tuple[str, ...], translation: tuple[str, ...]) -> list[str]:
    """Say in Norwegian how the placeholders, links and numbers of a translation differ.

    The arguments are those of `translation_faults`.
    """
    count = {"{" + COUNT + "}"} if len(source) > 1 else set[str]()
    wanted = set(placeholders(source[-1]))
    found: list[str] = []
    for index, form in enumerate(translation):
        if not form:
            continue
        names = set(placeholders(form))
        optional = count if index == 0 else set[str]()
        found += _told(wanted - optional - names, names - wanted - count)
        for parts in (_links, _numbers):
            here = parts(form)
            fewest: list[str] = min((_unlike(parts(text), here) for text in source), key=len)
            found += fewest
        if has_stray_brace(form) and not any(map(has_stray_brace, source)):
            found.append("Oversettelsen har en krøllparentes som ikke hører til et navn.")
    return found


def _unlike(there: dict[str, str], here: dict[str, str]) -> list[str]:
    """Say how the parts of a translation differ; a short number may be said in words, or a name."""
    missing, added = there.keys() - here.keys(), here.keys() - there.keys()
    if not added:
        missing = {key for key in missing if len(key) > _SHORT}
    return _told((there[key] for key in missing), (here[key] for key in added))


def _told(missing: Iterable[str], added: Iterable[str]) -> list[str]:
    return [
        *(f"Oversettelsen mangler {part}, som står i teksten." for part in sorted(missing)),
        *(f"Oversettelsen har {part}, som ikke står i teksten." for part in sorted(added)),
    ]


def _links(text: str) -> dict[str, str]:
    """Return the addresses in a text."""
    return {url: url for url in _URL.findall(text)}


def _numbers(text: str) -> dict[str, str]:
    """Return the numbers in a text, each by what it is in any language.

    «3 278» and «3,278» are the same number, and so are «8.30» and «8:30».
    """
    words = _COUNTRY.sub("", without_placeholders(_URL.sub("", text)))
    return {
        _SEPARATOR.sub(".", _GROUPED.sub("", number)): number for number in _NUMBER.findall(words)
    }
