"""Texts that YAML reads as something else for want of quotation marks, and how to write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

import yaml

from bot.source.diagnostics import Position
from bot.source.nodes import Mapping, Node, Scalar

_CURLY: Final = "“”„‟"
_BLOCK: Final = re.compile(
    r"(?P<indent>\s*(?:- +)*)(?P<key>[^\s\"'{\[#:][^:#\"]*: +)?(?P<value>\S.*)"
)
_ID: Final = re.compile(r"[a-zæøå][a-zæøå0-9_]*: +")
_TEXT_AFTER_BRACKETS: Final = re.compile(r"\{[^{}:,]*\}\s*\S|\[[^\[\]]*\]\s*[^\s,#]")
_FLOW_KEY: Final = re.compile(r"\s*(?:[a-zæøå][a-zæøå0-9_]*: +)?")
_BEGINS: Final = re.compile(r"[{\[]|, ")
_ENDS: Final = re.compile(r"[,}\]]|$")
_COMMENT: Final = re.compile(r"(?P<space> +)#(?P<body>.*)")
_LOOKS_LIKE_KEYS: Final = re.compile(r"\s*(?:- |\}|(?:- +)?[a-zæøå][a-zæøå0-9_]*:(?:\s|$))")
_MOST_TRIED: Final = 40


def quoted(text: str) -> str:
    """Write a text in quotation marks, those that it does not hold itself if that can be."""
    inner = text.strip()
    if len(inner) > 1 and inner[0] in _CURLY and inner[-1] in _CURLY:
        inner = inner[1:-1]
    if '"' in inner or "\\" in inner:
        return "'" + inner.replace("'", "''") + "'"
    return f'"{inner}"'


def is_in_curly_quotes(text: str) -> bool:
    """Whether a text stands in quotation marks that YAML takes for a part of it."""
    return len(text) > 1 and text[0] in _CURLY and text[-1] in _CURLY


def comment_cut_off(text: str, rest: str) -> re.Match[str] | None:
    """Return the comment after a text without quotation marks, if it was meant as more of the text.

    A comment has a space after its sign, and two before it where the text has several words.

    Args:
        text: what stands before it.
        rest: the rest of the line, from where the text ends.

    Returns:
        A match with the groups `space`, before the sign, and `body`, after it.
    """
    found = _COMMENT.match(rest)
    if found is None:
        return None
    body = found["body"].rstrip("\r")
    if not body or body.lstrip().startswith("rettvei:"):
        return None
    if body[0] != " ":
        return found
    return found if len(found["space"]) == 1 and " " in text else None


def meant_as_text(node: Node) -> str | None:
    """Return the text that a mapping was written as, or None if it looks meant as one."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return None
    [entry] = node.entries
    key, value = entry.key.text, entry.value
    if not isinstance(value, Scalar):
        return None
    if node.is_flow and not value.text:
        return f"{{{key}}}"
    return None if _ID.fullmatch(f"{key}: ") else f"{key}: {value.text}".rstrip()


@dataclass(frozen=True, slots=True)
class CutText:
    """A text in braces that was cut at a comma.

    Attributes:
        key: whose value it is.
        position: where it begins.
        pieces: what it was cut into: its beginning, and what was read as keys.
    """

    key: str
    position: Position
    pieces: tuple[str, ...]

    @property
    def in_quotes(self) -> str:
        """The key and the whole text, as they are written."""
        return f"{self.key}: {quoted(', '.join(self.pieces))}"


def cut_at_commas(node: Mapping, known: Collection[str]) -> tuple[CutText, ...]:
    """Return the texts in braces that were cut at commas.

    Args:
        node: the mapping they stand in.
        known: its keys. Another key that has no value, or not the form of a key, is a piece of the
            text before it.
    """
    found: list[CutText] = []
    text: CutText | None = None
    for entry in node.entries if node.is_flow else ():
        key, value = entry.key.text, entry.value
        if not isinstance(value, Scalar):
            text = None
        elif key in known:
            is_text = value.text and not value.is_quoted
            text = CutText(key, value.position, (value.text,)) if is_text else None
        elif text is not None and not (value.text and _ID.fullmatch(f"{key}: ")):
            if len(text.pieces) > 1:
                found.pop()
            piece = f"{key}: {value.text}" if value.text else key
            text = replace(text, pieces=(*text.pieces, piece))
            found.append(text)
    return tuple(found)


def line_in_quotes(line: str, column: int) -> str | None:
    """Return a line of YAML with the text that breaks it in quotation marks.

    Args:
        line: which cannot be read as it stands.
        column: where a parser stopped, counted from 0.

    Returns:
        The line without what is before its first sign; None if no quotation marks help.
    """
    line = line.rstrip()
    if _is_read(line):
        return None
    tried = (each for each in _candidates(line, column) if _is_read(each))
    found = next(tried, None)
    return found.strip() if found else None


def text_in_quotes(line: str, column: int) -> str | None:
    """Return a line whose value begins with a sign of YAML's, as it is written if it is a text.

    Args:
        line: which can be read.
        column: where the sign stands, counted from 0.

    Returns:
        None if a single word follows the sign.
    """
    value = _without_comment(line)[column:].rstrip()
    return f"{line[:column].lstrip()}{quoted(value)}" if " " in value else None


def _without_comment(line: str) -> str:
    return re.sub(r" {2,}# .*$", "", line)


def _candidates(line: str, column: int) -> Iterator[str]:
    if block := _BLOCK.fullmatch(_without_comment(line)):
        indent, key, value = block["indent"], block["key"] or "", block["value"]
        if "- " in indent and not _ID.fullmatch(key):
            key, value = "", key + value
        if value[0] not in "{[" or _TEXT_AFTER_BRACKETS.match(value):
            yield f"{indent}{key}{quoted(value)}"
    begins = [found.end() for found in _BEGINS.finditer(line, 0, column + 1)]
    ends = [found.start() for found in _ENDS.finditer(line, column)]
    count = 0
    for begin in reversed(begins):
        key_end = _FLOW_KEY.match(line, begin)
        start = key_end.end() if key_end else begin
        for end in ends:
            count += 1
            if start < end and count <= _MOST_TRIED:
                yield f"{line[:start]}{quoted(line[start:end])}{line[end:]}"


def _is_read(line: str) -> bool:
    """Whether a line can be read by itself."""
    try:
        for _ in yaml.parse(line.strip().rstrip(","), Loader=yaml.SafeLoader):
            pass
    except (yaml.YAMLError, ValueError, OverflowError):
        return False
    return True


def open_quote(text: str, error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Return where a quotation mark opens that is not closed where its author thinks.

    Args:
        text: of a file that cannot be read.
        error: what the parser says.
    """
    if error.context == "while scanning a quoted scalar":
        return error.context_mark
    problem = error.problem_mark
    last: yaml.ScalarToken | None = None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if problem and token.start_mark.index >= problem.index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ('"', "'"):
                last = token
    except yaml.YAMLError:
        pass
    if last is None or problem is None or last.end_mark.line != problem.line:
        return None
    begin, end = last.start_mark, last.end_mark
    swallowed = text.split("\n")[begin.line + 1 : end.line + 1]
    return begin if any(map(_LOOKS_LIKE_KEYS.match, swallowed)) else None


def line_with_closed_quote(line: str, column: int) -> str | None:
    """Return a line with the quotation mark closed at its end; None if it may not be the end.

    Args:
        line: on which it opens.
        column: where it does, counted from 0.
    """
    mark, before, rest = line[column], line[:column], line[column + 1 :].rstrip()
    if mark in rest or any(bracket in before for bracket in "{["):
        return None
    return f"{before.lstrip()}{mark}{rest}{mark}"
