"""Every kind of question in the console: through a pipe, and as data."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import Any

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from bot.console.front import Answer
from bot.console.terminal import Terminal
from bot.dialog import Kind, Option, Press, Screen
from bot.flows import Library
from bot.texts import Words
from tests.console.conftest import Piped
from tests.every_kind import every_kind

SAID = ("meg", "1 og 2", "82 år", "312 000 kr", "Herøy i Nordland", "1.3.26")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return every_kind(tmp_path_factory.mktemp("slag"))


def shown(piped: Piped, *said: str) -> list[Any]:
    text = piped(*said, flow=None, json=True)
    return [json.loads(line) for line in text.splitlines()]


def test_a_transcript_says_what_each_answer_was_taken_for(piped: Piped) -> None:
    text = piped(*SAID, flow=None).replace("\N{NO-BREAK SPACE}", " ")
    for answer in (
        "> 1 og 2 → Å dusje og Mat og handling",
        "> 82 år\n",
        "> 312 000 kr → 312 000 kroner",
        "> Herøy i Nordland\n",
        "> 1.3.26 → søndag 1. mars 2026",
    ):
        assert answer in text
    assert "Klag til kommunen" in text


def test_where_a_number_is_typed_no_choice_is_numbered(piped: Piped) -> None:
    text = piped("meg", "1", flow=None)
    asked = text.rpartition("Hvor gammel er den som trenger hjelp?")[2]
    assert " – Vet ikke" in asked
    assert "1." not in asked


def test_as_data_it_leads_to_the_same_outcome(piped: Piped) -> None:
    screens = shown(piped, *SAID)
    assert [screen["step"] for screen in screens] == [
        *("hvem", "hjelp", "alder", "inntekt", "bor", "mottatt", "mye"),
    ]
    assert screens[-1]["outcome"]["send_to"] == "Kommunen"


def test_ticks_are_pressed_by_id_and_stand_on_the_choices(piped: Piped) -> None:
    presses = [json.dumps({"press": option}) for option in ("dusj", "vask", "-dusj", ":ferdig")]
    screens = shown(piped, "meg", *presses)
    said = [screen["text"] for screen in screens if screen["kind"] == "notice"]
    assert said == [
        "Valgt nå: Å dusje",
        "Valgt nå: Å dusje og Å vaske huset",
        "Valgt nå: Å vaske huset",
    ]
    ticked = screens[-2]
    assert ticked["choices"][:3] == [
        {"id": "dusj", "label": "Å dusje"},
        {"id": "mat", "label": "Mat og handling"},
        {"id": "-vask", "label": "✓ Å vaske huset", "chosen": True},
    ]
    assert screens[-1]["step"] == "alder"


def test_what_a_text_may_mean_is_data_to_press(piped: Piped) -> None:
    screens = shown(piped, "meg", "1", "82", "0", "Herøy", '{"press": "1818"}')
    assert screens[-2]["choices"][:2] == [
        {"id": "1818", "label": "Herøy i Nordland"},
        {"id": "1515", "label": "Herøy i Møre og Romsdal"},
    ]
    assert screens[-1]["step"] == "mottatt"


def test_the_trace_shows_what_conditions_found(piped: Piped) -> None:
    piped(*SAID, flow=None, json=True, trace=True)
    told = piped.errors.getvalue()
    assert "start.hjelp: svaret er [dusj, mat]" in told
    assert "start.hjelp har dusj og mat" in told
    assert "start.alder er minst 67" in told
    assert "start.bor: svaret er 1818 («Herøy i Nordland»)" in told


def test_in_a_terminal_a_tick_is_shown_where_the_choices_are() -> None:
    before = Screen(Kind.QUESTION, "f", "s", "**Hva?**", (Option("mat", "Mat"),))
    after = Screen(Kind.QUESTION, "f", "s", "**Hva?**", (Option("-mat", "✓ Mat", chosen=True),))
    out = StringIO()
    with create_pipe_input() as keys:
        output = Vt100_Output(out, lambda: Size(40, 80), enable_cpr=False)
        terminal = Terminal(keys, output, lambda: Words("nb"))
        terminal.show((before,), None)
        terminal.refresh(after, "Valgt nå: Mat")
        keys.send_text("\x1b[B\r")
        answer = terminal.ask("s0", 7)
    seen = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", out.getvalue()).replace("\r", "")
    assert isinstance(answer, Answer)
    assert answer.event == Press("s0", 7, "-mat")
    assert "Valgt nå: Mat" in seen
    assert "✓ Mat" in seen
    assert seen.count("Hva?") == 1
