"""The pages on the rules, `docs/regler/RV*.md`, read as tests of the rules.

An example is a fenced block that begins with ```` ```yaml feil ```` or ```` ```yaml riktig ````.
In one that is wrong, `# RV301` at the end of a line says what is reported on that line; nothing
else may be. After `feil` or `riktig` can stand:

    dag=2027-01-01   the day of the check
    sted=flyt        a file or folder that the diagnostic points to, at its beginning
    linje=4          the line of the example that it points to, where no comment can stand
    grense=500       how many situations are followed at most
    alene            nothing is added to the example
    latin-1          how the file is saved

`# flyt/klage.yaml` alone on a line begins a file. What stands before any such line is steps of
the flow `start`, beginning with its first; `klag`, `ring` and the flow `brevet` are added where
they are named, and so are facts. `docs/regler/README.md` tells authors so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from textwrap import indent
from typing import Final
from unittest.mock import patch

from bot.flows import load
from bot.scenarios import read_scenarios
from bot.source import Diagnostic, Report
from tests.flows.slips import BREVET
from tests.library import FACTS, outcome

PAGES: Final = Path(__file__).parents[2] / "docs" / "regler"

_FENCE = re.compile(r"^```(?:yaml|po) (feil|riktig)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^# ((?:flyt|tekster|tests)/\S+)\n", re.MULTILINE)
_MARK = re.compile(r"# (RV[0-9]{3})$")
_START = "flyt/start.yaml"
_ADDED: Final = {"klag": outcome("Klag til Helfo"), "ring": outcome("Ring Helfo")}


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a page.

    Attributes:
        page: the code it is an example of.
        number: counts the examples of the page, for its name.
        is_wrong: whether it breaks the rule.
    """

    page: str
    number: int
    is_wrong: bool
    options: frozenset[str]
    text: str
    files: dict[str, str] = field(compare=False)

    def __str__(self) -> str:
        return f"{self.page}-{self.number}-{'feil' if self.is_wrong else 'riktig'}"

    def option(self, name: str) -> str | None:
        return next((o.partition("=")[2] for o in self.options if o.startswith(f"{name}=")), None)

    @property
    def marked(self) -> set[str]:
        """What must be reported: `flyt/start.yaml:7 RV301`."""
        if not self.is_wrong:
            return set()
        place, line = self.option("sted"), self.option("linje")
        if place:
            return {f"{place}:1 {self.page}"}
        if line:
            return {f"{next(iter(self.files))}:{line} {self.page}"}
        return {
            f"{file}:{number} {mark[1]}"
            for file, text in self.files.items()
            for number, shown in enumerate(text.split("\n"), 1)
            if (mark := _MARK.search(shown))
        }

    def reported(self, folder: Path) -> set[str]:
        """Write the example into a folder, check it, and return what was reported in it."""
        found = self.diagnostics(folder)
        ours = {*self.files, self.option("sted")}
        places = {
            (file.removeprefix(f"{folder}/"), item.position.line, item.code)
            for item in found
            for file in (item.position.file,)
        }
        return {f"{file}:{line} {code}" for file, line, code in places if file in ours}

    def diagnostics(self, folder: Path) -> tuple[Diagnostic, ...]:
        (folder / "flyt" / "fakta").mkdir(parents=True)
        encoding = "latin-1" if "latin-1" in self.options else "utf-8"
        added = {} if "alene" in self.options else self._added()
        for name, text in {**added, **self.files}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding, newline="")
        if any(name.startswith("tests/") for name in self.files):
            report = Report()
            read_scenarios(folder / "tests", report)
            return report.sorted()
        day = self.option("dag")
        today = date.fromisoformat(day) if day else None
        # The package's name `explore` is the function, so the module is asked for by itself.
        explore = import_module("bot.flows.proof.explore")
        most = int(self.option("grense") or explore.MOST_STATES)
        with patch.object(explore, "MOST_STATES", most):
            return load(folder / "flyt", folder / "tekster", today).diagnostics

    def _added(self) -> dict[str, str]:
        added = {"flyt/fakta/0_felles.yaml": FACTS}
        if _START not in self.files:
            calls = re.findall(r"^flyt: (\w+)", self.text, re.MULTILINE)
            steps = "".join(f"  kall_{each}: {{kall: {each}}}\n" for each in calls)
            choices = "".join(f"{each}: {{tekst: {each}, til: kall_{each}}}, " for each in calls)
            asked = f"  hva: {{spørsmål: Hva?, valg: {{{choices}}}, vet_ikke: {{til: klag}}}}\n"
            first = "hva" if calls else "klag"
            added[_START] = (
                f"flyt: start\ntittel: Start\nstart: {first}\nsteg:\n"
                f"{asked if calls else ''}{steps}  klag: {_ADDED['klag']}\n"
            )
        if re.search(r"\bkall: brevet\b", self.text) and "flyt/brevet.yaml" not in self.files:
            added["flyt/brevet.yaml"] = BREVET
        return added


def examples(page: Path) -> list[Example]:
    """Return the examples of a page."""
    found = _FENCE.findall(page.read_text("utf-8"))
    return [
        Example(page.stem, number, kind == "feil", frozenset(options.split()), text, _files(text))
        for number, (kind, options, text) in enumerate(found, 1)
    ]


def _files(text: str) -> dict[str, str]:
    before, *rest = _FILE.split(text)
    files = {
        name: f"# {name}\n{content}" for name, content in zip(rest[::2], rest[1::2], strict=True)
    }
    return {_START: _whole(before), **files} if before.strip() else files


def _whole(steps: str) -> str:
    first = re.match(r"(?:#.*\n)*([^\s:]+):", steps)
    assert first, f"an example must begin with a step: {steps}"
    added = "".join(
        f"  {name}: {text}\n"
        for name, text in _ADDED.items()
        if re.search(rf"\b{name}\b", steps) and not re.search(rf"^{name}:", steps, re.MULTILINE)
    )
    return f"flyt: start\ntittel: Start\nstart: {first[1]}\nsteg:\n{indent(steps, '  ')}{added}"
