"""Nothing lies on anything else, and every arrow begins and ends at a box."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given

from bot.pictures.drawing import Arrow, Drawing, Kind, Node, Way
from bot.pictures.layout import PlacedArrow, PlacedNode, Row, Sheet, lay_out
from bot.pictures.measure import width
from tests.pictures import generated, shipped

Area = tuple[float, float, float, float]
ROUNDED = 0.2

every_shipped = pytest.mark.parametrize("drawing", shipped.drawings(), ids=lambda one: one.title)


def of_box(placed: PlacedNode) -> Area:
    x, y = placed.corner.x, placed.corner.y
    return x, y, x + placed.width, y + placed.height


def of_row(row: Row) -> Area:
    wide = width(row.text, row.style)
    left = row.at.x - wide / 2 if row.centred else row.at.x
    return left, row.at.y - row.style.size * 0.8, left + wide, row.at.y + row.style.size * 0.22


def meet(one: Area, other: Area) -> bool:
    return (
        one[0] < other[2] - ROUNDED
        and other[0] < one[2] - ROUNDED
        and one[1] < other[3] - ROUNDED
        and other[1] < one[3] - ROUNDED
    )


def segments(arrow: PlacedArrow) -> list[Area]:
    return [
        (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
        for a, b in pairwise(arrow.points)
    ]


def crosses(segment: Area, area: Area) -> bool:
    return (
        segment[0] < area[2] - ROUNDED
        and area[0] + ROUNDED < segment[2]
        and segment[1] < area[3] - ROUNDED
        and area[1] + ROUNDED < segment[3]
    ) or (
        # A line has no breadth of its own.
        segment[0] == segment[2]
        and area[0] + ROUNDED < segment[0] < area[2] - ROUNDED
        and segment[1] < area[3] - ROUNDED
        and area[1] + ROUNDED < segment[3]
    )


def check(drawing: Drawing) -> None:
    sheet = lay_out(drawing)
    nothing_overlaps(sheet)
    arrows_touch_their_boxes(sheet)
    lines_keep_clear(sheet)
    lines_to_different_boxes_are_apart(sheet)
    everything_is_on_the_sheet(sheet)


def nothing_overlaps(sheet: Sheet) -> None:
    areas = [of_box(placed) for placed in sheet.nodes]
    areas += [of_row(row) for arrow in sheet.arrows for row in arrow.rows]
    assert not [(one, other) for one, other in combinations(areas, 2) if meet(one, other)]
    for placed in sheet.nodes:
        left, top, right, bottom = of_box(placed)
        rows = [of_row(row) for row in placed.rows]
        assert not [pair for pair in combinations(rows, 2) if meet(*pair)]
        for row in rows:
            assert left + 8 <= row[0]
            assert row[2] <= right - 8
            assert top <= row[1]
            assert row[3] <= bottom


def arrows_touch_their_boxes(sheet: Sheet) -> None:
    boxes = {placed.node.id: of_box(placed) for placed in sheet.nodes}
    for placed in sheet.arrows:
        first, last = placed.points[0], placed.points[-1]
        left, top, right, bottom = boxes[placed.arrow.source]
        assert first.x == right
        assert top < first.y < bottom
        left, top, right, bottom = boxes[placed.arrow.target]
        assert last.x == left
        assert top + 8 <= last.y <= bottom - 8
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(placed.points))
        assert placed.points[-2].y == last.y, "it comes in from the left"
        assert last.x - placed.points[-2].x >= 10, "the arrowhead has room"


def lines_keep_clear(sheet: Sheet) -> None:
    solid = [of_box(placed) for placed in sheet.nodes]
    solid += [of_row(row) for arrow in sheet.arrows for row in arrow.rows]
    for arrow in sheet.arrows:
        for x0, y0, x1, y1 in segments(arrow):
            thick = (x0, y0 - 0.5, x1, y1 + 0.5)
            assert not [area for area in solid if crosses(thick, area)]


def lines_to_different_boxes_are_apart(sheet: Sheet) -> None:
    for one, other in combinations(sheet.arrows, 2):
        if one.arrow.target == other.arrow.target:
            continue
        for a in segments(one):
            for b in segments(other):
                level = a[1] == a[3] and b[1] == b[3] and abs(a[1] - b[1]) < 2
                upright = a[0] == a[2] and b[0] == b[2] and abs(a[0] - b[0]) < 2
                assert not (level and min(a[2], b[2]) - max(a[0], b[0]) > ROUNDED), (a, b)
                assert not (upright and min(a[3], b[3]) - max(a[1], b[1]) > ROUNDED), (a, b)


def everything_is_on_the_sheet(sheet: Sheet) -> None:
    points = [point for arrow in sheet.arrows for point in arrow.points]
    for left, top, right, bottom in [
        *(of_box(placed) for placed in sheet.nodes),
        *((point.x, point.y, point.x, point.y) for point in points),
        *(of_row(row) for arrow in sheet.arrows for row in arrow.rows),
    ]:
        assert left >= 0
        assert top >= -ROUNDED
        assert right <= sheet.width + ROUNDED
        assert bottom <= sheet.height + ROUNDED


@every_shipped
def test_nothing_in_a_shipped_picture_lies_on_anything_else(drawing: Drawing) -> None:
    check(drawing)


@given(generated.drawings())
def test_nothing_in_any_picture_lies_on_anything_else(drawing: Drawing) -> None:
    check(drawing)


@given(generated.drawings())
def test_every_box_and_arrow_has_one_place(drawing: Drawing) -> None:
    sheet = lay_out(drawing)
    assert [placed.node for placed in sheet.nodes] == list(drawing.nodes)
    assert sorted(sheet.arrows, key=ends) == [
        next(found for found in sheet.arrows if found.arrow == arrow)
        for arrow in sorted(drawing.arrows, key=lambda arrow: (arrow.source, arrow.target))
    ]


def ends(placed: PlacedArrow) -> tuple[str, str]:
    return placed.arrow.source, placed.arrow.target


@given(generated.drawings())
def test_every_arrow_leads_to_the_right(drawing: Drawing) -> None:
    for arrow in lay_out(drawing).arrows:
        assert all(a.x <= b.x for a, b in pairwise(arrow.points))


def test_labels_leave_a_box_in_the_order_they_are_read() -> None:
    for drawing in shipped.drawings():
        down: dict[str, list[float]] = {}
        for arrow in lay_out(drawing).arrows:
            if arrow.arrow.ways != ():
                down.setdefault(arrow.arrow.source, []).append(arrow.points[0].y)
        if any(way.label for arrow in drawing.arrows for way in arrow.ways):
            assert all(found == sorted(found) for found in down.values())


def test_a_chain_is_drawn_as_a_straight_line() -> None:
    nodes = tuple(Node(name, Kind.CALL, name) for name in "abc")
    sheet = lay_out(Drawing("", "a", nodes, (Arrow("a", "b"), Arrow("b", "c"))))
    assert {point.y for arrow in sheet.arrows for point in arrow.points} == {
        sheet.nodes[0].corner.y + sheet.nodes[0].height / 2
    }


def test_a_box_stands_in_the_middle_of_what_it_leads_to() -> None:
    nodes = tuple(Node(name, Kind.CALL, name) for name in "abcd")
    sheet = lay_out(Drawing("", "a", nodes, tuple(Arrow("a", name) for name in "bcd")))
    middle = [placed.corner.y + placed.height / 2 for placed in sheet.nodes]
    assert abs(middle[0] - middle[2]) < 1


def test_an_arrow_that_all_but_points_at_a_box_is_straight() -> None:
    names = ("a", "b", "c")
    nodes = tuple(Node(name, Kind.QUESTION, "mange ord " * 3) for name in names)
    arrows = tuple(Arrow("a", name, (Way(("mange ord " * 5,)),)) for name in names[1:])
    for placed in lay_out(Drawing("", "a", nodes, arrows)).arrows:
        assert len(placed.points) == 2


def test_arrows_without_labels_leave_in_the_order_of_what_they_lead_to() -> None:
    nodes = tuple(Node(name, Kind.CALL, name) for name in "abcde")
    arrows = tuple(Arrow(*pair) for pair in ("ab", "ac", "cd", "ae", "ed", "be"))
    sheet = lay_out(Drawing("", "a", nodes, arrows))
    down = {placed.node.id: placed.corner.y for placed in sheet.nodes}
    leaving = [arrow for arrow in sheet.arrows if arrow.arrow.source == "a"]
    begun = sorted(leaving, key=lambda arrow: arrow.points[0].y)
    ends = [down[arrow.arrow.target] for arrow in begun]
    assert ends == sorted(ends)


def test_arrows_to_the_same_box_arrive_as_one() -> None:
    nodes = tuple(Node(name, Kind.CALL, name) for name in "abcd")
    arrows = tuple(Arrow(*pair) for pair in ("ab", "ac", "ad", "bd", "cd"))
    sheet = lay_out(Drawing("", "a", nodes, arrows))
    tips = {arrow.points[-1] for arrow in sheet.arrows if arrow.arrow.target == "d"}
    assert len(tips) == 1


def test_two_boxes_that_could_cross_do_not() -> None:
    nodes = tuple(Node(name, Kind.CALL, name) for name in "abcde")
    arrows = tuple(Arrow(*pair) for pair in ("ab", "ac", "be", "cd"))
    places = {
        placed.node.id: placed.corner for placed in lay_out(Drawing("", "a", nodes, arrows)).nodes
    }
    assert (places["b"].y < places["c"].y) == (places["e"].y < places["d"].y)


def test_a_circle_is_refused() -> None:
    nodes = (Node("a", Kind.CALL, ""), Node("b", Kind.CALL, ""))
    with pytest.raises(ValueError, match="cycle"):
        lay_out(Drawing("", "a", nodes, (Arrow("a", "b"), Arrow("b", "a"))))


def test_klage_fits_on_one_screen() -> None:
    drawing = next(one for one in shipped.drawings() if one.start == "hvem")
    sheet = lay_out(drawing)
    assert sheet.width < 1800
    assert sheet.height < 850
