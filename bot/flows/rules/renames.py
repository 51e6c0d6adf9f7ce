"""RV330 and RV331: a former name is out of use, and belonged to one thing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.former import FormerName
from bot.flows.kinds import SeveralInput
from bot.flows.model import Question
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked
from bot.source import Report


def former_names_lead_one_way(checked: Checked, report: Report) -> None:
    """Report former names that something still has, and those that two things claim.

    Silent while something could not be read: it may be what has the name.
    """
    if not checked.whole:
        return
    first: dict[tuple[object, ...], FormerName] = {}
    for former in (each for flow in checked.flows.values() for each in flow.former):
        user = _user(checked, former)
        key = _key(former)
        if user is not None:
            report.error(
                former.position,
                "RV330",
                f"«{former.name}» er ikke et gammelt navn: {user}. Da kan ingen vite hva lagrede "
                "svar hører til. Gi det nye et annet navn, eller ta det bort fra «het_før».",
            )
        elif key in first:
            report.error(
                former.position,
                "RV331",
                f"{_claims(first[key], former)} Lagrede svar kan bare flyttes til ett sted. La "
                "navnet stå ett sted.",
            )
        else:
            first[key] = former


def _key(former: FormerName) -> tuple[object, ...]:
    """Return what must be unlike between two former names."""
    if former.step is None:
        return ("flow", former.name)
    if former.choice is None:
        return ("step", former.old_step)
    return ("choice", former.flow, former.step, former.name)


def _user(checked: Checked, former: FormerName) -> str | None:
    """Say what has the name now, or None."""
    if former.step is None:
        if former.name == former.flow:
            return "flyten heter det nå"
        return "en annen flyt heter det nå" if former.name in checked.flows else None
    if former.choice is None:
        return _step_user(checked, former.old_step, Ref(former.flow, former.step))
    if former.name == former.choice:
        return "valget heter det nå"
    has = former.name in _choices(checked, former)
    return f"et annet valg i «{former.step}» heter det nå" if has else None


def _step_user(checked: Checked, old: Ref, now: Ref) -> str | None:
    if old == now:
        return "steget heter det nå"
    flow = checked.flows.get(old.flow)
    return f"et annet steg i «{old.flow}» heter det nå" if flow and old.step in flow.steps else None


def _choices(checked: Checked, former: FormerName) -> Iterator[str]:
    """Yield the ids of all that can be chosen where a choice stands."""
    step = checked.flows[former.flow].steps.get(former.step or "")
    if isinstance(step, Question):
        yield from (choice.id for choice in step.choices)
        if isinstance(step.input, SeveralInput):
            yield from step.input.ids


def _claims(one: FormerName, other: FormerName) -> str:
    names = [str(Ref(each.flow, each.step)) if each.step else each.flow for each in (one, other)]
    if one.choice is not None and other.choice is not None:
        names = [one.choice, other.choice]
    if names[0] == names[1]:
        return f"«{names[0]}» sier to ganger at det het «{one.name}» før."
    return f"Både «{names[0]}» og «{names[1]}» sier at de het «{one.name}» før."
