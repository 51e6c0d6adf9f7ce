import pytest

from bot.texts.faithful import differences, translation_faults


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (("Hei",), ("Hello",)),
        (("{a} før {b.c}",), ("{b.c} after {a}",)),
        (("{a} {a}",), ("{a}",)),
        (("Ett svar", "{n} svar"), ("One answer", "{n} answers")),
        (("{n} svar til {a}", "{n} svar til {a}"), ("{a}: {n}", "{a}: {n}")),
        (("{n} svar", "{n} svar"), ("{n} x", "{n} y", "{n} z")),
        (("ett svar", "flere svar"), ("{n} answer", "{n} answers")),
        (("en { alene",), ("one { alone",)),
    ],
)
def test_a_translation_with_the_placeholders_of_its_source_is_sound(
    source: tuple[str, ...], translation: tuple[str, ...]
) -> None:
    assert differences(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "what"),
    [
        (("Innen {frist}",), ("By the date",), "mangler {frist}"),
        (("{sats.a}",), ("{sats.b}",), "mangler {sats.a}"),
        (("Hei",), ("Hello {name}",), "har {name}"),
        (("Hei",), ("Hello {n}",), "har {n}"),
        (("{a}",), ("{a",), "krøllparentes"),
        (("ett svar", "{n} svar"), ("one answer", "many answers"), "mangler {n}"),
        (("{a}: ett svar", "{a}: {n} svar"), ("one answer", "{a}: {n} answers"), "mangler {a}"),
    ],
)
def test_a_translation_that_lost_or_made_up_a_placeholder_is_named(
    source: tuple[str, ...], translation: tuple[str, ...], what: str
) -> None:
    assert any(what in problem for problem in differences(source, translation))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("3 278 kroner", "3,278 kroner"),
        ("3\u00a0278 kroner", "3 278 kroner"),
        ("3,20 kroner", "3.20 kroner"),
        ("Kl. 8.00–15.30", "8:00 to 15:30"),
        ("Fra 4-6 uker", "4–6 weeks"),
        ("1. januar 2026", "1 January 2026"),
        ("Ring 22 00 54 00.", "Call +47 22 00 54 00."),
        ("Ring 22 00 54 00.", "Ring 22005400."),
        ("1. juledag", "Christmas Day"),
        ("Les [skjemaet hos Helfo](https://a.no/12).", "See [the form](https://a.no/12)."),
        ("Ring {instans.helfo.telefon}.", "Call {instans.helfo.telefon}."),
    ],
)
def test_the_same_number_and_address_may_be_written_as_the_language_does(
    source: str, translation: str
) -> None:
    assert translation_faults((source,), (translation,)) == []


@pytest.mark.parametrize(
    ("source", "translation", "what"),
    [
        ("Ring 22 00 54 00.", "Call 22 00 54 01.", "mangler 22 00 54 00"),
        ("Ring 113.", "Call for help.", "mangler 113"),
        ("Ring 113.", "Call 112.", "har 112"),
        ("Innen 4 uker", "Within 3 weeks", "har 3"),
        ("3,20 kroner", "320 kroner", "har 320"),
        ("Noen uker", "Within 2 weeks", "har 2"),
        ("Se https://a.no/b.", "See https://a.no/c.", "mangler https://a.no/b"),
        ("[Klag til Nav](https://a.no)", "[Complain](https://b.no)", "har https://b.no"),
        ("Klag", "Complain at https://a.no", "har https://a.no"),
    ],
)
def test_another_number_or_address_than_in_the_source_is_named(
    source: str, translation: str, what: str
) -> None:
    found = translation_faults((source,), (translation,))
    assert any(code == "RV502" and what in message for code, message in found)


@pytest.mark.parametrize("form", ["Two", "Two and 3"])
def test_a_plural_may_have_the_numbers_of_either_of_its_sources(form: str) -> None:
    found = differences(("Ett", "Ett og 3"), ("One", form))
    assert found == []


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\u200b", "\u2060 ", "\u3164", "\u2800"])
def test_a_translation_that_nobody_sees_is_blank(blank: str) -> None:
    for forms in ((blank,), ("Hei", blank)):
        [(code, message)] = translation_faults(("Hei", "Hei"), forms)
        assert code == "RV503"
        assert "tom" in message


@pytest.mark.parametrize(
    ("translation", "code"),
    [
        ("Call **Helfo", "RV403"),
        ("Call **Helfo**, [here](https://a.no)", "RV403"),
        ("Call **Helfo**, see [the form](http://a.no)", "RV403"),
        ("Call **Hel\u00adfo**", "RV004"),
        ("Call **Hеlfo**", "RV007"),
    ],
)
def test_markup_and_letters_keep_the_rules_of_the_source(translation: str, code: str) -> None:
    assert code in [code for code, _ in translation_faults(("Ring **Helfo**",), (translation,))]


def test_what_looks_like_broken_markup_in_the_source_too_is_meant() -> None:
    assert translation_faults(("Skriv ** først",), ("Write ** first",)) == []


def test_an_empty_text_is_no_translation_and_has_no_faults() -> None:
    assert translation_faults(("Ring 113",), ("",)) == []
