"""The README is what a newcomer believes first, so it is held to the truth."""

import re
import shlex
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.commands import rettvei

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CUT = "\n\n[…]\n\n"


def block(language: str) -> str:
    """The one block of code in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)\n```$", README, re.DOTALL | re.MULTILINE)
    return str(found)


async def test_the_conversation_is_what_the_program_says(tmp_path: Path) -> None:
    command, _, shown = block("console").partition("\n")
    typed, _, line = command.removeprefix("$ ").partition(" | ")
    answers = shlex.split(typed.removeprefix("printf "))[0].replace("\\n", "\n")
    said = await rettvei(*shlex.split(line)[1:], cwd=tmp_path, stdin=answers)
    assert (said.code, said.err) == (0, "")
    rest = said.out
    for piece in shown.split(CUT):
        _, found, rest = rest.partition(piece)
        assert found, f"The program does not say this (any more):\n{piece}\n\nbut:\n{said.out}"


@pytest.mark.parametrize("line", block("sh").splitlines())
async def test_the_commands_that_are_to_be_typed_work(line: str) -> None:
    words = shlex.split(line, comments=True)
    assert words[0] == "rettvei"
    shown = await rettvei(*words[1:], cwd=ROOT)
    assert (shown.code, shown.err) == (0, "")


def test_the_table_has_every_variable_and_what_holds_without_it() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| [^|]+ \| ([^|]+) \|$", README, re.MULTILINE)
    for (name, otherwise), (field, info) in zip(rows, Settings.model_fields.items(), strict=True):
        assert name == field.upper()
        holds = f"{info.default.days}d" if isinstance(info.default, timedelta) else info.default
        assert holds is None or otherwise == f"`{holds}`"


def test_the_files_and_folders_that_are_named_exist() -> None:
    named = set(re.findall(r"`((?:bot|tests|flyt|tekster)/[a-z_/.]*)`", README))
    assert len(named) > 10
    assert not [name for name in named if not (ROOT / name).exists()]
    assert "`Procfile`" in README
    assert (ROOT / "Procfile").is_file()
