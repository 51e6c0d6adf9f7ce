"""Words of law and offices, and very long ones, are told apart from everyday words."""

from pathlib import Path
from string import ascii_lowercase

import pytest

from bot.content import FLOWS, TEXTS
from bot.flows import load
from bot.texts.hard import hard_words
from tests.library import FACTS, loaded, outcome


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


@pytest.mark.parametrize("others", [0, 300])
@pytest.mark.parametrize(
    ("word", "is_explained"),
    [("vedtaksbrev", True), ("nyvedtaket", True), ("vedtatt", False), ("instansen", False)],
)
def test_a_word_made_of_an_explained_one_is_explained_among_few_and_many(
    tmp_path: Path, others: int, word: str, *, is_explained: bool
) -> None:
    made = {
        "vedtak",
        *(f"xyz{letter}{more}qq" for letter in ascii_lowercase for more in ascii_lowercase),
    }
    names = ["vedtak", *sorted(made - {"vedtak"})[:others]]
    terms = "".join(
        f"  b{number}: {{ord: {name}, forklaring: Et svar., kilder: [loven]}}\n"
        for number, name in enumerate(names)
    )
    text = f"flyt: start\ntittel: Start\nstart: ut\nsteg:\n  ut: {outcome(f'Se {word}')}\n"
    found = loaded(tmp_path, facts=f"{FACTS}begreper:\n{terms}", start=text).diagnostics
    is_hard = list(hard_words(word)) != []
    assert [each.code for each in found] == (["RV411"] if is_hard and not is_explained else [])
