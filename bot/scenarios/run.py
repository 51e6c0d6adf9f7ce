"""Runs a case through the flows and compares what comes out with what the author expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.dialog import Given, Session, show
from bot.flows import DeadlineUse, Library, Outcome, Question, Ref, Walk, standing, walk
from bot.flows.kinds import (
    AmountInput,
    DateInput,
    MunicipalityInput,
    NumberInput,
    SeveralInput,
)
from bot.flows.values import Value, as_written
from bot.scenarios.model import NOTHING, Scenario
from bot.texts import to_plain


@dataclass(frozen=True, slots=True)
class Result:
    """How a case went.

    Attributes:
        differences: what came out otherwise than expected, a line each; empty if all is right.
        conversation: the questions on the way and their answers, a line each.
        walk: where the answers led; None if the case begins in a flow that does not exist.
        answers: the case's answers, as their questions take them.
    """

    scenario: Scenario
    differences: tuple[str, ...]
    conversation: tuple[str, ...]
    walk: Walk | None
    answers: Mapping[Ref, Value] = field(default_factory=dict)


def run(library: Library, scenario: Scenario) -> Result:
    """Run one case."""
    if not library.is_entry(scenario.flow):
        return Result(scenario, (f"Flyten «{scenario.flow}» finnes ikke.",), (), None)
    answers = {ref: _meant(library, ref, value) for ref, value in scenario.answers}
    there = walk(library, scenario.flow, answers, scenario.today)
    differences = [
        f"Svaret på «{ref}» blir ikke brukt: samtalen kommer aldri til det spørsmålet."
        for ref in answers
        if ref not in there.passed and ref != there.at.ref
    ]
    if isinstance(there.at, Question):
        differences.append(_unanswered(there.at, answers.get(there.at.ref)))
    else:
        differences.extend(_compare(library, scenario, answers, there, there.at))
    said = _conversation(library, there, answers, scenario.today)
    return Result(scenario, tuple(differences), said, there, answers)


def _meant(library: Library, ref: Ref, value: Value) -> Value:
    """Return an answer as its question takes it; what it cannot be stays as it was written."""
    flow = library.flows.get(ref.flow)
    step = flow.steps.get(ref.step) if flow else None
    if not isinstance(step, Question) or step.input is None or not isinstance(value, str):
        return value
    if step.choice(value) is not None:
        return value
    found = step.input.written(value)
    return value if found is None else found


def _unanswered(question: Question, value: Value | None) -> str:
    known = ", ".join([*_given(question), *(choice.id for choice in question.choices)])
    if value is None:
        return f"Samtalen stopper i «{question.ref}», som saken ikke svarer på. Valg: {known}."
    if question.day and isinstance(value, date):
        return f"«{question.ref}» tar ikke imot dagen {value}: den er for tidlig eller for sen."
    if question.input is not None and isinstance(value, int):
        return f"«{question.ref}» tar ikke imot {value}: det er for lite eller for mye."
    return f"«{as_written(value)}» er ikke et svar på «{question.ref}». Valg: {known}."


def _given(question: Question) -> tuple[str, ...]:
    """Return what a question takes besides its choices, in words."""
    match question.input:
        case None:
            return ()
        case SeveralInput() as several:
            return several.ids
        case DateInput():
            return ("en dato",)
        case AmountInput():
            return ("et beløp",)
        case NumberInput():
            return ("et tall",)
        case MunicipalityInput():
            return ("en kommune",)


def _compare(
    library: Library,
    scenario: Scenario,
    given_answers: Mapping[Ref, Value],
    there: Walk,
    outcome: Outcome,
) -> list[str]:
    expected = scenario.expected
    found: list[tuple[str, object, object]] = [
        ("svar", expected.outcome, outcome.ref),
        ("send_til", expected.send_to, _authority(outcome.send_to)),
        ("klageinstans", expected.appeal_body, _authority(outcome.appeal_body)),
    ]
    answers = {ref: value for ref, value in given_answers.items() if ref in there.passed}
    if isinstance(outcome.deadline, DeadlineUse):
        rule = library.facts.deadlines[outcome.deadline.rule]
        stands = standing(
            rule, outcome.deadline.starts, answers, library.engine.not_started, scenario.today
        )
        computed = stands.computed
        found += [
            ("frist", expected.deadline, rule.id),
            ("status", expected.state, stands.state),
            ("send_senest", expected.send_by, computed.raw_end if computed else None),
            ("utløper", expected.expires, computed.expires if computed else None),
        ]
    else:
        found += [
            ("frist", expected.deadline, NOTHING),
            ("status", expected.state, None),
            ("send_senest", expected.send_by, None),
            ("utløper", expected.expires, None),
        ]
    differences = [
        f"{field}: ventet {wanted}, men fikk {came if came is not None else NOTHING}."
        for field, wanted, came in found
        if wanted is not None and wanted != came
    ]
    given = tuple(Given.of(ref, value) for ref, value in given_answers.items())
    session = Session("sak", "nb", 1, scenario.flow, given, library.version)
    text = _spaced(to_plain(show(library, session, scenario.today).text))
    unsaid = (words for words in expected.says if _spaced(words) not in text)
    differences += [f"Teksten sier ikke «{words}»." for words in unsaid]
    return differences


def _spaced(text: str) -> str:
    """Return a text with plain spaces: authors cannot see which of them hold a number together."""
    return " ".join(text.split())


def _authority(value: object) -> str:
    return value if isinstance(value, str) else NOTHING


def _conversation(
    library: Library, there: Walk, answers: Mapping[Ref, Value], today: date
) -> tuple[str, ...]:
    steps = ((ref, library.step_on(ref, today)) for ref in there.passed)
    asked = [
        f"{step.text.read(for_others=there.for_others).source} {as_written(answers[ref])}"
        for ref, step in steps
        if isinstance(step, Question)
    ]
    at = there.at.title if isinstance(there.at, Outcome) else there.at.text
    return (*asked, at.read(for_others=there.for_others).source)
