"""The little markup of texts: what authors may write, and how it looks where it is read.

``**bold**``, ``[link text](https://…)``, paragraphs with a blank line between, ``- `` and ``1. ``
lists. Nothing else is markup: HTML, headings, images, code, single stars and underscores are
shown as the characters they are. A line break inside a paragraph is a space.
"""

import html
import re
import string
from collections.abc import Callable, Iterable
from functools import lru_cache

from bot.texts.tree import PARSER, Block, Bold, Inline, Item, Link, List, Text, inlines, parse

_HTTPS = re.compile(r'https://[^\s"<>]+')
_PLACEHOLDER_URL = re.compile(r"\{[^{}]+\}")
_UNFINISHED_LINK = re.compile(r"\]\(|\]\s+\(https?:")
_EMPTY_WORDS = frozenset(
    {"her", "trykk her", "klikk her", "les mer", "lenke", "here", "click here", "read more", "link"}
)


@lru_cache(maxsize=1024)
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
    found: list[str] = []
    if "*" not in text and "]" not in text:
        return found
    for block in PARSER.parse(text):
        tokens = block.children or []
        if any(token.type == "text" and "**" in token.content for token in tokens):
            found.append(
                "Fet skrift er ikke avsluttet. Skriv «**» både foran og bak ordene, "
                "uten mellomrom innenfor: **slik**."
            )
        if any(token.type == "text" and _UNFINISHED_LINK.search(token.content) for token in tokens):
            found.append("En lenke er ikke skrevet ferdig. Skriv den slik: [tekst](https://…).")
        for node in _links(inlines(tokens)):
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


_LITERALLY = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


def escape(text: str) -> str:
    """Write a value so that it stands literally in marked-up text.

    A value is one line: spaces, tabs and line breaks in a row become one space, none is left at
    the ends, and null characters are dropped. All else reads back as it was.
    """
    line = re.sub(r"[ \t\n\v\f\r]+", " ", text.replace("\0", "")).strip()
    return line.translate(_LITERALLY)
