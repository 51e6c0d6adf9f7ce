"""RV303: a condition or a deadline reads an answer that can be given."""

from __future__ import annotations

from datetime import date

from bot.flows.conditions import AnswerIs, DeadlineIs, TodayIs
from bot.flows.kinds import AmountInput, MunicipalityInput, NumberInput, SeveralInput
from bot.flows.model import DeadlineUse, Outcome, Question, routes_of
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked, all_steps, all_versions
from bot.source import Position, Report
from bot.source.diagnostics import did_you_mean, listed


def answers_exist(checked: Checked, report: Report) -> None:
    """Report answers that no question gives, and deadlines that run from something undated."""
    if not checked.whole:
        return
    for version in all_versions(checked):
        if isinstance(version, Outcome) and isinstance(version.deadline, DeadlineUse):
            for ref in version.deadline.starts:
                _is_past_date(checked, ref, version.deadline.position, report)
    for _, _, step in all_steps(checked):
        for route in routes_of(step):
            for leaf, at in route.leaves:
                match leaf:
                    case AnswerIs():
                        _can_be_answered(checked, leaf, at, report)
                    case DeadlineIs():
                        for ref in leaf.starts:
                            _is_past_date(checked, ref, at, report)
                    case TodayIs():
                        pass
                    case _:
                        _question(checked, leaf.ref, at, report)


def _question(checked: Checked, ref: Ref, at: Position, report: Report) -> Question | None:
    flow = checked.flows.get(ref.flow)
    step = flow.steps.get(ref.step) if flow else None
    if isinstance(step, Question):
        return step
    known = (str(each.ref) for _, _, each in all_steps(checked) if isinstance(each, Question))
    inside = [s.ref.step for s in flow.steps.values() if isinstance(s, Question)] if flow else []
    report.unknown(
        at,
        "RV303",
        f"«{ref}» er ikke et spørsmål i noen flyt.{did_you_mean(str(ref), known)} Uten svaret kan "
        "ingen vite hvor veien går, eller når en frist er ute."
        + (f" I «{ref.flow}» spørres det i {listed(inside)}." if inside else ""),
        f"steg: {ref}" if flow else f"flyt: {ref.flow}",
    )
    return None


def _can_be_answered(checked: Checked, leaf: AnswerIs, at: Position, report: Report) -> None:
    question = _question(checked, leaf.ref, at, report)
    if question is None:
        return
    known = [choice.id for choice in question.choices]
    if question.input is not None:
        known.append(question.input.key)
    for value in sorted(leaf.values.difference(known)):
        if isinstance(question.input, SeveralInput) and value in question.input.ids:
            report.error(
                at,
                "RV232",
                f"«{value}» kan velges sammen med annet i «{leaf.ref}». Skriv "
                f"«har_en_av: [{value}]» i stedet for «er».",
            )
            continue
        if _is_given(question, value):
            continue
        report.unknown(
            at,
            "RV303",
            f"Ingen kan svare «{value}» på «{leaf.ref}».{did_you_mean(value, known)} "
            f"Vilkåret kan derfor aldri stemme. {_can_be_given(question, known)}",
            f"valg: {leaf.ref}.{value}",
        )


def _can_be_given(question: Question, known: list[str]) -> str:
    """Return what authors may write in a condition on a question."""
    given = f"Det som kan svares, er {listed(known)}." if known else "Det har ingen svar."
    match question.input:
        case SeveralInput() as several:
            return f"{given} Sammen kan velges {listed(several.ids)}: skriv «har_en_av: [a, b]»."
        case NumberInput() | AmountInput():
            return f"{given} Et tall kan også stå der, og grenser med «minst» og «under»."
        case MunicipalityInput():
            return f"{given} En kommune kan også stå der, som «0301» eller «Oslo»."
        case _:
            return given


def _is_given(question: Question, value: str) -> bool:
    """Whether a word stands for a number or a municipality that the question takes."""
    if not isinstance(question.input, NumberInput | AmountInput | MunicipalityInput):
        return False
    given = question.input.written(value)
    return given is not None and question.input.accepts(given, date.min)


def _is_past_date(checked: Checked, ref: Ref, at: Position, report: Report) -> None:
    question = _question(checked, ref, at, report)
    if question is not None and (question.day is None or not question.day.not_after_today):
        report.error(
            at,
            "RV303",
            f"En frist kan ikke regnes fra «{ref}». Spørsmålet må ha «dato: {{senest: i dag}}».",
        )
