"""Telegram's HTML is read strictly, and offsets count UTF-16 units."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram_emulator import ApiError, Person
from tests.telegram_emulator.entities import cut, trim, utf16
from tests.telegram_emulator.html import parse_html

from .client import Client


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("uten", "uten", []),
        ("<b>A</b>", "A", [entity("bold", 0, 1)]),
        ("<STRONG>A</strong>", "A", [entity("bold", 0, 1)]),
        ("<i>A</i><em>B</em>", "AB", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>A</u><ins>B</ins>", "AB", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>A</s>", "A", [entity("strikethrough", 0, 1)]),
        ("<del>A</del>", "A", [entity("strikethrough", 0, 1)]),
        ("<tg-spoiler>A</tg-spoiler>", "A", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">A</span>', "A", [entity("spoiler", 0, 1)]),
        ("<code>A</code>", "A", [entity("code", 0, 1)]),
        ("<pre>A</pre>", "A", [entity("pre", 0, 1)]),
        (
            '<pre><code class="language-py">A</code></pre>',
            "A",
            [entity("pre", 0, 1, language="py")],
        ),
        (
            '<pre>A<code class="language-py">B</code></pre>',
            "AB",
            [entity("pre", 0, 2), entity("code", 1, 1, language="py")],
        ),
        ("<pre><code>A</code></pre>", "A", [entity("code", 0, 1), entity("pre", 0, 1)]),
        ("<blockquote>A</blockquote>", "A", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>A</blockquote>", "A", [entity("expandable_blockquote", 0, 1)]),
        (
            '<tg-emoji emoji-id="12">👍</tg-emoji>',
            "👍",
            [entity("custom_emoji", 0, 2, custom_emoji_id="12")],
        ),
        (
            "<a href='https://nav.no?a=1&amp;b=2'>Nav</a>",
            "Nav",
            [entity("text_link", 0, 3, url="https://nav.no?a=1&b=2")],
        ),
        ("<a>nav.no</a>", "nav.no", [entity("text_link", 0, 6, url="nav.no")]),
        ("👍 <b>å</b>", "👍 å", [entity("bold", 3, 1)]),
        ("<b>A <i>B</i></b>", "A B", [entity("bold", 0, 3), entity("italic", 2, 1)]),
        ("<b>A</>", "A", [entity("bold", 0, 1)]),
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "', []),
        ("&#230;&#xE5;", "æå", []),
        ("&nbsp; & &#0; &#55296;", "&nbsp; & &#0; &#55296;", []),
        ("<b></b>x", "x", []),
        ("1 > 0", "1 > 0", []),
    ],
)
def test_what_telegram_understands(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("ø < b", 'Unsupported start tag "" at byte offset 3'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ],
)
async def test_what_telegram_cannot_parse_is_refused_with_its_reason(
    bot: Client, kari: Person, source: str, reason: str
) -> None:
    refusal = await bot.refusal("sendMessage", chat_id=kari.id, text=source, parse_mode="HTML")
    assert refusal == f"Bad Request: can't parse entities: {reason}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    assert parse_html(escape(text)) == (text, [])


@given(st.text(st.sampled_from("<>/ab&;= 'x😀")))
def test_any_source_is_either_parsed_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError as error:
        refusal = error.description
    else:
        refusal = "Bad Request: can't parse entities: "
        assert all(one["offset"] >= 0 and one["length"] > 0 for one in entities)
        assert all(one["offset"] + one["length"] <= utf16(text) for one in entities)
    assert refusal.startswith("Bad Request: can't parse entities: ")


@given(
    st.sampled_from(["", " ", "\n "]),
    st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=1),
)
def test_an_entity_covers_the_same_text_when_white_space_is_taken_off(
    space: str, word: str
) -> None:
    source = f"{space}{word}{space}"
    bold = entity("bold", utf16(space), utf16(word))
    text, entities = trim(source, [bold])
    assert [cut(text, one["offset"], one["length"]) for one in entities] == [word]


async def test_without_a_parse_mode_tags_are_text(bot: Client, kari: Person) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="<b>A</b>")
    assert (await kari.next_message()).text == "<b>A</b>"


async def test_other_parse_modes_are_refused(bot: Client, kari: Person) -> None:
    refusal = await bot.refusal("sendMessage", chat_id=kari.id, text="A", parse_mode="BBCode")
    assert refusal == "Bad Request: unsupported parse_mode"


async def test_entities_can_be_given_directly(bot: Client, kari: Person) -> None:
    inside = [entity("italic", 3, 1), entity("bold", 0, 2)]
    outside = [entity("bold", 3, 9), entity("bold", -1, 2), entity("bold", 1, 0)]
    given = inside + outside
    await bot.result("sendMessage", chat_id=kari.id, text="👍 A", entities=given)
    message = await kari.next_message()
    assert message.entities == [entity("bold", 0, 2), entity("italic", 3, 1)]
    assert (message.marked("bold"), message.marked("italic")) == (["👍"], ["A"])


@pytest.mark.parametrize("given_entities", ["A", [1], [{"type": "shiny"}], [{"type": "bold"}]])
async def test_entities_of_the_wrong_shape_are_refused(
    bot: Client, kari: Person, given_entities: Any
) -> None:
    await bot.refusal("sendMessage", chat_id=kari.id, text="A", entities=given_entities)
    assert kari.messages == []


async def test_commands_and_addresses_are_found_outside_of_links_and_code(
    bot: Client, kari: Person
) -> None:
    text = "/hjelp <code>/nytt</code> <a href='https://a.no'>https://b.no</a> https://c.no."
    await bot.result("sendMessage", chat_id=kari.id, text=text, parse_mode="HTML")
    message = await kari.next_message()
    assert (message.marked("bot_command"), message.marked("url")) == (["/hjelp"], ["https://c.no"])
