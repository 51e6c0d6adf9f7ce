"""Extracts the texts of flows and facts for translators, as an extraction method of Babel.

The context of a message names the flow, step and choice, or the fact; never a list index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeAlias

from bot.facts import Text
from bot.flows.library import load
from bot.flows.texts import fact_texts, flow_texts

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
        ValueError: the flows do not pass the check.
    """
    del keywords, comment_tags, options
    path = Path(fileobj.name).resolve()
    folder = path.parent.parent if path.parent.name == "fakta" else path.parent
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    seen: set[tuple[str, str]] = set()
    for text in _texts(folder):
        key = (text.context, text.source)
        if text.position.file == shown and key not in seen:
            seen.add(key)
            yield (text.position.line, "pgettext", key, [f"Kontekst: {text.context}"])


def _texts(folder: Path) -> tuple[Text, ...]:
    loaded = load(folder, folder)
    if loaded.library is None:
        msg = f"the flows do not pass the check: {loaded.diagnostics[0]}"
        raise ValueError(msg)
    flows = loaded.library.flows.values()
    return (
        *(text for flow in flows for text in flow_texts(flow)),
        *fact_texts(loaded.library.facts),
    )
