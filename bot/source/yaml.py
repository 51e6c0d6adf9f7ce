"""YAML read safely: every text stays text, every node keeps its position.

The tree is built from the parser's events with a stack of our own, so a file nested a thousand
levels deep, an alias that explodes or a key given twice is a diagnostic and not a crash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

import yaml

from bot.source.diagnostics import Position, Report
from bot.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from bot.source.quoting import (
    comment_cut_off,
    is_in_curly_quotes,
    line_in_quotes,
    line_with_closed_quote,
    open_quote,
    quoted,
    text_in_quotes,
)
from bot.source.visible import unseen

MAX_BYTES = 1 << 20
MAX_DEPTH = 40

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_READ_IN_TWO_WAYS = re.compile(r"[|>][-+0-9]*#")
"""Where the parser in C and the one in Python may read differently what neither refuses."""
_PLAIN = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_ANCHORED = (
    "Ankere og aliaser («&navn», «*navn») er ikke med i språket. "
    "Skriv teksten der den skal stå, eller lag en egen flyt og kall den."
)
_GENERAL = (
    "Filen er ikke gyldig YAML her, så ingenting i den kan brukes. "
    "Se etter innrykk, kolon, anførselstegn og parenteser."
)
_IN_BRACKETS = "while parsing a flow"
_QUESTION_MARK = "\ue03f"
"""Stands for it while the file is parsed: no key begins with one, and in [] the parsers differ."""


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    position: Position
    is_mapping: bool
    in_flow: bool
    items: list[Node] = field(default_factory=list)


def read_yaml(raw: bytes, file: str, report: Report) -> Mapping | None:
    """Read one authored file.

    Args:
        raw: the file's bytes, UTF-8.
        file: the path to show in diagnostics.
        report: where everything wrong is noted.

    Returns:
        The mapping at the top of the file, or None if the file cannot be read as one.
    """
    text = _decode(raw, file, report)
    if text is None:
        return None
    try:
        root = _parse(text, file, report)
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as error:
        mark, message = _explained(text, error)
        at = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
        report.error(at, "RV002", message)
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure-Python parser lets "\U00110000" and the like through to chr().
        report.error(Position(file), "RV002", "Filen er ikke gyldig YAML, og kan ikke leses.")
        return None
    if root is None or not isinstance(root, Mapping):
        at = root.position if root else Position(file)
        report.error(at, "RV003", "Filen må begynne med nøkler på formen «navn: verdi».")
        return None
    return root


def is_too_large(size: int, file: str, report: Report) -> bool:
    """Whether a file of so many bytes is larger than one may be; if so, report it."""
    if size <= MAX_BYTES:
        return False
    report.error(
        Position(file),
        "RV001",
        f"Filen er på {size} byte, og grensen er {MAX_BYTES}. Del den i flere flyter.",
    )
    return True


class _RefusedError(Exception):
    """The file was refused, and the reason is already in the report."""


def _decode(raw: bytes, file: str, report: Report) -> str | None:
    if is_too_large(len(raw), file, report):
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report.error(
            Position(file, line),
            "RV001",
            "Filen er ikke lagret som UTF-8, så æ, ø og å blir feil. Lagre den på nytt som UTF-8.",
        )
        return None
    # What is put together of several characters looks the same, and is the same letter.
    text = unicodedata.normalize("NFC", text)
    whole = text.replace("\r\n", "\n")
    if "\t" not in whole and not unseen(whole):
        return text
    for number, shown in enumerate(_lines(text), 1):
        if found := unseen(shown):
            at = Position(file, number, found.index + 1)
            report.error(at, found.code, found.message)
            return None
        if "\t" in shown:
            # Some YAML parsers take a tab for a space in places where others refuse it.
            report.error(
                Position(file, number, shown.index("\t") + 1),
                "RV002",
                "Her står en tabulator, og den ser ut som mellomrom uten å være det. "
                "Bruk mellomrom.",
            )
            return None
    return text


def _lines(text: str) -> list[str]:
    # Not splitlines(): it would also split at, and so hide, characters that nobody sees.
    return [line.removesuffix("\r") for line in text.split("\n")]


def _refuse_unseen(text: str, at: Position, report: Report) -> None:
    if found := unseen(text):
        report.error(at, found.code, found.message)
        raise _RefusedError


def _explained(text: str, error: yaml.MarkedYAMLError) -> tuple[yaml.Mark | None, str]:
    """Return where an author should look for what keeps a file from being read, and what to do."""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return None, _GENERAL
    lines = _lines(text)
    if quote := open_quote(text, error):
        suggested = line_with_closed_quote(lines[quote.line], quote.column)
        return quote, (
            "Anførselstegnet som åpner her, er ikke lukket der teksten slutter. Alt etter det blir "
            "lest som mer av teksten. Sett et likt tegn etter teksten"
            f"{f': {suggested}' if suggested else '.'}"
        )
    line = lines[mark.line] if mark.line < len(lines) else ""
    if suggested := line_in_quotes(line, mark.column):
        return mark, f"Teksten blir lest som noe annet. Sett teksten i anførselstegn: {suggested}"
    if context and context.line < mark.line and (error.context or "").startswith(_IN_BRACKETS):
        return context, (
            f"Parentesen som åpner her, er ikke lukket før linje {mark.line + 1}, eller det "
            "mangler et komma på veien. Se etter parenteser som ikke har noen make."
        )
    if "mapping values are not allowed" in (error.problem or ""):
        return mark, (
            "Et kolon står midt i en tekst, eller innrykket er feil. "
            'Sett hele teksten i anførselstegn: tekst: "Slik: med kolon".'
        )
    return mark, _GENERAL


def _parse(text: str, file: str, report: Report) -> Node | None:
    """Build the tree, the same with and without the parser in C.

    That one is fast. Wherever the two could differ, in what they take or in where they say that it
    is wrong, the one in Python decides.
    """
    if _LOADER is not yaml.SafeLoader and not _READ_IN_TWO_WAYS.search(text):
        found = Report()
        with suppress(_RefusedError, yaml.YAMLError, ValueError, OverflowError):
            root = _build(events(text, _LOADER), text, file, found, may_place_nothing=False)
            report.add(found)
            return root
    return _build(events(text), text, file, report)


def events(text: str, loader: type[yaml.SafeLoader] = yaml.SafeLoader) -> Iterator[yaml.Event]:
    """Return what a parser finds in a text, each with its place.

    Reading on raises `yaml.YAMLError`, `ValueError` or `OverflowError` where it is not YAML.
    """
    return yaml.parse(text.replace("?", _QUESTION_MARK), Loader=loader)


def _build(
    found: Iterator[yaml.Event],
    source: str,
    file: str,
    report: Report,
    *,
    may_place_nothing: bool = True,
) -> Node | None:
    """Build the tree of what a parser found.

    Args:
        found: the parser's events.
        source: what was parsed.
        file: the path to show in diagnostics.
        report: where everything wrong is noted.
        may_place_nothing: whether this parser is the one that says where an empty place inside []
            and {} is.

    Raises:
        _RefusedError: it cannot be built.
    """
    stack: list[_Open] = []
    root: Node | None = None
    lines = _lines(source) if " #" in source else []
    for event in found:
        node: Node
        if isinstance(event, yaml.NodeEvent):
            mark = event.start_mark
            at = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
            if event.anchor or not isinstance(event, _PLAIN):
                _refuse(_ANCHORED + _or_text(source, at), at, report)
            if event.tag:
                shown = event.tag.replace("tag:yaml.org,2002:", "!!").replace(_QUESTION_MARK, "?")
                what = f"«{shown}» er ikke med i språket. Ta det bort."
                _refuse(what + _or_text(source, at), at, report)
            if isinstance(event, yaml.CollectionStartEvent):
                if len(stack) >= MAX_DEPTH:
                    report.error(at, "RV001", f"Filen er nøstet dypere enn {MAX_DEPTH} nivåer.")
                    raise _RefusedError
                in_flow = event.flow_style or (stack[-1].in_flow if stack else False)
                stack.append(_Open(at, isinstance(event, yaml.MappingStartEvent), in_flow))
                continue
            if not (may_place_nothing or event.value) and stack and stack[-1].in_flow:
                raise _RefusedError
            text = event.value.replace(_QUESTION_MARK, "?")
            # Checked again, since "\u200b" in such quotes is visible in the file, not in the text.
            if event.style == '"':
                text = unicodedata.normalize("NFC", text)
                _refuse_unseen(text, at, report)
            if event.implicit[0]:
                in_flow = bool(stack) and stack[-1].in_flow
                text = _whole_text(event, text, at, lines, report, in_flow=in_flow)
            node = Scalar(text, at, is_quoted=not event.implicit[0])
        elif isinstance(event, yaml.CollectionEndEvent):
            opened = stack.pop()
            node = (
                _mapping(opened, report)
                if opened.is_mapping
                else Sequence(tuple(opened.items), opened.position)
            )
        elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
            mark = event.start_mark
            at = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
            report.error(at, "RV002", "Filen har flere dokumenter («---»). Bruk én fil til hvert.")
            raise _RefusedError
        else:
            continue
        if stack:
            stack[-1].items.append(node)
        else:
            root = node
    return root


def _whole_text(
    event: yaml.ScalarEvent,
    text: str,
    at: Position,
    lines: list[str],
    report: Report,
    *,
    in_flow: bool,
) -> str:
    """Return a text without quotation marks; report what of it is cut off, and curly marks.

    Args:
        event: what the parser found.
        text: what it says.
        at: where it begins.
        lines: of the file; none if there are no comments.
        report: where it is noted.
        in_flow: whether it stands in [] or {}, so that the brackets may be cut off too.

    Raises:
        _RefusedError: brackets were.
    """
    if is_in_curly_quotes(text):
        report.error(
            at,
            "RV019",
            "Krøllete anførselstegn er en del av teksten, og vises for den som leser. Sett teksten "
            f"i rette anførselstegn: {quoted(text)}",
        )
    end = event.end_mark
    cut = comment_cut_off(text, lines[end.line][end.column :]) if lines and end else None
    if cut is None or end is None:
        return text
    body = (re.split(r"[,}\]]", cut["body"])[0] if in_flow else cut["body"]).rstrip()
    whole = f"{text}{cut['space']}#{body}"
    report.error(
        Position(at.file, end.line + 1, end.column + len(cut["space"]) + 1),
        "RV019",
        f"Alt fra «#{body}» blir lest som en kommentar, og vises ikke. Er det en kommentar, så "
        "skriv to mellomrom foran «#» og ett etter. Ellers sett teksten i anførselstegn: "
        f"{quoted(whole)}",
    )
    if in_flow:
        raise _RefusedError
    return whole


def _or_text(source: str, at: Position) -> str:
    """Say how to write what may be a text that begins with a sign of YAML's."""
    suggested = text_in_quotes(_lines(source)[at.line - 1], at.column - 1)
    return f" Er det en tekst, så sett den i anførselstegn: {suggested}" if suggested else ""


def _refuse(what: str, at: Position, report: Report) -> NoReturn:
    report.error(at, "RV005", what)
    raise _RefusedError


def _mapping(opened: _Open, report: Report) -> Mapping:
    entries: dict[str, Entry] = {}
    for key, value in zip(opened.items[::2], opened.items[1::2], strict=True):
        if not isinstance(key, Scalar):
            report.error(key.position, "RV003", "En nøkkel må være et ord, ikke en liste.")
        elif key.text in entries:
            first = entries[key.text].key.position
            report.error(
                key.position,
                "RV006",
                f"Nøkkelen «{key.text}» står også på linje {first.line}. Bare én av dem ville "
                "gjelde. Slett den ene, eller gi den et annet navn.",
            )
        else:
            entries[key.text] = Entry(key, value)
    return Mapping(tuple(entries.values()), opened.position, opened.in_flow)
