"""What is written without the quotation marks it needs, and what is told about it."""

import pytest

from bot.source import Diagnostic, Fields, Report, read_yaml

KEYS = ("tekst", "til", "hjelp", "neste")


def told(source: str) -> Diagnostic:
    """Read a file and its keys, with one thing wrong."""
    report = Report()
    root = read_yaml(source.encode(), "fil.yaml", report)
    if root is not None:
        fields = Fields(root, "valget", report, KEYS)
        fields.text("hjelp")
        fields.texts("neste")
    (found,) = report.sorted()
    return found


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("hjelp: {du} kan klage", 'hjelp: "{du} kan klage"'),
        ("hjelp: {instans.nav.navn} kan hjelpe", 'hjelp: "{instans.nav.navn} kan hjelpe"'),
        ("hjelp: **Viktig:** ring nå", 'hjelp: "**Viktig:** ring nå"'),
        ("hjelp: *Ring* nå", 'hjelp: "*Ring* nå"'),
        ("hjelp: *Ring nå", 'hjelp: "*Ring nå"'),
        ("hjelp: !Viktig beskjed", 'hjelp: "!Viktig beskjed"'),
        ("hjelp: & så videre", 'hjelp: "& så videre"'),
        ("hjelp: % av alle", 'hjelp: "% av alle"'),
        ("hjelp: > 5 dager", 'hjelp: "> 5 dager"'),
        ("hjelp: [skjemaet](https://a.no) er her", 'hjelp: "[skjemaet](https://a.no) er her"'),
        ('hjelp: "Hei" sa hun', """hjelp: '"Hei" sa hun'"""),
        ("hjelp: 'Hei' sa hun", """hjelp: "'Hei' sa hun\""""),
        ("hjelp: Gjelder det: klage?  # notat", 'hjelp: "Gjelder det: klage?"'),
        ("hjelp: “Gjelder det: klage?”", 'hjelp: "Gjelder det: klage?"'),
        ("hjelp: “Hei du”", '"Hei du"'),
        ("hjelp: {du}", '"{du}"'),
        ("neste:\n  - Ring: 116 117", '"Ring: 116 117"'),
        ("neste:\n  - Ring nå:", '"Ring nå:"'),
        ("neste: [Ring: nå]", '"Ring: nå"'),
        ("neste:\n  - Ring: nå: straks", '- "Ring: nå: straks"'),
        ("neste:\n  - **Ring** nå", '- "**Ring** nå"'),
        ("neste:\n  - {Du} må ringe {a.b}.", '- "{Du} må ringe {a.b}."'),
        ("{tekst: Ja, takk, til: klag}", 'tekst: "Ja, takk"'),
        ("{tekst: “Ja, takk”, til: klag}", 'tekst: "Ja, takk"'),
        ("{tekst: Ja, takk, gjerne det, til: klag}", 'tekst: "Ja, takk, gjerne det"'),
        ("{tekst: Ja, Merk dette: nå, til: klag}", 'tekst: "Ja, Merk dette: nå"'),
        ("a: {b: {tekst: Ja: nå, til: klag}}", 'a: {b: {tekst: "Ja: nå", til: klag}}'),
        ("a: {b: {tekst: {du} kan, til: c}}", 'a: {b: {tekst: "{du} kan", til: c}}'),
        ('a: {b: {tekst: "Ja" sa du, til: c}}', """a: {b: {tekst: '"Ja" sa du', til: c}}"""),
        ("hjelp: Mer enn #1 av 3", '"Mer enn #1 av 3"'),
        ("hjelp: Mer enn # 1 av 3", '"Mer enn # 1 av 3"'),
        ("hjelp: #1 av 3", '"#1 av 3"'),
        ("neste:\n  - Ring #1", '"Ring #1"'),
        ("a: {tekst: Plass #1, til: klag}", '"Plass #1"'),
        ("neste: [Plass #1, Plass 2]", '"Plass #1"'),
    ],
)
def test_a_text_is_told_as_it_should_be_written(written: str, right: str) -> None:
    found = told(f"{written}\n")
    assert "anførselstegn: " in found.message
    assert found.message.endswith(right)
    assert found.position.line == written.count("\n") + 1


@pytest.mark.parametrize(
    "written",
    [
        "til: klag # notat",
        "hjelp: Ring nå  # notat",
        "hjelp: Ring nå # rettvei: tillat RV401 fordi det er slik",
        'hjelp: "Ring #1" # notat',
        "hjelp: Ring#1",
        "hjelp: Si «hei, du»",
        "hjelp: Si “hei” nå",
        "hjelp: 'Ring: nå'",
        '{tekst: "Ja, takk", til: klag}',
        "# bare en kommentar #1\ntil: klag",
        "hjelp: |\n  Plass #1\n  Plass: 2",
        "hjelp: >-\n  Plass #1",
    ],
)
def test_what_can_be_read_as_it_is_meant_is_let_be(written: str) -> None:
    report = Report()
    root = read_yaml(f"{written}\n".encode(), "fil.yaml", report)
    assert root is not None
    Fields(root, "valget", report, KEYS)
    assert report.sorted() == ()


@pytest.mark.parametrize("mark", ['"', "'"])
@pytest.mark.parametrize(
    "rest",
    [
        "til: klag\n",
        "neste: [a, b]\ntekst: ¤Noe¤\n",
        "valg:\n  a: {tekst: ¤Noen å snakke med¤, til: b}\n  b: {tekst: ¤Nei¤, til: b}\n",
        "neste:\n  - ¤Ring nå¤\n  - ¤Skriv¤\n",
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_told_where_it_opens(mark: str, rest: str) -> None:
    found = told(f"til: klag\nhjelp: {mark}Hva trenger du?\n{rest.replace('¤', mark)}")
    assert (str(found.position), found.code) == ("fil.yaml:2:8", "RV002")
    assert found.message.endswith(f"hjelp: {mark}Hva trenger du?{mark}")


def test_a_quotation_mark_in_braces_that_is_not_closed_is_told_where_it_opens() -> None:
    found = told('valg:\n  a: {tekst: "Ja, til: klag}\n  b: {tekst: "Nei", til: klag}\n')
    assert (str(found.position), found.code) == ("fil.yaml:2:14", "RV002")


def test_a_bracket_that_is_not_closed_is_told_where_it_opens() -> None:
    found = told("valg:\n  a: {tekst: Ja, til: klag\n  b: {tekst: Nei, til: klag}\n")
    assert (str(found.position), found.code) == ("fil.yaml:2:6", "RV002")
    assert "linje 3" in found.message


def test_a_text_over_several_lines_may_be_in_quotation_marks() -> None:
    report = Report()
    assert read_yaml(b'hjelp: "Ring\n  Nav: na\n  og si det"\n', "fil.yaml", report)
    assert report.sorted() == ()


def test_an_indent_that_is_wrong_is_not_told_to_be_put_in_quotation_marks() -> None:
    found = told(" til: klag\nhjelp: x\n")
    assert "innrykk" in found.message
    assert "Sett teksten" not in found.message
