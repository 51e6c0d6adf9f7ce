"""Words of danger are found however they are typed, and not where they mean something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.typed import Signals, spotted

LIFE = Signals("liv", ("puster ikke", "vondt i brystet", "bevisstløs*"))
SUICIDE = Signals(
    "selvmord",
    ("selvmord*", "vil dø", "vil ikke leve", "can't go on"),
    ("selvmordsforebygg*", "dø hjemme"),
)
VIOLENCE = Signals("vold", ("slår meg", "vold"), ("slår opp",))
ALL = (LIFE, SUICIDE, VIOLENCE)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Han puster ikke", "liv"),
        ("PUSTER IKKE!!!", "liv"),
        ("han puster ikkje", "liv"),
        ("puster nesten ikke", "liv"),
        ("mor har vondt i brystet", "liv"),
        ("mor har vondt i brystett", "liv"),
        ("pappa er bevisstløs", "liv"),
        ("pappa er bevistløs", "liv"),
        ("bevisstlose", "liv"),
        ("jeg vil dø", "selvmord"),
        ("jeg vil bare dø nå", "selvmord"),
        ("vil do", "selvmord"),
        ("selvmordstanker", "selvmord"),
        ("sevlmord", "selvmord"),
        ("selv mord", "selvmord"),
        ("Jeg vil ikke leve lenger.", "selvmord"),
        ("I cant go on", "selvmord"),
        ("I can’t go on", "selvmord"),
        ("han slår meg", "vold"),
        ("han slar meg", "vold"),
        ("han slår ofte meg og barna", "vold"),
        ("Vedtaket kom i går. Han slår meg.", "vold"),
    ],
)
def test_danger_is_found_in_any_spelling(text: str, danger: str) -> None:
    assert spotted(text, ALL) == (danger,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Klage på sykehus",
        "han slår meg ikke",
        "jeg har ikke tenkt på selvmord",
        "ingen tanker om selvmord",
        "det er ikke vold",
        "selvmordsforebyggende arbeid",
        "mor vil dø hjemme",
        "hvor slår jeg opp dette",
        "svar meg",
        "voldgift",
        "hjemmet vil ha penger for at far skal dø",
        "han vil flytte. Dø betyr ikke noe her",
    ],
)
def test_what_denies_danger_or_means_something_else_is_not_danger(text: str) -> None:
    assert spotted(text, ALL) == ()


def test_a_denial_of_something_else_hides_no_danger() -> None:
    assert spotted("jeg vet ikke om jeg vil dø", ALL) == ("selvmord",)
    assert spotted("legen kom ikke, han puster ikke", ALL) == ("liv",)
    assert spotted("han slår meg, ikke bare barna", ALL) == ("vold",)


def test_several_dangers_come_in_the_order_of_the_groups() -> None:
    assert spotted("Han slår meg. Jeg vil dø.", ALL) == ("selvmord", "vold")


def test_an_exception_hides_only_the_words_it_is_made_of() -> None:
    assert spotted("hun vil dø hjemme, og jeg vil dø", ALL) == ("selvmord",)


def test_something_is_no_denial() -> None:
    stuck = Signals("liv", ("satt i halsen",))
    assert spotted("ungen har satt noe i halsen", [stuck]) == ("liv",)


def test_a_word_and_the_small_word_after_it_make_no_new_danger() -> None:
    heart = Signals("liv", ("hjerteinfarkt",), ("hadde hjerteinfarkt",))
    assert spotted("far hadde hjerteinfarkt i 2019", [heart]) == ()
    assert spotted("far har hjerte infarkt", [heart]) == ("liv",)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert set(spotted(text, ALL)) <= {"liv", "selvmord", "vold"}


@given(st.text(alphabet="abc æøå ,.", max_size=60), st.text(alphabet="abc æøå ,.", max_size=60))
def test_danger_is_found_wherever_it_stands_in_a_text(before: str, after: str) -> None:
    assert "liv" in spotted(f"{before}. Hun puster ikke. {after}", ALL)
