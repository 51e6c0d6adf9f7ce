import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.commands import MODULE, TOKEN, files, rettvei
from tests.library import FACTS, outcome

ROOT = Path(__file__).parent.parent
KEEPING = ("key", "rekey", "backup", "restore", "move")
COMMANDS = (
    "run",
    "chat",
    "check",
    "scenarios",
    "coverage",
    "expiring",
    "paths",
    "why",
    "diagram",
    "schema",
    "migrate-check",
    "poll",
    "serve",
    "release",
    "doctor",
    "stats",
    "set-aside",
    "key",
    "rekey",
    "backup",
    "restore",
    "move",
)
ANSWER_OTHERWISE = (
    *("check", "why", "schema", "migrate-check", "doctor", "stats", "set-aside", *KEEPING),
)
NEEDS_FLOWS = tuple(name for name in COMMANDS if name not in ANSWER_OTHERWISE)
ANSWERS = "start: hvem\nsteg:\n  hvem:\n    spørsmål: Hvem har skrevet?\n    valg:\n"
GOOD = f"flyt: start\ntittel: Start\n{ANSWERS}      helfo: {{tekst: Helfo, til: svar}}\n"
BAD = GOOD.replace("til: svar", "til: svar, farge: rød").replace(
    "tittel: Start", "tittel: Start\nfarge: blå"
)


def flows(folder: Path, start: str) -> str:
    """A folder with one flow, over invented facts."""
    (folder / "fakta").mkdir(parents=True)
    (folder / "fakta" / "fakta.yaml").write_text(FACTS, "utf-8")
    (folder / "start.yaml").write_text(f"{start}  svar: {outcome('Klag til Helfo')}\n", "utf-8")
    return str(folder)


def test_the_help_names_every_command_in_the_order_they_are_needed() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output
    listed = shown.partition("Commands:\n")[2].splitlines()
    assert tuple(line.split()[0] for line in listed) == COMMANDS


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_help_is_cut_short_or_shows_where_this_is_installed(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"], prog_name="rettvei")
    assert shown.exit_code == 0
    assert shown.output.startswith(f"Usage: rettvei {command}".rstrip() + " [")
    assert "..." not in shown.output.replace("[ARGS]...", "").replace("[PATHS]...", "")
    assert str(ROOT) not in shown.output


def test_without_a_command_the_help_is_shown() -> None:
    alone, asked = (CliRunner().invoke(app, words) for words in ([], ["--help"]))
    assert (alone.exit_code, alone.output) == (0, asked.output)


async def test_the_version_is_that_of_the_project_and_the_module_is_the_command(
    tmp_path: Path,
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    shown = await rettvei("--version", program=MODULE, cwd=tmp_path)
    assert (shown.code, shown.out) == (0, f"rettvei {project['version']}\n")


async def test_the_check_finds_its_own_flows_from_any_folder(tmp_path: Path) -> None:
    shown = await rettvei("check", cwd=tmp_path)
    assert (shown.code, shown.err) == (0, "")
    flows = len(list((ROOT / "flyt").glob("*.yaml")))
    assert shown.out.splitlines()[-1].startswith(f"{flows} flyter, ingen feil")


async def test_the_check_tells_everything_that_is_wrong(tmp_path: Path) -> None:
    shown = await rettvei("check", "--flyt", flows(tmp_path / "mine", BAD), cwd=tmp_path)
    assert (shown.code, shown.err) == (1, "")
    errors = [line for line in shown.out.splitlines() if " feil: " in line]
    places = [line.partition(" ")[0] for line in errors]
    assert places == ["mine/start.yaml:3:1:", "mine/start.yaml:9:40:"]


async def test_the_check_of_a_folder_without_flows_fails(tmp_path: Path) -> None:
    shown = await rettvei("check", "--flyt", ".", cwd=tmp_path)
    assert (shown.code, shown.err) == (1, "")
    assert "ingen flyter" in shown.out
    assert len(shown.out.splitlines()) == 1


@pytest.mark.parametrize("option", ["--flyt", "--tekster"])
async def test_the_check_of_a_folder_that_is_not_there_is_not_run(
    tmp_path: Path, option: str
) -> None:
    shown = await rettvei("check", option, "borte", cwd=tmp_path)
    said = f"there is no folder borte. Name the right one with {option} DIR."
    assert shown.refusal() == said
    assert shown.out == ""


@pytest.mark.parametrize("command", NEEDS_FLOWS)
async def test_nothing_begins_over_flows_that_do_not_pass(tmp_path: Path, command: str) -> None:
    folder = flows(tmp_path / "mine", BAD)
    own = ("--flyt", folder, "--tekster", "mine")
    shown = await rettvei(command, *own, cwd=tmp_path, TELEGRAM_BOT_TOKEN=TOKEN)
    said = shown.refusal()
    assert said.startswith("mine/start.yaml:")
    assert said.endswith(f"Se alle 2 med: rettvei check --flyt {folder} --tekster mine")
    assert (shown.out, files(tmp_path)) == ("", ["mine"])


@pytest.mark.parametrize("folder", ["borte", "."])
async def test_nothing_begins_without_flows(tmp_path: Path, folder: str) -> None:
    shown = await rettvei("chat", "--flyt", folder, cwd=tmp_path)
    said = shown.refusal()
    assert "--flyt" in said
    assert "Se alle" not in said
    assert shown.out == ""


async def test_a_catalogue_that_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    catalogue = tmp_path / "nn" / "LC_MESSAGES" / "bot.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgctxt "a"\nmsgid b\n', "utf-8")
    chat = await rettvei("chat", "--tekster", ".", cwd=tmp_path)
    assert f"{Path('nn/LC_MESSAGES/bot.po')}:2" in chat.refusal()
    check = await rettvei("check", "--tekster", ".", cwd=tmp_path)
    errors = [line for line in check.out.splitlines() if " feil: " in line]
    assert (check.code, len(errors)) == (1, 1)


async def test_without_a_token_it_says_how_to_get_one_and_holds_the_conversation(
    tmp_path: Path,
) -> None:
    run = await rettvei("run", cwd=tmp_path, stdin="Klage\n", TELEGRAM_BOT_TOKEN=" ")
    chat = await rettvei("chat", cwd=tmp_path, stdin="Klage\n")
    assert run.err == (
        "No TELEGRAM_BOT_TOKEN is set. Write to @BotFather in Telegram, send /newbot, and set "
        "the token: export TELEGRAM_BOT_TOKEN=123456:ABC...\n"
    )
    assert (run.code, run.out) == (chat.code, chat.out) == (0, chat.out)
    assert "Klage på et vedtak" in run.out
    assert files(tmp_path) == []


async def test_a_conversation_is_held_over_other_flows_on_another_day_in_another_language(
    tmp_path: Path,
) -> None:
    folder = flows(tmp_path / "mine", GOOD)
    options = ("--flyt", folder, "--today", "2026-08-10", "--json", "--trace", "--sprak", "en")
    shown = await rettvei("chat", "start", *options, cwd=tmp_path, stdin='{"press": "helfo"}\n')
    question, answer = map(json.loads, shown.out.splitlines())
    assert shown.code == 0
    assert question["text"].startswith("Hello!")
    assert answer["outcome"]["title"] == "Klag til Helfo"
    assert shown.err.startswith("spor: ")


async def test_a_flow_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    shown = await rettvei("chat", "klgae", cwd=tmp_path)
    assert "«klage»" in shown.err
    assert (shown.code, shown.out, len(shown.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("day", ["2026-02-30", "i dag", ""])
async def test_a_day_that_is_none_is_refused(tmp_path: Path, day: str) -> None:
    shown = await rettvei("chat", "--today", day, cwd=tmp_path)
    said = f"--today «{day}» is not a day. Write year, month and day, such as 2026-03-31."
    assert shown.refusal() == said


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2067-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", ["chat", "paths", "check"])
async def test_a_day_that_no_deadline_is_known_on_is_refused(
    tmp_path: Path, command: str, day: str
) -> None:
    shown = await rettvei(command, "--today", day, cwd=tmp_path)
    said = f"--today «{day}» is too far away. Write a day from 1900-01-01 to 2066-12-31."
    assert shown.refusal() == said


async def test_a_language_that_is_not_spoken_is_refused(tmp_path: Path) -> None:
    shown = await rettvei("chat", "--sprak", "de", cwd=tmp_path)
    assert shown.refusal() == "--sprak «de» is not a language here. Use one of: nb, nn, en."


async def test_a_terminal_without_the_letters_gets_the_text_all_the_same(tmp_path: Path) -> None:
    folder = flows(tmp_path / "mine → dine", BAD)
    shown = await rettvei("check", "--flyt", folder, cwd=tmp_path, PYTHONIOENCODING="cp850")
    assert (shown.code, shown.err) == (1, "")
    assert shown.out.startswith("mine ? dine/start.yaml:3:1: ")


async def test_a_check_waits_for_no_server_and_no_network_to_be_imported(tmp_path: Path) -> None:
    heavy = {"asyncio", "prompt_toolkit", "pydantic", "rich", "pyreqwest", "telegram", "uvicorn"}
    code = f"import sys, bot.cli; print(sorted({heavy} & set(sys.modules)))"
    shown = await rettvei(program=(sys.executable, "-c", code), cwd=tmp_path)
    assert (shown.out, shown.err) == ("[]\n", "")


async def test_the_authors_cases_are_tried_and_one_that_fails_is_shown(tmp_path: Path) -> None:
    cases = ROOT / "tests" / "scenarier"
    tried = await rettvei("scenarios", str(cases), cwd=tmp_path)
    assert tried.code == 0
    assert ", 0 feil." in tried.out.splitlines()[-1]
    (tmp_path / "saker").mkdir()
    (tmp_path / "saker" / "en.yaml").write_text(
        "scenarier:\n  - situasjon: Nav sa nei.\n    dag: 2026-11-21\n"
        "    svar: {start.tema: klage}\n    ventet: {send_til: nav}\n",
        "utf-8",
    )
    failed = await rettvei("scenarios", "saker", cwd=tmp_path)
    assert failed.code == 1
    assert "Nav sa nei." in failed.out
    assert (await rettvei("scenarios", "ingen", cwd=tmp_path)).refusal().startswith("there is no")


async def test_what_the_content_must_cover_is_counted(tmp_path: Path) -> None:
    folder = Path(flows(tmp_path / "flyt", GOOD))
    (tmp_path / "saker").mkdir()
    command = ("coverage", "saker", "--flyt", "flyt", "--tekster", "saker")
    nothing = await rettvei(*command, cwd=tmp_path)
    assert nothing.refusal().startswith("there are no themes")
    case = "scenarier:\n  - situasjon: Helfo.\n    dag: 2026-08-10\n    svar: {start.hvem: helfo}\n"
    (tmp_path / "saker" / "en.yaml").write_text(
        f"{case}    ventet: {{svar: start.svar}}\n", "utf-8"
    )
    theme = "temaer:\n  brev: {nummer: 7, navn: Brev, ord: [Helfo], svar: [start.svar]}\n"
    (folder / "fakta" / "temaer.yaml").write_text(theme, "utf-8")
    missing = await rettvei(*command, cwd=tmp_path)
    assert missing.code == 1
    assert missing.out.splitlines()[0] == " 7 Brev: ingen flyt; 1 svar, 0 saker"
    assert missing.out.splitlines()[-1] == "1 temaer, 0 uten mangler."
    as_json = await rettvei(*command, "--format", "json", cwd=tmp_path)
    assert as_json.code == 1
    (row,) = json.loads(as_json.out)
    assert (row["number"], row["outcomes"], row["is_enough"]) == (7, ["start.svar"], False)
    unknown = await rettvei(*command, "--format", "xml", cwd=tmp_path)
    assert unknown.refusal().startswith("--format «xml» is not a form")


async def test_a_flow_is_drawn_in_the_form_that_is_asked_for(tmp_path: Path) -> None:
    assert (await rettvei("diagram", "klage", cwd=tmp_path)).out.startswith("flowchart")
    drawn = await rettvei("diagram", "--format", "svg", cwd=tmp_path)
    assert drawn.out.startswith("<svg")
    assert "«klage»" in (await rettvei("diagram", "klge", cwd=tmp_path)).refusal()
    assert "mermaid, svg" in (await rettvei("diagram", "--format", "x", cwd=tmp_path)).refusal()


async def test_one_check_tells_of_chosen_files_in_the_form_that_is_asked_for(
    tmp_path: Path,
) -> None:
    where = flows(tmp_path / "mine", BAD)
    told = await rettvei("check", "--flyt", where, "--format", "json", cwd=tmp_path)
    assert told.code == 1
    assert {one["code"] for one in json.loads(told.out)} == {"RV011", "RV308"}
    github = await rettvei("check", "--flyt", where, "--format", "github", cwd=tmp_path)
    assert github.out.startswith("::error ")
    outside = await rettvei("check", "ingen.yaml", "--flyt", where, cwd=tmp_path)
    assert outside.refusal().startswith("rettvei: «ingen.yaml»".removeprefix("rettvei: "))


async def test_what_can_be_counted_is_counted(tmp_path: Path) -> None:
    counted = await rettvei("check", "--statistics", cwd=tmp_path)
    assert counted.code == 0
    assert re.search(r"^Svar: \d+$", counted.out, re.MULTILINE)
    assert "LIX" in counted.out


async def test_the_ways_and_what_leads_to_an_outcome_are_told(tmp_path: Path) -> None:
    assert "veier" in (await rettvei("paths", "klage_reise", cwd=tmp_path)).out
    assert "«brevet»" in (await rettvei("paths", "brevet", cwd=tmp_path)).refusal()
    told = await rettvei("why", "klage_reise.svar_uten", "--today", "2026-11-21", cwd=tmp_path)
    assert "«Reise jeg betalte selv»" in told.out
    slip = (await rettvei("why", "klage_reise.svar_utten", cwd=tmp_path)).refusal()
    assert "«klage_reise.svar_uten»" in slip


async def test_the_schema_is_that_of_the_kind_of_file(tmp_path: Path) -> None:
    of_flow, of_facts = [
        json.loads((await rettvei("schema", kind, cwd=tmp_path)).out) for kind in ("flyt", "fakta")
    ]
    assert "steg" in of_flow["properties"]
    assert "kilder" in of_facts["properties"]
    assert "flyt, fakta" in (await rettvei("schema", "alt", cwd=tmp_path)).refusal()


RATE = """\
satser:
  tak:
    navn: Taket
    sikkerhet: høy
    innhold: [{beløp: 100, til_og_med: 2026-12-31, kilder: [loven]}]
"""


def with_rate(folder: Path) -> str:
    """A folder with a rate that ends, which an outcome tells of."""
    made = flows(folder, GOOD)
    (folder / "fakta" / "satser.yaml").write_text(RATE, "utf-8")
    start = folder / "start.yaml"
    said = start.read_text("utf-8").replace("[Skriv hva", '["Taket er {sats.tak}.", Skriv hva')
    start.write_text(said, "utf-8")
    return made


async def test_what_has_expired_is_listed_and_is_no_failure(tmp_path: Path) -> None:
    own = ("--flyt", with_rate(tmp_path / "mine"), "--tekster", "mine", "--today", "2027-01-02")
    checked = await rettvei("check", *own, cwd=tmp_path)
    listed = await rettvei("expiring", *own, "--days", "0", cwd=tmp_path)
    assert (checked.code, listed.code, listed.err) == (0, 0, "")
    assert "RV109 advarsel: Satsen «tak» gjaldt til og med 2026-12-31" in checked.out
    assert listed.out.replace("\N{NO-BREAK SPACE}", " ").splitlines()[:3] == [
        "2026-12-31, for 2 dager siden",
        "  sats «tak» (Taket): start.svar",
        "    I opplysninger leser folk «100 kroner (til og med 31. desember 2026)».",
    ]


async def test_what_expires_is_written_for_programs(tmp_path: Path) -> None:
    own = ("--flyt", with_rate(tmp_path / "mine"), "--tekster", "mine", "--today", "2026-12-01")
    listed = await rettvei("expiring", *own, "--days", "45", "--json", cwd=tmp_path)
    rate = json.loads(listed.out)[0]
    assert (rate["kind"], rate["id"], rate["last_day"]) == ("sats", "tak", "2026-12-31")
    assert (rate["is_over"], rate["outcomes"]) == (False, ["start.svar"])
