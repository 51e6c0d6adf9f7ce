"""A conversation as a process: through real pipes, and in a real terminal."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.telegram_emulator.patience import PATIENCE

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "tests.console.talk")
GOODBYE = "Ha det bra. Ingenting er lagret.\n"
LAST_OF_QUESTION = "   – Start på nytt\n"


def start(*args: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )


def read_until(process: subprocess.Popen[bytes], last: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.decode() == last:
            return
    pytest.fail(f"the process ended before it wrote {last!r}")


def test_a_pipe_holds_a_conversation_and_its_last_line_needs_no_line_break() -> None:
    with start() as process:
        out, err = process.communicate(b"kommunen\n12.3.2026", PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert "> 12.3.2026 → torsdag 12. mars 2026\n\nKlag til kommunen\n" in out.decode()
    assert out.decode().endswith(GOODBYE)


def test_each_screen_can_be_read_before_the_next_answer_is_written() -> None:
    with start("--json") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        steps = [json.loads(process.stdout.readline())["step"]]
        for answer in ("nav", "ikke kommet"):
            process.stdin.write(f"{answer}\n".encode())
            process.stdin.flush()
            steps.append(json.loads(process.stdout.readline())["step"])
        process.stdin.close()
        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == b""
    assert steps == ["hvem", "mottatt", "svar_tidsnok"]


@pytest.mark.parametrize("args", [(), ("--json",)])
def test_a_reader_that_goes_away_ends_it_without_a_word(args: tuple[str, ...]) -> None:
    with start(*args) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"nav\n" * 20)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0


def test_an_interrupt_says_goodbye() -> None:
    with start() as process:
        read_until(process, LAST_OF_QUESTION)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert out.decode().endswith(GOODBYE)


def test_bytes_that_are_no_text_get_a_hint() -> None:
    with start() as process:
        out, err = process.communicate(b"\xff\xfe\n", PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert "Det forstod jeg ikke." in out.decode()


def test_an_output_without_the_letters_still_gets_the_conversation() -> None:
    with start(PYTHONUTF8="0", PYTHONIOENCODING="ascii") as process:
        out, err = process.communicate(b"nav\n", PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert b"N?r fikk du brevet?" in out


class Pty:
    """A terminal of 60 columns that a conversation runs in."""

    def __init__(self, environment: Mapping[str, str], command: tuple[str, ...] = COMMAND) -> None:
        self._screen, self._terminal = pty.openpty()
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
        self._settings = termios.tcgetattr(self._terminal)
        self._process = subprocess.Popen(
            command,
            stdin=self._terminal,
            stdout=self._terminal,
            stderr=self._terminal,
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONUTF8": "1",
                "TERM": "xterm",
                "PROMPT_TOOLKIT_NO_CPR": "1",
                **environment,
            },
        )
        self._raw = b""
        self._read_to = 0

    @property
    def seen(self) -> str:
        """All that came, without what moves the cursor."""
        text = self._raw.decode(errors="ignore").replace("\r", "")
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)
        os.close(self._screen)

    def press(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until a text has come since the last time."""
        while (found := self.seen.find(text, self._read_to)) < 0:
            assert select.select([self._screen], [], [], PATIENCE)[0], (text, self.seen)
            self._raw += os.read(self._screen, 65536)
        self._read_to = found + len(text)

    def leaves(self) -> int:
        """Return the exit code, and see that the terminal is as it was."""
        code = self._process.wait(PATIENCE)
        assert termios.tcgetattr(self._terminal) == self._settings
        return code


@pytest.fixture
def terminal() -> Iterator[Pty]:
    with Pty({}) as running:
        yield running


HINT = "avslutter."


def test_a_terminal_holds_a_conversation_by_arrows_and_text(terminal: Pty) -> None:
    terminal.wait_for(HINT)
    terminal.press("\x1b[B")
    terminal.wait_for("›")
    terminal.press("\x1b[B\r")
    terminal.wait_for("> Nav\n\nNår fikk du brevet?")
    terminal.wait_for(HINT)
    terminal.press("12. mars\r")
    terminal.wait_for("> 12. mars → torsdag 12. mars 2026")
    terminal.wait_for("Send senest torsdag 2. april 2026.")
    terminal.wait_for(HINT)
    terminal.press("\x04")
    terminal.wait_for(GOODBYE)
    assert terminal.leaves() == 0


@pytest.mark.parametrize("keys", ["\x03", "\x04", "halv\x03", "halv\x04"])
def test_leaving_restores_the_terminal(terminal: Pty, keys: str) -> None:
    terminal.wait_for(HINT)
    terminal.press(keys)
    terminal.wait_for(GOODBYE)
    assert terminal.leaves() == 0
    assert "Traceback" not in terminal.seen


def test_a_terminal_that_cannot_draw_gets_lines() -> None:
    with Pty({"TERM": "dumb"}) as terminal:
        terminal.wait_for(LAST_OF_QUESTION)
        terminal.press("nav\n")
        terminal.wait_for("> nav → Nav")
        terminal.wait_for(LAST_OF_QUESTION)
        terminal.press("\x04")
        terminal.wait_for(GOODBYE)
        assert terminal.leaves() == 0
