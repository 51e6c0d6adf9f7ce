"""RV315: an answer is read only where it has been asked for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flows.model import DeadlineUse, Outcome, on_day
from bot.flows.placeholders import answers_in
from bot.flows.proof.followed import Followed, Parting
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked, all_versions
from bot.flows.rules.proved import proved, shortest
from bot.flows.texts import step_texts
from bot.source import Report


def answers_are_asked_for_first(checked: Checked, report: Report) -> None:
    """Report conditions, deadlines and placeholders that read what was not asked on the way.

    A placeholder is wrong only where nobody was asked: its text has to read well without the
    answer all the same, for the person who pressed "vet ikke".
    """
    followed = proved(checked, report)
    if followed is None:
        return
    for parting in followed.partings:
        _conditions(parting, report)
    for ref, shown in followed.deadlines_unasked.items():
        outcome = on_day(checked.flows[ref.flow].steps[ref.step], shown.today)
        assert isinstance(outcome, Outcome), "only outcomes have deadlines"  # noqa: S101
        assert isinstance(outcome.deadline, DeadlineUse), "it is computed"  # noqa: S101
        report.error(
            outcome.deadline.position,
            "RV315",
            f"Fristen regnes fra {_named(outcome.deadline.starts)}, men ingen har spurt om det på "
            f"veien hit, så fristen kan ikke vises. {shortest(shown)} Spør før dette svaret, legg "
            "til spørsmålet som ble stilt under «fra», eller led samtalen til et svar uten dato.",
        )
    _placeholders(checked, followed, report)


def _conditions(parting: Parting, report: Report) -> None:
    told: set[tuple[Ref, ...]] = set()
    for (index, refs), shown in sorted(parting.unasked.items(), key=lambda item: item[0]):
        if refs in told:
            continue
        told.add(refs)
        report.error(
            parting.routes[index].position,
            "RV315",
            f"Vilkåret leser svaret på {_named(refs)}, men det er ikke spurt om ennå. Da stemmer "
            f"vilkåret som om noen hadde svart noe annet. {shortest(shown)} Spør før dette stedet, "
            f"eller si hva som gjelder når det ikke er spurt: «{{svar: {refs[0]}, besvart: nei}}».",
        )


def _placeholders(checked: Checked, followed: Followed, report: Report) -> None:
    for step in all_versions(checked):
        for text in step_texts(step):
            for ref in dict.fromkeys(answers_in(text, checked.facts)):
                if (step.ref, ref) in followed.placeholders_unasked:
                    report.error(
                        text.position,
                        "RV315",
                        f"Teksten viser svaret på «{ref}», men ingen som kommer hit, er spurt om "
                        "det. Da står det bare «kommunen» eller lignende. Spør før dette stedet, "
                        "eller skriv det som skal stå.",
                    )


def _named(refs: Sequence[Ref]) -> str:
    return " eller ".join(f"«{ref}»" for ref in refs)
