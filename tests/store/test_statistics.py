"""What authors see of the counts: enough to find what is wrong, and nobody in particular."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.store import Count
from bot.store.statistics import HIDDEN_UNDER, StepCount, statistics

KINDS = ("shown", "left", "outcome", "unsure", "unmatched")
COUNTS = st.dictionaries(
    st.builds(
        Count,
        st.sampled_from(["2026-01", "2026-02"]),
        st.sampled_from(KINDS),
        st.sampled_from(["a.b", "a.c", "b.a"]),
    ),
    st.integers(0, 12),
)


def test_months_are_added_and_the_rest_of_the_asked_have_stopped() -> None:
    counts = {
        Count("2026-01", "shown", "a.b"): 20,
        Count("2026-02", "shown", "a.b"): 10,
        Count("2026-02", "left", "a.b"): 18,
        Count("2026-02", "unsure", "a.b"): 6,
        Count("2026-02", "unmatched", "a.b"): 4,
        Count("2026-02", "outcome", "a.c"): 5,
    }
    found = statistics(counts)
    assert found.outcomes == (("a.c", 5),)
    assert found.steps == (StepCount("a.b", 30, 12, 6, None),)
    assert statistics(counts, "2026-02").steps == (StepCount("a.b", 10, 0, 6, None),)


@given(counts=COUNTS)
def test_no_small_number_is_shown(counts: dict[Count, int]) -> None:
    found = statistics(counts)
    shown = [number for _, number in found.outcomes]
    for step in found.steps:
        shown += [step.shown, step.stopped, step.unsure, step.unmatched]
    assert all(number is None or number == 0 or number >= HIDDEN_UNDER for number in shown)


@given(counts=COUNTS)
def test_the_order_tells_nothing_of_what_is_hidden(counts: dict[Count, int]) -> None:
    found = statistics(counts)
    hidden = [step for step, number in found.outcomes if number is None]
    assert hidden == sorted(hidden) or 0 in [number for _, number in found.outcomes]
    stopped = [step.step for step in found.steps if not step.stopped]
    assert stopped == sorted(stopped)
