from hypothesis import assume, given
from hypothesis import strategies as st

from bot.typed import LabelledOption, NoMatch, fold, match

LETTERS = "abdegiklmnorstuvyæøå"
WORDS = st.one_of(
    st.sampled_from(
        ("ikke", "har", "kommet", "Kommunen", "Nav", "ja", "nei", "eller", "2", "uker")
    ),
    st.text(LETTERS, min_size=1, max_size=12),
)
LABELS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
SCREENS = st.lists(LABELS, min_size=1, max_size=6, unique_by=lambda label: squeezed(label))
ANY_SCREENS = st.lists(st.text(max_size=30), max_size=6, unique=True)


def squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


def options_of(labels: list[str]) -> list[LabelledOption]:
    return [LabelledOption(f"v{place}", label) for place, label in enumerate(labels)]


@st.composite
def slips(draw: st.DrawFn, label: str) -> str:
    """Draw the label with one letter added, left out, replaced or swapped with the next."""
    at = draw(st.integers(0, len(label) - 1))
    letter = draw(st.sampled_from(LETTERS))
    before, after = label[:at], label[at + 1 :]
    return draw(
        st.sampled_from(
            (
                before + letter + label[at:],
                before + after,
                before + letter + after,
                before + after[:1] + label[at] + after[1:],
            )
        )
    )


@given(st.text(), ANY_SCREENS, st.booleans())
def test_no_text_raises(text: str, labels: list[str], numbers: bool) -> None:
    found = match(text, options_of(labels), numbers=numbers)
    if isinstance(found, NoMatch):
        assert set(found.near) <= {option.id for option in options_of(labels)}


@given(ANY_SCREENS, st.booleans())
def test_a_label_means_itself_among_any_others(labels: list[str], numbers: bool) -> None:
    options = options_of(labels)
    for option in options:
        if option.label:
            assert match(option.label, options, numbers=numbers) == option


@given(SCREENS)
def test_a_label_folded_means_itself(labels: list[str]) -> None:
    options = options_of(labels)
    for option in options:
        assert match(fold(option.label), options) == option
        assert match(f" {option.label.upper()}! 🙂", options) == option


@given(SCREENS, st.data())
def test_a_slip_never_means_another_label(labels: list[str], data: st.DataObject) -> None:
    options = options_of(labels)
    meant = data.draw(st.sampled_from(options))
    typed = data.draw(slips(meant.label))
    assume(squeezed(typed) not in map(squeezed, labels))
    found = match(typed, options, numbers=False)
    assert isinstance(found, NoMatch) or found == meant


@given(SCREENS, st.sampled_from(("ikke", "ikkje", "ingen", "aldri", "uten", "not")))
def test_a_label_denied_never_means_the_label(labels: list[str], denial: str) -> None:
    options = options_of(labels)
    for option in options:
        assume(squeezed(f"{denial} {option.label}") not in map(squeezed, labels))
        assert match(f"{denial} {option.label}", options) != option


@given(SCREENS, LABELS)
def test_the_order_of_the_options_does_not_matter(labels: list[str], text: str) -> None:
    options = options_of(labels)
    one = match(text, options, numbers=False)
    other = match(text, options[::-1], numbers=False)
    if isinstance(one, NoMatch):
        assert isinstance(other, NoMatch)
        assert one.near == other.near[::-1]
    else:
        assert one == other
