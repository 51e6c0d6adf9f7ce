import pytest

from bot.source.look_alikes import look_alike


@pytest.mark.parametrize(
    ("text", "letter", "word"),
    [
        ("Klаg her", "а", "Klаg"),
        ("se Κlag", "Κ", "Κlag"),
        ("ｋlage", "ｋ", "ｋlage"),
        ("to ord, klaгe", "г", "klaгe"),
    ],
)
def test_a_letter_of_another_alphabet_inside_a_latin_word_is_found(
    text: str, letter: str, word: str
) -> None:
    found = look_alike(text)
    assert found is not None
    assert (found["letter"], found.group()) == (letter, word)
    assert text[found.start("letter")] == letter


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Klag på vedtaket – «nå» … 12 €",
        "Kárášjohka, Guovdageaidnu, Romssa, ŋ đ ŧ ẞ ạ",
        "Språket heter Українська, og på gresk Ελληνικά.",
        "5 µg, 2 m², ª º",
        "kl. 12–14 → se side 3 ✓",
        "日本語",
    ],
)
def test_words_of_one_alphabet_are_let_be(text: str) -> None:
    assert look_alike(text) is None
