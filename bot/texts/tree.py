"""Marked-up text as a tree; what is markup is said in `bot.texts.markup`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline, emphasis, link
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Words in bold; never inside each other."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, which is as written and may not be https."""

    children: tuple["Inline", ...]
    url: str


Inline = Text | Bold | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand together."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``number`` is what the author wrote, empty in a list without numbers.

    A paragraph that begins with a date («3. mars …») reads as a list, so numbers are never
    counted anew.
    """

    number: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class List:
    """Items, one a line."""

    items: tuple[Item, ...]


Block = Paragraph | List

_LIST_MARKER = re.compile(r"(?:-|[0-9]{1,9}\.)[ \t]+[^ \t\n]")
_ITEM_LEVEL = 2
_LETTER = r"[^\W_]"
_CHARACTER = r"[^*\[\]\\\x00-\x1f\x7f-\xa0\u2028\u2029]"
_LAST = rf"(?:{_LETTER}|[.:?!](?=\*\*(?:\ |\Z|\n)))"
_SIMPLE = re.compile(
    rf"""
    (?![-\s\d])
    (?:{_CHARACTER} | \*\*{_LETTER}(?:{_CHARACTER}*{_LAST})?\*\*(?!\*))+
    (?<!\s)
    (?:\n\n(?=\S)|\Z)
    """,
    re.VERBOSE,
)
"""A paragraph of one line with no other markup than bold, and the blank line after it."""
_BEGINS = re.compile(r"\n\n(?=(?:\*\*)?[^\W\d_])")
"""Where a paragraph begins that is no part of what stands before, whatever that is."""


def _bold_only(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "*":
        return False
    length = state.scanDelims(state.pos, canSplitWord=True).length
    if length == len("**"):
        return emphasis.tokenize(state, silent)
    if not silent:
        state.append_pending("*" * length)
    state.pos += length
    return True


def _link_not_image(state: StateInline, silent: bool) -> bool:
    if state.pos > 0 and state.src[state.pos - 1] == "!":
        return False
    return link(state, silent)


def _plain_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    begins = state.bMarks[start_line] + state.tShift[start_line]
    if not _LIST_MARKER.match(state.src, begins):
        return False
    # A list inside a list is not markup. Asked silently, the answer is still yes: that is how the
    # parser learns that the next line is a new item and not more of this one.
    if not silent and state.level >= _ITEM_LEVEL:
        return False
    return list_block(state, start_line, end_line, silent)


class _Parser(MarkdownIt):
    """Markdown cut down to the markup above; addresses are kept as they are written."""

    def __init__(self) -> None:
        super().__init__("zero")
        self.enable(["list", "newline", "escape", "emphasis", "link"])
        # Unjoined, an escaped star can be told from one that was meant as markup.
        self.disable("text_join")
        self.block.ruler.at("list", _plain_list, {"alt": ["paragraph"]})
        self.inline.ruler.at("emphasis", _bold_only)
        self.inline.ruler.at("link", _link_not_image)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (the library's name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (the library's name)
        return url


PARSER: Final = _Parser()


def parse(text: str) -> tuple[Block, ...]:
    """Read marked-up text as a tree. Every text has one: what is not markup is characters."""
    blocks: list[Block] = []
    rest = text
    # Most of what is shown is simple, and need not go through the parser.
    while rest:
        if found := _SIMPLE.match(rest):
            end = found.end()
            blocks.append(Paragraph(_in_turn(found[0].rstrip("\n"))))
        else:
            begins = _BEGINS.search(rest)
            end = begins.end() if begins else len(rest)
            blocks += _parsed(rest[:end])
        rest = rest[end:]
    return tuple(blocks)


def _in_turn(line: str) -> tuple[Inline, ...]:
    """Read a simple line: plain and bold in turn."""
    parts = line.split("**")
    return tuple(
        Bold((Text(part),)) if index % 2 else Text(part) for index, part in enumerate(parts) if part
    )


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[Block, ...]:
    """Read lists, links and the like. Kept, since most of it is the same for everyone."""
    blocks: list[Block] = []
    items: list[Item] = []
    paragraphs: list[Paragraph] | None = None
    number = ""
    for token in PARSER.parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                items = []
            case "list_item_open":
                paragraphs, number = [], token.info
            case "inline" if children := inlines(token.children or []):
                (blocks if paragraphs is None else paragraphs).append(Paragraph(children))
            case "list_item_close":
                items.append(Item(number, tuple(paragraphs or ())))
                paragraphs = None
            case "bullet_list_close" | "ordered_list_close":
                blocks.append(List(tuple(items)))
            case _:
                pass
    return tuple(blocks)


def inlines(tokens: Iterable[Token]) -> tuple[Inline, ...]:
    """Read the tokens of a paragraph."""
    open_nodes: list[list[Inline]] = [[]]
    url, bold = "", 0
    for token in tokens:
        match token.type:
            case "strong_open":
                bold += 1
                if bold == 1:
                    open_nodes.append([])
            case "strong_close":
                bold -= 1
                if bold == 0:
                    children = tuple(open_nodes.pop())
                    open_nodes[-1].append(Bold(children))
            case "link_open":
                url = str(token.attrs["href"])
                open_nodes.append([])
            case "link_close":
                children = tuple(open_nodes.pop())
                open_nodes[-1].append(Link(children or (Text(url),), url))
            case "softbreak" | "hardbreak":
                _add(open_nodes[-1], " ")
            case _:
                _add(open_nodes[-1], token.content)
    return tuple(open_nodes[0])


def _add(nodes: list[Inline], text: str) -> None:
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text + text)
    elif text:
        nodes.append(Text(text))
