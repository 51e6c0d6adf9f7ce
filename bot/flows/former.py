"""What things were called before: `het_før: [alder]` on a flow, a step or a choice.

Saved conversations know things by their ids. Whoever gives something a new id says what it was
called, so that the answers given to it before are still answers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.flows.references import Ref
from bot.source import Fields, Position, Report, Scalar
from bot.source.fields import is_id

FORMER = "het_før"


@dataclass(frozen=True, slots=True)
class FormerName:
    """One name that something had.

    Attributes:
        flow: the flow that has changed its name, or in which the thing stands.
        step: the step that has changed its name, or in which the choice stands; None for a flow.
        choice: the choice that has changed its name; None for a flow or a step.
        name: what it was called; of a step with its flow, as `flyt.steg`.
    """

    flow: str
    step: str | None
    choice: str | None
    name: str
    position: Position

    @property
    def old_step(self) -> Ref:
        """The name of a step, as it was."""
        return Ref.parse(self.name, self.flow)


class FormerNames:
    """Gathers the former names of one flow while it is read.

    Args:
        flow: the flow's id.
        report: where everything wrong is noted.

    Attributes:
        found: what was read so far.
    """

    def __init__(self, flow: str, report: Report) -> None:
        self._flow = flow
        self._report = report
        self.found: list[FormerName] = []

    def read(self, fields: Fields, step: str | None = None, choice: str | None = None) -> None:
        """Read `het_før` of the flow, of a step or of a choice; what is no id is reported."""
        is_step = step is not None and choice is None
        for written in fields.texts(FORMER):
            name = str(Ref.parse(written.text, self._flow)) if is_step else written.text
            if all(is_id(part, self._report) for part in _parts(written, is_step=is_step)):
                self.found.append(FormerName(self._flow, step, choice, name, written.position))


def _parts(written: Scalar, *, is_step: bool) -> Iterator[Scalar]:
    """Yield the ids that a name is made of; a step may come from another flow."""
    head, dot, tail = written.text.partition(".")
    if is_step and dot:
        yield from (replace(written, text=part) for part in (head, tail))
    else:
        yield written
