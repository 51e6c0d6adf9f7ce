"""A text is read as one for all, or as one for each of those who ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Text
from bot.facts.texts import read_wording, read_wordings, text
from bot.source import Fields, Position, Report, Scalar
from tests.source.reading import tree

_WORDS = st.lists(st.sampled_from(["{du}", "{Deg}", "{ditt}", "kan", "{instans.x.navn}", "."]))


def read(source: str) -> tuple[Text | None, tuple[str, ...]]:
    report = Report()
    fields = Fields(tree(f"hjelp: {source}"), "spørsmålet «a»", report, ("hjelp",))
    found = read_wording(fields, "hjelp")
    codes = tuple(diagnostic.code for diagnostic in report.sorted())
    return (text("a.b.hjelp", found) if found else None), codes


def test_a_text_without_variants_is_the_same_for_all() -> None:
    found, codes = read("Se i brevet.")
    assert found is not None
    assert (found.source, found.others, codes) == ("Se i brevet.", None, ())
    assert found.read(for_others=True) is found
    assert found.variants == (found,)


def test_a_text_written_twice_has_a_context_and_a_place_for_each() -> None:
    found, codes = read("{deg: Se i brevet ditt., andre: Be om brevet.}")
    assert found is not None
    assert found.others is not None
    assert codes == ()
    assert (found.context, found.source) == ("a.b.hjelp", "Se i brevet ditt.")
    assert (found.others.context, found.others.source) == ("a.b.hjelp.andre", "Be om brevet.")
    assert found.position.column < found.others.position.column
    assert found.read(for_others=True) is found.others
    assert found.read(for_others=False) is found
    assert found.variants == (found, found.others)


@pytest.mark.parametrize(
    ("written", "own", "others"),
    [
        ("Er {du} medlem?", "Er du medlem?", "Er den du hjelper medlem?"),
        ("{Du} kan klage.", "Du kan klage.", "Den du hjelper kan klage."),
        ("Det gjelder {deg}.", "Det gjelder deg.", "Det gjelder den du hjelper."),
        ("{Deg} gjelder det.", "Deg gjelder det.", "Den du hjelper gjelder det."),
        ("Se i brevet {ditt}.", "Se i brevet ditt.", "Se i brevet til den du hjelper."),
        ("Saken {din} og {du}", "Saken din og du", "Saken til den du hjelper og den du hjelper"),
    ],
)
def test_words_in_braces_make_two_plain_sentences(written: str, own: str, others: str) -> None:
    found, codes = read(f'"{written}"')
    assert found is not None
    assert found.others is not None
    assert (found.source, found.others.source, codes) == (own, others, ())


@given(_WORDS)
def test_no_word_for_you_is_left_in_braces(words: list[str]) -> None:
    written = " ".join(words)
    made = text("a", Scalar(written, Position("f", 1, 1)))
    for variant in made.variants:
        assert written.count("{instans.x.navn}") == variant.source.count("{")
    assert (made.others is None) is (words == [] or not {"{du}", "{Deg}", "{ditt}"} & {*words})


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("{deg: Se i brevet.}", ("RV240",)),
        ("{andre: Se i brevet.}", ("RV240",)),
        ("{deg: Se i brevet., andre: Se i brevet.}", ("RV240",)),
        ('{deg: Se., andre: "Er {du} her?"}', ("RV240",)),
        ("{du}", ("RV019",)),
        ("{deg}", ("RV019",)),
        ("{deg: Se i brevet., andr: Be om brevet.}", ("RV011",)),
        ('{deg: Se i brevet., andre: ""}', ("RV013",)),
        ("{deg: Se i brevet., andre: [a]}", ("RV010",)),
        ("{tekst: Se i brevet.}", ("RV010",)),
        ("[Se i brevet.]", ("RV010",)),
        ('""', ("RV013",)),
    ],
)
def test_one_slip_in_a_text_is_told_once(written: str, codes: tuple[str, ...]) -> None:
    assert read(written) == (None, codes)


def test_lists_hold_texts_of_both_kinds() -> None:
    report = Report()
    fields = Fields(tree('a: [Vent., "Ring {du}?", {deg: A., andre: B.}]'), "b", report, ("a",))
    found = [text("c", each) for each in read_wordings(fields, "a")]
    assert [[variant.source for variant in each.variants] for each in found] == [
        ["Vent."],
        ["Ring du?", "Ring den du hjelper?"],
        ["A.", "B."],
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Har ikke {du} penger til mat?",
        "Ring. Klarer ikke {du} å betale, så si det.",
        "Hvorfor har aldri {du} fått brev?",
        "Får fortsatt {du} penger?",
    ],
)
def test_a_pronoun_after_an_adverb_is_told_with_the_order_that_holds_for_both(
    written: str,
) -> None:
    assert read(f'"{written}"')[1] == ("RV240",)


@pytest.mark.parametrize(
    "written",
    [
        "Har {du} ikke penger til mat?",
        "Si fra hvis ikke {du} kan komme.",
        "Det er legen og ikke {du} som skriver.",
        "Det gjelder ikke {deg}.",
    ],
)
def test_a_pronoun_where_it_holds_for_both_is_let_be(written: str) -> None:
    assert read(f'"{written}"')[1] == ()
