"""Placeholders in texts: filling them, and seeing that a translation kept them."""

import re
from collections.abc import Mapping

COUNT = "n"
"""The placeholder of a plural text that stands for the number itself."""

_NAME = re.compile(r"\{([^\W\d]\w*)\}")
_ANY = re.compile(r"\{[^{}]*\}")


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in for ``{name}``.

    Only plain names are filled: no attributes, no indices, no format codes, so a text can reach
    nothing but what it is given. A value is put in as it is, and not searched for placeholders.

    Raises:
        KeyError: the text has a placeholder that no value is given for.
    """
    return _NAME.sub(lambda found: str(values[found[1]]), text)


def placeholder_problems(source: tuple[str, ...], translation: tuple[str, ...]) -> list[str]:
    """Say in Norwegian how the placeholders of a translation differ from the source's.

    A translation that drops a placeholder drops a date or a name, so it must not be shown.

    Args:
        source: the text, or its singular and plural.
        translation: the translated text, or one text for each plural form of the language. The
            first form may leave out ``{n}`` («one answer»); the others may not.

    Returns:
        One sentence for each problem; empty when they agree.
    """
    wanted = set(_ANY.findall(source[-1]))
    count = "{" + COUNT + "}" if len(source) > 1 else None
    found = []
    for index, form in enumerate(translation):
        names = set(_ANY.findall(form))
        optional = {count} if index == 0 else set()
        found += [
            f"Oversettelsen mangler {name}, som står i teksten."
            for name in sorted(wanted - optional - names)
        ]
        found += [
            f"Oversettelsen har {name}, som ikke står i teksten."
            for name in sorted(names - wanted - {count})
        ]
        if _stray_brace(form) and not any(map(_stray_brace, source)):
            found.append("Oversettelsen har en krøllparentes som ikke hører til et navn.")
    return found


def _stray_brace(text: str) -> bool:
    return bool(re.search("[{}]", _ANY.sub("", text)))
