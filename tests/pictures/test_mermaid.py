"""Mermaid text has a small grammar of its own, whatever the texts in it."""

import re

import pytest
from hypothesis import given

from bot.pictures.drawing import Arrow, Drawing, Kind, Node, Way
from bot.pictures.mermaid import escape, write_mermaid
from tests.pictures import generated, shipped

TEXT = r'"(?:[^"#<>&|\[\]{}`\\;\n]|#\d+;|<br/>)+"'
ID = r"s_[A-Za-z0-9_]+"
LINES = (
    re.compile(r"flowchart LR"),
    re.compile(r"  acc(?:Title|Descr): [^#;{}<>&|\"]+"),
    re.compile(r'  start\(\("Start"\)\)'),
    re.compile(rf"  {ID}(?:\[{TEXT}\]|\[\[{TEXT}\]\]|\(\[{TEXT}\]\)|>{TEXT}\])"),
    re.compile(rf"  start --> {ID}"),
    re.compile(rf"  {ID} -->(?:\|{TEXT}\|)? {ID}"),
    re.compile(r"  classDef [a-z]+ [a-z-]+:[^,]+(?:,[a-z-]+:[^,]+)*"),
    re.compile(rf"  class {ID}(?:,{ID})* [a-z]+"),
)


def check(drawing: Drawing) -> None:
    written = write_mermaid(drawing)
    assert written.endswith("\n")
    for line in written.split("\n")[:-1]:
        assert any(form.fullmatch(line) for form in LINES), line


@pytest.mark.parametrize("drawing", shipped.drawings(), ids=lambda one: one.title)
def test_every_line_of_what_is_shipped_is_in_the_grammar(drawing: Drawing) -> None:
    check(drawing)


@given(generated.drawings())
def test_every_line_is_in_the_grammar_whatever_the_texts(drawing: Drawing) -> None:
    check(drawing)


def unescaped(text: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


@given(generated.texts)
def test_an_escaped_text_reads_as_it_was(text: str) -> None:
    shown = " ".join(unescaped(escape(text)).split())
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    assert shown == " ".join(kept.split())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ('"<b>&|]', "#34;#60;b#62;#38;#124;#93;"),
        ("#quot;", "#35;quot#59;"),
        ("1. mars", "1#46; mars"),
        ("- nei", "#45; nei"),
        ("`kode`", "#96;kode#96;"),
        ("to\nlinjer", "to linjer"),
        ("_kursiv_ og svar_hjelp", "#95;kursiv#95; og svar_hjelp"),
        ("Får du «støtte»? (Nav)", "Får du «støtte»? (Nav)"),
    ],
)
def test_signs_that_might_be_syntax_are_written_by_number(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_each_kind_has_a_shape_and_a_class() -> None:
    nodes = tuple(Node(kind.name.lower(), kind, kind.name) for kind in Kind)
    lines = write_mermaid(Drawing("Alt", "question", nodes, ())).splitlines()
    assert lines[4:8] == [
        '  s_question["QUESTION"]',
        '  s_call[["CALL"]]',
        '  s_outcome(["OUTCOME"])',
        '  s_return>"RETURN"]',
    ]
    assert [line.split()[1:] for line in lines if line.startswith("  class ")] == [
        ["s_question", "sporsmal"],
        ["s_call", "flyt"],
        ["s_outcome", "svar"],
        ["s_return", "tilbake"],
    ]


def test_an_arrow_says_its_choices_and_its_guard() -> None:
    nodes = (Node("å_1", Kind.QUESTION, "Hva?"), Node("end", Kind.OUTCOME, "Slutt"))
    ways = (Way(("Ja", "Vet ikke"), "når fristen er utløpt"), Way(("Nei",)), Way((), "ellers"))
    written = write_mermaid(Drawing("", "å_1", nodes, (Arrow("å_1", "end", ways),)))
    label = "Ja / Vet ikke (når fristen er utløpt)<br/>Nei<br/>ellers"
    assert f'  s_AA_1 -->|"{label}"| s_end\n' in written


def test_ids_that_differ_in_one_letter_stay_apart() -> None:
    names = ("aa", "å", "ae", "æ", "oe", "ø")
    nodes = tuple(Node(name, Kind.OUTCOME, "x") for name in names)
    written = write_mermaid(Drawing("", "aa", nodes, ()))
    assert len(set(re.findall(r"s_\w+(?=\(\[)", written))) == len(names)


def test_a_box_without_words_still_has_a_label() -> None:
    written = write_mermaid(Drawing("", "a", (Node("a", Kind.OUTCOME, "\u200b"),), ()))
    assert '  s_a([" "])' in written
