"""A gettext catalogue as translators leave it, read and checked.

The files are read as they are, with no compiled copy beside them that could go stale.
"""

import gettext
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po

from bot.source.system import why
from bot.texts.placeholders import placeholder_problems

# Babel drops the first and last character of a text without asking whether they are quotes, so
# the shape of each line is checked before it reads a word of it.
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) +)?"(?:[^"\\]|\\.)*"')
_MAY_FOLLOW: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "msgctxt": frozenset({"", "msgstr", "msgstr[]"}),
        "msgid": frozenset({"", "msgctxt", "msgstr", "msgstr[]"}),
        "msgid_plural": frozenset({"msgid"}),
        "msgstr": frozenset({"msgid"}),
        "msgstr[]": frozenset({"msgid_plural", "msgstr[]"}),
    }
)
_ENTRY_ENDS = frozenset({"", "msgstr", "msgstr[]"})


class CatalogueError(Exception):
    """A catalogue that cannot be read. Its text is one line: file, line and what is wrong."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")
        self.path = path
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class CatalogueProblem:
    """A translation that is not used because it is wrong; ``line`` is that of its msgid."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def _one_or_more(n: int) -> int:
    return int(n != 1)


@dataclass(frozen=True, slots=True, eq=False)
class Translations:
    """What one catalogue translates.

    Attributes:
        texts: the translation of a context and a source text; more than one for a plural.
        plural: which of them a number takes, by the rule in the catalogue's header.
        problems: the translations left out because their placeholders are not the source's.
    """

    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    plural: Callable[[int], int] = _one_or_more
    problems: tuple[CatalogueProblem, ...] = ()


def read_translations(path: Path, locale: str) -> Translations:
    """Read a ``.po`` file; a file that does not exist translates nothing.

    Fuzzy, obsolete, empty and half-filled entries, and those without context, are no
    translations.

    Raises:
        CatalogueError: the file cannot be read, or is no catalogue in UTF-8.
    """
    try:
        # A pipe under this name would hold the bot up for ever.
        if path.exists() and not path.is_file():
            raise CatalogueError(path, 1, "Dette er ikke en vanlig fil.")
        raw = path.read_bytes()
    except FileNotFoundError:
        return Translations()
    except OSError as error:
        raise CatalogueError(path, 1, f"Filen kan ikke leses: {why(error)}.") from error
    catalog = _parsed(path, raw, locale)
    try:
        plural = gettext.c2py(catalog.plural_expr)
    except ValueError as error:
        what = f"Regelen for flertall, «{catalog.plural_expr}», er ikke gyldig i Plural-Forms."
        raise CatalogueError(path, 1, what) from error

    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    problems: list[CatalogueProblem] = []
    for message in catalog:
        source, translation = _forms(message.id), _forms(message.string or "")
        if not message.context or message.fuzzy or not all(translation):
            continue
        wrong = placeholder_problems(source, translation)
        if wrong:
            problems += (CatalogueProblem(path, message.lineno or 1, what) for what in wrong)
        else:
            texts[message.context, source[0]] = translation
    return Translations(MappingProxyType(texts), plural, tuple(problems))


def _forms(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _parsed(path: Path, raw: bytes, locale: str) -> Catalog:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CatalogueError(path, line, "Filen må være lagret som UTF-8.") from error
    _check_lines(path, text)
    try:
        return read_po(io.StringIO(text), locale=locale, abort_invalid=True)
    except PoFileError as error:
        reason = str(error).removesuffix(f" on {error.lineno}")
        what = f"Oppføringen er ikke gyldig i en .po-fil: {reason}."
        raise CatalogueError(path, error.lineno + 1, what) from error
    except ValueError as error:
        what = f"Hodet i filen er ikke gyldig: {error}."
        raise CatalogueError(path, 1, what) from error


def _check_lines(path: Path, text: str) -> None:
    previous, number = "", 0
    for number, written in enumerate(text.split("\n"), start=1):
        line = written.strip()
        if not line or line.startswith("#"):
            continue
        shape = _LINE.fullmatch(line)
        if shape is None:
            what = f'Linjen er ikke gyldig i en .po-fil. Skriv teksten slik: msgstr "Hei". {line!r}'
            raise CatalogueError(path, number, what)
        keyword = re.sub(r"\d", "", shape[1] or "")
        if keyword:
            if previous not in _MAY_FOLLOW[keyword]:
                after = f"etter «{previous}»" if previous else "først i filen"
                raise CatalogueError(path, number, f"«{keyword}» kan ikke stå {after}.")
            previous = keyword
    if previous not in _ENTRY_ENDS:
        raise CatalogueError(path, number, f"Filen slutter etter «{previous}», uten «msgstr».")
