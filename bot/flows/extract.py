"""Extracts the texts of flows and facts for translators, as an extraction method of Babel.

The context of a message names the flow, step and choice, or the fact; never a list index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, TypeAlias

from bot.facts import Text
from bot.flows.library import load
from bot.flows.rules import ESSENTIAL
from bot.flows.texts import all_texts

Message: TypeAlias = tuple[int, str, tuple[str, str], list[str]]


def extract(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Message]:
    """Yield the texts of one file as `pgettext` calls.

    Args:
        fileobj: an open file of `flyt/` or `flyt/fakta/`; a text is known by the file it is in,
            so the folder is loaded whole.
        keywords: not used; every text is one.
        comment_tags: not used; the context says where a text stands.
        options: not used.

    Raises:
        ValueError: the flows cannot be read, so that texts of theirs would be missed.
    """
    del keywords, comment_tags, options
    path = Path(fileobj.name).resolve()
    folder = path.parent.parent if path.parent.name == "fakta" else path.parent
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    for text in _texts(folder, _state(folder)).get(shown, ()):
        key = (text.context, text.source)
        yield (text.position.line, "pgettext", key, [f"Kontekst: {text.context}"])


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when any of the files does."""
    files = ((str(path), path.stat()) for path in sorted(folder.rglob("*.yaml")))
    return tuple((path, found.st_mtime_ns, found.st_size) for path, found in files)


@lru_cache(maxsize=1)
def _texts(folder: Path, state: object) -> Mapping[str, Collection[Text]]:
    """Return the texts of each file. Babel asks for one file at a time; all are read once.

    The proof is not held: what is said does not depend on it.
    """
    del state
    loaded = load(folder, folder, rules=ESSENTIAL)
    if loaded.library is None:
        msg = f"the flows cannot be read: {loaded.diagnostics[0]}"
        raise ValueError(msg)
    found: dict[str, dict[tuple[str, str], Text]] = {}
    for text in all_texts(loaded.library.flows.values(), loaded.library.facts):
        found.setdefault(text.position.file, {}).setdefault((text.context, text.source), text)
    return {file: tuple(each.values()) for file, each in found.items()}
