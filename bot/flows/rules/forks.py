"""RV310–RV313: where ways part by condition, exactly one is open.

Proved by following every combination of answers that a condition reads, on both sides of every
day on which something changes.
"""

from __future__ import annotations

from bot.flows.proof.followed import Parting
from bot.flows.rules.checked import Checked
from bot.flows.rules.proved import proved, shortest
from bot.source import Report


def exactly_one_way(checked: Checked, report: Report) -> None:
    """Report conditions that overlap, leave a gap or never decide anything.

    Each with the shortest conversation that shows it.
    """
    followed = proved(checked, report)
    for parting in followed.partings if followed else ():
        _opens_one(parting, report)
        _all_decide(parting, report)


def _opens_one(parting: Parting, report: Report) -> None:
    routes = parting.routes
    for (first, second), shown in parting.overlaps.items():
        report.error(
            routes[second].position,
            "RV310",
            f"To vilkår stemmer samtidig: dette, og det som fører til «{routes[first].target}»."
            f" Da er det rekkefølgen som avgjør. {shortest(shown)} Gjør vilkårene ulike.",
        )
    if parting.gap is not None:
        report.error(
            routes[0].position,
            "RV311",
            f"Ingen av vilkårene stemmer, så samtalen stopper her. {shortest(parting.gap)} "
            "Legg til et vilkår, eller avslutt med «{ellers: steg}».",
        )


def _all_decide(parting: Parting, report: Report) -> None:
    told = {index for index, _ in parting.unasked} | {index for _, index in parting.overlaps}
    for index, route in enumerate(parting.routes):
        if index in parting.chosen:
            continue
        if route.condition is None:
            report.warning(
                route.position,
                "RV313",
                "«ellers» blir aldri brukt: vilkårene over dekker alt. Ta bort linjen, så ingen "
                "tror at det finnes et tilfelle til.",
            )
        elif index not in told:  # by RV315 or RV310
            report.error(
                route.position,
                "RV312",
                "Dette vilkåret blir aldri avgjørende, hva enn folk svarer. Se om det leser rett "
                "spørsmål, og om et vilkår over det alltid stemmer først.",
            )
