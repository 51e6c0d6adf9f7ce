"""Texts take no more room than was set aside for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.measure import Style, width, wrapped

PLAIN, BOLD, MONO = Style(100), Style(100, bold=True), Style(100, mono=True)

REGULAR_WIDTHS = {
    "i": 0.278, "l": 0.278, " ": 0.318, "f": 0.353, "r": 0.411, "t": 0.392, "s": 0.521,
    "e": 0.616, "n": 0.634, "g": 0.635, "m": 0.974, "w": 0.818, "W": 0.989, "M": 0.863,
    "O": 0.788, "Q": 0.788, "N": 0.749, "æ": 0.996, "ø": 0.612, "å": 0.613, "Æ": 0.975,
    "Ø": 0.788, "5": 0.637, "%": 0.951, "«": 0.618, "–": 0.5, "§": 0.5, "?": 0.531, "½": 0.97,
}  # fmt: skip
BOLD_WIDTHS = {
    "i": 0.343, "l": 0.343, " ": 0.349, "f": 0.436, "r": 0.494, "t": 0.479, "e": 0.679,
    "n": 0.712, "g": 0.716, "m": 1.042, "W": 1.104, "M": 0.996, "O": 0.851, "N": 0.838,
    "æ": 1.049, "ø": 0.688, "å": 0.675, "Ø": 0.851, "5": 0.696, "%": 1.003, "«": 0.647,
}  # fmt: skip
"""Of the font DejaVu Sans, in parts of its size."""


@pytest.mark.parametrize(("style", "widths"), [(PLAIN, REGULAR_WIDTHS), (BOLD, BOLD_WIDTHS)])
def test_no_letter_is_wider_than_it_is_taken_to_be(style: Style, widths: dict[str, float]) -> None:
    assert not {letter for letter, real in widths.items() if width(letter, style) < real * 100}


def test_the_guess_is_not_far_off_for_a_common_text() -> None:
    text = "en annen instans som ser på saken"
    real = sum(REGULAR_WIDTHS.get(letter, 0.6) for letter in text) * 100
    assert real <= width(text, PLAIN) <= real * 1.2


def test_every_letter_of_a_name_is_equally_wide() -> None:
    assert width("iii", MONO) == width("mmm", MONO) >= 3 * 60.2


def test_what_was_never_measured_is_taken_to_be_wide() -> None:
    assert width("漢", PLAIN) >= 100


@given(st.text(), st.integers(10, 500))
def test_no_line_is_wider_than_the_limit_unless_it_is_one_letter(text: str, limit: int) -> None:
    style = Style(14)
    for line in wrapped(text, style, limit):
        assert len(line) == 1 or width(line, style) <= limit


@given(st.text(), st.integers(10, 500))
def test_no_letter_is_lost_or_added(text: str, limit: int) -> None:
    lines = wrapped(text, Style(14), limit)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(lines)


def test_lines_are_broken_between_words_as_late_as_possible() -> None:
    limit = width("Klage på", PLAIN)
    assert wrapped("Klage på et vedtak", PLAIN, limit) == ("Klage på", "et", "vedtak")


def test_only_a_word_that_fills_a_line_is_broken() -> None:
    assert wrapped("a bbbb", PLAIN, width("bb", PLAIN)) == ("a", "bb", "bb")
