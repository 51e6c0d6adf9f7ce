"""Reads where a way leads: `til`, plain or by condition."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from datetime import date, timedelta
from types import MappingProxyType

from bot.facts import FactsReader
from bot.flows.answer_conditions import ANSWER_KEYS, AnswerConditions, words
from bot.flows.conditions import (
    AllOf,
    AnyOf,
    Condition,
    DeadlineIs,
    Not,
    TodayIs,
)
from bot.flows.references import Ref
from bot.flows.route import Route
from bot.flows.standing import DeadlineState
from bot.source import Fields, Mapping, Node, Position, Report, Scalar, Sequence
from bot.source.diagnostics import did_you_mean
from bot.source.fields import is_id

_KINDS: AbstractMapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "svar": ANSWER_KEYS,
        "frist": ("fra", "er"),
        "i_dag": (),
        "alle": (),
        "en_av": (),
        "ikke": (),
    }
)
"""What a condition looks at, and the keys that go with it."""

_LONGEST = 400
"""One way for each municipality, and some more."""

_ASPECTS = tuple(dict.fromkeys(("fra", *ANSWER_KEYS)))
_CONDITION_KEYS = (*_KINDS, *_ASPECTS)


class RoutesReader:
    """Reads the routes of one flow."""

    def __init__(self, flow: str, facts: FactsReader, report: Report) -> None:
        self._flow = flow
        self._facts = facts
        self._report = report
        self._answers = AnswerConditions(flow, facts)
        self._reads: list[Position] = []

    def required(self, fields: Fields) -> tuple[Route, ...]:
        """Read the `til` of a thing that must have one."""
        node = fields.required("til", "«til: …» med id-en til steget det fører til")
        return self.read(node) if node is not None else ()

    def read(self, node: Node) -> tuple[Route, ...]:
        """Read a step's id, or a list of conditions, and `ellers` last if they do not cover all."""
        if isinstance(node, Scalar):
            if not node.text.strip():
                self._report.error(node.position, "RV013", "«til» er tom. Skriv et steg.")
                return ()
            return (Route(node.text, None, node.position),) if is_id(node, self._report) else ()
        if isinstance(node, Mapping) or not node.items:
            self._report.error(
                node.position,
                "RV205",
                "«til» må være et steg, eller en liste av «{når: …, til: steg}» "
                "og «{ellers: steg}».",
            )
            return ()
        if self._is_too_long(node):
            return ()
        routes = tuple(
            route for item in node.items if (route := self._conditional(item)) is not None
        )
        self._else_stands_last(node, routes)
        return routes

    def _is_too_long(self, node: Node) -> bool:
        """Whether a list of conditions is longer than can be proved in time; if so, report it."""
        length = len(node.items) if isinstance(node, Sequence) else 0
        if length > _LONGEST:
            self._report.error(
                node.position,
                "RV001",
                f"Listen har {length} vilkår, og grensen er {_LONGEST}. Del den i flere steg.",
            )
        return length > _LONGEST

    def _else_stands_last(self, node: Sequence, routes: tuple[Route, ...]) -> None:
        if len(routes) < len(node.items):
            return
        for route in routes[:-1]:
            if route.condition is None:
                self._report.error(
                    route.position,
                    "RV207",
                    "«ellers» må stå sist. Det som står etter, blir aldri valgt.",
                )

    def _conditional(self, node: Node) -> Route | None:
        fields = Fields(node, "vilkåret", self._report, ("når", "til", "ellers"))
        if "ellers" in fields:
            target = fields.identifier("ellers")
            for extra in ("når", "til"):
                if extra in fields:
                    self._report.error(
                        fields.at(extra), "RV205", f"«{extra}» kan ikke stå sammen med «ellers»."
                    )
            return Route(target.text, None, target.position) if target else None
        if not fields.lacks("ellers"):
            return None
        when = fields.required("når", "«når: {svar: steg, er: valg}», eller «ellers: steg» sist")
        target = fields.identifier("til", required=True)
        self._reads.clear()
        condition = self._condition(when) if when is not None else None
        if condition is None or target is None:
            return None
        return Route(target.text, condition, target.position, tuple(self._reads))

    def _condition(self, node: Node) -> Condition | None:
        """Read one condition."""
        fields = Fields(node, "vilkåret", self._report, _CONDITION_KEYS)
        kinds = [key for key in _KINDS if key in fields]
        if len(kinds) != 1:
            if fields.is_mapping and not fields.has_unknown:
                self._report.error(
                    node.position,
                    "RV208",
                    "Et vilkår må se på én ting: «svar», «frist», «i_dag», «alle», «en_av» "
                    "eller «ikke».",
                )
            return None
        for extra in _ASPECTS:
            if extra in fields and extra not in _KINDS[kinds[0]]:
                self._report.error(
                    fields.at(extra), "RV208", f"«{extra}» kan ikke stå sammen med «{kinds[0]}»."
                )
        match kinds[0]:
            case "svar":
                self._reads.append(fields.at("svar"))
                return self._answers.read(fields)
            case "frist":
                self._reads.append(fields.at("fra"))
                return self._deadline(fields)
            case "i_dag":
                self._reads.append(fields.at("i_dag"))
                return self._today(fields)
            case "ikke":
                inner = fields.node("ikke")
                part = self._condition(inner) if inner is not None else None
                return Not(part) if part else None
            case kind:
                inner = fields.node(kind)
                if inner is not None and self._is_too_long(inner):
                    return None
                items = fields.items(kind)
                parts = tuple(part for item in items if (part := self._condition(item)))
                if len(parts) < len(items) or not parts:
                    return None
                return AllOf(parts) if kind == "alle" else AnyOf(parts)

    def _deadline(self, fields: Fields) -> Condition | None:
        rule = fields.text("frist")
        starts = words(fields, "fra")
        states = words(fields, "er")
        known = tuple(DeadlineState)
        if rule is None or not starts or not states or not self._facts.exists(rule, "frister"):
            return None
        for state in states:
            if state not in known:
                self._report.error(
                    fields.at("er"),
                    "RV014",
                    f"En frist kan ikke være «{state}».{did_you_mean(state, known)} "
                    f"Skriv {', '.join(known)}.",
                )
                return None
        return DeadlineIs(
            rule.text,
            tuple(Ref.parse(start, self._flow) for start in starts),
            frozenset(DeadlineState(state) for state in states),
        )

    def _today(self, fields: Fields) -> Condition | None:
        node = fields.node("i_dag")
        if node is None:
            return None
        limits = Fields(node, "«i_dag»", self._report, ("før", "fra_og_med"))
        before, first = limits.date("før"), limits.date("fra_og_med")
        if before is None and first is None:
            given = "før" in limits or "fra_og_med" in limits or limits.has_unknown
            if limits.is_mapping and not given:
                self._report.error(
                    node.position, "RV208", "Skriv {før: dato} eller {fra_og_med: dato}."
                )
            return None
        last: date | None = before - timedelta(days=1) if before else None
        if first and last and last < first:
            self._report.error(
                limits.at("før"),
                "RV209",
                f"Ingen dag er både fra og med {first} og før {before}, så vilkåret kan aldri "
                "stemme. Bytt om datoene.",
            )
            return None
        return TodayIs(first, last)
