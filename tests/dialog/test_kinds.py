"""Every kind of question in a conversation: pressed, typed, asked about, changed and summed up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.dialog import Press, Session, decode
from tests.dialog.talking import Person
from tests.every_kind import KINDS_FACTS, START, every_kind
from tests.library import library


@pytest.fixture(scope="module")
def kari(tmp_path_factory: pytest.TempPathFactory) -> Person:
    return Person(every_kind(tmp_path_factory.mktemp("slag")))


@pytest.fixture
def person(kari: Person) -> Person:
    return Person(kari.library)


def at(person: Person, *said: str) -> Person:
    """Bring a person to where these texts lead."""
    person.starts()
    for text in ("meg", *said):
        person.says(text)
    return person


def labels(person: Person) -> list[str]:
    return [option.label for option in person.screen.choices]


def test_one_conversation_meets_every_kind(person: Person) -> None:
    at(person, "1 og 2", "82 år", "312 000 kr", "Herøy i Nordland", "3. august 2026")
    assert person.step == "start.mye"
    assert person.answers == {
        "start.hvem": "meg",
        "start.hjelp": str(frozenset({"dusj", "mat"})),
        "start.alder": "82",
        "start.inntekt": "312000",
        "start.bor": "1818",
        "start.mottatt": "2026-08-03",
    }
    assert "Klagen går til Statsforvalteren i Nordland. Du bor i Herøy i Nordland." in person.reads
    assert "31. august 2026" in person.reads


def test_the_summary_says_each_answer_as_a_person_reads_it(person: Person) -> None:
    at(person, "1 og 2", "82", "312000", "tana", "3.8.26").commands("svar")
    for answer in (
        "Å dusje og Mat og handling",
        "82 år",
        "312 000 kroner",
        "Deatnu - Tana",
        "mandag 3. august 2026",
    ):
        assert answer in person.reads.replace("\N{NO-BREAK SPACE}", " ")


def test_several_choices_are_ticked_one_by_one_and_the_screen_keeps_its_place(
    person: Person,
) -> None:
    at(person)
    revision = person.session.revision
    assert labels(person) == [
        *("Å dusje", "Mat og handling", "Å vaske huset", "Ferdig", "Ingen av disse", "Vet ikke"),
    ]
    assert person.ticks("Å dusje") == "Valgt nå: Å dusje"
    assert person.ticks("Å vaske huset") == "Valgt nå: Å dusje og Å vaske huset"
    assert labels(person)[:3] == ["✓ Å dusje", "Mat og handling", "✓ Å vaske huset"]
    assert person.ticks("✓ Å dusje") == "Valgt nå: Å vaske huset"
    assert person.session.revision == revision
    assert person.step == "start.hjelp"
    person.presses("Ferdig")
    assert person.step == "start.alder"
    assert person.last.closed is not None
    assert person.last.closed.chosen == "Å vaske huset"


def test_a_button_pressed_twice_before_it_could_change_ticks_once(person: Person) -> None:
    at(person)
    press = Press(person.session.id, person.session.revision, "dusj")
    person.does(press)
    person.does(press)
    assert person.last.toast == "Valgt nå: Å dusje"
    assert [option.chosen for option in person.screen.choices[:2]] == [True, False]


def test_nothing_ticked_is_no_answer(person: Person) -> None:
    at(person)
    assert person.ticks("Ferdig") == "Du har ikke valgt noe ennå."
    assert person.ticks("Mat og handling") is not None
    assert person.ticks("✓ Mat og handling") == "Ingenting er valgt nå."
    person.says("ferdig")
    assert person.step == "start.hjelp"
    assert "Du har ikke valgt noe ennå." in person.reads


@pytest.mark.parametrize("label", ["Ingen av disse", "Vet ikke"])
def test_none_of_these_and_do_not_know_are_chosen_alone(person: Person, label: str) -> None:
    at(person)
    person.ticks("Å dusje")
    person.presses(label)
    assert person.step == "start.ring"
    assert person.answers["start.hjelp"] in ("ingen", "vet_ikke")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1", {"dusj"}),
        ("1 og 3", {"dusj", "vask"}),
        ("1, 2, 3", {"dusj", "mat", "vask"}),
        ("1 3", {"dusj", "vask"}),
        ("3,1", {"dusj", "vask"}),
        ("dusje", {"dusj"}),
        ("å dusje og å vaske huset", {"dusj", "vask"}),
        ("mat og handling", {"mat"}),
        ("mat og handling, dusje", {"mat", "dusj"}),
        ("Å DUSJE; Å VASKE HUSET", {"dusj", "vask"}),
    ],
)
def test_several_choices_can_be_typed(person: Person, text: str, chosen: set[str]) -> None:
    at(person, text)
    assert person.step == "start.alder"
    assert person.session.values[person.session.answers[-1].ref] == chosen


@pytest.mark.parametrize("text", ["1 og 9", "dusje og fly", "1 og vet ikke", "ikke dusje", "og"])
def test_several_choices_that_are_not_all_there_ask_again(person: Person, text: str) -> None:
    at(person, text)
    assert person.step == "start.hjelp"
    assert "start.hjelp" not in person.answers


def test_what_is_typed_is_added_to_what_is_ticked(person: Person) -> None:
    at(person)
    person.ticks("Å dusje")
    person.says("3")
    assert person.answers["start.hjelp"] == str(frozenset({"dusj", "vask"}))


def test_ticks_are_forgotten_when_the_person_goes_elsewhere(person: Person) -> None:
    at(person)
    person.ticks("Å dusje")
    person.presses("Tilbake")
    person.presses("Meg")
    assert labels(person)[0] == "Å dusje"
    person.ticks("Å dusje")
    person.commands("nytt")
    assert person.session.begun == ()


def test_ticks_are_there_again_after_a_look_at_the_answers(person: Person) -> None:
    at(person)
    person.ticks("Å dusje")
    person.commands("svar")
    person.presses("Gå videre")
    assert labels(person)[0] == "✓ Å dusje"


def test_an_answer_of_several_is_changed_from_what_it_is(person: Person) -> None:
    at(person, "1 og 2", "82", "0", "Oslo").commands("svar")
    person.presses("Endre svar 2")
    assert "Svaret ditt nå: Å dusje og Mat og handling" in person.reads
    assert labels(person)[:3] == ["✓ Å dusje", "✓ Mat og handling", "Å vaske huset"]
    person.ticks("✓ Å dusje")
    person.ticks("✓ Mat og handling")
    assert labels(person)[:3] == ["Å dusje", "Mat og handling", "Å vaske huset"]
    person.ticks("Å vaske huset")
    person.presses("Ferdig")
    assert person.answers["start.hjelp"] == str(frozenset({"vask"}))
    assert person.step == "start.mottatt"


def test_a_number_that_is_not_sure_is_asked_about_with_a_button(person: Person) -> None:
    at(person, "1", "ca 82")
    assert person.step == "start.alder"
    assert labels(person) == ["82 år", "Vet ikke"]
    person.presses("82 år")
    assert person.answers["start.alder"] == "82"
    assert person.step == "start.inntekt"


def test_several_numbers_are_chosen_among(person: Person) -> None:
    at(person, "1", "82 eller 83")
    assert labels(person) == ["82 år", "83 år", "Vet ikke"]
    person.says("83")
    assert person.answers["start.alder"] == "83"


@pytest.mark.parametrize("text", ["121", "1000", "minst 130"])
def test_a_number_outside_the_limits_is_told_the_limits(person: Person, text: str) -> None:
    at(person, "1", text)
    assert "Svaret må være fra 0 til 120." in person.reads
    assert "start.alder" not in person.answers


def test_a_number_that_is_none_asks_again(person: Person) -> None:
    at(person, "1", "gammel")
    assert "Det forstod jeg ikke som et tall." in person.reads
    assert person.step == "start.alder"


def test_a_bare_number_is_the_answer_and_no_choice(person: Person) -> None:
    at(person, "1", "1")
    assert person.answers["start.alder"] == "1"
    assert person.step == "start.barn"


def test_an_amount_that_is_not_sure_is_asked_about(person: Person) -> None:
    at(person, "1", "82", "ca 300 tusen")
    assert [label.replace("\N{NO-BREAK SPACE}", " ") for label in labels(person)] == [
        "300 000 kroner",
        "Vet ikke",
    ]
    person.does(Press(person.session.id, person.session.revision, "300000"))
    assert person.answers["start.inntekt"] == "300000"


def test_municipalities_of_one_name_are_asked_apart_by_county(person: Person) -> None:
    at(person, "1", "82", "0", "Herøy")
    assert labels(person)[:2] == ["Herøy i Nordland", "Herøy i Møre og Romsdal"]
    assert "Hvilket av disse mente du?" in person.reads
    person.presses("Herøy i Møre og Romsdal")
    assert person.answers["start.bor"] == "1515"


@pytest.mark.parametrize("text", ["1", "nordland", "Herøy i Nordland"])
def test_what_is_offered_can_also_be_typed(person: Person, text: str) -> None:
    at(person, "1", "82", "0", "Herøy", text)
    assert person.answers["start.bor"] == "1818"


def test_another_name_can_be_typed_instead_of_what_is_offered(person: Person) -> None:
    at(person, "1", "82", "0", "Herøy", "Oslo")
    assert person.answers["start.bor"] == "0301"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Oslo", "0301"),
        ("oslo kommune", "0301"),
        ("Jeg bor i Bodø", "1804"),
        ("Tana", "5628"),
        ("Deatnu", "5628"),
        ("Karasjok", "5610"),
        ("kárášjohka", "5610"),
        ("0301", "0301"),
    ],
)
def test_a_municipality_is_found_by_any_of_its_names(
    person: Person, text: str, number: str
) -> None:
    at(person, "1", "82", "0", text)
    assert person.answers["start.bor"] == number


@pytest.mark.parametrize(
    ("text", "offered"), [("bodo", "Bodø"), ("Fausk", "Fauske - Fuossko"), ("olso", "Oslo")]
)
def test_a_name_with_a_typing_error_is_asked_about(person: Person, text: str, offered: str) -> None:
    at(person, "1", "82", "0", text)
    assert labels(person)[0] == offered
    assert "start.bor" not in person.answers


def test_a_municipality_that_is_not_there_is_told_so(person: Person) -> None:
    at(person, "1", "82", "0", "Atlantis")
    assert "Jeg finner ingen kommune med det navnet." in person.reads
    assert person.step == "start.bor"


def test_what_was_offered_and_not_chosen_is_forgotten(person: Person) -> None:
    at(person, "1", "82", "0", "Herøy")
    person.presses("Vet ikke")
    assert person.session.begun == ()
    assert person.answers["start.bor"] == "vet_ikke"


def test_no_typed_text_is_ever_kept(person: Person) -> None:
    at(person, "1", "omtrent 82", "åttito", "ca 300 tusen", "300000", "Atlantis i havet", "Herøy")
    kept = str(person.session)
    for text in ("omtrent", "åttito", "tusen", "Atlantis", "Herøy"):
        assert text not in kept


def test_a_session_of_the_old_shape_still_opens() -> None:
    old = (
        b'{"id":"s1","locale":"nb","revision":3,"flow":"start","answers":['
        b'{"flow":"start","step":"hvem","choice":"meg","day":null},'
        b'{"flow":"brevet","step":"mottatt","choice":null,"day":"2026-08-03"}],'
        b'"library":"x","view":"step","changing":null,"shown":"start.hjelp"}'
    )
    session = decode(old)
    assert isinstance(session, Session)
    assert [given.value for given in session.answers] == ["meg", date(2026, 8, 3)]
    assert session.begun == ()


def test_the_question_says_how_to_answer_it(person: Person) -> None:
    at(person)
    assert "Trykk på alt som passer. Trykk så på «Ferdig»." in person.reads
    assert "Mat og handling: Å lage mat og å kjøpe den." in person.reads
    for text, said in (
        ("1", "Skriv et tall"),
        ("82", "Skriv beløpet i kroner"),
        ("0", "Skriv navnet på kommunen"),
    ):
        person.says(text)
        assert said in person.reads


def test_the_same_words_lead_to_the_same_place_on_any_path(person: Person, tmp_path: Path) -> None:
    at(person, "vask", "30", "0", "Tana", "1.8.26")
    assert person.step == "start.nord"
    at(person, "vask", "30", "0", "Oslo", "1.8.26")
    assert person.step == "start.vanlig"


def test_a_tick_on_a_choice_that_is_no_more_is_gone(person: Person, tmp_path: Path) -> None:
    at(person)
    person.ticks("Å dusje")
    person.ticks("Å vaske huset")
    without = START.replace("      vask: {tekst: Å vaske huset}\n", "").replace(
        "{svar: hjelp, har_en_av: [vask]}", "{svar: hjelp, er: flervalg}"
    )
    person.library = library(tmp_path, facts=KINDS_FACTS, start=without)
    person.says("ferdig")
    assert person.answers["start.hjelp"] == str(frozenset({"dusj"}))


def test_an_answer_that_the_question_no_longer_takes_is_asked_for_again(
    person: Person, tmp_path: Path
) -> None:
    at(person, "1", "82", "0")
    assert person.step == "start.bor"
    changed = START.replace("høyst: 120", "høyst: 80")
    person.library = library(tmp_path, facts=KINDS_FACTS, start=changed)
    person.says("Oslo")
    assert person.step == "start.alder"


def test_an_amount_that_looks_like_a_phone_number_is_an_amount_where_one_is_asked_for(
    person: Person,
) -> None:
    at(person, "1 og 2", "82 år", "91234567")
    assert person.answers["start.inntekt"] == "91234567"
    at(person, "1 og 2", "82 år", "ring 91234567")
    assert "start.inntekt" not in person.answers
    assert person.last.removes
