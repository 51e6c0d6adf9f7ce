from hypothesis import given
from hypothesis import strategies as st

from bot.source import Position, Report, Severity
from bot.source.diagnostics import did_you_mean, nearest


def test_a_diagnostic_reads_as_place_code_severity_and_message() -> None:
    report = Report()
    report.error(Position("flyt/a.yaml", 2, 9), "RV301", "Steget finnes ikke.")
    (found,) = report.sorted()
    assert str(found) == "flyt/a.yaml:2:9: RV301 feil: Steget finnes ikke."


def test_diagnostics_come_by_file_line_and_column_as_numbers() -> None:
    report = Report()
    places = [("b.yaml", 1, 1), ("a.yaml", 10, 1), ("a.yaml", 9, 10), ("a.yaml", 9, 9)]
    for place in places:
        report.error(Position(*place), "RV010", "Feil.")
    assert [str(found.position) for found in report.sorted()] == [
        "a.yaml:9:9",
        "a.yaml:9:10",
        "a.yaml:10:1",
        "b.yaml:1:1",
    ]


def test_the_same_thing_noted_twice_is_told_once() -> None:
    report = Report()
    for _ in range(2):
        report.error(Position("a.yaml"), "RV010", "Feil.")
    assert len(report.sorted()) == report.errors == 1


def test_a_warning_does_not_block() -> None:
    report = Report()
    report.warning(Position("a.yaml"), "RV401", "Litt langt.")
    assert [found.severity for found in report.sorted()] == [Severity.WARNING]
    assert not report.has_errors
    report.error(Position("a.yaml"), "RV401", "For langt.")
    assert report.has_errors


def test_a_slip_of_two_letters_is_understood() -> None:
    assert did_you_mean("nav_svra", ["nav_svar", "helfo"]) == " Mente du «nav_svar»?"


def test_another_word_gets_no_guess() -> None:
    assert did_you_mean("kommunen", ["nav_svar", "helfo"]) == ""
    assert did_you_mean("hva", []) == ""


@given(st.text(max_size=10), st.lists(st.text(max_size=10), max_size=5))
def test_the_guess_does_not_depend_on_the_order_of_the_known(word: str, known: list[str]) -> None:
    assert nearest(word, known) == nearest(word, reversed(known))
    assert nearest(word, [*known, word]) == word or word == ""
