"""What a text is about is found by everyday words, in any form, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.typed import Subject, about

SUBJECTS = (
    Subject("hjelpemidler", ("Hjelpemidler", "rullestol", "rullator")),
    Subject("sykehjem", ("Plass på sykehjem", "sykehjem", "langtidsopphold")),
    Subject("reise", ("Pasientreiser", "reise til behandling", "drosje")),
    Subject("klage", ("Klage på et vedtak", "klage", "avslag")),
    Subject("klage_sykehjem", ("Klage på sykehjem",)),
    Subject("sykehus", ("Sykehus", "operasjon")),
    Subject("ikke_medlem", ("Ikke medlem",)),
)


def clear(text: str) -> str | None:
    heard = about(text, SUBJECTS)
    return heard.found[0].id if heard.is_clear else None


def offered(text: str) -> set[str]:
    heard = about(text, SUBJECTS)
    assert not heard.is_clear
    return {each.id for each in heard.found}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("rullestol", "hjelpemidler"),
        ("RULLESTOL!", "hjelpemidler"),
        ("rullestolen", "hjelpemidler"),
        ("rullestoler", "hjelpemidler"),
        ("rulestol", "hjelpemidler"),
        ("rulllestol", "hjelpemidler"),
        ("elektrisk rullestol", "hjelpemidler"),
        ("elrullestol", "hjelpemidler"),
        ("mamma trenger rullestol", "hjelpemidler"),
        ("hjelpemiddel", "hjelpemidler"),
        ("pasientreise", "reise"),
        ("sykehjemsplass", "sykehjem"),
        ("klage på sykehjem", "klage_sykehjem"),
        ("klage", "klage"),
        ("operasjonen", "sykehus"),
        ("ikke medlem", "ikke_medlem"),
    ],
)
def test_one_subject_is_clear(text: str, subject: str) -> None:
    assert clear(text) == subject


@pytest.mark.parametrize("word", ["dem", "dei", "meg", "han", "hun"])
def test_a_pronoun_is_not_the_beginning_of_a_subject(word: str) -> None:
    subjects = (Subject("demens", (f"{word}ens",)),)
    assert not about(word, subjects).found


def test_a_small_word_between_others_is_no_part_of_a_name() -> None:
    subjects = (Subject("død", ("arv",)), Subject("kort", ("blind etter slag",)))

    found = about("arv etter far", subjects)

    assert [each.id for each in found.found] == ["død"]
    assert found.is_clear


def test_two_subjects_are_both_found() -> None:
    assert offered("rullestol og drosje") == {"hjelpemidler", "reise"}


def test_a_word_that_may_be_a_part_of_something_else_is_asked_about() -> None:
    assert offered("reise til sykehus") == {"reise", "sykehus"}


def test_a_denied_subject_is_asked_about() -> None:
    assert offered("ikke rullestol") == {"hjelpemidler"}


def test_a_long_story_that_names_a_subject_is_asked_about() -> None:
    text = "naboen kjørte bilen over rullestol i går kveld midt på veien"
    assert offered(text) == {"hjelpemidler"}


@pytest.mark.parametrize("text", ["", "hei", "takk", "xyzzy", "den og det", "!?", "x" * 5000])
def test_what_nothing_is_called_is_about_nothing(text: str) -> None:
    assert about(text, SUBJECTS).found == ()


def test_a_subject_that_was_named_is_not_offered_again_for_the_rest_of_the_text() -> None:
    helper = Subject("helper", ("passe på mor", "sliten pårørende"))

    heard = about("sliten av å passe kona", [helper])

    assert [each.id for each in heard.found] == ["helper"]


def test_the_name_that_was_found_is_told() -> None:
    assert about("trenger rullator", SUBJECTS).found[0].name == "rullator"


def test_no_more_than_five_are_offered() -> None:
    many = [Subject(f"s{n}", ("klage",)) for n in range(9)]
    assert len(about("klage", many).found) == 5


def test_nothing_to_find_finds_nothing() -> None:
    assert about("rullestol", ()).found == ()


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    assert len(about(text, SUBJECTS).found) <= 5


@given(st.sampled_from([name for subject in SUBJECTS for name in subject.names]))
def test_every_name_finds_its_subject(name: str) -> None:
    owners = {subject.id for subject in SUBJECTS if name in subject.names}
    assert owners & {each.id for each in about(name, SUBJECTS).found}


def test_what_something_is_called_most_comes_before_what_it_is_called_too() -> None:
    subjects = (
        Subject("klage", ("Klage på plass", "avlastning", "sykehjem")),
        Subject("sykehjem", ("Sykehjem", "aldershjem")),
    )
    heard = about("mamma trenger sykehjem", subjects)
    assert [each.id for each in heard.found] == ["sykehjem", "klage"]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("måtte", "mat"),
        ("tante", "tann"),
        ("hei", "heis"),
        ("lei", "leie"),
        ("hello", "helfo"),
        ("ramme", "rampe"),
        ("tegner", "tenner"),
        ("jakke", "nakke"),
        ("resten", "retten"),
        ("milde", "melde"),
        ("setting", "retting"),
    ],
)
def test_a_word_that_exists_is_no_slip_and_no_form_of_another(word: str, name: str) -> None:
    assert not about(word, [Subject("it", (name,))]).found


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("falt", "faller"),
        ("tennene", "tann"),
        ("sjukeheimen", "sjukeheim"),
        ("hjelpemiddelet", "hjelpemidler"),
        ("complaints", "complaint"),
        ("sykehejm", "sykehjem"),
        ("hjemmesykepleje", "hjemmesykepleie"),
        ("rulestol", "rullestol"),
    ],
)
def test_a_form_and_a_slip_that_is_no_word_are_understood(word: str, name: str) -> None:
    assert about(word, [Subject("it", (name,))]).is_clear


@pytest.mark.parametrize("word", ["parkeringsplass", "arbeidsliv", "barneskole"])
def test_a_word_put_together_of_a_name_and_more_is_asked_about(word: str) -> None:
    subjects = [Subject(name, (name,)) for name in ("parkering", "arbeid", "skole")]
    heard = about(word, subjects)
    assert len(heard.found) == 1
    assert not heard.is_clear


@pytest.mark.parametrize("text", ["nei", "ingen", "no", "ikke"])
def test_a_mere_denial_is_about_nothing(text: str) -> None:
    assert not about(text, [Subject("klage", ("fått nei", "ingen svar"))]).found


def test_a_denial_with_its_verb_is_a_name() -> None:
    assert about("fikk nei", [Subject("klage", ("fått nei",))]).is_clear
