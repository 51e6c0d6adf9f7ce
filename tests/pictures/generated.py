"""Drawings of any shape, with texts of any kind."""

from hypothesis import strategies as st

from bot.pictures.drawing import Arrow, Drawing, Kind, Node, Way, arrows_from

HOSTILE = '"<b>&|]'

texts = st.one_of(
    st.sampled_from(
        [
            "",
            "Ja",
            "Vet ikke",
            HOSTILE,
            "Land med trygdeavtale",
            "Minoritetsspråkopplæringsforskriften",
            "W" * 60,
            "1. mars",
            "- nei",
            "]]> -- </desc><script>",
            "en\nto",
            'end"] --> x',
        ]
    ),
    st.text(max_size=40),
)
_ways = st.builds(Way, st.lists(texts, min_size=1, max_size=3).map(tuple), texts)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    count = draw(st.integers(1, 12))
    ids = [f"{'æøå'[number % 3]}_{number}" for number in range(count)]
    nodes = tuple(
        Node(name, draw(st.sampled_from(Kind)), draw(texts), draw(texts), name) for name in ids
    )
    labelled = draw(st.booleans())
    arrows: list[Arrow] = []
    for number, name in enumerate(ids[:-1]):
        later = st.sampled_from(ids[number + 1 :])
        goals = draw(st.lists(later, max_size=5))
        ways = [(goal, draw(_ways) if labelled else Way(())) for goal in goals]
        arrows += arrows_from(name, ways)
    return Drawing(draw(texts), ids[0], nodes, tuple(arrows))
