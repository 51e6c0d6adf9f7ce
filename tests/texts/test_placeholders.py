import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import placeholder_problems
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


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (("Hei",), ("Hello",)),
        (("{a} før {b.c}",), ("{b.c} after {a}",)),
        (("{a} {a}",), ("{a}",)),
        (("Ett svar", "{n} svar"), ("One answer", "{n} answers")),
        (("{n} svar til {a}", "{n} svar til {a}"), ("{a}: {n}", "{a}: {n}")),
        (("{n} svar", "{n} svar"), ("{n} x", "{n} y", "{n} z")),
        (("ett svar", "flere svar"), ("{n} answer", "{n} answers")),
        (("en { alene",), ("one { alone",)),
    ],
)
def test_a_translation_with_the_placeholders_of_its_source_is_sound(
    source: tuple[str, ...], translation: tuple[str, ...]
) -> None:
    assert placeholder_problems(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "what"),
    [
        (("Innen {frist}",), ("By the date",), "mangler {frist}"),
        (("{sats.a}",), ("{sats.b}",), "mangler {sats.a}"),
        (("Hei",), ("Hello {name}",), "har {name}"),
        (("Hei",), ("Hello {n}",), "har {n}"),
        (("{a}",), ("{a",), "krøllparentes"),
        (("ett svar", "{n} svar"), ("one answer", "many answers"), "mangler {n}"),
        (("{a}: ett svar", "{a}: {n} svar"), ("one answer", "{a}: {n} answers"), "mangler {a}"),
    ],
)
def test_a_translation_that_lost_or_made_up_a_placeholder_is_named(
    source: tuple[str, ...], translation: tuple[str, ...], what: str
) -> None:
    assert any(what in problem for problem in placeholder_problems(source, translation))
