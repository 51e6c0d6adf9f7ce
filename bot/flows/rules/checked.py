"""What a rule looks at, and the ways between steps that several rules follow."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bot.facts import Facts
from bot.flows.model import Call, Flow, Step, routes_of, versions_of
from bot.flows.proof.followed import Followed
from bot.source import Report
from bot.texts import Catalogues

START = "start"
"""The flow that a conversation begins in when nothing else is said."""


@dataclass(slots=True)
class Kept:
    """What the first rule that needs the proof leaves for the others of the same check.

    Attributes:
        is_tried: whether the proof was held, or found to be impossible.
        followed: what it showed.
    """

    is_tried: bool = False
    followed: Followed | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was read.

    Attributes:
        whole: whether all of it could be read; if not, rules that need the whole keep silent, so
            that one slip is reported once.
        catalogues: the texts in the other languages.
        are_own_catalogues: whether they lie beside the flows, and so translate these alone.
        today: the day to check as of; None where nothing may depend on it.
        about: the flows whose texts are measured; None is all of them. What holds between flows
            is always checked in all.
        start_file: where the flow that conversations begin in is read from, as it is shown.
        facts_folder: where facts are read from, as it is shown.
        kept: the proof, for `bot.flows.rules.proved`.
    """

    flows: Mapping[str, Flow]
    facts: Facts
    whole: bool
    catalogues: Catalogues = field(default_factory=Catalogues)
    are_own_catalogues: bool = True
    today: date | None = None
    about: Container[str] | None = None
    start_file: str = "flyt/start.yaml"
    facts_folder: str = "flyt/fakta"
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)

    @property
    def read(self) -> tuple[Flow, ...]:
        """The flows whose texts are measured."""
        flows = self.flows.values()
        return tuple(flow for flow in flows if self.about is None or flow.id in self.about)


Rule: TypeAlias = Callable[[Checked, Report], None]


def all_steps(checked: Checked) -> Iterator[tuple[Flow, str, Step]]:
    """Yield every step with its flow and id."""
    for flow in checked.flows.values():
        for step_id, step in flow.steps.items():
            yield flow, step_id, step


def all_versions(checked: Checked) -> Iterator[Step]:
    """Yield what every step is on each day; most are the same on all."""
    for _, _, step in all_steps(checked):
        yield from versions_of(step)


def versions_read(checked: Checked) -> Iterator[Step]:
    """Yield the versions of the steps whose texts are measured."""
    for flow in checked.read:
        for step in flow.steps.values():
            yield from versions_of(step)


def linked(checked: Checked) -> bool:
    """Whether every target, start and call names something that exists."""
    return (
        checked.whole
        and all(
            route.target in flow.steps
            for flow, _, step in all_steps(checked)
            for route in routes_of(step)
        )
        and all(
            flow.start in flow.steps or (not flow.start and flow.id != START)
            for flow in checked.flows.values()
        )
        and all(
            _begins_somewhere(step, checked)
            for _, _, step in all_steps(checked)
            if isinstance(step, Call)
        )
    )


def _begins_somewhere(call: Call, checked: Checked) -> bool:
    flow = checked.flows.get(call.flow)
    return flow is not None and (call.begin or flow.start) in flow.steps
