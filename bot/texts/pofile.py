"""Parser of gettext catalogues (.po): entries with the lines they stand on.

Written for what Babel, gettext, Poedit and Weblate write. Babel's own reader is not used: it takes
texts without quotes and keywords in any order, merges entries that stand twice, keeps no line of
what is wrong, and refuses comments and header fields that do not matter here.
"""

import gettext
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from babel.messages.plurals import get_plural

from bot.source.system import why

_LINE: Final = re.compile(
    r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?)[ \t]+)?"((?:[^"\\]|\\.)*)"'
)
_MAY_FOLLOW: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "msgctxt": frozenset({"", "msgstr", "msgstr[]"}),
        "msgid": frozenset({"", "msgctxt", "msgstr", "msgstr[]"}),
        "msgid_plural": frozenset({"msgid"}),
        "msgstr": frozenset({"msgid"}),
        "msgstr[]": frozenset({"msgid_plural", "msgstr[]"}),
    }
)
_ENTRY_ENDS: Final = frozenset({"", "msgstr", "msgstr[]"})
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPES: Final[Mapping[str, str]] = MappingProxyType(
    {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
)
_PLURAL: Final = re.compile(r"\s*nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=([^;]*);?\s*")
_COUNTED: Final = 1000
"""Up to which number a plural rule is tried; rules of real languages repeat long before."""


class CatalogueError(Exception):
    """A catalogue that cannot be read. Its text is one line: file, line and what is wrong."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")
        self.path = path
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalogue.

    Attributes:
        line: of its msgid.
        context: None where it has no msgctxt.
        source: the msgid, and the msgid_plural if there is one.
        translation: what each msgstr says; empty texts where it says nothing.
        is_fuzzy: whether it is a draft that a translator has not seen.
    """

    line: int
    context: str | None
    source: tuple[str, ...]
    translation: tuple[str, ...]
    is_fuzzy: bool


@dataclass(frozen=True, slots=True)
class PoFile:
    """What stands in a catalogue, without the header and what is obsolete.

    Attributes:
        plural: which form of a translation a number takes.
    """

    entries: tuple[Entry, ...] = ()
    plural: Callable[[int], int] = lambda n: int(n != 1)


def read_po(path: Path, locale: str) -> PoFile:
    """Read a ``.po`` file; one that does not exist has no entries.

    Args:
        path: the file, or whatever has a file's name.
        locale: the language, whose plural rule is used where the header has none.

    Raises:
        CatalogueError: the file cannot be read, or is no catalogue in UTF-8.
    """
    try:
        # A pipe under this name would hold the bot up for ever.
        if path.exists() and not path.is_file():
            raise CatalogueError(path, 1, "Dette er ikke en vanlig fil.")
        raw = path.read_bytes()
    except FileNotFoundError:
        return PoFile()
    except OSError as error:
        raise CatalogueError(path, 1, f"Filen kan ikke leses: {why(error)}.") from error
    try:
        # What is put together of several characters looks the same, and is the same text.
        text = unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CatalogueError(path, line, "Filen må være lagret som UTF-8.") from error
    lines = text.split("\n")
    found = tuple(_entries(path, lines))
    header = next((each for each in found if each.context is None and not each.source[0]), None)
    forms, plural = _plural_rule(path, lines, header, locale)
    entries = (each for each in found if each.context is not None or each.source[0])
    return PoFile(tuple(_with_forms(path, each, forms) for each in entries), plural)


def _entries(path: Path, lines: list[str]) -> Iterator[Entry]:
    """Yield the entries, the header too; obsolete ones and all comments but flags are skipped."""
    texts: dict[str, str] = {}
    keyword, line, number = "", 0, 0
    is_fuzzy = will_be_fuzzy = False
    for number, written in enumerate(lines, start=1):
        stripped = written.strip()
        if not stripped:
            continue
        if stripped.startswith("#"):
            if keyword not in _ENTRY_ENDS:
                what = f"En kommentar er ikke gyldig her, etter «{keyword}». Flytt den foran."
                raise CatalogueError(path, number, what)
            if texts:
                yield _entry(line, texts, is_fuzzy=is_fuzzy)
            texts, keyword = {}, ""
            # Flags before an obsolete entry are of that, not of the next.
            will_be_fuzzy = not stripped.startswith("#~") and (will_be_fuzzy or _is_fuzzy(stripped))
            continue
        shape = _LINE.fullmatch(stripped)
        if shape is None or not (shape[1] or texts):
            what = (
                'Linjen er ikke gyldig i en .po-fil. Skriv teksten slik: msgstr "Hei". '
                f"{stripped!r}"
            )
            raise CatalogueError(path, number, what)
        said = _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[0]), shape[2])
        if not shape[1]:
            texts[[*texts][-1]] += said
            continue
        before, keyword = keyword, re.sub(r"\d", "", shape[1])
        begins = keyword in ("msgctxt", "msgid") and before in _ENTRY_ENDS
        if before not in _MAY_FOLLOW[keyword] or (not begins and shape[1] in texts):
            after = f"etter «{before}»" if before else "først i en oppføring"
            raise CatalogueError(path, number, f"«{keyword}» kan ikke stå {after}.")
        if begins:
            if texts:
                yield _entry(line, texts, is_fuzzy=is_fuzzy)
            texts, is_fuzzy, will_be_fuzzy = {}, will_be_fuzzy, False
        if keyword == "msgid":
            line = number
        texts[shape[1]] = said
    if keyword not in _ENTRY_ENDS:
        raise CatalogueError(path, number, f"Filen slutter etter «{keyword}», uten «msgstr».")
    if texts:
        yield _entry(line, texts, is_fuzzy=is_fuzzy)


def _with_forms(path: Path, entry: Entry, forms: int) -> Entry:
    """Return an entry with a text, maybe empty, for each plural form of the language."""
    count = len(entry.translation)
    if count > forms:
        what = (
            f"Oppføringen er ikke gyldig: den har {count} former, og Plural-Forms sier at språket "
            f"har {forms}."
        )
        raise CatalogueError(path, entry.line, what)
    lacking = forms - count if len(entry.source) > 1 else 0
    return replace(entry, translation=(*entry.translation, *[""] * lacking))


def _is_fuzzy(comment: str) -> bool:
    is_flags = comment[1:2] in (",", "=")
    return is_flags and "fuzzy" in (flag.strip() for flag in comment[2:].split(","))


def _entry(line: int, texts: Mapping[str, str], *, is_fuzzy: bool) -> Entry:
    numbers = [int(key[7:-1]) for key in texts if key.startswith("msgstr[")]
    translation = (
        tuple(texts.get(f"msgstr[{number}]", "") for number in range(max(numbers) + 1))
        if numbers
        else (texts["msgstr"],)
    )
    source = tuple(texts[key] for key in ("msgid", "msgid_plural") if key in texts)
    return Entry(line, texts.get("msgctxt"), source, translation, is_fuzzy)


def _plural_rule(
    path: Path, lines: list[str], header: Entry | None, locale: str
) -> tuple[int, Callable[[int], int]]:
    """Return how many plural forms the language has, and which of them a number takes."""
    fields = header.translation[0].split("\n") if header else []
    named = [field.partition(":")[2] for field in fields if field.startswith("Plural-Forms:")]
    usual = "nplurals={}; plural={};".format(*get_plural(locale))
    written = named[0] if named else usual
    line = next((n for n, shown in enumerate(lines, 1) if "Plural-Forms:" in shown), 1)
    found = _PLURAL.fullmatch(written)
    try:
        if found is None:
            raise ValueError(written)
        forms, plural = int(found[1]), gettext.c2py(found[2].strip())
        if not all(0 <= plural(n) < forms for n in range(_COUNTED + 1)):
            raise ValueError(written)
    except (ValueError, ArithmeticError) as error:
        what = (
            f"Regelen for flertall, «{written.strip()}», er ikke gyldig i Plural-Forms: den må gi "
            f"et tall under nplurals for hvert antall. Skriv «{usual}»."
        )
        raise CatalogueError(path, line, what) from error
    return forms, plural
