"""RV241: what is written for those who ask for someone else is read by some of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.flows.calling import beginning
from bot.flows.model import Call, Question, Return
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked, all_steps, linked
from bot.flows.texts import flow_texts
from bot.source import Report

START = "start"


def variants_are_read(checked: Checked, report: Report) -> None:
    """Warn of flows with texts for others that no conversation for others comes to.

    Conditions are not looked at, nor which call a flow was called by: where there may be such a
    conversation, the rule keeps silent.
    """
    if START not in checked.flows or not linked(checked):
        return
    ways = Ways(checked)
    begin = ways.reached([Ref(START, checked.flows[START].start)])
    read = {ref.flow for ref in ways.reached(ways.after_choices_for_others(begin))}
    for flow in checked.flows.values():
        if flow.id in read:
            continue
        told = next((text for text in flow_texts(flow) if text.others), None)
        if told is not None:
            report.warning(
                told.position,
                "RV241",
                "Teksten har en variant for den som spør for en annen, men ingen får se den: "
                f"ingen valg med «for_andre: ja» kommer før flyten «{flow.id}». Skriv "
                "«for_andre: ja» på valget der folk sier at de spør for en annen.",
            )


class Ways:
    """Where conversations can come, whatever is answered."""

    def __init__(self, checked: Checked) -> None:
        self._flows = checked.flows
        self._after: dict[str, dict[str | None, list[Ref]]] = {}
        for _, _, step in all_steps(checked):
            if isinstance(step, Call):
                after = self._after.setdefault(step.flow, {})
                for result, routes in step.routes.items():
                    targets = (Ref(step.ref.flow, route.target) for route in routes)
                    after.setdefault(result, []).extend(targets)

    def reached(self, starts: Iterable[Ref]) -> set[Ref]:
        """Return every step that some way leads to."""
        found: set[Ref] = set()
        ended: set[tuple[str, str | None]] = set()
        waiting = [*starts]
        while waiting:
            ref = waiting.pop()
            if ref not in found:
                found.add(ref)
                waiting.extend(self._onward(ref, ended))
        return found

    def after_choices_for_others(self, among: Iterable[Ref]) -> Iterator[Ref]:
        """Yield where the choices lead that say that the person asks for someone else."""
        for ref in among:
            step = self._flows[ref.flow].steps[ref.step]
            for choice in step.choices if isinstance(step, Question) else ():
                if choice.for_others:
                    yield from (Ref(ref.flow, route.target) for route in choice.routes)

    def _onward(self, ref: Ref, ended: set[tuple[str, str | None]]) -> Iterator[Ref]:
        step = self._flows[ref.flow].steps[ref.step]
        match step:
            case Question():
                yield from (Ref(ref.flow, route.target) for route in step.routes)
            case Call():
                yield beginning(step, self._flows)
            case Return():
                # Calls name this result, or go one way after any.
                for result in {step.result, None}:
                    if (ref.flow, result) not in ended:
                        ended.add((ref.flow, result))
                        yield from self._after.get(ref.flow, {}).get(result, ())
            case _:
                return
