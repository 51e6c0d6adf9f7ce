"""The little markup of texts: what authors may write, and how it looks where it is read.

``**bold**``, ``[link text](https://…)``, paragraphs with a blank line between, ``- `` and ``1. ``
lists. Nothing else is markup: HTML, headings, images, code, single stars and underscores are
shown as the characters they are. A line break inside a paragraph is a space.
"""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
_INSIDE = r"[^\W_](?:[^*\[\]\\\x00-\x1f\x7f-\xa0\u2028\u2029]*[^\s*\[\]\\\x00-\x1f\x7f-\xa0])?"
_PLAIN = re.compile(rf"(?:(?!\d)(?P<plain>{_INSIDE})|\*\*(?P<bold>{_INSIDE})\*\*)(?:\n\n(?=\S)|\Z)")
"""A paragraph of one line without markup, or all in bold, with the blank line after it."""
_BEGINS = re.compile(r"\n\n(?=(?:\*\*)?[^\W\d_])")
"""Where a paragraph begins that is no part of what stands before, whatever that is."""
_HTTPS = re.compile(r'https://[^\s"<>]+')
_PLACEHOLDER_URL = re.compile(r"\{[^{}]+\}")
_UNFINISHED_LINK = re.compile(r"\]\(|\]\s+\(https?:")
_EMPTY_WORDS = frozenset(
    {"her", "trykk her", "klikk her", "les mer", "lenke", "here", "click here", "read more", "link"}
)


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


_PARSER: Final = _Parser()


def parse(text: str) -> tuple[Block, ...]:
    """Read marked-up text as a tree. Every text has one: what is not markup is characters."""
    blocks: list[Block] = []
    rest = text
    # Most of what is shown is plain, and need not go through the parser.
    while rest:
        if found := _PLAIN.match(rest):
            words = found["plain"]
            blocks.append(Paragraph((Text(words) if words else Bold((Text(found["bold"]),)),)))
            end = found.end()
        else:
            begins = _BEGINS.search(rest)
            end = begins.end() if begins else len(rest)
            blocks += _parsed(rest[:end])
        rest = rest[end:]
    return tuple(blocks)


def _parsed(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    items: list[Item] = []
    paragraphs: list[Paragraph] | None = None
    number = ""
    for token in _PARSER.parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                items = []
            case "list_item_open":
                paragraphs, number = [], token.info
            case "inline" if children := _inline(token.children or []):
                (blocks if paragraphs is None else paragraphs).append(Paragraph(children))
            case "list_item_close":
                items.append(Item(number, tuple(paragraphs or ())))
                paragraphs = None
            case "bullet_list_close" | "ordered_list_close":
                blocks.append(List(tuple(items)))
            case _:
                pass
    return tuple(blocks)


def _inline(tokens: Iterable[Token]) -> tuple[Inline, ...]:
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


def to_html(text: str) -> str:
    """Write marked-up text in the HTML that Telegram reads: ``<b>`` and ``<a href>`` alone.

    An address that is not https becomes no link; it stands in brackets after its text.
    """
    return _laid_out(parse(text), _html)


def to_plain(text: str) -> str:
    """Write marked-up text as characters alone: «link text (https://…)»."""
    return _laid_out(parse(text), _plain)


def _laid_out(blocks: Iterable[Block], inline: Callable[[Iterable[Inline]], str]) -> str:
    def item(one: Item) -> str:
        marker = f"{one.number}." if one.number else "•"
        return " ".join([marker, "\n".join(inline(part.children) for part in one.paragraphs)])

    return "\n\n".join(
        "\n".join(map(item, block.items)) if isinstance(block, List) else inline(block.children)
        for block in blocks
    )


def _html(nodes: Iterable[Inline]) -> str:
    def one(node: Inline) -> str:
        match node:
            case Text(text):
                return html.escape(text, quote=False)
            case Bold(children):
                return f"<b>{_html(children)}</b>"
            case Link(children, url) if _HTTPS.fullmatch(url):
                return f'<a href="{html.escape(url)}">{_html(children)}</a>'
            case Link(children, url):
                return f"{_html(children)} ({html.escape(url, quote=False)})"

    return "".join(map(one, nodes))


def _plain(nodes: Iterable[Inline]) -> str:
    def one(node: Inline) -> str:
        match node:
            case Text(text):
                return text
            case Bold(children):
                return _plain(children)
            case Link(children, url):
                return f"{_plain(children)} ({url})"

    return "".join(map(one, nodes))


def marks(text: str) -> int:
    """Return how many marks Telegram counts in a text: each piece in bold and each link is one."""
    return sum(
        _marks(part.children)
        for block in parse(text)
        for part in (
            [paragraph for one in block.items for paragraph in one.paragraphs]
            if isinstance(block, List)
            else [block]
        )
    )


def _marks(nodes: Iterable[Inline]) -> int:
    return sum(
        _marks(node.children) + int(isinstance(node, Bold) or bool(_HTTPS.fullmatch(node.url)))
        for node in nodes
        if not isinstance(node, Text)
    )


def problems(text: str) -> list[str]:
    """Say in Norwegian what is wrong with the markup of a text; empty when nothing is.

    An address that is a placeholder (``{kilde.url}``) is judged where it is filled in.
    """
    found = []
    for block in _PARSER.parse(text):
        tokens = block.children or []
        if any(token.type == "text" and "**" in token.content for token in tokens):
            found.append(
                "Fet skrift er ikke avsluttet. Skriv «**» både foran og bak ordene, "
                "uten mellomrom innenfor: **slik**."
            )
        if any(token.type == "text" and _UNFINISHED_LINK.search(token.content) for token in tokens):
            found.append("En lenke er ikke skrevet ferdig. Skriv den slik: [tekst](https://…).")
        for node in _links(_inline(tokens)):
            found += _link_problems(_plain(node.children), node.url)
    return found


def _links(nodes: Iterable[Inline]) -> Iterable[Link]:
    for node in nodes:
        if isinstance(node, Link):
            yield node
        elif isinstance(node, Bold):
            yield from _links(node.children)


def _link_problems(label: str, url: str) -> Iterable[str]:
    if not (_HTTPS.fullmatch(url) or _PLACEHOLDER_URL.match(url)):
        yield f"Lenken «{label}» fører til «{url}». En lenke må begynne med https://."
    if not label.strip() or label == url:
        yield f"Lenken til «{url}» mangler tekst. Skriv hvor den fører."
    elif label.strip(" .!»«:").casefold() in _EMPTY_WORDS:
        yield (
            f"Lenketeksten «{label}» sier ikke hvor lenken fører. Skriv hva leseren finner der, "
            "for eksempel «klageskjemaet hos Helfo»."
        )


def escape(text: str) -> str:
    """Write a value so that it stands literally in marked-up text.

    A value is one line: spaces, tabs and line breaks in a row become one space, none is left at
    the ends, and null characters are dropped. All else reads back as it was.
    """
    line = re.sub(r"[ \t\n\v\f\r]+", " ", text.replace("\0", "")).strip()
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line)
