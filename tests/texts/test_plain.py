import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.plain import ENOUGH, Names, sentences, weigh, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 113 nå!", ["Ring", "nå"]),
        ("e-post til Nav-kontoret", ["e-post", "til", "Nav-kontoret"]),
        ("23 32 70 00", []),
        ("Gå til § 7-5 i loven.", ["Gå", "til", "i", "loven"]),
    ],
)
def test_numbers_and_signs_are_no_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Skriv brevet. Send det.", 2),
        ("Trenger du hjelp? Ring Nav!", 2),
        ("Fristen er 3. mars", 1),
        ("Se § 7 flg. i loven", 1),
        ("Én linje\nog en til", 2),
        ("Han sa: «Nei.» Da gikk jeg.", 3),
        ("Uten punktum", 1),
        ("…", 0),
        ("", 0),
    ],
)
def test_a_sentence_ends_before_a_capital_or_a_new_line(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_lix_is_words_in_a_sentence_and_the_percentage_of_long_ones() -> None:
    # 6 sentences of 10 words, 2 of them with 7 letters: 10 + 100 · 12 / 60.
    sentence = "To av de ti er lengere enn seks tegn bokstav."
    assert weigh([sentence] * 6, Names()).lix == pytest.approx(10 + 20)


def test_a_word_of_six_letters_is_not_long() -> None:
    assert weigh(["Brevet brevet brevet."] * 20, Names()).lix == pytest.approx(3)


def test_a_text_of_fewer_words_than_it_takes_has_no_lix() -> None:
    text = ["Ord ord ord."] * (ENOUGH // 3)
    assert weigh(text, Names()).lix is not None
    assert weigh(text[1:], Names()).lix is None


def test_names_are_taken_out_whatever_their_length() -> None:
    names = Names(["Statsforvalteren", "Statsforvalteren i Nordland", "Rett til helsehjelp"])
    assert names.without("Send til statsforvalteren i Nordland i dag") == [
        "Send",
        "til",
        "i",
        "dag",
    ]
    assert names.without("Statsforvalteren svarer") == ["svarer"]
    assert names.without("Du har rett til helsehjelp nå") == ["Du", "har", "nå"]
    assert names.without("Du har rett til svar") == ["Du", "har", "rett", "til", "svar"]


def test_other_names_and_laws_are_known_by_their_looks() -> None:
    found = Names().without("Klag til Trygderetten etter folketrygdloven snart")
    assert found == ["Klag", "til", "etter", "snart"]


@given(st.lists(st.text()), st.lists(st.text()))
def test_any_texts_can_be_weighed(texts: list[str], names: list[str]) -> None:
    heavy = weigh(texts, Names(names)).lix
    assert heavy is None or heavy >= 1
