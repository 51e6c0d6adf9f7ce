"""The day is given: what a command says does not depend on the machine's clock or time zone."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from typer.testing import CliRunner

from bot.cli import app
from tests.commands import DAY, rettvei
from tests.library import FACTS, outcome

ANOTHER_DAY = "2026-12-20"
ELSEWHERE = [
    datetime(2026, 12, 1, 23, 30, tzinfo=ZoneInfo("Europe/Oslo")),
    datetime(2027, 1, 2, tzinfo=ZoneInfo("Pacific/Auckland")),
    datetime(2027, 7, 15, tzinfo=ZoneInfo("America/Los_Angeles")),
    datetime(2028, 2, 29, tzinfo=ZoneInfo("UTC")),
    datetime(2030, 1, 1, tzinfo=ZoneInfo("Pacific/Kiritimati")),
]
FLOW = f"""\
flyt: start
tittel: Klage
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {{senest: i dag}}
    vet_ikke: {{til: svar}}
    til: svar
  svar: {outcome("Klag til Helfo")}
"""
COMMANDS = {
    "check": "",
    "paths": "",
    "why start.svar": "",
    "diagram": "",
    "chat": "i dag\n",
    "chat --trace": "i går\n",
    "run": "i dag\n",
}


@pytest.fixture
def flows(tmp_path: Path) -> str:
    """A folder with one flow that asks for a day, over facts that are soon out of date."""
    (tmp_path / "fakta").mkdir()
    (tmp_path / "fakta" / "fakta.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "start.yaml").write_text(FLOW, "utf-8")
    return str(tmp_path)


def said(command: str, flows: str, **environment: str) -> tuple[int, str]:
    """What a command ends with and says, typed to as a person would."""
    shown = CliRunner().invoke(
        app, [*command.split(), "--flyt", flows], input=COMMANDS[command], env=environment
    )
    return shown.exit_code, shown.output


@pytest.mark.parametrize("moment", ELSEWHERE, ids=lambda moment: f"{moment:%Y-%m-%d}")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_the_same_whatever_the_clock_of_the_machine_shows(
    command: str, moment: datetime, flows: str
) -> None:
    with time_machine.travel(ELSEWHERE[0]):
        here = said(command, flows)
    with time_machine.travel(moment):
        there = said(command, flows)
    assert here[0] == 0, here[1]
    assert there == here


@pytest.mark.parametrize("command", ["check", "chat", "run"])
def test_another_day_that_is_given_is_another_answer(command: str, flows: str) -> None:
    assert said(command, flows) != said(command, flows, RETTVEI_TODAY=ANOTHER_DAY)


def test_without_a_day_it_is_the_one_in_norway(flows: str) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, 30, tzinfo=ZoneInfo("Pacific/Auckland"))):
        assert "søndag 1. mars 2026" in said("chat", flows, RETTVEI_TODAY="")[1]
    with time_machine.travel(datetime(2026, 3, 1, 22, 58, tzinfo=ZoneInfo("UTC"))):
        assert "søndag 1. mars 2026" in said("chat", flows, RETTVEI_TODAY="")[1]
    with time_machine.travel(datetime(2026, 3, 1, 23, 1, tzinfo=ZoneInfo("UTC"))):
        assert "mandag 2. mars 2026" in said("chat", flows, RETTVEI_TODAY="")[1]


@pytest.mark.parametrize("command", ["poll", "serve", "run"])
async def test_people_in_telegram_are_never_answered_as_of_another_day(
    command: str, tmp_path: Path
) -> None:
    telegrams_own = {"TELEGRAM_BOT_TOKEN": "1:not-to-be-asked", "TELEGRAM_API_URL": ""}
    refused = await rettvei(command, cwd=tmp_path, RETTVEI_TODAY=DAY, **telegrams_own)
    assert refused.refusal().startswith("a given day (--today, RETTVEI_TODAY) is for trying ")
