"""The translations of one catalogue: those that may be shown, and what is wrong with the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from bot.source import Diagnostic, Position, Severity
from bot.source.files import ShowPath
from bot.texts.faithful import translation_faults
from bot.texts.pofile import Entry, PoFile, read_po


@dataclass(frozen=True, slots=True, eq=False)
class Translations:
    """What one catalogue translates.

    Attributes:
        texts: the translation of a context and a source text; more than one for a plural.
        plural: which of them a number takes, by the rule in the catalogue's header.
        positions: where each entry that says something stands, by context and source text.
        problems: what is wrong. A translation that is wrong is left out.
    """

    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    plural: Callable[[int], int] = PoFile().plural
    positions: Mapping[tuple[str | None, str], Position] = field(
        default_factory=lambda: MappingProxyType({})
    )
    problems: tuple[Diagnostic, ...] = ()


def read_translations(path: Path, locale: str, show: ShowPath = str) -> Translations:
    """Read a ``.po`` file, named by `show`; a file that does not exist translates nothing.

    Fuzzy, obsolete, empty and half-filled entries, and those without context, are no
    translations.

    Raises:
        CatalogueError: the file cannot be read, or is no catalogue in UTF-8.
    """
    file, shown = read_po(path, locale), show(path)
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    positions: dict[tuple[str | None, str], Position] = {}
    problems: list[Diagnostic] = []
    lines: dict[tuple[str | None, str], int] = {}
    drafts: list[Entry] = []
    for entry in file.entries:
        key, position = (entry.context, entry.source[0]), Position(shown, entry.line)
        if key in lines:
            problems.append(_twice(position, lines[key]))
            continue
        lines[key] = entry.line
        if entry.is_fuzzy:
            drafts.append(entry)
        elif any(entry.translation):
            positions[key] = position
            faults = translation_faults(entry.source, entry.translation)
            problems += (Diagnostic(position, code, message) for code, message in faults)
            if entry.context is not None and all(entry.translation) and not faults:
                texts[entry.context, entry.source[0]] = entry.translation
    if drafts:
        problems.append(_drafts(Position(shown, drafts[0].line), len(drafts)))
    return Translations(
        MappingProxyType(texts), file.plural, MappingProxyType(positions), tuple(problems)
    )


def _twice(position: Position, first: int) -> Diagnostic:
    return Diagnostic(
        position,
        "RV504",
        f"Samme tekst er oversatt på linje {first} også. Bare én av dem ville gjelde. Slett den "
        "ene.",
    )


def _drafts(position: Position, count: int) -> Diagnostic:
    what = "1 oversettelse er" if count == 1 else f"{count} oversettelser er"
    return Diagnostic(
        position,
        "RV505",
        f"{what} merket «fuzzy» i denne filen, og blir ikke vist: teksten er endret siden. Den "
        "første står her. Les teksten på nytt, rett oversettelsen, og ta bort «fuzzy».",
        Severity.WARNING,
    )
