import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.typed.folding import fold, plain, visible


@pytest.mark.parametrize(
    "spelling",
    [
        "På sjukehus",
        "PÅ SJUKEHUS",
        "paa sjukehus",
        "pa sjukehus",
        "pa\u030a  sjukehus",
        "På\u00a0sjukehus!",
    ],
)
def test_spellings_of_the_same_words_fold_alike(spelling: str) -> None:
    assert fold(spelling) == "pa sjukehus"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lørdag", "lordag"),
        ("loerdag", "lordag"),
        ("Nærmeste pårørende", "narmeste parorende"),
        ("naermeste paaroerende", "narmeste parorende"),
        ("Čálli, Ŋuorra, Đoarga, Ŧuvle", "calli nuorra doarga tuvle"),
        ("don't", "dont"),
        ("don’t", "dont"),
        ("e-post", "e post"),
    ],
)
def test_accents_and_marks_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\u200f\u200e", "🙂", "👩\u200d⚕️", "...", "\ufeff"]
)
def test_what_cannot_be_read_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""


def test_a_direction_mark_or_joiner_inside_a_word_is_not_seen() -> None:
    assert fold("Na\u200dv\u200f") == "nav"


def test_a_null_character_separates_words() -> None:
    assert fold("a\0b") == "a b"


def test_digits_of_every_script_are_read_as_digits() -> None:
    assert visible("３/٣–２０２６") == "3/3-2026"


def test_a_fraction_is_not_read_as_digits() -> None:
    assert visible("½ og 3²") == "½ og 3²"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_plain_words_have_single_spaces_between(text: str) -> None:
    assert plain(text) == " ".join(plain(text).split())
