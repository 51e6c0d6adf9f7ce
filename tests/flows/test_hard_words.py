"""Words of law and offices, and very long ones, are told apart from everyday words."""

import pytest

from bot.content import FLOWS, TEXTS
from bot.flows import load
from bot.texts.hard import hard_words


@pytest.mark.parametrize(
    "word", ["vedtaket", "iverksetting", "Klageinstans", "sykehjemsavdelingen"]
)
def test_words_of_law_and_long_words_are_hard(word: str) -> None:
    assert list(hard_words(f"Se {word} her.")) == [word]


@pytest.mark.parametrize("text", ["Du kan klage.", "Ring legen i morgen.", "hjemmesykepleie", ""])
def test_everyday_words_are_not(text: str) -> None:
    assert list(hard_words(text)) == []


def test_every_hard_word_of_the_shipped_texts_is_explained() -> None:
    found = [str(each) for each in load(FLOWS, TEXTS).diagnostics if each.code == "RV411"]
    assert found == []
