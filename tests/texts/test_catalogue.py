from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from bot.texts import CatalogueError, Catalogues, Translated, Words

OWN = """
msgctxt "hilsen"
msgid "Ikke nå, {navn}"
msgstr "Not now, {navn}"

msgctxt "svar"
msgid "ett svar fra {navn}"
msgid_plural "{n} svar fra {navn}"
msgstr[0] "one answer from {navn}"
msgstr[1] "{n} answers from {navn}"
"""
FLOWS = """
msgctxt "klage.hvem.kommunen"
msgid "Innen {frist}"
msgstr "By {frist}"

#, fuzzy
msgctxt "klage.hvem.nav"
msgid "Til Nav"
msgstr "To Nav"

msgctxt "klage.hvem.helfo"
msgid "Innen {frist} til Helfo"
msgstr "To Helfo"
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "bot.po").write_text(OWN, "utf-8")
    (folder / "flyt.po").write_text(FLOWS, "utf-8")
    return Catalogues.load(tmp_path)


def test_own_words_are_said_in_the_language_asked_for(catalogues: Catalogues) -> None:
    message = "Ikke nå, {navn}"
    assert catalogues.words("en").pgettext("hilsen", message, navn="Kari") == "Not now, Kari"
    assert catalogues.words("nb").pgettext("hilsen", message, navn="Kari") == "Ikke nå, Kari"


def test_a_missing_translation_falls_back_to_bokmaal(catalogues: Catalogues) -> None:
    assert catalogues.words("nn").pgettext("hilsen", "Ikke nå, {navn}", navn="K") == "Ikke nå, K"
    assert catalogues.words("en").pgettext("annet", "Ikke nå, {navn}", navn="K") == "Ikke nå, K"


def test_values_may_have_any_name(catalogues: Catalogues) -> None:
    words = catalogues.words("en")
    assert words.pgettext("x", "{self} {context} {message}", self=1, context=2, message=3) == (
        "1 2 3"
    )


@pytest.mark.parametrize(
    ("locale", "n", "text"),
    [
        ("en", 1, "one answer from {a}"),
        ("en", 0, "0 answers from {a}"),
        ("en", 1234, "1,234 answers from {a}"),
        ("nn", 1, "ett svar fra {a}"),
        ("nb", 1, "ett svar fra {a}"),
        ("nb", 2, "2 svar fra {a}"),
        ("nb", 0, "0 svar fra {a}"),
    ],
)
def test_a_number_chooses_the_form(catalogues: Catalogues, locale: str, n: int, text: str) -> None:
    said = catalogues.words(locale).npgettext(
        "svar", "ett svar fra {navn}", "{n} svar fra {navn}", n, navn="{a}"
    )
    assert said == text


def test_a_text_of_a_flow_says_whether_it_is_translated(catalogues: Catalogues) -> None:
    words = catalogues.words("en")
    assert words.flow("klage.hvem.kommunen", "Innen {frist}") == Translated("By {frist}", True)
    assert words.flow("klage.hvem.annen", "Innen {frist}") == Translated("Innen {frist}", False)
    assert words.flow("klage.hvem.kommunen", "Før {frist}") == Translated("Før {frist}", False)
    assert words.flow("klage.hvem.nav", "Til Nav") == Translated("Til Nav", False)
    assert words.flow("klage.hvem.tom", "") == Translated("", True)


def test_the_two_domains_do_not_mix(catalogues: Catalogues) -> None:
    words = catalogues.words("en")
    assert not words.flow("hilsen", "Ikke nå, {navn}").is_translated
    assert words.pgettext("klage.hvem.kommunen", "Innen {frist}", frist=1) == "Innen 1"


def test_bokmaal_is_always_translated(catalogues: Catalogues) -> None:
    assert catalogues.words("nb").flow("x", "Hei") == Translated("Hei", True)
    assert Words("nb").flow("x", "Hei") == Translated("Hei", True)


def test_a_translation_that_would_lose_a_date_is_not_shown_but_reported(
    catalogues: Catalogues,
) -> None:
    text = "Innen {frist} til Helfo"
    assert catalogues.words("en").flow("klage.hvem.helfo", text) == Translated(text, False)
    problem, draft = catalogues.problems
    assert problem.position.file.endswith("flyt.po")
    assert "mangler {frist}" in problem.message
    assert draft.code == "RV505"


def test_without_catalogues_everything_is_bokmaal(tmp_path: Path) -> None:
    catalogues = Catalogues.load(tmp_path / "none")
    assert [catalogues.words(locale).locale for locale in ("nb", "nn", "en")] == ["nb", "nn", "en"]
    assert catalogues.words("nn").pgettext("x", "Hei") == "Hei"
    assert catalogues.problems == ()


def test_a_language_the_bot_does_not_speak_any_more_is_met_in_bokmaal() -> None:
    assert Catalogues().words("se").locale == "nb"


def test_a_broken_catalogue_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "nn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "flyt.po").write_text("rot", "utf-8")
    with pytest.raises(CatalogueError, match=r"flyt\.po:1: "):
        Catalogues.load(tmp_path)


def test_words_can_not_be_changed(catalogues: Catalogues) -> None:
    words = catalogues.words("en")
    with pytest.raises(FrozenInstanceError):
        words.locale = "nb"  # type: ignore[misc]  # what is refused here
    with pytest.raises(TypeError):
        words.own.texts["a", "b"] = ("c",)  # type: ignore[index]  # what is refused here
