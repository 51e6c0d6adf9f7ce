"""The language a person reads, and the line that says where something stands in bokmål."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import write_po

from bot.dialog import Press, Screen, Session, View
from bot.facts import Text
from bot.flows import Library
from bot.flows.texts import fact_texts, flow_texts
from tests.dialog.talking import Person, small_library
from tests.library import TODAY

IN_BOKMÅL = "Noe av teksten er ikke oversatt ennå, og står på bokmål."
OWN = {
    ("deadline", "**Send senest {day}.**"): "**Send by {day}.**",
    ("question", "Vet ikke"): "Don't know",
    ("tool", "Tilbake"): "Back",
    ("outcome", "{title} (kontrollert {day})"): "{title} (checked {day})",
    ("derivation", "{length} fra {start} er {end}."): "{length} from {start} is {end}.",
    ("derivation", "Du svarte på «{question}»: {day}."): "You answered «{question}»: {day}.",
    (
        "derivation",
        "Fristen står i {basis}. Den er regnet etter domstolloven §§ 148 og 149.",
    ): "The deadline is set in {basis}. It is counted by domstolloven §§ 148 and 149.",
    (
        "deadline",
        "Fristen er {length} fra {starts}. Vi har regnet fra {day}.",
    ): "The deadline is {length} from {starts}. We counted from {day}.",
    (
        "deadline",
        "Fristen er {length} fra {starts}.",
    ): "The deadline is {length} from {starts}.",
    (
        "deadline",
        "Fristen har ikke begynt å løpe. Den er {length} fra {starts}.",
    ): "The deadline has not begun. It is {length} from {starts}.",
    (
        "deadline",
        (
            "Fristen var {length} fra {starts} da vi sist kontrollerte. Reglene kan være endret "
            "siden. Derfor regner vi ikke ut datoen. Se fristen i brevet, eller spør avsenderen."
        ),
    ): "The deadline was {length} from {starts}.",
    (
        "change",
        "Svarene på disse spørsmålene passer ikke lenger, og er tatt bort: {questions}",
    ): "These answers are gone: {questions}",
}

PHONE = re.compile(r"\d+(?: \d+)+")


def texts_of(library: Library) -> tuple[Text, ...]:
    """Every text that people may read, each once."""
    found = [text for flow in library.flows.values() for text in flow_texts(flow)]
    every = (*found, *fact_texts(library.facts))
    return tuple({(text.context, text.source): text for text in every}.values())


def foreign(number: int) -> str:
    """What stands for the translation of a text, without a number that the text may not have."""
    return f"T{''.join(chr(ord('a') + int(digit)) for digit in str(number))}x"


def write_catalogue(
    folder: Path, locale: str, name: str, entries: Iterable[tuple[str, str, str]]
) -> None:
    catalogue = Catalog(locale=locale)
    for context, source, translation in entries:
        catalogue.add(source, translation, context=context)
    file = folder / "tekster" / locale / "LC_MESSAGES" / f"{name}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue)


def translated(folder: Path, *, but: Text | None = None) -> Library:
    """A library whose texts are all in English, but for one: text number 7 says «Thx»."""
    entries = [
        (text.context, text.source, " ".join((foreign(number), *PHONE.findall(text.source))))
        for number, text in enumerate(texts_of(small_library(folder)))
        if text != but
    ]
    write_catalogue(folder, "en", "flyt", entries)
    write_catalogue(folder, "en", "bot", ((*key, value) for key, value in OWN.items()))
    return small_library(folder)


def tour(library: Library, locale: str) -> Iterator[Screen]:
    """See every kind of screen, and every kind of deadline."""
    person = Person(library, TODAY, Session("s1", locale))
    yield person.starts()

    def press(*options: str) -> Iterator[Screen]:
        for option in options:
            yield person.does(Press("s1", person.session.revision, option))
            assert person.last.toast is None

    yield from press("klage", "helfo", "reise")
    yield person.says("2026-08-01")
    yield from press("ja", ":frist", ":videre", ":svar", "endre_2", "kommunen", "plass")
    yield from press(":tilbake", "hjelp", "vet_ikke", "vet_ikke", "nei", ":svar", "endre_4")
    yield from press("ikke_kommet")
    yield person.commands("sprak")
    yield person.commands("tulleprat")
    yield person.commands("nytt")
    yield from press("vet_ikke", ":tilbake", "flytte")
    yield person.says("bestemor")
    yield person.starts("klage")
    yield from press("vet_ikke")
    yield person.says("2026-08-01")
    person.today = date(2026, 9, 9)
    yield from press("ja")
    yield person.starts("anke")
    yield person.says("2026-09-01")
    person.today = date(2027, 1, 1)
    yield person.starts("anke")
    yield from press("vet_ikke")


def reads(screen: Screen) -> str:
    return "\n".join((screen.text, *(option.label for option in screen.options)))


def test_nothing_is_said_to_stand_in_bokmål_when_all_is_translated(tmp_path: Path) -> None:
    library = translated(tmp_path)
    assert not any(IN_BOKMÅL in screen.text for screen in tour(library, "en"))


def test_nothing_is_said_to_stand_in_bokmål_to_those_who_read_it(small: Library) -> None:
    assert not any(IN_BOKMÅL in screen.text for screen in tour(small, "nb"))


def test_a_screen_says_that_something_stands_in_bokmål_exactly_when_something_does(
    tmp_path: Path,
) -> None:
    whole = translated(tmp_path)
    told = [reads(screen) for screen in tour(whole, "en")]
    met = 0
    for number, text in enumerate(texts_of(whole)):
        screens = list(tour(translated(tmp_path, but=text), "en"))

        says = [IN_BOKMÅL in screen.text for screen in screens]
        assert says == [foreign(number) in one for one in told], text.context
        met += any(says)
    assert met > 40


def test_questions_that_lose_their_answers_are_named_in_the_language(tmp_path: Path) -> None:
    library = translated(tmp_path)
    numbered = {
        text.source: f"«{foreign(number)}»" for number, text in enumerate(texts_of(library))
    }
    person = Person(library, session=Session("s1", "en"))
    person.starts("klage")
    for option in ("helfo", "reise"):
        person.does(Press("s1", person.session.revision, option))
    person.commands("svar")
    for option in ("endre_1", "kommunen"):
        person.does(Press("s1", person.session.revision, option))

    assert numbered["Hva gjelder brevet fra Helfo?"] in person.reads.partition("\n\n")[0]


def test_what_is_not_translated_is_shown_in_bokmål(tmp_path: Path) -> None:
    library = small_library(tmp_path)
    question = next(text for text in texts_of(library) if text.source == "Haster det?")
    person = Person(translated(tmp_path, but=question), session=Session("s1", "en"))
    person.starts("klage")
    person.does(Press("s1", 1, "vet_ikke"))
    person.says("2026-08-01")

    assert person.reads == f"Haster det?\n\n{IN_BOKMÅL}"


@pytest.mark.parametrize(
    ("locale", "send_by", "checked", "counted"),
    [
        (
            "nb",
            "Send senest mandag 31. august 2026.",
            "(kontrollert 1. juli 2026)",
            "4 uker fra mandag 3. august 2026 er mandag 31. august 2026.",
        ),
        (
            "nn",
            "Send senest måndag 31. august 2026.",
            "(kontrollert 1. juli 2026)",
            "4 uker fra måndag 3. august 2026 er måndag 31. august 2026.",
        ),
        (
            "en",
            "Send by Monday 31 August 2026.",
            "(checked 1 July 2026)",
            "4 uker from Monday 3 August 2026 is Monday 31 August 2026.",
        ),
    ],
)
def test_dates_are_written_as_the_language_writes_them(
    tmp_path: Path, locale: str, send_by: str, checked: str, counted: str
) -> None:
    person = Person(translated(tmp_path), session=Session("s1", locale))
    person.starts("klage")
    person.does(Press("s1", 1, "vet_ikke"))
    person.says("3.8.2026")
    person.does(Press("s1", 3, "ja"))

    assert send_by in person.reads
    assert checked in person.reads
    person.does(Press("s1", 4, ":frist"))
    assert counted in person.reads


def test_an_english_date_and_an_english_label_can_be_typed(tmp_path: Path) -> None:
    person = Person(translated(tmp_path), session=Session("s1", "en"))
    person.starts("klage")
    person.says("don't know")
    person.says("3 August")

    assert person.answers == {"klage.hvem": "vet_ikke", "brevet.mottatt": "2026-08-03"}


@pytest.mark.parametrize("command", ["sprak", "språk"])
def test_a_change_of_language_keeps_the_place_and_the_answers(person: Person, command: str) -> None:
    person.starts("klage")
    person.presses("Helfo")

    person.commands(command)
    assert [option.label for option in person.screen.options] == [
        "Bokmål",
        "Nynorsk",
        "English",
        "Tilbake",
    ]
    person.presses("Nynorsk")

    assert (person.session.locale, person.session.view) == ("nn", View.STEP)
    assert person.step == "klage.helfo_gjelder"
    assert person.answers == {"klage.hvem": "helfo"}
    assert person.last.closed is not None
    assert person.last.closed.chosen == "Nynorsk"


def test_the_language_can_be_changed_on_the_start_screen(person: Person) -> None:
    person.starts()
    person.presses("Språk / Language", "English")

    assert (person.step, person.session.locale) == ("start.tema", "en")


def test_leaving_the_languages_changes_none(person: Person) -> None:
    person.starts("klage")
    person.commands("sprak")
    person.presses("Tilbake")

    assert (person.step, person.session.locale) == ("klage.hvem", "nb")
