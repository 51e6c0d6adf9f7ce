"""RV231–RV234: a condition asks of an answer what a question of that kind can be answered with."""

from __future__ import annotations

from bot.flows.conditions import (
    AnswerLeaf,
    DayIs,
    DayNear,
    HasChosen,
    NumberIs,
    PlaceIs,
)
from bot.flows.kinds import AmountInput, DateInput, MunicipalityInput, NumberInput, SeveralInput
from bot.flows.model import Question, routes_of
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Position, Report
from bot.source.diagnostics import did_you_mean, listed

_FITTING: tuple[tuple[type[AnswerLeaf], tuple[type, ...], str, str], ...] = (
    (HasChosen, (SeveralInput,), "«har_en_av» og «har_alle»", "flervalg"),
    (NumberIs, (NumberInput, AmountInput), "«minst» og «under»", "tall» eller «beløp"),
    (DayIs, (DateInput,), "Grenser i dager", "dato"),
    (DayNear, (DateInput,), "«siste» og «kommende»", "dato"),
    (PlaceIs, (MunicipalityInput,), "Kommune, fylke, statsforvalter og helseregion", "kommune"),
)


def conditions_fit(checked: Checked, report: Report) -> None:
    """Report conditions that no answer to their question can ever decide.

    Silent on questions that do not exist; they are told by the rule on answers.
    """
    if not checked.whole:
        return
    for _, _, step in all_steps(checked):
        for route in routes_of(step):
            for leaf, at in route.leaves:
                if isinstance(leaf, HasChosen | NumberIs | DayIs | DayNear | PlaceIs):
                    question = _question(checked, leaf.ref)
                    if question is not None:
                        _fits(question, leaf, at, report)


def _question(checked: Checked, ref: Ref) -> Question | None:
    flow = checked.flows.get(ref.flow)
    step = flow.steps.get(ref.step) if flow else None
    return step if isinstance(step, Question) else None


def _fits(question: Question, leaf: AnswerLeaf, at: Position, report: Report) -> None:
    for kind, inputs, what, key in _FITTING:
        if isinstance(leaf, kind) and not isinstance(question.input, inputs):
            report.error(
                at,
                "RV231",
                f"{what} passer ikke til «{leaf.ref}»: det spørsmålet har ikke «{key}». Vilkåret "
                "kan derfor aldri stemme.",
            )
            return
    match leaf, question.input:
        case HasChosen(ref, choices), SeveralInput() as several:
            for choice in sorted(choices.difference(several.ids)):
                alone = question.choice(choice) is not None
                instead = (
                    f" Den velges alene; skriv «er: {choice}»."
                    if alone
                    else f"{did_you_mean(choice, several.ids)} Det er {listed(several.ids)}."
                )
                report.error(
                    at,
                    "RV232",
                    f"«{choice}» er ikke blant det som kan velges sammen i «{ref}».{instead}",
                )
        case NumberIs(ref, least, below), (NumberInput() | AmountInput()) as number:
            too_high = least is not None and least > number.most
            if too_high or (below is not None and below <= number.least):
                report.error(
                    at,
                    "RV234",
                    f"«{ref}» tar imot fra {number.least} til {number.most}, så vilkåret kan "
                    "aldri stemme. Rett tallet her eller grensen der.",
                )
        case _:
            pass
