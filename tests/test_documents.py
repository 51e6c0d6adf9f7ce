"""The commands that the documents tell people to type exist, with what is written after them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from bot.cli import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "docs/drift.md", "docs/skrive-flyt.md")
PROGRAM = typer.main.get_command(app)


def typed(text: str, program: str) -> set[tuple[str, ...]]:
    """Find what stands after a program's name, in backticks or on a line of a block."""
    inline = re.findall(rf"`(?:[A-Z_]+=\S+ )*{program} ([^`\n]+)`", text)
    blocks = "\n".join(re.findall(r"^```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
    lines = re.findall(rf"^(?:.*\| )?(?:\$ )?{program} (.+)$", blocks, re.MULTILINE)
    found = (re.split(r" [>|] ", one)[0] for one in (*inline, *lines))
    return {tuple(shlex.split(one, comments=True)) for one in found}


def left_over(words: Sequence[str]) -> Sequence[str]:
    """Read what is typed after `rettvei`; return the arguments that its command has no place for.

    Raises:
        LookupError: there is no such command.
        Exception: it has no such option, or the option wants something after it.
    """
    assert isinstance(PROGRAM, TyperGroup)
    if words[0].startswith("--"):
        words = ("run", *words)
    name = words[0].replace("NAME", "run")
    command = PROGRAM.commands[name]
    context = command.context_class(command)
    _, extra, _ = command.make_parser(context).parse_args(list(words[1:]))
    return extra


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_exists_with_its_options(document: str) -> None:
    named = typed((ROOT / document).read_text("utf-8"), "rettvei")
    assert len(named) > 4
    for words in named:
        assert left_over(words) == [], words


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_that_is_named_exists(document: str) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for words in typed((ROOT / document).read_text("utf-8"), "make"):
        assert words[0] in targets


def test_the_operators_commands_are_all_told_of() -> None:
    told = {words[0] for words in typed((ROOT / "docs/drift.md").read_text("utf-8"), "rettvei")}
    assert told >= {"release", "poll", "serve", "doctor", "key", "rekey", "backup", "restore"}
    assert told >= {"move", "migrate-check", "set-aside", "stats"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("backupp x", "backupp"),
        ("backup x --force", "No such option: --force"),
        ("stats --since", "requires an argument"),
    ],
)
def test_what_does_not_exist_is_seen(wrong: str, told: str) -> None:
    (words,) = typed(f"Write `rettvei {wrong}`.", "rettvei")
    with pytest.raises(Exception, match=told):
        left_over(words)


def test_an_argument_too_many_is_seen() -> None:
    assert left_over(("backup", "a", "b")) == ["b"]
