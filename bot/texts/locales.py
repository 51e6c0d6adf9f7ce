"""The languages the bot speaks, and which of them a person is met in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the bot.

    Attributes:
        code: what sessions store and what the folder in ``tekster/`` is called.
        name: the language's name in the language itself, as a button shows it.
        formatting: the CLDR locale that dates, numbers and lists follow.
    """

    code: str
    name: str
    formatting: str


DEFAULT = "nb"
"""The source language: it stands in the flows and in the code, and has no catalogue."""

SUPPORTED: Mapping[str, Language] = MappingProxyType(
    {
        language.code: language
        for language in (
            Language("nb", "Bokmål", "nb_NO"),
            Language("nn", "Nynorsk", "nn_NO"),
            Language("en", "English", "en_GB"),
        )
    }
)
"""Every language by its code, in the order they are offered."""

_FOREIGN = "en"
_NORWEGIAN = "no"


def locale_of(language_code: str | None) -> str:
    """Choose the language to start in, by Telegram's ``language_code`` (an IETF tag).

    Args:
        language_code: such as ``nb``, ``nn-NO``, ``no`` or ``pt-br``; None or empty when the
            client does not say.

    Returns:
        A code in `SUPPORTED`: the language itself if the bot speaks it (``no`` is bokmål),
        bokmål if nothing is known, else English.
    """
    primary = (language_code or "").strip().replace("_", "-").partition("-")[0].lower()
    if primary in ("", _NORWEGIAN):
        return DEFAULT
    return primary if primary in SUPPORTED else _FOREIGN
