"""What a proof finds in the flows once, because it is the same on every day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.facts import Facts
from bot.flows.calling import Returns
from bot.flows.conditions import Leaf, read_by
from bot.flows.model import Flow, Question
from bot.flows.proof.days import all_leaves
from bot.flows.proof.reads import Reads
from bot.flows.references import Ref


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The flows, and what follows from them alone.

    Attributes:
        flows: every flow; linked, without circles and recursion.
        facts: what conditions read.
        reads: which answers can still matter, from each step on.
        returns: what ends each call.
        conditions: those that read each question.
        not_started: the choices that say that no deadline has started.
    """

    flows: Mapping[str, Flow]
    facts: Facts
    reads: Reads
    returns: Returns
    conditions: Mapping[Ref, Mapping[Leaf, None]]
    not_started: frozenset[tuple[Ref, str]]

    @classmethod
    def of(cls, flows: Mapping[str, Flow], facts: Facts) -> Ground:
        """Look through the flows."""
        conditions: dict[Ref, dict[Leaf, None]] = {}
        for leaf in all_leaves(flows):
            for ref in read_by(leaf):
                conditions.setdefault(ref, {})[leaf] = None
        not_started = frozenset(
            (step.ref, choice.id)
            for flow in flows.values()
            for step in flow.steps.values()
            if isinstance(step, Question)
            for choice in step.choices
            if choice.starts_nothing
        )
        return cls(flows, facts, Reads(flows), Returns(flows), conditions, not_started)
