import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.texts import escape, problems, to_html, to_plain, tree
from bot.texts.tree import Bold, Item, Link, List, Paragraph, Text, parse

TAG = re.compile(r'(</?b>|<a href="https://[^"<>\s]+">|</a>)')
PIECES = ["**", "*", "[", "](", ")", "https://a.no", "http://b.no", "- ", "1. ", "\n", "\n\n"]
PIECES += ["b: ", "**c**", "**d.**", "**e.** ", "✓ ", "2", "\t", "\r", "\xa0", "\u2028", "\0", "[]"]
PIECES += ["<b>", "</b>", "<", "&", "&amp;", '"', "'", "\\", "!", "_", "`", "# ", "a", "ø ", "  "]
marked_up = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def read_html(written: str) -> str:
    """Read the HTML as Telegram does, strictly, and give it as plain text with addresses."""
    open_tags: list[str] = []
    out = []
    for piece in TAG.split(written):
        if not TAG.fullmatch(piece):
            assert not re.search(r"[<>]|&(?!(amp|lt|gt|quot|#x27);)", piece)
            out.append(html.unescape(piece))
        elif not piece.startswith("</"):
            open_tags.append(piece)
        else:
            opened = open_tags.pop()
            assert opened[1] == piece[2], "tags close in the order they opened"
            if piece == "</a>":
                out.append(f" ({html.unescape(opened.split(chr(34))[1])})")
    assert not open_tags
    return "".join(out)


@given(marked_up)
def test_html_of_any_text_is_balanced_escaped_and_says_what_the_plain_text_says(text: str) -> None:
    assert read_html(to_html(text)) == to_plain(text)


@settings(max_examples=500)
@given(marked_up)
def test_simple_texts_are_read_as_the_parser_reads_them(text: str) -> None:
    assert parse(text) == tree._parsed.__wrapped__(text)


@given(marked_up)
def test_an_escaped_value_stands_literally_on_one_line(value: str) -> None:
    line = re.sub(r"[ \t\n\v\f\r]+", " ", value.replace("\0", "")).strip()
    assert to_plain(escape(value)) == line
    assert to_html(escape(value)) == html.escape(line, quote=False)
    assert problems(escape(value)) == []


@given(marked_up)
def test_an_escaped_value_changes_nothing_around_it(value: str) -> None:
    wrapped = f"**Til:** x{escape(value)}x, [Helfo](https://helfo.no)"
    [paragraph] = parse(wrapped)
    assert isinstance(paragraph, Paragraph)
    first, middle, last = paragraph.children
    assert first == Bold((Text("Til:"),))
    assert isinstance(middle, Text)
    assert last == Link((Text("Helfo"),), "https://helfo.no")


def test_an_escaped_value_has_no_line_breaks_null_characters_or_space_at_its_ends() -> None:
    assert escape(" \N{NO-BREAK SPACE}a\0\r\n\t b ") == "a b"
    assert escape("3\N{NO-BREAK SPACE}278") == "3\N{NO-BREAK SPACE}278"


def test_an_escaped_value_may_stand_in_bold_and_in_the_text_of_a_link() -> None:
    value = escape("a ** [b](https://c.no) <i>")
    assert to_html(f"**{value}**") == "<b>a ** [b](https://c.no) &lt;i&gt;</b>"
    assert to_plain(f"[{value}](https://d.no)") == "a ** [b](https://c.no) <i> (https://d.no)"


def test_the_markup_becomes_an_immutable_tree() -> None:
    text = "**Frist:** i dag\n\n- en\n- [to](https://a.no)\n\n3. tre"
    assert parse(text) == (
        Paragraph((Bold((Text("Frist:"),)), Text(" i dag"))),
        List(
            (
                Item("", (Paragraph((Text("en"),)),)),
                Item("", (Paragraph((Link((Text("to"),), "https://a.no"),)),)),
            )
        ),
        List((Item("3", (Paragraph((Text("tre"),)),)),)),
    )
    assert isinstance(hash(parse(text)), int)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("**Send** klagen", "<b>Send</b> klagen"),
        ("[Helfo](https://a.no/?b=1&c=2)", '<a href="https://a.no/?b=1&amp;c=2">Helfo</a>'),
        ("**[Helfo](https://a.no)**", '<b><a href="https://a.no">Helfo</a></b>'),
        ("[**Helfo**](https://a.no)", '<a href="https://a.no"><b>Helfo</b></a>'),
        ("en\n\n\nto", "en\n\nto"),
        ("en\nto  \ntre\\\nfire", "en to tre fire"),
        ("Slik:\n- en\n- to\n\nSlutt", "Slik:\n\n• en\n• to\n\nSlutt"),
        ("- en\n\n- to", "• en\n• to"),
        ("- en\n\n  mer", "• en\nmer"),
        ("1. en\n2. to", "1. en\n2. to"),
        ("", ""),
        (" \n\N{NO-BREAK SPACE}\n", ""),
    ],
)
def test_markup_is_written_as_html(text: str, written: str) -> None:
    assert to_html(text) == written
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>fet</b> & <script>",
        "*kursiv* _kursiv_ __fet__ ***begge***",
        "![bilde](https://a.no/b.png)",
        "# Overskrift",
        "`kode` ```",
        "* stjerne",
        "+ pluss",
        "1) en",
        "> sitat",
        "<https://a.no>",
        "&amp; &nbsp;",
        "-uten mellomrom",
        "-",
        "[1] og (2)",
        "[a]: https://a.no",
    ],
)
def test_what_is_not_markup_is_shown_as_it_is_typed(text: str) -> None:
    assert to_plain(text) == text
    assert to_html(text) == html.escape(text, quote=False)


def test_a_list_inside_a_list_is_shown_as_it_is_typed() -> None:
    assert to_plain("- en\n  - to\n- tre\n- 1. mai") == "• en\n- to\n• tre\n• 1. mai"


def test_a_date_first_in_a_paragraph_is_never_counted_anew() -> None:
    text = "3. mars kom brevet.\n\n24. mars går fristen ut.\n\n1. april er for sent."
    assert to_plain(text) == (
        "3. mars kom brevet.\n24. mars går fristen ut.\n1. april er for sent."
    )


def test_a_link_that_is_not_https_can_not_be_pressed() -> None:
    assert to_html("[a](http://b.no)") == "a (http://b.no)"
    assert to_html("[a](javascript:b)") == "a (javascript:b)"
    assert to_html('[a](https://b.no/"c)') == 'a (https://b.no/"c)'
    assert to_html("[](https://b.no)") == '<a href="https://b.no">https://b.no</a>'


def test_bold_inside_bold_is_bold_once_however_deep() -> None:
    assert to_html("**a **b** c**") == "<b>a b c</b>"
    assert to_html("**a " * 1000 + "a**" * 1000).count("<b>") == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("**ikke lukket", "Fet skrift er ikke avsluttet"),
        ("** mellomrom **", "Fet skrift er ikke avsluttet"),
        ("- **ikke lukket\n- to", "Fet skrift er ikke avsluttet"),
        ("[Helfo](http://a.no)", "«Helfo» fører til «http://a.no»"),
        ("**[Helfo](tel:113)**", "«Helfo» fører til «tel:113»"),
        ("[Helfo](https://a.no", "Skriv den slik: [tekst](https://…)"),
        ("[Helfo] (https://a.no)", "Skriv den slik: [tekst](https://…)"),
        ("![Helfo](https://a.no)", "Skriv den slik: [tekst](https://…)"),
        ("Søk [her](https://a.no)", "«her» sier ikke hvor lenken fører"),
        ("Søk [**Her.**](https://a.no)", "«Her.» sier ikke hvor lenken fører"),
        ("Apply [here](https://a.no)", "«here» sier ikke hvor lenken fører"),
        ("[](https://a.no)", "mangler tekst"),
    ],
)
def test_broken_markup_is_named(text: str, what: str) -> None:
    [problem] = problems(text)
    assert what in problem


def test_each_broken_place_is_named() -> None:
    assert len(problems("**a [her](http://a.no)\n\n**b")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "**Frist:** [klageskjemaet hos Helfo](https://a.no)",
        "[{instans.navn}]({instans.nettside})",
        r"\*\* og \[a\]\(b",
        "Her er [reglene](https://a.no)",
    ],
)
def test_sound_markup_has_no_problems(text: str) -> None:
    assert problems(text) == []
