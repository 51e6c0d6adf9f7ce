"""Small libraries for tests: flows given as YAML texts, over a handful of invented facts.

    def test_…(tmp_path: Path) -> None:
        made = library(tmp_path, start=f'''
            flyt: start
            tittel: Start
            start: hvem
            steg:
              hvem:
                spørsmål: Hvem har skrevet brevet?
                valg:
                  helfo: {{tekst: Helfo, til: svar}}
                vet_ikke: {{til: svar}}
              svar: {outcome("Klag til Helfo")}
            ''')
        walk(made, "start", {Ref("start", "hvem"): "helfo"}, TODAY)

The flow `start` must be among them, as everywhere. A flow's text is a whole file; it is dedented,
and a blank line at its beginning is taken away, so that line 1 is where the flow begins.
"""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from textwrap import dedent
from unittest.mock import patch

from bot.flows import Library, Loaded, load
from bot.flows import library as loading
from bot.flows.rules import Rule
from bot.flows.rules.dangers import dangers_are_told
from bot.flows.rules.forks import exactly_one_way
from bot.flows.rules.given import answers_are_asked_for_first
from bot.flows.rules.unused import facts_are_used

TODAY = date(2026, 8, 10)
"""A Monday on which every source of `FACTS` may be relied on."""

SPLIT = date(2027, 1, 1)
"""The first day of the second version of the deadline `anke`: 8 weeks until then, 3 months from it.

The deadline `klage` is 4 weeks whenever it starts.
"""

FACTS = """\
kilder:
  loven:
    tittel: Loven § 1
    adresse: https://lovdata.no/lov/1
    kontrollert: 2026-07-01
    neste_kontroll: 2029-12-31
  siden:
    tittel: Siden om klage
    adresse: https://www.helsenorge.no/klage
    kontrollert: 2026-07-01
    neste_kontroll: 2026-12-31
instanser:
  helfo:
    navn: Helfo
    telefon: 23 32 70 00
    post: Postboks 1, 3104 Tønsberg
    nett: https://www.helsenorge.no
    hvordan: Bruk skjemaet på Helsenorge.
    sikkerhet: høy
    kilder: [siden]
  kommunen:
    navn: Kommunen
    sikkerhet: middels
    kilder: [siden]
frister:
  klage:
    navn: Klage etter loven
    løper_fra: dagen du fikk brevet
    sikkerhet: lov
    flyttes: ja
    innhold:
      - lengde: {uker: 4}
        hjemmel: loven § 1
        kilder: [loven]
    for_sent: sen_klage
    ikke_startet: brevet_ikke_kommet
  anke:
    navn: Anke etter loven
    løper_fra: dagen du fikk klagesvaret
    sikkerhet: vanlig
    flyttes: nei
    innhold:
      - til_og_med: 2026-12-31
        lengde: {uker: 8}
        hjemmel: loven § 2 slik den var
        kilder: [loven]
      - fra_og_med: 2027-01-01
        lengde: {måneder: 3}
        hjemmel: loven § 2
        kilder: [loven, siden]
    for_sent: sen_klage
    ikke_startet: brevet_ikke_kommet
råd:
  sen_klage:
    - Send klagen likevel. Skriv hvorfor den er sen.
  brevet_ikke_kommet:
    - Vent på brevet.
    - Ring og spør når det kommer.
"""


def outcome(
    title: str = "Klag til Helfo", deadline: str = "{ingen: Her er det ingen frist.}"
) -> str:
    """Write an outcome on one line, to stand after a step's id.

    Args:
        title: what it says; also names it in tests.
        deadline: YAML of its `frist`, such as `{regel: klage, fra: mottatt}`.
    """
    return (
        f"{{svar: {title}, tjeneste: Hjelp til å klage, send_til: helfo, "
        "klageinstans: {ingen: Svaret er endelig.}, "
        f"frist: {deadline}, neste: [Skriv hva du er uenig i.], kilder: [loven]}}"
    )


def proved(folder: Path, *, facts: str = FACTS, **flows: str) -> Loaded:
    """Write flows and facts into a folder, and load them, whether or not they are right.

    Diagnostics call the files `flyt/<flow>.yaml` and `flyt/fakta/fakta.yaml`.

    Args:
        folder: an empty folder of the test's own.
        facts: YAML of the facts.
        flows: YAML of each flow, by its id.
    """
    written = folder / "flyt"
    (written / "fakta").mkdir(parents=True, exist_ok=True)
    (written / "fakta" / "fakta.yaml").write_text(facts, encoding="utf-8")
    for name, text in flows.items():
        content = dedent(text.removeprefix("\n"))
        (written / f"{name}.yaml").write_text(content, encoding="utf-8")
    with without(dangers_are_told):
        return load(written, folder / "tekster")


def loaded(folder: Path, *, facts: str = FACTS, **flows: str) -> Loaded:
    """Load flows as `proved` does, but let conditions overlap and facts go unused.

    Most tests need neither that exactly one way is open everywhere, nor that all that is read was
    asked, nor that all of `FACTS` is told to somebody. None needs a danger.
    """
    with lenient():
        return proved(folder, facts=facts, **flows)


def lenient() -> AbstractContextManager[object]:
    """Leave out the rules that `loaded` does without, while something is loaded."""
    strict = (exactly_one_way, answers_are_asked_for_first, facts_are_used)
    return without(*strict, dangers_are_told)


def without(*rules: Rule) -> AbstractContextManager[object]:
    """Leave out some rules while something is loaded; those that are left out already stay so."""
    return patch.object(
        loading, "RULES", tuple(r for r in vars(loading)["RULES"] if r not in rules)
    )


def library(folder: Path, *, facts: str = FACTS, **flows: str) -> Library:
    """Build a library of flows that are right; the arguments are those of `loaded`.

    Raises:
        AssertionError: something in them is an error; warnings are let through.
    """
    result = loaded(folder, facts=facts, **flows)
    assert result.library is not None, "\n".join(map(str, result.diagnostics))
    return result.library
