"""Tests of the lexicon: what is a word of a language, and what is not."""

import pytest

from bot.typed.folding import fold
from bot.typed.lexicon import is_form, is_word, lemmas


@pytest.mark.parametrize(
    "word",
    ["måtte", "tante", "kamper", "vann", "morn", "angre", "sykehjemsplassen", "kommunens"],
)
def test_a_form_of_bokmål_is_a_word(word: str) -> None:
    assert is_form(fold(word))


@pytest.mark.parametrize("word", ["ikkje", "sjukeheimen", "kampar", "vatn"])
def test_a_form_of_nynorsk_is_a_word(word: str) -> None:
    assert is_form(fold(word))


@pytest.mark.parametrize("word", ["prison", "deadline", "cutlery", "missed", "husband"])
def test_a_form_of_english_is_a_word(word: str) -> None:
    assert is_form(fold(word))


@pytest.mark.parametrize("name", ["Bergen", "Oslo", "Kristoffer", "Nav"])
def test_a_common_name_is_a_word(name: str) -> None:
    assert is_form(fold(name))


@pytest.mark.parametrize("word", ["sykehjemskø", "rullestolhjul", "kommunelege", "høyreapparatet"])
def test_a_compound_of_two_words_is_a_word(word: str) -> None:
    assert is_word(fold(word))


@pytest.mark.parametrize(
    "slip", ["selvmorrd", "hjerteinfakt", "pustebsvær", "ambulnase", "sykehejm", "kommunn", ""]
)
def test_a_slip_is_no_word(slip: str) -> None:
    assert not is_word(fold(slip))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("tennene", "tann"), ("rullestolens", "rullestol"), ("kampar", "kamp"), ("went", "go")],
)
def test_a_form_has_its_lemma(form: str, lemma: str) -> None:
    assert lemma in lemmas(fold(form))


@pytest.mark.parametrize("word", ["sykehejm", "rettvei", "", "x" * 500])
def test_what_no_dictionary_has_is_a_form_of_nothing(word: str) -> None:
    assert lemmas(fold(word)) == frozenset()
