"""Reads one file of `flyt/` into a flow; what cannot be read is reported and left out."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from bot.facts import FactsReader, Text
from bot.facts.texts import Wording, read_wording, text
from bot.flows.changes import (
    CHANGES,
    Parts,
    changes_too_often,
    last_days,
    periods_of,
    question_versions,
    read_changes,
    report_unanswerable,
)
from bot.flows.former import FORMER, FormerNames
from bot.flows.kinds import (
    INPUT_KEYS,
    NONE,
    RESERVED,
    UNKNOWN,
    Reading,
    read_choices,
    read_input,
    read_none,
)
from bot.flows.model import (
    Call,
    Flow,
    Outcome,
    Question,
    Return,
    Route,
    Step,
)
from bot.flows.outcomes import OUTCOME_KEYS, OutcomeReader
from bot.flows.references import Ref
from bot.flows.routes import RoutesReader
from bot.source import Entry, Fields, Mapping, Node, Report, Scalar
from bot.source.diagnostics import did_you_mean
from bot.source.fields import is_id

_FLOW_KEYS = ("flyt", FORMER, "tittel", "emneord", "helse", "pårørende", "start", "steg")
_QUESTION_KEYS = ("spørsmål", FORMER, "hjelp", "valg", *INPUT_KEYS, NONE, UNKNOWN, "til", CHANGES)
_KIND_KEYS = ("spørsmål", "svar", "kall", "retur")
_LONGEST_FLOW_ID = 20
_MOST_RETURNS = 200


class FlowReader:
    """Reads one flow.

    Args:
        root: the file's tree.
        name: the file's name without `.yaml`, which the flow's id must be.
        facts: tells which facts exist.
        report: where everything wrong is noted.
    """

    def __init__(self, root: Mapping, name: str, facts: FactsReader, report: Report) -> None:
        self._root = root
        self._name = name
        self._facts = facts
        self._report = report
        self._routes = RoutesReader(name, facts, report)
        self._former = FormerNames(name, report)
        self._outcomes = OutcomeReader(name, facts, report)
        self._helping: str | None = None

    def flow(self) -> Flow | None:
        """Read the flow, or report why it cannot be one."""
        fields = Fields(self._root, f"flyten «{self._name}»", self._report, _FLOW_KEYS)
        flow_id = fields.text("flyt", required=True)
        well_formed = flow_id and is_id(flow_id, self._report, longest=_LONGEST_FLOW_ID)
        if flow_id and well_formed and flow_id.text != self._name:
            self._report.error(
                flow_id.position,
                "RV201",
                f"Flyten heter «{flow_id.text}», men filen heter «{self._name}.yaml». "
                "Gi dem samme navn, så andre finner den.",
            )
        self._former.read(fields)
        title = read_wording(fields, "tittel", required=True)
        keywords = fields.texts("emneord")
        health = fields.truth("helse")
        self._helping = self._outcomes.helped(fields)
        start = fields.identifier("start")
        steps: dict[str, Step] = {}
        for entry in fields.entries("steg", required=True):
            step = self._step(entry)
            if step is not None:
                steps[entry.key.text] = step
        if self._returns_too_much(steps):
            return None
        if not (title and steps) or (start is None and not fields.lacks("start")):
            return None
        return Flow(
            id=self._name,
            title=self._text(title, "tittel"),
            keywords=tuple(self._text(word, "emneord") for word in keywords),
            health=health,
            start=start.text if start else "",
            steps=MappingProxyType(steps),
            position=self._root.position,
            start_position=start.position if start else self._root.position,
            says_health="helse" in fields,
            former=tuple(self._former.found),
        )

    def _returns_too_much(self, steps: AbstractMapping[str, Step]) -> bool:
        """Whether there are more returns than any caller can tell apart; if so, report it."""
        returns = [step for step in steps.values() if isinstance(step, Return)]
        if len(returns) > _MOST_RETURNS:
            self._report.error(
                returns[-1].position,
                "RV001",
                f"Flyten har {len(returns)} steg med «retur», og grensen er {_MOST_RETURNS}. "
                "Del den i flere flyter.",
            )
        return len(returns) > _MOST_RETURNS

    def _text(self, written: Wording | Scalar, *context: str) -> Text:
        return text(".".join((self._name, *context)), written)

    def _step(self, entry: Entry) -> Step | None:
        key, node = entry.key, entry.value
        if key.text in RESERVED:
            self._report.error(
                key.position, "RV202", f"«{key.text}» er et ord i språket. Gi steget et annet navn."
            )
        if not isinstance(node, Mapping):
            Fields(node, f"steget «{key.text}»", self._report, _KIND_KEYS)
            return None
        keys = {item.key.text for item in node.entries}
        ref = Ref(self._name, key.text)
        if "spørsmål" in keys:
            return self._question(ref, node)
        if "svar" in keys:
            return self._outcome(ref, node)
        if "kall" in keys:
            return self._call(ref, node)
        if "retur" in keys:
            fields = Fields(node, f"steget «{key.text}»", self._report, ("retur", FORMER))
            self._former.read(fields, ref.step)
            result = fields.identifier("retur")
            return Return(ref, result.text, key.position) if result else None
        self._report.error(
            key.position,
            "RV203",
            f"Steget «{key.text}» er verken et spørsmål, et svar, et kall eller en retur."
            f"{_kind_meant(keys)} "
            "Skriv «spørsmål:», «svar:», «kall:» eller «retur:» i det.",
        )
        return None

    def _question(self, ref: Ref, node: Node) -> Question | None:
        fields = Fields(node, f"spørsmålet «{ref.step}»", self._report, _QUESTION_KEYS)
        self._former.read(fields, ref.step)
        reading = Reading(ref, self._routes, self._facts, self._former, self._report)
        choices = read_choices(reading, fields)
        none = read_none(reading, fields)
        if none is not None:
            choices = [none, *choices]
        asked = read_input(reading, fields)
        if all(fields.lacks(key) for key in ("valg", *INPUT_KEYS)):
            self._report.error(
                fields.position,
                "RV204",
                f"Spørsmålet «{ref.step}» har verken «valg» eller «dato», så ingen kan svare. "
                f"Det kan også ha «{'», «'.join(INPUT_KEYS[1:-1])}» eller «{INPUT_KEYS[-1]}».",
            )
        elif all(fields.lacks(key) for key in INPUT_KEYS) and "til" in fields:
            self._report.error(
                fields.at("til"),
                "RV204",
                f"«til» i spørsmålet «{ref.step}» brukes bare med «dato» og andre svar som "
                "skrives. Skriv «til» i hvert valg.",
            )
        changes = read_changes(fields, ("spørsmål", "hjelp"), partial(self._asked, ref))
        parts = self._asked(ref, fields)
        if "text" not in parts or not (choices or asked):
            return None
        whole = Question(
            ref, parts["text"], parts.get("help"), tuple(choices), asked, fields.position
        )
        what, days = f"Spørsmålet «{ref.step}»", periods_of(whole, changes)
        if changes_too_often(what, days, fields.position, self._report):
            return None
        versions = question_versions(whole, changes)
        dated = replace(whole, versions=versions, ends=last_days(changes))
        report_unanswerable(dated, fields.at("valg"), self._report)
        return dated

    def _asked(self, ref: Ref, fields: Fields, change: str = "") -> Parts:
        """Read what a question says, or what it says instead in a change."""
        question, help_text = read_wording(fields, "spørsmål"), read_wording(fields, "hjelp")
        place = (ref.step, change) if change else (ref.step,)
        found: dict[str, Text] = {}
        if question:
            found["text"] = self._text(question, *place)
        if help_text:
            found["help"] = self._text(help_text, *place, "hjelp")
        return found

    def _call(self, ref: Ref, node: Node) -> Call | None:
        fields = Fields(node, f"kallet «{ref.step}»", self._report, ("kall", FORMER, "til"))
        self._former.read(fields, ref.step)
        called = fields.identifiers("kall", required=True)
        if not called:
            return None
        where = fields.node("til")
        routes: AbstractMapping[str | None, tuple[Route, ...]]
        if where is None:
            routes = {}
        elif isinstance(where, Mapping):
            routes = {
                entry.key.text: self._routes.read(entry.value) for entry in fields.entries("til")
            }
        else:
            routes = {None: self._routes.read(where)}
        flow, begin = (*called, "")[:2]
        return Call(ref, flow, MappingProxyType(dict(routes)), fields.at("kall"), begin)

    def _outcome(self, ref: Ref, node: Node) -> Outcome | None:
        fields = Fields(node, f"svaret «{ref.step}»", self._report, OUTCOME_KEYS)
        self._former.read(fields, ref.step)
        return self._outcomes.read(ref, fields, self._helping)


def _kind_meant(keys: set[str]) -> str:
    """Say which kind of step was meant, if a key is nearly the one that says so."""
    hints = (did_you_mean(key, _KIND_KEYS) for key in sorted(keys))
    return next(filter(None, hints), "")
