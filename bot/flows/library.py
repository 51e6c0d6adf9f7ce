"""The library: every flow and fact, checked and linked, ready for conversations."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from bot.facts import Facts, FactsReader
from bot.flows.machine import Engine
from bot.flows.model import Flow, Step
from bot.flows.reader import FlowReader
from bot.flows.references import Ref
from bot.flows.rules import RULES, Checked
from bot.source import Diagnostic, Position, Report, read_yaml
from bot.source import Mapping as SourceMapping
from bot.texts import CatalogueError, Catalogues

START = "start"
"""The flow that a conversation begins in when nothing else is said."""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the conversations need to know.

    Attributes:
        version: names the contents; another content has another version.
    """

    flows: Mapping[str, Flow] = field(repr=False)
    facts: Facts = field(repr=False)
    version: str
    catalogues: Catalogues = field(repr=False)
    engine: Engine = field(repr=False, compare=False)

    def step(self, ref: Ref) -> Step:
        """Return a step.

        Raises:
            KeyError: there is no such step.
        """
        return self.flows[ref.flow].steps[ref.step]

    def is_entry(self, flow: str) -> bool:
        """Whether a conversation can begin in a flow: it exists, and never returns to a caller."""
        return flow in self.flows and not self.flows[flow].results


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gave: all that is wrong, and the library if nothing that blocks is."""

    library: Library | None
    diagnostics: tuple[Diagnostic, ...]


def load(folder: Path, texts: Path) -> Loaded:
    """Read, check and link the flows of a folder and the facts in its `fakta/`.

    Args:
        folder: holds one YAML file for each flow.
        texts: holds the catalogues, one folder a language.
    """
    report = Report()
    catalogues = _catalogues(texts, report)
    digest = hashlib.sha256()
    facts_reader = FactsReader(report)
    flow_files = sorted(folder.glob("*.yaml"))
    if not flow_files:
        report.error(
            Position(str(folder)),
            "RV000",
            "Her er det ingen flyter (*.yaml). Pek på mappen med flytene med --flyt MAPPE.",
        )
    for path in sorted((folder / "fakta").glob("*.yaml")):
        facts_reader.add(_read(path, folder, digest, report))
    facts = facts_reader.facts()
    flows: dict[str, Flow] = {}
    all_read = True
    for path in flow_files:
        root = _read(path, folder, digest, report)
        flow = FlowReader(root, path.stem, facts_reader, report).flow() if root else None
        if flow is None:
            all_read = False
        else:
            flows[path.stem] = flow
    checked = Checked(MappingProxyType(flows), facts, all_read and not report.has_errors)
    for rule in RULES:
        rule(checked, report)
    if report.has_errors:
        return Loaded(None, report.sorted())
    engine = Engine(flows, facts)
    library = Library(checked.flows, facts, digest.hexdigest()[:12], catalogues, engine)
    return Loaded(library, report.sorted())


def _catalogues(texts: Path, report: Report) -> Catalogues:
    try:
        catalogues = Catalogues.load(texts)
    except CatalogueError as error:
        report.error(Position(str(error.path), error.line), "RV501", str(error))
        return Catalogues()
    for problem in catalogues.problems:
        report.warning(Position(str(problem.path), problem.line), "RV502", problem.what)
    return catalogues


def _read(path: Path, folder: Path, digest: _Digest, report: Report) -> SourceMapping | None:
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    try:
        raw = path.read_bytes()
    except OSError as error:
        report.error(Position(shown), "RV000", f"Filen kan ikke leses: {error.strerror}.")
        return None
    digest.update(hashlib.sha256(raw).digest())
    return read_yaml(raw, shown, report)
