"""Names are found in a text whatever form they stand in, and in no other word."""

import pytest

from bot.typed import Names

NAMES = Names((("vedtak", "Vedtak"), ("plan", "Individuell plan"), ("bpa", "BPA"), ("tom", " ")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vedtaket kom i går.", ("vedtak",)),
        ("VEDTAK", ("vedtak",)),
        ("to vedtak om BPA", ("vedtak", "bpa")),
        ("BPA-vedtaket", ("bpa", "vedtak")),
        ("en individuell plan", ("plan",)),
        ("de individuelle planene", ("plan",)),
        ("individuell hjelp etter plan", ()),
        ("Planer", ()),
        ("vedtekter", ()),
        ("", ()),
    ],
)
def test_names_are_found_in_their_order(text: str, found: tuple[str, ...]) -> None:
    assert NAMES.found_in((text,)) == found


def test_each_is_found_once_over_several_texts() -> None:
    assert NAMES.found_in(("BPA", "vedtak og bpa")) == ("bpa", "vedtak")
