"""Boxes stand to the right of what leads to them, in an order with few crossings."""

from hypothesis import given

from bot.pictures.drawing import Arrow, Drawing, Kind, Node
from bot.pictures.layout.columns import Pass, columns, crossings
from bot.pictures.layout.tracks import Bundle, tracks
from tests.pictures import generated


def drawing(*arrows: str) -> Drawing:
    names = sorted({name for arrow in arrows for name in arrow})
    return Drawing(
        "",
        "a",
        tuple(Node(name, Kind.CALL, name) for name in names),
        tuple(Arrow(*arrow) for arrow in arrows),
    )


def test_a_box_stands_right_of_the_last_that_leads_to_it() -> None:
    assert columns(drawing("ab", "bc", "ac")).places == (
        ("a",),
        ("b", Pass("c", 1)),
        ("c",),
    )


def test_arrows_to_the_same_box_pass_in_the_same_place() -> None:
    places = columns(drawing("ab", "bc", "cd", "ad", "bd")).places
    assert [[place for place in column if isinstance(place, Pass)] for column in places] == [
        *([], [Pass("d", 1)], [Pass("d", 2)], [])
    ]


def test_the_order_is_the_one_with_the_fewest_crossings() -> None:
    # Read in order, q comes first; but most of the arrows to it begin below the one to p.
    found = columns(drawing("ab", "ac", "ad", "ae", "bq", "cp", "dq", "eq"))
    assert found.places[2] == ("p", "q")


@given(generated.drawings())
def test_no_two_neighbours_would_cross_less_the_other_way_around(drawing: Drawing) -> None:
    found = columns(drawing)
    least = crossings(found.places, found.steps)
    for number, column in enumerate(found.places):
        for upper in range(len(column) - 1):
            turned = [*column[:upper], column[upper + 1], column[upper], *column[upper + 2 :]]
            places = [*found.places[:number], turned, *found.places[number + 1 :]]
            assert crossings(places, found.steps) >= least


def test_lines_turn_in_the_order_that_crosses_least() -> None:
    upper, lower = Bundle((0,), 50), Bundle((20,), 70)
    assert tracks([upper, lower]) == [1, 0]
    assert tracks([lower, upper]) == [0, 1]


def test_lines_that_go_up_turn_in_the_other_order() -> None:
    assert tracks([Bundle((50,), 0), Bundle((70,), 20)]) == [0, 1]


def test_the_end_of_a_line_does_not_lie_on_the_beginning_of_another() -> None:
    ends_where_the_other_begins, other = Bundle((0,), 100), Bundle((100,), 30)
    first, second = tracks([ends_where_the_other_begins, other])
    assert second < first


def test_lines_that_are_apart_turn_in_the_same_place() -> None:
    assert tracks([Bundle((0,), 20), Bundle((100,), 120), Bundle((50,), 50)]) == [0, 0, 0]
