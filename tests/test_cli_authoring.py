"""What authors are told at the command line: files as they can open them, cases, names."""

import json
import re
from pathlib import Path

import pytest

from bot.flows import load
from tests.commands import rettvei
from tests.library import FACTS, outcome

ROOT = Path(__file__).parent.parent
DAY = ("--today", "2026-08-10")
GOOD = f"""\
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet?
    valg:
      helfo: {{tekst: Helfo, til: svar}}
      kommunen: {{tekst: Kommunen, til: svar}}
  svar: {outcome()}
"""
BAD = GOOD.replace("tittel:", "titel:")
HEADER = 'msgid ""\nmsgstr "Language: nn\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
CASE = """\
scenarier:
  - situasjon: Helfo har skrevet.
    dag: 2026-08-10
    svar: {start.hvem: helfo}
    ventet: {svar: start.svar}
"""


def flows(folder: Path, start: str = GOOD) -> Path:
    """Write a folder with one flow, over invented facts."""
    (folder / "fakta").mkdir(parents=True)
    (folder / "fakta" / "fakta.yaml").write_text(FACTS, "utf-8")
    (folder / "start.yaml").write_text(start, "utf-8")
    return folder


def cases(folder: Path, text: str = CASE, name: str = "en.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def places(shown: str) -> set[str]:
    return {line.partition(":")[0] for line in shown.splitlines() if re.search(r": RV\d", line)}


@pytest.mark.parametrize(
    ("cwd", "given", "named"),
    [
        (".", "min/flyt", "min/flyt/start.yaml"),
        (".", "./min/flyt/", "min/flyt/start.yaml"),
        (".", "{here}/min/flyt", "min/flyt/start.yaml"),
        (".", "flyt/../min/flyt", "min/flyt/start.yaml"),
        ("min", "flyt", "flyt/start.yaml"),
        ("min/flyt", ".", "start.yaml"),
        ("min/flyt", "../flyt", "start.yaml"),
        ("flyt", "../min/flyt", "../min/flyt/start.yaml"),
        ("flyt", "{here}/min/flyt", "{here}/min/flyt/start.yaml"),
    ],
)
async def test_the_check_names_files_as_they_can_be_opened_from_where_one_stands(
    tmp_path: Path, cwd: str, given: str, named: str
) -> None:
    flows(tmp_path / "min" / "flyt", BAD)
    flows(tmp_path / "flyt")
    command = ("check", *DAY, "--tekster", str(tmp_path), "--flyt", given.format(here=tmp_path))
    shown = await rettvei(*command, cwd=tmp_path / cwd)
    assert shown.code == 1
    wanted = named.format(here=tmp_path)
    assert places(shown.out) == {wanted}
    assert (tmp_path / cwd / wanted).samefile(tmp_path / "min" / "flyt" / "start.yaml")


async def test_programs_and_github_are_given_the_same_names(tmp_path: Path) -> None:
    flows(tmp_path / "min" / "flyt", BAD)
    command = ("check", *DAY, "--flyt", "min/flyt", "--tekster", "min", "--format")
    as_json = await rettvei(*command, "json", cwd=tmp_path)
    assert {one["file"] for one in json.loads(as_json.out)} == {"min/flyt/start.yaml"}
    github = await rettvei(*command, "github", cwd=tmp_path)
    assert github.out.startswith("::error file=min/flyt/start.yaml,line=2,")


async def test_a_file_is_chosen_by_the_name_it_is_told_by(tmp_path: Path) -> None:
    folder = flows(tmp_path / "flyt" / "flyt", BAD)
    (folder / "annet.yaml").write_text(BAD.replace("flyt: start", "flyt: annet"), "utf-8")
    command = ("check", *DAY, "--flyt", "flyt/flyt", "--tekster", "flyt")
    shown = await rettvei(*command, "flyt/flyt/annet.yaml", cwd=tmp_path)
    assert places(shown.out) == {"flyt/flyt/annet.yaml"}


async def test_the_file_that_is_missing_is_named_where_it_should_be(tmp_path: Path) -> None:
    folder = flows(tmp_path / "min" / "flyt", GOOD)
    (folder / "start.yaml").rename(folder / "annet.yaml")
    (folder / "annet.yaml").write_text(GOOD.replace("flyt: start", "flyt: annet"), "utf-8")
    command = ("check", *DAY, "--flyt", "min/flyt", "--tekster", "min")
    shown = await rettvei(*command, cwd=tmp_path)
    (told,) = [line for line in shown.out.splitlines() if "RV306" in line]
    assert told.startswith("min/flyt/start.yaml:1:1: ")
    assert told.endswith("Lag min/flyt/start.yaml.")


async def test_translations_are_named_from_where_one_stands(tmp_path: Path) -> None:
    flows(tmp_path / "min" / "flyt", GOOD)
    catalogue = tmp_path / "min" / "tekster" / "nn" / "LC_MESSAGES" / "bot.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(f'{HEADER}msgctxt "a"\nmsgid b\n', "utf-8")
    command = ("check", *DAY, "--flyt", "min/flyt", "--tekster", str(tmp_path / "min" / "tekster"))
    shown = await rettvei(*command, cwd=tmp_path)
    assert "min/tekster/nn/LC_MESSAGES/bot.po" in places(shown.out)


@pytest.mark.parametrize("command", ["chat", "scenarios", "coverage", "paths", "diagram", "poll"])
async def test_every_command_names_files_as_the_check_does(tmp_path: Path, command: str) -> None:
    flows(tmp_path / "min" / "flyt", BAD)
    options = ("--flyt", "min/flyt", "--tekster", "min")
    refused = await rettvei(command, *options, cwd=tmp_path)
    assert refused.refusal().startswith("min/flyt/start.yaml:2:1: ")


async def test_changed_flows_that_do_not_pass_are_named_where_they_are(tmp_path: Path) -> None:
    flows(tmp_path / "nå" / "flyt")
    flows(tmp_path / "ny" / "flyt", BAD)
    refused = await rettvei("migrate-check", "nå", "ny", cwd=tmp_path)
    assert ": ny/flyt/start.yaml:2:1: " in refused.refusal()


async def test_cases_are_found_beside_the_flows(tmp_path: Path) -> None:
    flows(tmp_path / "min" / "flyt")
    cases(tmp_path / "min" / "saker")
    own = ("--flyt", "min/flyt", "--tekster", "min")
    tried = await rettvei("scenarios", *own, cwd=tmp_path)
    assert (tried.code, tried.err) == (0, "")
    assert tried.out.splitlines() == [
        "Ingen sak velger start.hvem.kommunen.",
        "1 saker, 0 feil. Valg: 1 av 2. Svar: 1 av 1. Vilkår: 0 av 0.",
    ]
    inside = await rettvei("scenarios", "--flyt", ".", "--tekster", "..", cwd=tmp_path / "min/flyt")
    assert (inside.code, inside.out) == (0, tried.out)


async def test_coverage_counts_the_cases_beside_the_flows(tmp_path: Path) -> None:
    folder = flows(tmp_path / "min" / "flyt")
    theme = "temaer:\n  brev: {nummer: 7, navn: Brev, ord: [Helfo], svar: [start.svar]}\n"
    (folder / "fakta" / "temaer.yaml").write_text(theme, "utf-8")
    cases(tmp_path / "min" / "saker", CASE.replace("    dag:", "    dekker: [7]\n    dag:"))
    own = ("--flyt", "min/flyt", "--tekster", "min")
    counted = await rettvei("coverage", *own, cwd=tmp_path)
    assert counted.out.splitlines()[0] == " 7 Brev: ingen flyt; 1 svar, 1 saker"


async def test_a_file_with_cases_is_taken_and_says_nothing_of_what_others_visit(
    tmp_path: Path,
) -> None:
    flows(tmp_path / "flyt")
    folder = cases(tmp_path / "andre")
    cases(tmp_path / "andre", "ikke: [lest", "to.yaml")
    own = ("--flyt", "flyt", "--tekster", "flyt")
    tried = await rettvei("scenarios", "andre/en.yaml", *own, cwd=tmp_path)
    assert (tried.code, len(tried.out.splitlines())) == (0, 1)
    cases(folder, CASE.replace("start.svar", "start.hvem"))
    wrong = await rettvei("scenarios", str(folder / "en.yaml"), *own, cwd=tmp_path)
    assert wrong.code == 1
    assert wrong.out.startswith("andre/en.yaml:2:5: Helfo har skrevet.\n")


@pytest.mark.parametrize("name", ["en.yml", "nav/en.yaml", "NAV.YAML"])
async def test_no_file_with_cases_is_passed_over(tmp_path: Path, name: str) -> None:
    flows(tmp_path / "flyt")
    (tmp_path / "saker" / "nav").mkdir(parents=True)
    cases(tmp_path / "saker", CASE, name)
    cases(tmp_path / "saker", CASE, ".#en.yaml")
    tried = await rettvei("scenarios", "--flyt", "flyt", "--tekster", "flyt", cwd=tmp_path)
    assert tried.out.splitlines()[-1].startswith("1 saker, 0 feil.")


@pytest.mark.parametrize("command", ["scenarios", "coverage"])
async def test_where_there_are_no_cases_one_line_says_where_they_should_be(
    tmp_path: Path, command: str
) -> None:
    folder = flows(tmp_path / "min" / "flyt")
    theme = "temaer:\n  brev: {nummer: 7, navn: Brev, ord: [Helfo], svar: [start.svar]}\n"
    (folder / "fakta" / "temaer.yaml").write_text(theme, "utf-8")
    own = ("--flyt", "min/flyt", "--tekster", "min")
    nothing = await rettvei(command, *own, cwd=tmp_path)
    assert nothing.refusal() == (
        "there is no folder min/saker. Write the cases there, or name a folder or a file: "
        f"rettvei {command} CASES."
    )
    (tmp_path / "min" / "saker").mkdir()
    empty = await rettvei(command, *own, cwd=tmp_path)
    assert empty.refusal().startswith("min/saker holds no cases (*.yaml). Write them there, ")
    lost = await rettvei(command, "borte.yaml", *own, cwd=tmp_path)
    assert lost.refusal().startswith("there is no folder or file borte.yaml. ")


async def test_the_cases_of_its_own_flows_are_found_from_any_folder(tmp_path: Path) -> None:
    missed = await rettvei("scenarios", "tests/scenarier", cwd=tmp_path)
    assert missed.refusal().startswith("there is no folder or file tests/scenarier.")
    tried = await rettvei("scenarios", cwd=tmp_path)
    assert (tried.code, tried.err) == (0, "")
    assert ", 0 feil." in tried.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("klag", "Mente du «klage»? Those of klage: klage.svar_hjelp."),
        ("klage", "Those of klage: klage.svar_hjelp."),
        ("klage_reise.svar_utten", "Mente du «klage_reise.svar_uten»? Those of klage_reise: "),
        ("svar_uten", "Mente du «klage_reise.svar_uten»?"),
        ("klage.svar_uten", "Mente du «klage_reise.svar_uten»?"),
        ("klage_reise.xyzzy", "Those of klage_reise: klage_reise.svar_uten, "),
        ("xyzzy", "Write flyt.steg. The flows that have outcomes: aap, "),
        ("", "Write flyt.steg. The flows that have outcomes: aap, "),
    ],
)
async def test_an_outcome_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, named: str, said: str
) -> None:
    refused = (await rettvei("why", named, cwd=tmp_path)).refusal()
    assert refused.startswith(f"there is no outcome «{named}». {said}")


async def test_a_flow_where_no_conversation_begins_is_told_with_those_where_one_does(
    tmp_path: Path,
) -> None:
    refused = (await rettvei("paths", "brevet", cwd=tmp_path)).refusal()
    assert refused.startswith("no conversation begins in «brevet»: ")
    assert " klage_reise," in refused
    assert " brevet," not in refused


def read(folder: Path, facts: str = FACTS, start: str = GOOD) -> list[str]:
    (flows(folder / "flyt", start) / "fakta" / "fakta.yaml").write_text(facts, "utf-8")
    return [str(each) for each in load(folder / "flyt", folder).diagnostics]


@pytest.mark.parametrize(
    ("key", "when"),
    [("for_sent", "når fristen er ute"), ("ikke_startet", "når fristen ikke løper ennå")],
)
def test_a_deadline_without_its_advice_is_told_with_where_that_is_written(
    tmp_path: Path, key: str, when: str
) -> None:
    (line,) = re.findall(rf"^    {key}: .+\n", FACTS.partition("  anke:")[0], re.MULTILINE)
    (told,) = [one for one in read(tmp_path, FACTS.replace(line, "", 1)) if "RV012" in one]
    assert told.endswith(
        f"Skriv «{key}: …» med id-en til det man gjør {when}, og legg det selv under «råd» i fakta."
    )


@pytest.mark.parametrize("key", ["send_til", "klageinstans", "frist"])
def test_an_outcome_without_a_role_or_deadline_is_told_that_there_may_be_none(
    tmp_path: Path, key: str
) -> None:
    lacking = re.sub(rf" {key}: (?:\w+|\{{[^}}]*\}}),", "", GOOD)
    assert lacking != GOOD
    (told,) = [one for one in read(tmp_path, start=lacking) if "RV012" in one]
    assert told.endswith(f"eller «{key}: {{ingen: grunnen}}» når det ikke er noen.")


KINDS = (
    """\
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet?
    valg:
      helfo: {tekst: Helfo, til: alder}
      nav: {tekst: Nav, til: alder}
    vet_ikke: {til: alder}
  alder:
    spørsmål: Hvor gammel er du?
    tall: {minst: 0, høyst: 120}
    til: hva
    vet_ikke: {til: hva}
  hva:
    spørsmål: Hva trenger du?
    flervalg:
      seng: {tekst: Seng}
      stol: {tekst: Stol}
    ingen: {til: svar}
    til:
      - {når: {svar: VILKÅR}, til: svar}
      - {ellers: svar}
"""
    f"  svar: {outcome()}\n"
)


@pytest.mark.parametrize(
    ("condition", "code", "given"),
    [
        ("hvem, er: xyzzy", "RV303", "Det som kan svares, er «helfo», «nav» og «vet_ikke»."),
        ("alder, er: mange", "RV303", "Et tall kan også stå der, og grenser med «minst»"),
        ("hva, er: bord", "RV303", "Sammen kan velges «seng» og «stol»: skriv «har_en_av: [a, b]»"),
        ("hva, har_en_av: bord", "RV232", "Det er «seng» og «stol»."),
        ("hvor, er: her", "RV303", "I «start» spørres det i «hvem», «alder» og «hva»."),
    ],
)
def test_a_condition_that_nobody_can_meet_is_told_with_what_can_be_answered(
    tmp_path: Path, condition: str, code: str, given: str
) -> None:
    found = read(tmp_path, start=KINDS.replace("VILKÅR", condition))
    (told,) = [one for one in found if f" {code} " in one]
    assert given in told


DANGER = """
instanser:
  politiet: {navn: Politiet, telefon: "112", sikkerhet: høy, kilder: [siden]}
fare:
  vold:
    navn: Vold
    ord: [slår meg]
    tekst: Du har rett til hjelp.
    neste: [Kom deg til et trygt sted.]
    ring: [politiet]
    kilder: [siden]
"""


async def test_flows_without_danger_are_warned_of_and_have_no_way_to_it(tmp_path: Path) -> None:
    folder = flows(tmp_path / "min" / "flyt")
    own = ("--flyt", "min/flyt", "--tekster", "min")
    typed = "/start\n/hjelp\n/hast\n/ord\n"
    checked = await rettvei("check", *DAY, *own, cwd=tmp_path)
    (told,) = [line for line in checked.out.splitlines() if "RV124" in line]
    assert told.startswith("min/flyt/fakta:1:1: RV124 advarsel: Ingen fare er lagt inn.")
    assert "under «fare» i min/flyt/fakta/fare.yaml." in told
    shown = (await rettvei("chat", *own, cwd=tmp_path, stdin=typed)).out
    answers = shown.partition("> /start")[2]
    assert not [each for each in ("Haster det?", "/hast:", "/ord:") if each in answers]
    assert answers.count("Den kommandoen kjenner jeg ikke.") == 2
    (folder / "fakta" / "fare.yaml").write_text(DANGER, "utf-8")
    checked = await rettvei("check", *DAY, *own, cwd=tmp_path)
    assert "RV124" not in checked.out
    shown = (await rettvei("chat", *own, cwd=tmp_path, stdin=typed)).out
    assert "Haster det?" in shown
    assert "/hast: se hvem du kan ringe" in shown
    assert shown.count("Den kommandoen kjenner jeg ikke.") == 1
