"""The guide for authors is followed from its first line to its last, and held to what it shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.content import FLOWS, TEXTS
from bot.facts import Facts
from bot.flows import Library, load
from bot.flows.changes import CHANGES
from bot.flows.former import FORMER
from bot.flows.schema import Kind, schema
from bot.source import Report, read_yaml
from tests.flows.draft7 import as_an_editor_reads, refusals

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "skrive-flyt.md").read_text("utf-8")
CUT = "[…]"
COMMANDS = {
    info.callback.__name__.replace("_", "-") for info in app.registered_commands if info.callback
}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the words after its fence, and the lines in it."""

    said: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


BLOCKS = tuple(
    Block(said, tuple(body.splitlines()))
    for said, body in re.findall(r"^```([^\n]+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
)


def do(folder: Path, block: Block) -> tuple[Path, str | None]:
    """Do to a file what its block says; return the file, and what it was."""
    head = re.fullmatch(r"# (min/\S+\.yaml)(?:, (.+?)(?: «(.+)»)?)?", block.lines[0])
    assert head, f"The block does not begin with a file's name: {block.lines[0]}"
    path, how, line = folder / head[1], head[2], head[3]
    before = path.read_text("utf-8") if path.exists() else None
    added = "".join(f"{each}\n" for each in block.lines[1:])
    if how is None:
        assert before is None, f"{head[1]} is there already"
        text = block.text
    else:
        assert before is not None, f"{head[1]} is not there yet"
        if how == "til sist":
            text = before + added
        elif how == "øverst":
            text = added + before
        else:
            assert how in ("i stedet for linjen", "ta bort linjen"), how
            found = [each for each in before.splitlines() if each.strip().startswith(line)]
            assert len(found) == 1, f"«{line}» begins {len(found)} lines of {head[1]}"
            text = before.replace(f"{found[0]}\n", added)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path, before


def shown(block: Block) -> None:
    """Run the command of a block, and hold the program to what the block shows of it."""
    typed, _, line = block.lines[0].removeprefix("$ ").rpartition(" | ")
    answers = shlex.split(typed)[1].replace("\\n", "\n") if typed else ""
    words = shlex.split(line)
    assert words[0] == "rettvei"
    said = CliRunner().invoke(app, words[1:], input=answers)
    if CUT not in block.text:
        assert said.output == "".join(f"{each}\n" for each in block.lines[1:])
    rest = said.output
    for piece in filter(str.strip, "\n".join(block.lines[1:]).split(CUT)):
        _, found, rest = rest.partition(piece.strip("\n"))
        assert found, f"The program does not say:\n{piece}\n\nbut:\n{said.output}"


def follow(folder: Path) -> Iterator[Block]:
    """Do what the guide says, block after block; slips are mended once the check has told them."""
    slips: list[tuple[Path, str]] = []
    for block in BLOCKS:
        if block.said.startswith("yaml"):
            path, before = do(folder, block)
            if block.said == "yaml feil" and before is not None:
                slips.append((path, before))
        yield block
        while block.said == "console" and slips:
            path, right = slips.pop()
            path.write_text(right, "utf-8")


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for _ in follow(tmp_path):
        pass
    return tmp_path


def made(folder: Path) -> Library:
    result = load(folder / "min" / "flyt", folder / "tekster")
    assert [str(found) for found in result.diagnostics] == []
    assert result.library is not None
    return result.library


def test_what_the_program_is_shown_to_say_is_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = []
    for block in follow(tmp_path):
        if block.said == "console" and len(block.lines) > 1:
            command = re.findall(r"\brettvei ([a-z]+)", block.lines[0])[0]
            ran.append(command)
            shown(block)
    assert set(ran) == {"chat", "check", "scenarios"}


def test_the_examples_make_a_library_in_which_nothing_is_wrong(written: Path) -> None:
    assert set(made(written).flows) == {"start", "brevet"}


def test_an_editor_finds_nothing_wrong_in_the_examples(written: Path) -> None:
    files = sorted((written / "min" / "flyt").rglob("*.yaml"))
    assert len(files) == 7
    for path in files:
        root = read_yaml(path.read_bytes(), path.name, Report())
        assert root is not None
        kind = schema(Kind.FACTS if path.parent.name == "fakta" else Kind.FLOW)
        assert refusals(as_an_editor_reads(root), kind, kind) == []


def test_the_conditions_that_are_told_in_passing_are_right() -> None:
    told = re.findall(r"`(\{\w+: .+?\})`", GUIDE)
    assert len(told) == 4
    whole = schema(Kind.FLOW)
    for text in told:
        root = read_yaml(text.encode(), "fil.yaml", Report())
        assert root is not None
        assert refusals(as_an_editor_reads(root), {"$ref": "#/definitions/vilkår"}, whole) == []


def test_the_facts_are_those_of_the_flows_in_use(written: Path) -> None:
    library = load(FLOWS, TEXTS).library
    assert library is not None
    ours, theirs = made(written).facts, library.facts
    for source_id, source in ours.sources.items():
        real = theirs.sources[source_id]
        assert (source.title.source, source.url) == (real.title.source, real.url)
        assert (source.checked, source.next_check) == (real.checked, real.next_check)
    for authority_id, authority in ours.authorities.items():
        known = theirs.authorities[authority_id]
        assert (authority.name.source, authority.confidence) == (
            known.name.source,
            known.confidence,
        )
        assert authority.phone in (None, known.phone)
    for rate_id, rate in ours.rates.items():
        real_rate = theirs.rates[rate_id]
        assert (rate.name.source, rate.confidence) == (real_rate.name.source, real_rate.confidence)
        assert rate.terms == real_rate.terms
    for rule_id in ours.deadlines:
        assert _rule(ours, rule_id) == _rule(theirs, rule_id)


def _rule(facts: Facts, rule_id: str) -> tuple[object, ...]:
    rule = facts.deadlines[rule_id]
    terms = [
        (each.valid_from, each.valid_until, each.value.length, each.value.legal_basis.source)
        for each in rule.terms.versions
    ]
    return rule.name.source, rule.starts.source, rule.certainty, rule.rolls_over, terms


def test_the_commands_files_and_pages_that_are_named_exist() -> None:
    named = set(re.findall(r"(?:`|\$ |\| |^)rettvei ([a-z-]+)", GUIDE, re.MULTILINE))
    assert named == {
        *("chat", "check", "scenarios", "coverage", "expiring", "diagram", "schema"),
        "migrate-check",
    }
    assert named <= COMMANDS
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"\bmake ([a-z]+)", GUIDE))
    assert targets == {"run", "test"}
    assert targets <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    paths = re.findall(r"`((?:flyt|tests|docs)/[^`]*)`", GUIDE)
    links = re.findall(r"\]\(([^)]+)\)", GUIDE)
    assert len(paths) > 3
    assert links
    assert all((ROOT / path).exists() for path in paths)
    assert all((ROOT / "docs" / link).exists() for link in links)


def test_the_first_outcome_has_every_key_of_the_contract_that_an_author_alone_needs() -> None:
    (first,) = (block for block in BLOCKS if block.lines[0] == "# min/flyt/start.yaml")
    _, _, told = first.text.partition("  ombud:\n")
    steps = schema(Kind.FLOW)["properties"]["steg"]["additionalProperties"]["oneOf"]
    (outcome,) = (step for step in steps if "tjeneste" in step["properties"])
    later = {"pårørende", FORMER, CHANGES}
    keys = [key for key in outcome["properties"] if key not in later]
    assert re.findall(r"^    (\w+):", told, re.MULTILINE) == keys
