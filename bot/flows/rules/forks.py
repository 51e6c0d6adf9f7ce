"""RV310–RV314: where ways part by condition, exactly one is open.

Proved by following every combination of answers that a condition reads, on both sides of every
day on which something changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.flows.proof import Explored, Fork, State, days_that_matter, explore
from bot.flows.proof.explore import TooManyStatesError
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked, linked
from bot.flows.values import Value, as_written
from bot.source import Position, Report


@dataclass(slots=True)
class _Seen:
    """What was seen at one list of routes over all days."""

    fork: Fork
    chosen: set[int] = field(default_factory=set)
    overlaps: dict[tuple[int, int], str] = field(default_factory=dict)
    gap: str | None = None


def exactly_one_way(checked: Checked, report: Report) -> None:
    """Report conditions that overlap, leave a gap or never decide anything.

    Each with the shortest conversation that shows it. Silent while a circle or a missing target
    makes following impossible; those are reported by their own rules.
    """
    if not linked(checked) or report.has_errors:
        return
    try:
        followed = _follow(checked)
    except TooManyStatesError as error:
        report.error(
            checked.flows[error.ref.flow].steps[error.ref.step].position,
            "RV314",
            "Her leses så mange tidligere svar samtidig at ikke alle sammensetninger kan prøves. "
            "Les færre svar i ett vilkår, eller la hvert svar velge vei der det blir gitt.",
        )
        return
    for seen in followed.values():
        routes = seen.fork.routes
        for (first, second), shown in seen.overlaps.items():
            report.error(
                routes[second].position,
                "RV310",
                f"To vilkår stemmer samtidig: dette, og det som fører til «{routes[first].target}»."
                f" Da er det rekkefølgen som avgjør. {shown} Gjør vilkårene ulike.",
            )
        if seen.gap is not None:
            report.error(
                routes[0].position,
                "RV311",
                f"Ingen av vilkårene stemmer, så samtalen stopper her. {seen.gap} "
                "Legg til et vilkår, eller avslutt med «{ellers: steg}».",
            )
        for index in sorted(set(range(len(routes))) - seen.chosen):
            _never(routes[index].condition is None, routes[index].position, report)


def _never(is_else: bool, position: Position, report: Report) -> None:
    if is_else:
        report.warning(
            position,
            "RV313",
            "«ellers» blir aldri brukt: vilkårene over dekker alt. Bytt det siste vilkåret ut med "
            "«ellers», så ingen tror at det finnes et tilfelle til.",
        )
    else:
        report.error(
            position,
            "RV312",
            "Dette vilkåret blir aldri avgjørende, hva enn folk svarer. Se om det leser rett "
            "spørsmål, og om svaret er gitt før dette stedet.",
        )


def _follow(checked: Checked) -> dict[int, _Seen]:
    starts = [flow.id for flow in checked.flows.values() if not flow.results]
    starts.sort(key=lambda flow: flow != "start")
    found: dict[int, _Seen] = {}
    for today in days_that_matter(checked.flows, checked.facts):
        explored = explore(checked.flows, checked.facts, starts, today)
        for key, fork in explored.forks.items():
            seen = found.setdefault(key, _Seen(fork))
            seen.chosen |= set(fork.chosen)
            for pair, witness in fork.overlaps.items():
                seen.overlaps.setdefault(pair, shortest(explored, *witness))
            if fork.gap is not None and seen.gap is None:
                seen.gap = shortest(explored, *fork.gap)
    return found


def shortest(explored: Explored, state: State, value: Value | None) -> str:
    """Return the shortest conversation to a place, in words."""
    answers: list[tuple[Ref, Value]] = [*explored.conversation(state)]
    if value is not None:
        answers.append((state.ref, value))
    told = ", ".join(f"{ref} = {as_written(answer)}" for ref, answer in answers) or "uten noe svar"
    return f"Korteste samtale som viser det, {explored.today}: {told}."
