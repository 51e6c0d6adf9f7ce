"""The library: every flow and fact, checked and linked, ready for conversations."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bot.facts import Dated, Facts, FactsReader
from bot.flows.emergencies import detector_of
from bot.flows.files import FACTS, Files, flow_name
from bot.flows.machine import Engine
from bot.flows.model import Flow, Step, on_day
from bot.flows.privacy import Privacy
from bot.flows.reader import FlowReader
from bot.flows.references import Ref
from bot.flows.renames import Renames
from bot.flows.rules import RULES, START, Checked, Rule, permitted
from bot.flows.topics import Topic, topics
from bot.source import Diagnostic, Position, Report, Severity
from bot.source.files import ShowPath, from_folder, showable
from bot.texts import CatalogueError, Catalogues
from bot.typed import Detector


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Everything the conversations need to know.

    Attributes:
        version: names the contents; another content has another version.
        emergencies: detects danger in what people type.
        renames: what saved conversations call things, and what those are called now.
        privacy: what the operator says of the data that is kept; not read from files.
        topics: what a conversation can come to through the menus, by flow, for each day.
    """

    flows: Mapping[str, Flow] = field(repr=False)
    facts: Facts = field(repr=False)
    version: str
    catalogues: Catalogues = field(repr=False)
    engine: Engine = field(repr=False, compare=False)
    topics: tuple[Dated[Mapping[str, Topic]], ...] = field(repr=False, compare=False)
    emergencies: Detector = field(repr=False, compare=False)
    renames: Renames = field(repr=False, compare=False, default_factory=Renames)
    privacy: Privacy = field(repr=False, compare=False, default_factory=Privacy)

    def step(self, ref: Ref) -> Step:
        """Return a step with all that it is on any day.

        Raises:
            KeyError: there is no such step.
        """
        return self.flows[ref.flow].steps[ref.step]

    def step_on(self, ref: Ref, day: date) -> Step:
        """Return a step as it is on a day.

        Raises:
            KeyError: there is no such step.
        """
        return on_day(self.step(ref), day)

    def topics_on(self, day: date) -> Mapping[str, Topic]:
        """Return what a conversation can come to through the menus on a day, by flow."""
        return next(each.value for each in self.topics if each.holds(day))

    def is_entry(self, flow: str) -> bool:
        """Whether a conversation can begin in a flow: it exists, and never returns to a caller."""
        found = self.flows.get(flow)
        return found is not None and bool(found.start) and not found.results


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gave: all that is wrong, and the library if nothing that blocks is."""

    library: Library | None
    diagnostics: tuple[Diagnostic, ...]


def load(
    folder: Path,
    texts: Path,
    today: date | None = None,
    rules: Iterable[Rule] | None = None,
    about: Container[str] | None = None,
    show: ShowPath | None = None,
) -> Loaded:
    """Read, check and link the flows of a folder and the facts in its `fakta/`.

    Args:
        folder: holds one YAML file for each flow.
        texts: holds the catalogues, one folder a language.
        today: the day to check as of; without it nothing is told that depends on the day.
        rules: what to check; all there is to check if left out.
        about: the flows whose texts are measured; all of them if left out.
        show: names a file in diagnostics; by the folder it is read from if left out.
    """
    report, of_translations = Report(), Report()
    shown = show or from_folder(folder)
    catalogues = _catalogues(texts, of_translations, show or str)
    files = Files(folder, report, shown)
    facts_reader = FactsReader(report)
    if not files.is_whole:
        facts_reader.add(None)
    for path in files.facts:
        facts_reader.add(files.read(path))
    facts = facts_reader.facts()
    flows: dict[str, Flow] = {}
    all_read = files.is_whole
    for path in files.flows:
        root = files.read(path)
        name = flow_name(path)
        flow = FlowReader(root, name, facts_reader, report).flow() if root else None
        if flow is None:
            all_read = False
        else:
            flows[name] = flow
    whole = all_read and not report.has_errors
    checked = Checked(
        MappingProxyType(flows),
        facts,
        whole,
        catalogues,
        folder.absolute().parent == texts.absolute().parent,
        today,
        about,
        start_file=showable(shown(folder / f"{START}.yaml")),
        facts_folder=showable(shown(folder / FACTS)),
    )
    for rule in RULES if rules is None else rules:
        rule(checked, report)
    # Nothing wrong with a translation keeps anything wrong with the flows from being told.
    report.add(of_translations)
    diagnostics = permitted(checked, report, files.permissions)
    if any(found.severity is Severity.ERROR for found in diagnostics):
        return Loaded(None, diagnostics)
    engine = Engine(flows, facts)
    found = topics(flows, START)
    names = Renames.of(flows)
    emergencies = detector_of(facts)
    library = Library(
        checked.flows, facts, files.version, catalogues, engine, found, emergencies, names
    )
    return Loaded(library, diagnostics)


def _catalogues(texts: Path, report: Report, show: ShowPath) -> Catalogues:
    try:
        catalogues = Catalogues.load(texts, lambda path: showable(show(path)))
    except CatalogueError as error:
        report.error(Position(showable(show(error.path)), error.line), "RV501", error.what)
        return Catalogues()
    for problem in catalogues.problems:
        note = report.error if problem.severity is Severity.ERROR else report.warning
        note(problem.position, problem.code, problem.message)
    return catalogues
