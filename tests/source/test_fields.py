from collections.abc import Callable
from datetime import date

import pytest

from bot.source import Fields, Report
from tests.source.reading import tree

KEYS = ("navn", "dato", "liste", "ting", "helse", "valg")
Read = Callable[[Fields], object]


def read(source: str, act: Read) -> tuple[object, list[str]]:
    report = Report()
    value = act(Fields(tree(source), "tingen", report, KEYS))
    return value, [
        f"{found.position.line}:{found.position.column} {found.code} {found.message}"
        for found in report.sorted()
    ]


def test_an_unknown_key_is_told_with_the_known_one_it_resembles() -> None:
    _, (said,) = read("navn: a\nlsite: b\n", lambda fields: None)
    assert said.startswith(
        "2:1 RV011 «lsite» er ikke en nøkkel i tingen, og blir ikke lest. Mente du «liste»?"
    )
    assert "Her kan stå: «dato», «helse», «liste», «navn», «ting» og «valg»." in said


def test_an_unknown_key_that_resembles_nothing_gets_no_guess() -> None:
    _, (said,) = read("xyzzy: b\n", lambda fields: None)
    assert "Mente du" not in said


def test_a_missing_key_is_told_where_the_mapping_begins() -> None:
    value, (said,) = read("\ndato: 2026-01-01\n", lambda fields: fields.text("navn", required=True))
    assert value is None
    assert said == (
        "2:1 RV012 Tingen mangler nøkkelen «navn». Uten den kan ikke resten brukes. "
        "Skriv «navn: …»."
    )


@pytest.mark.parametrize(
    ("read_it", "written"),
    [
        (lambda fields: fields.date("dato", required=True), "en dato slik: «dato: 2027-01-31»"),
        (lambda fields: fields.items("liste", required=True), "en liste: «liste: [a, b]»"),
        (lambda fields: fields.entries("ting", required=True), "«ting:», og under den en id"),
        (
            lambda fields: fields.one_of("valg", ("en", "to", "tre"), required=True),
            "«valg: en», «valg: to» eller «valg: tre».",
        ),
        (lambda fields: fields.required("valg", "noe annet"), "noe annet."),
    ],
)
def test_a_missing_key_is_told_with_what_to_write(
    read_it: Callable[[Fields], object], written: str
) -> None:
    _, (said,) = read("navn: a\n", read_it)
    assert f" Skriv {written}" in said


def test_a_misspelt_key_is_not_told_as_missing_too() -> None:
    _, said = read("nanv: a\n", lambda fields: fields.text("navn", required=True))
    assert [line[:9] for line in said] == ["1:1 RV011"]


def test_a_misspelt_key_does_not_hide_that_another_is_missing() -> None:
    _, said = read("nanv: a\n", lambda fields: fields.text("dato", required=True))
    assert [line[:9] for line in said] == ["1:1 RV011", "1:1 RV012"]


def test_what_is_not_a_mapping_is_told_once_whatever_is_asked_of_it() -> None:
    report = Report()
    inner = tree("a: [b]\n").entries[0].value
    fields = Fields(inner, "tingen", report, KEYS)
    assert fields.text("navn", required=True) is None
    assert fields.items("liste", required=True) == ()
    (found,) = report.sorted()
    assert (found.position.column, found.code) == (4, "RV010")
    assert found.message.startswith("Tingen må ha nøkler: «dato»")


@pytest.mark.parametrize(
    ("source", "act", "where"),
    [
        ("navn: ''\n", lambda fields: fields.text("navn"), "1:7"),
        ("navn: '  '\n", lambda fields: fields.text("navn"), "1:7"),
        ("liste: []\n", lambda fields: fields.items("liste"), "1:8"),
        ("liste: [a, '']\n", lambda fields: fields.texts("liste"), "1:12"),
        ("ting: {}\n", lambda fields: fields.entries("ting"), "1:7"),
    ],
)
def test_something_empty_is_told_where_it_stands(source: str, act: Read, where: str) -> None:
    value, (said,) = read(source, act)
    assert not value or len(source) == len("liste: [a, '']\n")
    assert said.startswith(f"{where} RV013 ")
    assert "tom" in said


@pytest.mark.parametrize(
    ("source", "act", "expected"),
    [
        ("navn: [a]\n", lambda fields: fields.text("navn"), "en tekst"),
        ("liste: a\n", lambda fields: fields.items("liste"), "en liste"),
        ("ting: a\n", lambda fields: fields.entries("ting"), "nøkler med innhold"),
        ("helse: yes\n", lambda fields: fields.truth("helse"), "«ja» eller «nei»"),
        ("dato: 3. mars\n", lambda fields: fields.date("dato"), "formen 2027-01-31"),
    ],
)
def test_something_of_another_kind_says_what_it_must_be(
    source: str, act: Read, expected: str
) -> None:
    value, (said,) = read(source, act)
    assert not value
    assert " RV010 " in said
    assert expected in said


@pytest.mark.parametrize(
    "written", ["20270131", "2027-W04-7", "2027-02-30", "0001-01-01", "27-1-1"]
)
def test_a_date_is_written_one_way_and_is_of_our_time(written: str) -> None:
    value, (said,) = read(f"dato: {written}\n", lambda fields: fields.date("dato"))
    assert value is None
    assert said.startswith("1:7 RV010")


def test_a_date_is_read_as_a_day() -> None:
    value, said = read("dato: 2027-01-31\n", lambda fields: fields.date("dato"))
    assert (value, said) == (date(2027, 1, 31), [])


@pytest.mark.parametrize(("written", "value"), [("ja", True), ("nei", False)])
def test_truth_is_yes_or_no_in_norwegian(written: str, value: bool) -> None:
    assert read(f"helse: {written}\n", lambda fields: fields.truth("helse")) == (value, [])


def test_truth_that_is_not_given_is_the_default() -> None:
    assert read("navn: a\n", lambda fields: fields.truth("helse", default=True)) == (True, [])


def test_a_word_that_is_not_one_of_the_known_is_told_with_the_nearest() -> None:
    value, (said,) = read("valg: hoy\n", lambda fields: fields.one_of("valg", ("høy", "middels")))
    assert value is None
    assert said.startswith(
        "1:7 RV014 «hoy» kan ikke stå i «valg». Mente du «høy»? Skriv «høy» eller"
    )


@pytest.mark.parametrize("name", ["Klage", "1a", "a-b", "a.b", "_a", "a b", "é", "a" * 31])
def test_an_id_of_other_characters_or_too_long_is_refused(name: str) -> None:
    value, (said,) = read(f"navn: {name}\n", lambda fields: fields.identifier("navn"))
    assert value is None
    assert said.startswith(f"1:7 RV015 «{name}» kan ikke være en id.")


@pytest.mark.parametrize("name", ["a", "æøå_1", "a" * 30])
def test_an_id_is_small_letters_digits_and_underscores(name: str) -> None:
    _, said = read(f"navn: {name}\n", lambda fields: fields.identifier("navn"))
    assert said == []


def test_an_entry_whose_key_is_no_id_is_left_out() -> None:
    value, (said,) = read(
        "ting: {a: 1, B: 2}\n",
        lambda fields: [entry.key.text for entry in fields.entries("ting")],
    )
    assert value == ["a"]
    assert said.startswith("1:14 RV015")


def test_the_value_of_a_missing_key_stands_where_the_mapping_begins() -> None:
    value, _ = read("\nnavn: a\n", lambda fields: (str(fields.at("navn")), str(fields.at("dato"))))
    assert value == ("fil.yaml:2:7", "fil.yaml:2:1")
