"""RV111: a shared text can be put together, in few turns and to no more than a message."""

from pathlib import Path

import pytest

from bot.flows.placeholders import DEEPEST, LONGEST
from tests.library import FACTS, loaded, outcome

START = f"flyt: start\ntittel: S\nhelse: nei\nstart: a\nsteg:\n  a: {outcome()}\n"


def told(folder: Path, texts: dict[str, str]) -> list[str]:
    """Return the shared texts that are told of, by the line each stands on."""
    facts = f"{FACTS}tekster:\n" + "".join(f'  {key}: "{text}"\n' for key, text in texts.items())
    first = FACTS.count("\n") + 2
    names = [*texts]
    return [
        names[found.position.line - first]
        for found in loaded(folder, facts=facts, start=START).diagnostics
        if found.code == "RV111"
    ]


def chain(length: int) -> dict[str, str]:
    inside = {f"t{number}": f"Ord. {{tekst.t{number + 1}}}" for number in range(1, length)}
    return {**inside, f"t{length}": "Slutt."}


@pytest.mark.parametrize(("length", "found"), [(DEEPEST, []), (DEEPEST + 1, ["t1"])])
def test_texts_stand_inside_each_other_in_a_few_turns(
    length: int, found: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, chain(length)) == found


def test_of_a_chain_that_is_too_deep_only_the_first_such_text_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, chain(DEEPEST + 300)) == ["t300"]


@pytest.mark.parametrize(("size", "found"), [(LONGEST, []), (LONGEST + 1, ["lang"])])
def test_a_text_is_no_longer_than_a_message(size: int, found: list[str], tmp_path: Path) -> None:
    inner = "Kort. " * 100
    outer = "{tekst.inni}"
    padding = "a" * (size - len(inner.strip()) - len(outer))
    assert told(tmp_path, {"inni": inner, "lang": f"{outer}{padding}"}) == found


def test_each_ring_is_told_once_and_what_leads_into_it_is_not(tmp_path: Path) -> None:
    texts = {"inn": "{tekst.a}", "a": "{tekst.b}", "b": "{tekst.a} {tekst.b}"}
    assert told(tmp_path, texts) == ["b", "b"]


def test_a_ring_by_the_words_for_others_is_a_ring(tmp_path: Path) -> None:
    facts = f"{FACTS}tekster:\n  a: {{deg: Du., andre: 'Mor. {{tekst.a}}'}}\n"
    found = loaded(tmp_path, facts=facts, start=START).diagnostics
    assert [each.code for each in found if each.code == "RV111"] == ["RV111"]


def test_a_text_that_holds_what_is_not_known_is_told_for_that_alone(tmp_path: Path) -> None:
    facts = f"{FACTS}tekster:\n  a: Ring {{tekst.bb}}.\n  b: Ring {{tekst.a}}.\n"
    found = loaded(tmp_path, facts=facts, start=START).diagnostics
    assert [(each.code, "tekst.bb" in each.message) for each in found] == [("RV307", True)]


GUARD = """\
satser:
  tak: {navn: Taket, sikkerhet: høy, innhold: [{beløp: 1, til_og_med: 2026-12-31, kilder: [loven]}]}
tekster:
  nådd:
    med_sats: Har du betalt {sats.tak}?
    uten_sats: Ring {instans.helfo.telefon}.
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("    uten_sats: Ring {instans.helfo.telefon}.\n", "", "RV012", "«uten_sats»"),
        ("    med_sats: Har du betalt {sats.tak}?\n", "", "RV012", "«med_sats»"),
        ("    uten_sats", "    uten_satser", "RV011", "Mente du «uten_sats»?"),
        ("    uten_sats", "    farge: rød\n    uten_sats", "RV011", "«med_sats» og «uten_sats»"),
        ("Ring {instans.helfo.telefon}.", '""', "RV013", "tom"),
        ("Ring {instans.helfo.telefon}.", "{deg: Ring.}", "RV240", "mangler «andre»"),
        ("Ring {instans.helfo.telefon}.", "[Ring.]", "RV010", "«uten_sats»"),
    ],
)
def test_one_slip_in_a_text_without_its_rate_is_told_once(
    old: str, new: str, code: str, says: str, tmp_path: Path
) -> None:
    assert GUARD.count(old) == 1
    facts = FACTS + GUARD.replace(old, new)
    start = START.replace("Skriv hva du er uenig i.", '"{tekst.nådd}"')
    found = loaded(tmp_path, facts=facts, start=start).diagnostics
    (told_of,) = {(each.code, each.message) for each in found if each.code < "RV3"}
    assert told_of[0] == code
    assert says in told_of[1]


def test_a_ring_by_the_words_without_a_rate_is_a_ring(tmp_path: Path) -> None:
    facts = FACTS + GUARD.replace("Ring {", "Ring {tekst.nådd} {")
    found = loaded(tmp_path, facts=facts, start=START).diagnostics
    assert [each.code for each in found if each.code == "RV111"] == ["RV111"]
