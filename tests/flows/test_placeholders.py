from bot.facts import Facts, FactsReader
from bot.flows import AsOf, fill
from bot.flows.placeholders import has_stray_brace, known_placeholders, placeholders
from bot.flows.texts import fact_texts
from bot.source import Report
from bot.texts import Words, to_plain
from tests.facts.rates import RATES
from tests.library import FACTS, TODAY
from tests.source.reading import tree


def facts(source: str = FACTS) -> Facts:
    reader = FactsReader(Report())
    reader.add(tree(source))
    return reader.facts()


def filled(text: str, known: Facts | None = None) -> str:
    found = known or facts()
    return fill(text, found, AsOf(found, Words("nb"), TODAY))


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
    shouting = AsOf(facts(), Words("nb"), TODAY, translate=lambda text: text.source.upper())
    assert fill("{instans.helfo.navn}", facts(), shouting) == "HELFO"


def test_only_what_an_authority_has_is_known() -> None:
    assert set(known_placeholders(facts(FACTS + RATES))) == {
        "instans.helfo.navn",
        "instans.helfo.telefon",
        "instans.helfo.post",
        "instans.helfo.nett",
        "instans.kommunen.navn",
        "sats.tak",
        "sats.tak.navn",
        "frist.klage.lengde",
        "frist.anke.lengde",
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
