"""Commands whose input or output is closed, full or of no use: one line, never a traceback."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.commands import RETTVEI, rettvei

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such devices here")

SHELL = ("/bin/sh", "-c")
CLOSED = "is closed, or cannot be used here."
FULL = (
    "standard input or output failed (No space left on device); see where they lead, and that the "
    "disk there has room."
)


def line(command: str, redirections: str) -> str:
    return f"{shlex.quote(RETTVEI[0])} {command} {redirections}"


@pytest.mark.parametrize("redirection", ["<&-", "0>/dev/null"])
@pytest.mark.parametrize("command", ["chat klage_nav", "chat klage_nav --json", "run"])
async def test_a_conversation_without_an_input_says_so(
    tmp_path: Path, command: str, redirection: str
) -> None:
    shown = await rettvei(line(command, redirection), cwd=tmp_path, program=SHELL)
    assert shown.code == 2
    assert shown.err.splitlines()[-1] == f"rettvei: standard input {CLOSED}"
    assert "Traceback" not in shown.err


@pytest.mark.parametrize("command", ["key", "--help", "chat klage_nav", "check", "poll --help"])
async def test_a_command_without_an_output_says_so(tmp_path: Path, command: str) -> None:
    shown = await rettvei(line(command, ">&-"), cwd=tmp_path, program=SHELL)
    assert shown.refusal() == f"standard output {CLOSED}"
    shown = await rettvei(line(command, ">/dev/full"), cwd=tmp_path, program=SHELL)
    assert shown.refusal() == FULL


@pytest.mark.parametrize("redirections", ["2>&-", "2>/dev/full", "<&- >&- 2>&-"])
async def test_who_can_be_told_nothing_gets_the_exit_code(
    tmp_path: Path, redirections: str
) -> None:
    shown = await rettvei(line("chat finnes_ikke", redirections), cwd=tmp_path, program=SHELL)
    assert (shown.code, shown.out, shown.err) == (2, "", "")


async def test_what_is_not_used_may_be_closed(tmp_path: Path) -> None:
    shown = await rettvei(line("key", "<&- 2>&-"), cwd=tmp_path, program=SHELL)
    assert (shown.code, len(shown.out)) == (0, 44)


async def test_no_file_gets_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from bot.streams import sound_streams\n"
        "with sound_streams():\n"
        "    number = os.open('written', os.O_CREAT | os.O_WRONLY)\n"
        "    os.write(2, b'to nobody')\n"
        "sys.exit(number)\n"
    )
    python = shlex.quote(sys.executable)
    shell = f"{python} -c {shlex.quote(script)} <&- >&- 2>&-"
    shown = await rettvei(shell, cwd=tmp_path, program=SHELL)
    assert shown.code == 3
    assert (tmp_path / "written").read_bytes() == b""


async def test_who_stops_reading_hears_no_complaint(tmp_path: Path) -> None:
    shown = await rettvei(line("paths klage_nav", "| head -n 1"), cwd=tmp_path, program=SHELL)
    assert (shown.code, shown.err) == (0, "")
    assert len(shown.out.splitlines()) == 1
