"""What saved conversations call things, and what those are called now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.flows.model import Flow
from bot.flows.references import Ref
from bot.flows.values import Value


@dataclass(frozen=True, slots=True)
class Renames:
    """Every change of name in a library; what has not changed its name keeps it.

    A step can have moved to another flow. Its own former name counts before that of its flow, and
    what a step was called is looked up under its flow's present name too: so a step is found again
    that changed its name before or after its flow did.

    Attributes:
        flows: the present id of a flow by one it had.
        steps: the present name of a step by one it had.
        choices: the present id of a choice by its question, as it is called now, and an id it had.
    """

    flows: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    steps: Mapping[Ref, Ref] = field(default_factory=lambda: MappingProxyType({}))
    choices: Mapping[tuple[Ref, str], str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, flows: Mapping[str, Flow]) -> Renames:
        """Gather what the flows say; the check has seen that no name leads two ways."""
        of_flows: dict[str, str] = {}
        of_steps: dict[Ref, Ref] = {}
        of_choices: dict[tuple[Ref, str], str] = {}
        for former in (each for flow in flows.values() for each in flow.former):
            if former.step is None:
                of_flows[former.name] = former.flow
            elif former.choice is None:
                of_steps[former.old_step] = Ref(former.flow, former.step)
            else:
                of_choices[Ref(former.flow, former.step), former.name] = former.choice
        return cls(
            MappingProxyType(of_flows), MappingProxyType(of_steps), MappingProxyType(of_choices)
        )

    def flow(self, name: str) -> str:
        """Return what a flow is called now."""
        return self.flows.get(name, name)

    def step(self, ref: Ref) -> Ref:
        """Return what a step is called now."""
        if ref in self.steps:
            return self.steps[ref]
        moved = Ref(self.flow(ref.flow), ref.step)
        return self.steps.get(moved, moved)

    def choice(self, question: Ref, choice: str) -> str:
        """Return what a choice is called now, of a question by its present name."""
        return self.choices.get((question, choice), choice)

    def value(self, question: Ref, value: Value) -> Value:
        """Return an answer in the present names of what was chosen."""
        if isinstance(value, frozenset):
            return frozenset(self.choice(question, mark) for mark in value)
        return self.choice(question, value) if isinstance(value, str) else value
