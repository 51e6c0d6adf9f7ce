"""Screens that are longer than a message, and lines that are longer than a toast."""

from __future__ import annotations

from bot.dialog import Closed, Kind, Option, Screen, Session
from bot.flows import Library
from bot.telegram.render import MAX_TEXT, MAX_TOAST, acknowledgement, closing_call, screen_calls

PARAGRAPHS = [f"{number} " + "🇳🇴" * 300 for number in range(20)]
LONG = Screen(
    Kind.QUESTION, "klage", "hvem", "\n\n".join(PARAGRAPHS), choices=(Option("helfo", "Helfo"),)
)
SESSION = Session("samtale1", "nb", revision=3)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_long_screen_is_split_between_paragraphs_with_the_buttons_on_the_last_part() -> None:
    calls = screen_calls(1, SESSION, (LONG,))
    texts = [call.parameters["text"] for call in calls]
    assert len(calls) > 1
    assert max(map(units, texts)) <= MAX_TEXT
    assert "\n\n".join(texts) == LONG.text
    assert [call.shows for call in calls] == [None] * (len(calls) - 1) + [3]
    assert ["reply_markup" in call.parameters for call in calls].count(True) == 1
    assert "reply_markup" in calls[-1].parameters


def test_closing_a_long_screen_marks_the_part_that_has_the_buttons(flows: Library) -> None:
    last = screen_calls(1, SESSION, (LONG,))[-1].parameters["text"]
    words = flows.catalogues.words("nb")
    closing = closing_call(1, 7, 3, Closed(LONG, "Helfo"), words).parameters
    assert closing["text"] == f"{last}\n\n✓ Du svarte: <b>Helfo</b>"
    assert units(closing["text"]) <= MAX_TEXT


def test_an_answer_with_the_marks_of_bold_and_links_is_shown_as_it_is(flows: Library) -> None:
    words = flows.catalogues.words("nb")
    closing = closing_call(1, 7, 3, Closed(LONG, "**A** [b](https://c.no)"), words).parameters
    assert closing["text"].endswith("<b>**A** [b](https://c.no)</b>")


def test_a_toast_is_cut_at_what_telegram_shows() -> None:
    assert acknowledgement("7", "x" * 500).parameters["text"] == "x" * MAX_TOAST
    assert "text" not in acknowledgement("7", None).parameters
