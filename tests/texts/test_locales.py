import pytest

from bot.texts import DEFAULT, SUPPORTED, locale_of


@pytest.mark.parametrize(
    ("language_code", "locale"),
    [
        ("nb", "nb"),
        ("nb-NO", "nb"),
        ("no", "nb"),
        ("no-NO", "nb"),
        ("NB", "nb"),
        ("nn", "nn"),
        ("nn-NO", "nn"),
        ("nn_NO", "nn"),
        ("en", "en"),
        ("en-US", "en"),
        ("sv", "en"),
        ("pt-br", "en"),
        ("nbx", "en"),
        (None, "nb"),
        ("", "nb"),
        (" ", "nb"),
    ],
)
def test_a_person_is_met_in_the_language_of_their_telegram(
    language_code: str | None, locale: str
) -> None:
    assert locale_of(language_code) == locale


def test_each_language_is_offered_by_its_own_name_with_bokmaal_first() -> None:
    names = {code: language.name for code, language in SUPPORTED.items()}
    assert names == {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
    assert next(iter(SUPPORTED)) == DEFAULT
