from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Facts, FactsReader
from bot.flows import AsOf, fill
from bot.flows.placeholders import (
    DEEPEST,
    fillable,
    has_stray_brace,
    known_placeholders,
    placeholders,
)
from bot.flows.texts import fact_texts
from bot.source import Report
from bot.texts import Words, to_plain
from bot.texts.translations import Translations
from tests.facts.rates import RATES
from tests.library import FACTS, TODAY
from tests.source.reading import tree


def facts(source: str = FACTS) -> Facts:
    reader = FactsReader(Report())
    reader.add(tree(source))
    return reader.facts()


SHARED = """\
tekster:
  hjelp: Ring **Helfo** på {instans.helfo.telefon}.
"""


def filled(text: str, known: Facts | None = None) -> str:
    found = known or facts()
    return fill(text, found, AsOf({}, found, Words("nb"), TODAY))


def test_facts_are_put_in_where_their_names_stand() -> None:
    text = "Ring {instans.helfo.navn} på {instans.helfo.telefon}, {instans.helfo.post}."
    assert to_plain(filled(text)) == ("Ring Helfo på 23 32 70 00, Postboks 1, 3104 Tønsberg.")


def test_an_address_may_be_the_address_of_a_link() -> None:
    linked = filled("[Siden til Helfo]({instans.helfo.nett})")
    assert to_plain(linked) == "Siden til Helfo (https://www.helsenorge.no)"


def test_a_fact_is_never_read_as_markup() -> None:
    odd = facts(FACTS.replace("telefon: 23 32 70 00", "telefon: '**23** [a](https://b.no)'"))
    assert to_plain(filled("Ring {instans.helfo.telefon}", odd)) == (
        "Ring **23** [a](https://b.no)"
    )


def test_a_name_is_put_in_as_it_is_in_the_language_of_the_reader() -> None:
    named = Translations({("fakta.instans.helfo", "Helfo"): ("The Helfo office",)})
    resolver = AsOf({}, facts(), Words("en", flows=named), TODAY)
    assert fill("{instans.helfo.navn}", facts(), resolver) == "The Helfo office"


def test_only_what_an_authority_has_is_known() -> None:
    assert set(known_placeholders(facts(FACTS + RATES + SHARED))) == {
        "instans.helfo.navn",
        "instans.helfo.telefon",
        "instans.helfo.post",
        "instans.helfo.nett",
        "instans.kommunen.navn",
        "sats.tak",
        "sats.tak.navn",
        "frist.klage.lengde",
        "frist.anke.lengde",
        "tekst.hjelp",
    }


def test_placeholders_are_what_stands_in_braces() -> None:
    assert list(placeholders("{a.b} og {c}, {}")) == ["a.b", "c", ""]


def test_a_brace_without_its_other_is_astray() -> None:
    assert not has_stray_brace("{a} og {b}")
    for text in ("{a", "a}", "}{", "{{a}}"):
        assert has_stray_brace(text)


def test_every_text_of_the_facts_is_there_to_be_translated() -> None:
    found = [text.source for text in fact_texts(facts())]
    assert found[:2] == ["Loven § 1", "Siden om klage"]
    assert {
        *("Helfo", "Bruk skjemaet på Helsenorge.", "Kommunen"),
        *("Anke etter loven", "dagen du fikk klagesvaret", "loven § 2 slik den var", "loven § 2"),
        *("Send klagen likevel. Skriv hvorfor den er sen.", "Ring og spør når det kommer."),
    } <= set(found)
    assert "23 32 70 00" not in found


def test_names_of_rates_and_shared_texts_are_there_to_be_translated() -> None:
    found = {text.context: text.source for text in fact_texts(facts(FACTS + RATES + SHARED))}
    assert found["fakta.sats.tak"] == "Egenandelstak"
    assert found["fakta.tekst.hjelp"] == "Ring **Helfo** på {instans.helfo.telefon}."


def test_a_shared_text_is_put_in_with_its_markup_and_its_facts() -> None:
    known = facts(FACTS + SHARED)
    assert (
        filled("1. {tekst.hjelp}", known).replace("\\", "") == "1. Ring **Helfo** på 23 32 70 00."
    )


def shared(held: dict[str, list[str]]) -> Facts:
    """Return facts with texts that hold placeholders; `a` stands for the text «a»."""
    lines = (f"  {key}: <{key}> {' '.join(f'{{{each}}}' for each in held[key])}\n" for key in held)
    return facts(FACTS + RATES + "tekster:\n" + "".join(lines))


def turns(held: dict[str, list[str]], name: str, path: tuple[str, ...] = ()) -> int | None:
    """Return in how many turns a placeholder is filled; None if it never is."""
    if name in ("sats.tak", "svar.a.b"):
        return 0
    key = name.removeprefix("tekst.")
    if key not in held or key in path:
        return None
    inner = [turns(held, each, (*path, key)) for each in held[key]]
    return (
        None if None in inner else 1 + max((each for each in inner if each is not None), default=0)
    )


KEYS = [f"t{number}" for number in range(8)]
some_names = st.sampled_from([*(f"tekst.{key}" for key in KEYS), "sats.tak", "sats.ukjent"])


@given(st.dictionaries(st.sampled_from(KEYS), st.lists(some_names, max_size=2), min_size=1))
def test_shared_texts_are_filled_unless_they_hold_themselves_or_the_unknown_or_are_too_deep(
    held: dict[str, list[str]],
) -> None:
    known = shared(held)
    sure = fillable(known, set(known_placeholders(known)))
    for key in held:
        found = turns(held, f"tekst.{key}")
        assert (f"tekst.{key}" in sure) is (found is not None and found <= DEEPEST)
        if f"tekst.{key}" in sure:
            said = filled(f"{{tekst.{key}}}", known)
            assert f"<{key}>" in said
            assert "{" not in said


def test_texts_that_double_each_other_are_not_put_together() -> None:
    held = {f"t{number}": [f"tekst.t{number + 1}"] * 40 for number in range(3)} | {
        "t3": ["sats.tak"]
    }
    known = shared(held)
    sure = fillable(known, set(known_placeholders(known)))
    assert "tekst.t2" in sure
    assert "tekst.t1" not in sure
    assert "tekst.t0" not in sure
