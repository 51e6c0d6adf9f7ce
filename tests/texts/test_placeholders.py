import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.placeholders import fill


def test_a_placeholder_is_filled_wherever_it_stands() -> None:
    assert fill("{a} og {måned}, {a}", {"a": 1, "måned": "mai"}) == "1 og mai, 1"


@given(st.text(), st.text())
def test_a_value_is_put_in_as_it_is(first: str, second: str) -> None:
    assert fill("<{a}{b}>", {"a": first, "b": second}) == f"<{first}{second}>"


@pytest.mark.parametrize(
    "text", ["{a.__class__}", "{a[0]}", "{a!r}", "{a:>9}", "{}", "{0}", "{", "}"]
)
def test_only_plain_names_are_filled(text: str) -> None:
    assert fill(text, {"a": "x", "0": "y"}) == text


def test_a_placeholder_without_value_is_refused() -> None:
    with pytest.raises(KeyError):
        fill("{a}", {"b": 1})
