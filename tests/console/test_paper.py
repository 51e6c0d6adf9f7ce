"""Text on a page: wrapped between words, lists with their indent, addresses whole."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.console.paper import Row, rows, wrap
from bot.dialog import Kind, Option, Screen

TEXTS = st.lists(
    st.sampled_from(["•", "1.", "12.", "\n", "\n\n", "ord", "lengre-ord", "3\N{NO-BREAK SPACE}278"])
).map(" ".join)


def words(text: str) -> list[str]:
    return re.findall(r"[^ \n]+", text)


@given(TEXTS, st.integers(1, 200))
def test_every_word_stays_whole_and_in_order(text: str, width: int) -> None:
    assert words(wrap(text, width)) == words(text)


@given(TEXTS, st.integers(20, 200))
def test_no_line_is_wider_than_the_terminal_nor_than_eighty(text: str, width: int) -> None:
    assert all(len(line) <= min(width, 80) for line in wrap(text, width).split("\n"))


@given(TEXTS)
def test_blank_lines_stay(text: str) -> None:
    blank = [not line.strip() for line in text.split("\n")]
    assert wrap(text, 10_000).count("\n") >= text.count("\n")
    assert sum(not line for line in wrap(text, 80).split("\n")) == sum(blank)


def test_a_list_keeps_its_indent() -> None:
    assert wrap("• en to tre fire fem seks", 20) == "• en to tre fire fem\n  seks"
    assert wrap("12. en to tre fire fem", 20) == "12. en to tre fire\n    fem"


def test_an_address_is_never_cut() -> None:
    address = "https://www.helsenorge.no/pasientreiser/klage-paa-vedtak/"
    assert address in wrap(f"Se mer ({address}) her", 30)


def test_a_very_narrow_terminal_still_gets_lines_of_twenty() -> None:
    assert wrap("aaaa bbbb cccc dddd eeee", 1) == "aaaa bbbb cccc dddd\neeee"


def screen(*, takes_date: bool) -> Screen:
    choices = (Option("a", "A"), Option("b", "B"))
    tools = (Option(":x", "X"), Option(":y", "Y"))
    return Screen(Kind.QUESTION, "f", "s", "?", choices, tools, takes_date)


def test_choices_have_the_numbers_that_can_be_typed_and_tools_have_none() -> None:
    assert [(row.option.id, row.marker) for row in rows(screen(takes_date=False))] == [
        ("a", "1."),
        ("b", "2."),
        (":x", "–"),
        (":y", "–"),
    ]


def test_choices_beside_a_date_have_no_numbers() -> None:
    assert {row.marker for row in rows(screen(takes_date=True))} == {"–"}


def test_tools_stand_apart_from_choices() -> None:
    assert [row.apart for row in rows(screen(takes_date=False))] == [True, False, True, False]


def test_a_long_label_is_wrapped_under_itself() -> None:
    row = Row(Option("a", "En to tre fire fem"), "1.", apart=False)
    assert row.wrapped("› ", 20) == "› 1. En to tre fire\n     fem"
