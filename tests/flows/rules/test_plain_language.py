"""The limits of plain language and of Telegram: each limit, and both sides of it."""

from itertools import pairwise
from pathlib import Path

import pytest

from bot.flows import Loaded
from bot.source import Severity
from tests.library import FACTS, loaded, outcome

HEAD = "flyt: start\ntittel: S\nstart: a\nsteg:\n"


def told(result: Loaded, code: str) -> list[str]:
    """Return how each thing of one code is told."""
    return [item.severity.name for item in result.diagnostics if item.code == code]


def one(folder: Path, **parts: str) -> Loaded:
    """Load one outcome with some of its parts written anew."""
    whole = {
        "svar": "Klag",
        "tjeneste": "Hjelp",
        "send_til": "helfo",
        "klageinstans": "helfo",
        "frist": "{ingen: Nei.}",
        "neste": "[Skriv.]",
        "kilder": "[loven]",
    } | parts
    lines = "".join(f"    {key}: {value}\n" for key, value in whole.items())
    return loaded(folder, start=f"{HEAD}  a:\n{lines}")


def sentence(count: int) -> str:
    return " ".join(["ord"] * count) + "."


@pytest.mark.parametrize(
    ("count", "found"), [(15, []), (16, ["WARNING"]), (22, ["WARNING"]), (23, ["ERROR"])]
)
def test_a_sentence_has_its_words(tmp_path: Path, count: int, found: list[str]) -> None:
    assert told(one(tmp_path, tekst=sentence(count)), "RV405") == found


def test_each_long_sentence_of_a_text_is_told_once(tmp_path: Path) -> None:
    text = f"A {sentence(15)} B {sentence(3)} C {sentence(22)}"
    assert told(one(tmp_path, tekst=text), "RV405") == ["WARNING", "ERROR"]


@pytest.mark.parametrize(
    ("count", "found"), [(119, []), (121, ["WARNING"]), (180, ["WARNING"]), (181, ["ERROR"])]
)
def test_an_outcome_has_its_words(tmp_path: Path, count: int, found: list[str]) -> None:
    # "Klag", "Nei" and "Skriv" are counted; the service is not.
    text = " ".join("Ord." for _ in range(count - 3))
    assert told(one(tmp_path, tekst=text), "RV406") == found


@pytest.mark.parametrize(
    ("count", "found"), [(900, []), (901, ["WARNING"]), (1400, ["WARNING"]), (1401, ["ERROR"])]
)
def test_an_outcome_has_its_characters(tmp_path: Path, count: int, found: list[str]) -> None:
    # "Klag", "Nei." and "Skriv." stand on a line each beside the text.
    text = "a" * (count - len("Klag\nNei.\nSkriv.\n"))
    assert told(one(tmp_path, tekst=text), "RV406") == found


@pytest.mark.parametrize(
    ("long", "found"), [(30, []), (31, ["WARNING"]), (35, ["WARNING"]), (36, ["ERROR"])]
)
def test_an_outcome_is_no_heavier_than_it_may_be(
    tmp_path: Path, long: int, found: list[str]
) -> None:
    # With "Klag", "Nei" and "Skriv": 100 words in 20 sentences, so LIX is 5 and the long words.
    words = ["Aaaaaaa"] + ["aaaaaaa"] * (long - 1) + ["aa"] * (97 - long)
    sentences = [words[n : n + 5] for n in range(0, 80, 5)] + [words[80:]]
    text = " ".join(f"{' '.join(each).capitalize()}." for each in sentences)
    assert told(one(tmp_path, tekst=text), "RV404") == found


def test_a_flow_is_told_only_where_none_of_its_outcomes_is_heavy_itself(tmp_path: Path) -> None:
    heavy = " ".join(["Aaaaaaa aaaaaaa aa."] * 10)
    asked = (
        "{{spørsmål: Ja?, hjelp: {}, valg: {{ja: {{tekst: Ja, til: {}}}}}, vet_ikke: {{til: e}}}}"
    )
    steps = f"  a: {asked.format(heavy, 'b')}\n  b: {asked.format(heavy, 'e')}\n  e: {outcome()}\n"
    (found,) = loaded(tmp_path, start=HEAD + steps).diagnostics
    assert (found.code, found.position.line) == ("RV404", 2)
    assert "Flyten har" in found.message


def chain(count: int) -> str:
    steps = [f"s{n}" for n in range(count)] + ["a"]
    asked = "".join(
        f"  {step}: {{spørsmål: Ja?, valg: {{ja: {{tekst: Ja, til: {after}}}}}, "
        f"vet_ikke: {{til: {after}}}}}\n"
        for step, after in pairwise(steps)
    )
    return f"flyt: start\ntittel: S\nstart: {steps[0]}\nsteg:\n{asked}  a: {outcome()}\n"


@pytest.mark.parametrize(
    ("count", "found"), [(6, []), (7, ["WARNING"]), (9, ["WARNING"]), (10, ["ERROR"])]
)
def test_an_answer_comes_after_so_many_questions(
    tmp_path: Path, count: int, found: list[str]
) -> None:
    assert told(loaded(tmp_path, start=chain(count)), "RV407") == found


def test_of_answers_that_come_late_only_the_last_is_told(tmp_path: Path) -> None:
    # Of the three outcomes, two come after more than six questions.
    start = chain(8).replace("vet_ikke: {til: s1}", "vet_ikke: {til: b}")
    start = start.replace("vet_ikke: {til: s7}", "vet_ikke: {til: c}")
    result = loaded(tmp_path, start=f"{start}  b: {outcome('B')}\n  c: {outcome('C')}\n")
    (found,) = [item for item in result.diagnostics if item.code == "RV407"]
    assert "har 8 spørsmål; 2 svar har over 6" in found.message
    assert found.position.line == 13


@pytest.mark.parametrize(
    ("name", "found"), [("a" * 30, []), ("å" * 22 + "a", []), ("å" * 23, ["ERROR"])]
)
def test_a_choice_fits_into_a_button(tmp_path: Path, name: str, found: list[str]) -> None:
    asked = f"{{spørsmål: Ja?, valg: {{{name}: {{tekst: Ja, til: e}}}}, vet_ikke: {{til: e}}}}"
    result = loaded(tmp_path, start=f"{HEAD}  a: {asked}\n  e: {outcome()}\n")
    assert told(result, "RV409") == found


def test_a_label_is_measured_in_every_language(tmp_path: Path) -> None:
    asked = "{spørsmål: Ja?, valg: {x: {tekst: Ja, til: e}}, vet_ikke: {til: e}}"
    catalogue = tmp_path / "tekster" / "en" / "LC_MESSAGES" / "flyt.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgctxt "start.a.x"\nmsgid "Ja"\nmsgstr "{"y" * 35}"\n',
        "utf-8",
    )
    result = loaded(tmp_path, start=f"{HEAD}  a: {asked}\n  e: {outcome()}\n")
    (found,) = result.diagnostics
    assert (found.code, found.severity) == ("RV401", Severity.ERROR)
    assert "35 tegn på knappen på språket «en»" in found.message


def test_a_fact_counts_as_long_as_it_is_shown(tmp_path: Path) -> None:
    text = "Ring {instans.helfo.navn} " + " ".join(["ord"] * 13) + "."
    assert told(one(tmp_path, tekst=f'"{text}"'), "RV405") == []
    assert told(one(tmp_path, tekst=f'"{text[:-1]} ord."'), "RV405") == ["WARNING"]


def test_a_long_sentence_of_a_shared_text_is_told_once_and_where_it_stands(tmp_path: Path) -> None:
    facts = f"{FACTS}tekster:\n  lang: Ord {sentence(22)}\n  om: Kort. {{tekst.lang}}\n"
    told = "{svar: Klag, tjeneste: Hjelp, send_til: helfo, klageinstans: helfo, "
    told += 'frist: {ingen: Nei.}, neste: ["{tekst.lang}", "{tekst.om}"], kilder: [loven]}'
    found = loaded(tmp_path, facts=facts, start=f"{HEAD}  a: {told}\n").diagnostics
    (long,) = [each for each in found if each.code == "RV405"]
    assert (long.position.file, long.severity) == ("flyt/fakta/fakta.yaml", Severity.ERROR)


def test_a_text_is_measured_with_the_shared_text_in_it(tmp_path: Path) -> None:
    facts = f"{FACTS}tekster:\n  lang: {' '.join(['Ord.'] * 178)}\n"
    parts = "tjeneste: Hjelp, send_til: helfo, klageinstans: helfo, frist: {ingen: Nei.}"
    step = f'{{svar: Klag, tekst: "{{tekst.lang}}", {parts}, neste: [Skriv.], kilder: [loven]}}'
    result = loaded(tmp_path, facts=facts, start=f"{HEAD}  a: {step}\n")
    assert told(result, "RV406") == ["ERROR"]
