"""Telegram's HTML: a small set of tags, read strictly, to text and entities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from .entities import Entity, cut, in_order, utf16
from .errors import bad_request

_SIMPLE: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(lt|gt|amp|quot)\b);?")
_NAME: Final = re.compile(r"[^\s>/=\"']*")
_ATTRIBUTE: Final = re.compile(r"\s*([^\s=>/\"']*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_SPACE: Final = re.compile(r"\s*")
_ADDRESS: Final = re.compile(r"(?:https?://|tg://|tel:|mailto:)?[^\s]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that waits for its end tag."""

    tag: str
    attributes: dict[str, str]
    start: int  # UTF-16 units


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            character = self.source[self.at]
            if character == "<":
                if self.source.startswith("</", self.at):
                    self._end_tag()
                else:
                    self._start_tag()
            elif character == "&":
                self._reference()
            else:
                self._plain()
        if self.open:
            tag = self.open[-1].tag
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\""
            )
        return "".join(self.parts), in_order(self.entities)

    def _plain(self) -> None:
        stops = [
            at
            for at in (self.source.find("<", self.at), self.source.find("&", self.at))
            if at != -1
        ]
        stop = min(stops, default=len(self.source))
        self._add(self.source[self.at : stop])
        self.at = stop

    def _reference(self) -> None:
        match = _REFERENCE.match(self.source, self.at)
        text = _referred(match) if match else None
        self._add("&" if text is None else text)
        self.at = match.end() if match and text is not None else self.at + 1

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += utf16(text)

    def _start_tag(self) -> None:
        begin = self.at
        name = _NAME.match(self.source, begin + 1)
        tag = name.group().lower() if name else ""
        self.at = begin + 1 + len(tag)
        if self.at >= len(self.source):
            self._refuse("Unclosed start tag", begin)
        if tag not in _SIMPLE:
            self._refuse(f'Unsupported start tag "{tag}"', begin)
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self._refuse('Tag "span" must have class "tg-spoiler"', begin)
        if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdecimal():
            raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
        self.open.append(_Open(tag, attributes, self.length))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            space = _SPACE.match(self.source, self.at)
            self.at = space.end() if space else self.at
            if self.at >= len(self.source):
                self._refuse(f'Unclosed start tag "{tag}"', begin)
            if self.source[self.at] == ">":
                self.at += 1
                return attributes
            match = _ATTRIBUTE.match(self.source, self.at)
            if match is None or not match.group(1):
                self._refuse(f'Empty attribute name in the tag "{tag}"', begin)
            value = next((group for group in match.groups()[1:] if group is not None), "")
            attributes[match.group(1).lower()] = _plain_text(value)
            self.at = match.end()

    def _end_tag(self) -> None:
        begin = self.at
        stop = self.source.find(">", begin)
        if not self.open:
            self._refuse("Unexpected end tag", begin)
        if stop == -1:
            self._refuse("Unclosed end tag", begin)
        found = self.source[begin + 2 : stop].strip().lower()
        opened = self.open.pop()
        if found not in ("", opened.tag):
            self._refuse(
                f'Unmatched end tag at byte offset {self._offset(begin)}, expected "</'
                f'{opened.tag}>", found "</{found}>"'
            )
        self.at = stop + 1
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.start
        if not length:
            return
        entity: Entity = {"type": _SIMPLE[opened.tag], "offset": opened.start, "length": length}
        if opened.tag == "a":
            covered = cut("".join(self.parts), opened.start, length)
            address = opened.attributes.get("href") or covered
            if not _ADDRESS.match(address):
                return
            entity["url"] = address
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes["emoji-id"]
        elif opened.tag == "code" and "class" in opened.attributes:
            entity["language"] = opened.attributes["class"].removeprefix("language-")
        elif opened.tag == "pre":
            self._take_language(entity)
        self.entities.append(entity)

    def _take_language(self, pre: Entity) -> None:
        """`<pre><code class="language-x">` is one entity, of the type pre with a language."""
        if not self.entities:
            return
        code = self.entities[-1]
        covers = (code["offset"], code["length"]) == (pre["offset"], pre["length"])
        if code["type"] == "code" and "language" in code and covers:
            pre["language"] = self.entities.pop()["language"]

    def _offset(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _refuse(self, reason: str, at: int | None = None) -> NoReturn:
        where = "" if at is None else f" at byte offset {self._offset(at)}"
        raise bad_request(f"can't parse entities: {reason}{where}")


def _referred(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _CHARACTERS[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _plain_text(value: str) -> str:
    return _REFERENCE.sub(lambda match: _referred(match) or match.group(), value)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Read Telegram's HTML to plain text and entities with offsets in UTF-16 units.

    Raises:
        ApiError: 400 "can't parse entities: ...", for a tag that is unknown, not closed or
            closed in the wrong order.
    """
    return _Reader(source).read()
