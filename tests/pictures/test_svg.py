"""An SVG is well-formed, says everything in real text, and needs no colours to be understood."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from bot.pictures.drawing import Arrow, Drawing, Kind, Node, Way
from bot.pictures.svg import escape, write_svg
from tests.pictures import generated, shipped

SVG = "{http://www.w3.org/2000/svg}"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(drawing: Drawing) -> ET.Element:
    return ET.fromstring(write_svg(drawing))


def texts(root: ET.Element) -> list[str]:
    return [found.text or "" for found in root.iter(f"{SVG}text")]


def letters(text: str) -> str:
    return "".join(NOT_IN_XML.sub("", text).split())


def check(drawing: Drawing) -> None:
    root = read(drawing)
    said = letters("".join(texts(root)))
    for node in drawing.nodes:
        for text in (node.title, node.note, node.name):
            assert letters(text) in said
    for arrow in drawing.arrows:
        for way in arrow.ways:
            for text in (*way.choices, way.guard):
                assert letters(text) in said


@pytest.mark.parametrize("drawing", shipped.drawings(), ids=lambda one: one.title)
def test_every_word_of_what_is_shipped_is_in_its_picture(drawing: Drawing) -> None:
    check(drawing)


@given(generated.drawings())
def test_any_text_is_in_its_picture_and_leaves_it_well_formed(drawing: Drawing) -> None:
    check(drawing)


@given(generated.texts)
def test_a_text_comes_back_from_xml_as_it_was(text: str) -> None:
    read_back = ET.fromstring(f"<a>{escape(text)}</a>").text or ""
    assert read_back == NOT_IN_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def test_hostile_labels_are_no_markup() -> None:
    nodes = (Node("a", Kind.QUESTION, generated.HOSTILE), Node("b", Kind.OUTCOME, "</svg>"))
    way = Way(("<script>", "]]>"), '" onload="x')
    root = read(Drawing("<i>", "a", nodes, (Arrow("a", "b", (way,)),)))
    assert {found.tag.removeprefix(SVG) for found in root.iter()} <= {
        *("svg", "title", "desc", "rect", "text", "g", "circle", "path", "polygon")
    }
    assert "<script> / ]]>" in texts(root)


def drawing() -> Drawing:
    nodes = (
        Node("hvem", Kind.QUESTION, "Hvem skrev brevet?"),
        Node("nav", Kind.CALL, "Klage på Nav"),
        Node("svar", Kind.OUTCOME, "Klag til kommunen"),
        Node("ferdig", Kind.RETURN, "Kjent"),
    )
    arrows = (
        Arrow("hvem", "nav", (Way(("Nav",)),)),
        Arrow("hvem", "svar", (Way(("Kommunen", "Vet ikke")), Way(("Andre",), "ellers"))),
        Arrow("nav", "ferdig"),
    )
    return Drawing("Klage", "hvem", nodes, arrows)


def test_the_picture_is_told_in_words() -> None:
    root = read(drawing())
    assert root.findtext(f"{SVG}title") == "Klage"
    assert root.findtext(f"{SVG}desc") == (
        "Begynner med «Hvem skrev brevet?». "
        "Fra «Hvem skrev brevet?», Nav, til «Klage på Nav». "
        "Fra «Hvem skrev brevet?», Kommunen / Vet ikke; Andre, ellers, til «Klag til kommunen». "
        "Fra «Klage på Nav» til «Kjent»."
    )
    ids = {found.get("id") for found in root}
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= ids


def test_labels_are_read_right_after_the_box_they_leave() -> None:
    said = texts(read(drawing()))
    assert said[1:-4] == [
        *("Hvem skrev brevet?", "Nav", "Kommunen / Vet ikke", "/ Andre", "ellers"),
        *("Klage på Nav", "Klag til kommunen", "Kjent"),
    ]


def test_kinds_are_told_apart_without_colours() -> None:
    looks = set()
    for kind in Kind:
        written = write_svg(Drawing("", "a", (Node("a", kind, "Det samme"),), ()))
        bare = re.sub(r'(fill|stroke)="#[0-9a-f]+"', "", written)
        looks.add(bare.replace(kind.value, ""))
    assert len(looks) == len(Kind)


def test_the_key_explains_the_kinds_that_are_there_and_no_others() -> None:
    assert texts(read(drawing()))[-4:] == [kind.value for kind in Kind]
    alone = Drawing("", "a", (Node("a", Kind.OUTCOME, "Klag"),), ())
    assert texts(read(alone))[1:] == ["Klag", "Svar"]


def test_the_paper_is_white_and_as_large_as_it_says() -> None:
    root = read(drawing())
    paper = root.find(f"{SVG}rect")
    assert paper is not None
    assert paper.get("fill") == "#ffffff"
    size = (root.get("width"), root.get("height"))
    assert (paper.get("width"), paper.get("height")) == size
    assert root.get("viewBox") == f"0 0 {size[0]} {size[1]}"


def test_a_long_heading_makes_the_paper_wider() -> None:
    nodes = (Node("a", Kind.OUTCOME, "Klag"),)
    short, long = (read(Drawing(title, "a", nodes, ())) for title in ("Kort", "Lang " * 20))
    assert float(long.get("width", "0")) > 1000 > float(short.get("width", "0"))


def lines(root: ET.Element) -> list[tuple[str, str]]:
    found = [path for path in root.iter(f"{SVG}path") if path.get("stroke-width") in ("1.5", "5")]
    return [(path.get("stroke", ""), path.get("d", "")) for path in found if "h" not in d_of(path)]


def d_of(path: ET.Element) -> str:
    return path.get("d", "")


def test_lines_to_different_boxes_have_different_colours_and_white_under_them() -> None:
    nodes = tuple(Node(name, Kind.OUTCOME, name) for name in "abcd")
    arrows = tuple(Arrow("a", name) for name in "bcd")
    _start, *drawn = lines(read(Drawing("", "a", nodes, arrows)))
    under, over = drawn[::2], drawn[1::2]
    assert {colour for colour, _ in under} == {"#ffffff"}
    assert [way for _, way in under] == [way for _, way in over]
    assert len({colour for colour, _ in over}) == 3


def test_a_line_ends_inside_its_arrowhead_and_the_arrowhead_at_the_box() -> None:
    root = read(Drawing("", "a", (Node("a", Kind.OUTCOME, "a"),), ()))
    (_, way) = lines(root)[0]
    head = root.find(f".//{SVG}polygon")
    box = root.find(f"{SVG}g//{SVG}rect")
    assert head is not None
    assert box is not None
    tip, back = (float(corner) for corner in head.get("points", "").split()[:3:2])
    assert tip == float(box.get("x", ""))
    assert back < float(way.rpartition("L")[2].split()[0]) < tip


def test_a_dot_marks_where_it_begins() -> None:
    (dot,) = read(drawing()).iter(f"{SVG}circle")
    assert float(dot.get("cx", "")) < 0
