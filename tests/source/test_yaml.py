import unicodedata

import pytest

from bot.source import Diagnostic, Mapping, Report, Scalar, Sequence, read_yaml
from tests.source.reading import fault, plain, tree


def told(found: Diagnostic) -> tuple[str, str]:
    return str(found.position), found.code


@pytest.mark.parametrize(
    "word",
    [
        *("no", "nei", "yes", "on", "off", "y", "true", "null", "~", "12:30", "010", "0x1F", "1e3"),
        *("2026-08-10", "2026-08-10 12:00:00", ".5", "1_000", "=", "<<", ".inf"),
    ],
)
def test_every_value_stays_the_text_that_was_written(word: str) -> None:
    assert plain(tree(f"a: {word}\n")) == {"a": word}
    assert plain(tree(f"{word}: a\n")) == {word: "a"}


def test_a_missing_value_is_an_empty_text() -> None:
    assert plain(tree("a:\nb: ''\n")) == {"a": "", "b": ""}


def test_lists_and_mappings_are_read_in_the_order_written() -> None:
    read = tree("b: [x, {y: z}]\na:\n  - 1\n  - - 2\n")
    assert plain(read) == {"b": ["x", {"y": "z"}], "a": ["1", ["2"]]}
    assert [entry.key.text for entry in read.entries] == ["b", "a"]


def test_every_node_knows_its_line_and_column_counted_from_one() -> None:
    root = tree("# først\nklage:\n  til: [æøå, svar]\n")
    (entry,) = root.entries
    assert str(root.position) == "fil.yaml:2:1"
    assert str(entry.key.position) == "fil.yaml:2:1"
    assert isinstance(entry.value, Mapping)
    (inner,) = entry.value.entries
    assert str(inner.key.position) == "fil.yaml:3:3"
    assert isinstance(inner.value, Sequence)
    assert str(inner.value.position) == "fil.yaml:3:8"
    assert [str(item.position) for item in inner.value.items] == ["fil.yaml:3:9", "fil.yaml:3:14"]


def test_columns_count_characters_and_not_bytes() -> None:
    root = tree("{æøå😀: x}\n")
    value = root.entries[0].value
    assert isinstance(value, Scalar)
    assert value.position.column == 8


def test_a_byte_order_mark_at_the_beginning_is_passed_over() -> None:
    root = tree(b"\xef\xbb\xbfa: b\n")
    assert plain(root) == {"a": "b"}
    assert root.position.column == 1


def test_windows_line_ends_are_line_ends() -> None:
    root = tree(b"a: b\r\nc: d\r\n")
    assert plain(root) == {"a": "b", "c": "d"}
    assert root.entries[1].key.position.line == 2


def test_norwegian_letters_emoji_and_hard_spaces_are_text() -> None:
    assert plain(tree("a: blåbær 🫐 23\u00a032\n")) == {"a": "blåbær 🫐 23\u00a032"}


def test_a_file_larger_than_a_mebibyte_is_refused() -> None:
    found = fault(b"a: " + b"x" * (1 << 20))
    assert told(found) == ("fil.yaml:1:1", "RV001")
    assert "1048579 byte" in found.message


def test_a_file_of_exactly_a_mebibyte_is_read() -> None:
    assert tree(b"a: " + b"x" * ((1 << 20) - 3)).entries


def test_a_file_that_is_not_utf_8_is_refused_at_the_line() -> None:
    found = fault("a: b\nb: blåbær\n".encode("latin-1"))
    assert told(found) == ("fil.yaml:2:1", "RV001")
    assert "UTF-8" in found.message


def test_a_file_a_thousand_levels_deep_is_refused_where_it_is_too_deep() -> None:
    found = fault("a: " + "[" * 1000 + "]" * 1000)
    assert told(found) == ("fil.yaml:1:43", "RV001")
    assert "40 nivåer" in found.message


def test_a_file_of_forty_levels_is_read() -> None:
    assert tree("a: " + "[" * 39 + "]" * 39).entries


@pytest.mark.parametrize(
    ("source", "where"),
    [("a: b\n\tc: d\n", "2:1"), ("a:\n  b\t: c\n", "2:4"), ("a: b\t# c\n", "1:5")],
)
def test_a_tab_is_refused_wherever_it_stands(source: str, where: str) -> None:
    found = fault(source)
    assert told(found) == (f"fil.yaml:{where}", "RV002")
    assert "tabulator" in found.message


def test_a_colon_inside_a_text_is_named_where_it_stands() -> None:
    found = fault("a: b\nspørsmål: Slik: er det?\n")
    assert told(found) == ("fil.yaml:2:15", "RV002")
    assert "anførselstegn" in found.message


def test_a_colon_inside_quotes_is_text() -> None:
    assert plain(tree('spørsmål: "Slik: er det?"\n')) == {"spørsmål": "Slik: er det?"}


def test_a_bracket_that_is_not_closed_is_a_syntax_error() -> None:
    found = fault("a: [b, c\n")
    assert found.code == "RV002"
    assert "parenteser" in found.message


def test_two_documents_in_a_file_are_refused_where_the_second_begins() -> None:
    found = fault("a: b\n---\nc: d\n")
    assert told(found) == ("fil.yaml:2:1", "RV002")
    assert "flere dokumenter" in found.message


def test_the_mark_of_one_document_is_let_through() -> None:
    assert plain(tree("---\na: b\n...\n")) == {"a": "b"}


@pytest.mark.parametrize("source", ["", "# bare en kommentar\n", "\n\n", "---\n"])
def test_an_empty_file_must_begin_with_keys(source: str) -> None:
    found = fault(source)
    assert found.code == "RV003"
    assert "navn: verdi" in found.message


@pytest.mark.parametrize("source", ["- a\n- b\n", "bare tekst\n", "[a, b]\n"])
def test_a_list_or_a_text_at_the_top_must_be_keys(source: str) -> None:
    assert told(fault(source)) == ("fil.yaml:1:1", "RV003")


def test_a_question_mark_begins_no_key_and_may_stand_anywhere_in_a_text() -> None:
    assert told(fault("? a\n: b\n")) == ("fil.yaml:2:1", "RV002")
    assert plain(tree("a: {b: Hvem?, c: [Hva?, d]}\n")) == {"a": {"b": "Hvem?", "c": ["Hva?", "d"]}}


def test_a_list_as_a_key_is_refused_and_the_rest_is_read() -> None:
    assert told(fault("a: b\n[c, d]: e\n")) == ("fil.yaml:2:1", "RV003")


def test_a_key_given_twice_names_the_line_of_the_first() -> None:
    found = fault("a: 1\nb: 2\na: 3\n")
    assert told(found) == ("fil.yaml:3:1", "RV006")
    assert "«a» står også på linje 1" in found.message


def test_a_key_given_twice_in_two_places_is_told_at_both() -> None:
    report = Report()
    read_yaml(b"a: {x: 1, x: 2}\nb: {x: 1}\nc: {y: 1, y: 2}\n", "fil.yaml", report)
    assert [told(found) for found in report.sorted()] == [
        ("fil.yaml:1:11", "RV006"),
        ("fil.yaml:3:11", "RV006"),
    ]


@pytest.mark.parametrize(
    ("source", "where"),
    [
        ("a: &navn b\n", "1:4"),
        ("a: b\nc: *navn\n", "2:4"),
        ("a: &l [*l]\n", "1:4"),
        ("&navn a: b\n", "1:1"),
        ("x: &x [1]\ny: &y [*x, *x]\nz: [*y, *y]\n", "1:4"),
    ],
)
def test_anchors_and_aliases_are_not_in_the_language(source: str, where: str) -> None:
    found = fault(source)
    assert told(found) == (f"fil.yaml:{where}", "RV005")
    assert "Ankere" in found.message


@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("a: !navn b\n", "!navn"),
        ("a: !!str b\n", "!!str"),
        ("a: !!python/object:os.system b\n", "!!python/object:os.system"),
        ("a: ! b\n", "!"),
        ("a: !!map {b: c}\n", "!!map"),
        ("a: !<tag:a,1:b> c\n", "tag:a,1:b"),
    ],
)
def test_tags_are_not_in_the_language(source: str, tag: str) -> None:
    found = fault(source)
    assert told(found) == ("fil.yaml:1:4", "RV005")
    assert f"«{tag}»" in found.message


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "ZERO WIDTH SPACE"),
        ("\u00ad", "SOFT HYPHEN"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2028", "LINE SEPARATOR"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE"),
        ("\x00", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x0c", "U+000C"),
        ("\x1c", "U+001C"),
        ("\x85", "U+0085"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_character_that_nobody_sees_is_named_where_it_stands(character: str, name: str) -> None:
    found = fault(f"a: b\nklage: sv{character}ar\n")
    assert told(found) == ("fil.yaml:2:10", "RV004")
    assert name in found.message


def test_a_line_end_of_another_time_is_a_character_that_nobody_sees() -> None:
    assert told(fault(b"a: b\rc: d\n")) == ("fil.yaml:1:5", "RV004")


@pytest.mark.parametrize("escape", [r"\u200b", r"\0", r"\N", r"\L", r"\r"])
def test_a_character_hidden_behind_an_escape_is_found_too(escape: str) -> None:
    assert told(fault(f'a: "b{escape}c"\n')) == ("fil.yaml:1:4", "RV004")


@pytest.mark.parametrize("escape", [r"\ud800", r"\U00110000", r"\q", r"\x4z"])
def test_an_escape_that_stands_for_nothing_is_refused(escape: str) -> None:
    assert fault(f'a: "b{escape}c"\n').code in {"RV002", "RV004"}


def test_a_line_break_written_as_an_escape_is_text() -> None:
    assert plain(tree('a: "b\\nc"\n')) == {"a": "b\nc"}


@pytest.mark.parametrize("written", ["bla\u030abær", '"bla\\u030abær"'])
def test_letters_put_together_of_several_characters_are_the_same_letters(written: str) -> None:
    assert plain(tree(f"a: {written}\nstøtte: x\n")) == {"a": "blåbær", "støtte": "x"}
    assert plain(tree(unicodedata.normalize("NFD", "på: å\n"))) == {"på": "å"}
