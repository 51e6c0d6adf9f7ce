"""Runs a case through the flows and compares what comes out with what the author expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialog import Given, Session, show
from bot.flows import DeadlineUse, Library, Outcome, Question, Ref, Walk, standing, walk
from bot.scenarios.model import NOTHING, Scenario
from bot.texts import to_plain


@dataclass(frozen=True, slots=True)
class Result:
    """How a case went.

    Attributes:
        differences: what came out otherwise than expected, a line each; empty if all is right.
        conversation: the questions on the way and their answers, a line each.
        walk: where the answers led; None if the case begins in a flow that does not exist.
    """

    scenario: Scenario
    differences: tuple[str, ...]
    conversation: tuple[str, ...]
    walk: Walk | None


def run(library: Library, scenario: Scenario) -> Result:
    """Run one case."""
    if not library.is_entry(scenario.flow):
        return Result(scenario, (f"Flyten «{scenario.flow}» finnes ikke.",), (), None)
    answers = dict(scenario.answers)
    there = walk(library, scenario.flow, answers, scenario.today)
    differences = [
        f"Svaret på «{ref}» blir ikke brukt: samtalen kommer aldri til det spørsmålet."
        for ref in answers
        if ref not in there.passed and ref != there.at.ref
    ]
    if isinstance(there.at, Question):
        differences.append(_unanswered(there.at, answers.get(there.at.ref)))
    else:
        differences.extend(_compare(library, scenario, there, there.at))
    return Result(scenario, tuple(differences), _conversation(library, there, answers), there)


def _unanswered(question: Question, value: str | date | None) -> str:
    dates = ["en dato"] if question.day else []
    known = ", ".join([*dates, *(choice.id for choice in question.choices)])
    if value is None:
        return f"Samtalen stopper i «{question.ref}», som saken ikke svarer på. Valg: {known}."
    if question.day and isinstance(value, date):
        return f"«{question.ref}» tar ikke imot dagen {value}: den er for tidlig eller for sen."
    return f"«{value}» er ikke et svar på «{question.ref}». Valg: {known}."


def _compare(library: Library, scenario: Scenario, there: Walk, outcome: Outcome) -> list[str]:
    expected = scenario.expected
    found: list[tuple[str, object, object]] = [
        ("svar", expected.outcome, outcome.ref),
        ("send_til", expected.send_to, _authority(outcome.send_to)),
        ("klageinstans", expected.appeal_body, _authority(outcome.appeal_body)),
    ]
    answers = {ref: value for ref, value in scenario.answers if ref in there.passed}
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
    given = tuple(Given.of(ref, value) for ref, value in scenario.answers)
    session = Session("sak", "nb", 1, scenario.flow, given, library.version)
    text = to_plain(show(library, session, scenario.today).text)
    differences += [f"Teksten sier ikke «{words}»." for words in expected.says if words not in text]
    return differences


def _authority(value: object) -> str:
    return value if isinstance(value, str) else NOTHING


def _conversation(library: Library, there: Walk, answers: dict[Ref, str | date]) -> tuple[str, ...]:
    steps = ((ref, library.step(ref)) for ref in there.passed)
    asked = [
        f"{step.text.source} {answers[ref]}" for ref, step in steps if isinstance(step, Question)
    ]
    at = there.at
    return (*asked, at.title.source if isinstance(at, Outcome) else at.text.source)
