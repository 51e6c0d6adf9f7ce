"""RV404, RV405: the texts can be read by somebody who is worried, tired or new to the language."""

from __future__ import annotations

from bot.facts import Text
from bot.flows.model import Outcome, Question
from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import Measured, within
from bot.flows.texts import flow_texts
from bot.source import Position, Report
from bot.texts.plain import Weight, sentences, weigh, words

AIM, LIMIT = 35, 40


def language_is_plain(checked: Checked, report: Report) -> None:
    """Report outcomes and flows that are heavy to read, and sentences that are long."""
    measured = Measured(checked)
    names = measured.names(checked)
    for flow in checked.flows.values():
        whole, is_told = Weight(), False
        for step in flow.steps.values():
            weight = weigh(measured.step(step), names)
            whole += weight
            if isinstance(step, Outcome):
                is_told |= _tell(weight, "Svaret", step.title.position, report)
        # A flow with a heavy outcome is heavy because of it.
        if not is_told:
            _tell(whole, "Flyten", flow.title.position, report)
    shared: set[str] = set()
    for text in checked.facts.texts.values():
        found = [each for each in sentences(measured.plain(text)) if each not in shared]
        _measure(found, text, report)
        shared.update(found)
    for text in _read_as_sentences(checked):
        # What is shared is told where it stands, not once for each that shares it.
        found = [each for each in sentences(measured.plain(text)) if each not in shared]
        _measure(found, text, report)


def _measure(found: list[str], text: Text, report: Report) -> None:
    for sentence in found:
        told = (
            f"Setningen «{_beginning(sentence)}» har {{}} ord. En lang setning må leses to "
            "ganger. Sett punktum tidligere."
        )
        within(len(words(sentence)), 15, 22, told, text.position, report, "RV405")


def _tell(weight: Weight, what: str, at: Position, report: Report) -> bool:
    heavy = weight.lix
    if heavy is None:
        return False
    told = (
        f"{what} har lesbarhetsindeks (LIX) {{}}. Det er tungt for den som er syk, redd eller "
        "ny i språket. Del lange setninger, og bytt ut lange ord."
    )
    within(heavy, AIM, LIMIT, told, at, report, "RV404")
    return heavy > AIM


def _read_as_sentences(checked: Checked) -> list[Text]:
    """Return the texts that are sentences: not questions, which are counted by themselves."""
    facts = checked.facts
    questions = {
        step.text
        for flow in checked.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Question)
    }
    found = [
        text
        for flow in checked.flows.values()
        for text in flow_texts(flow)
        if text not in questions
    ]
    found += (authority.how for authority in facts.authorities.values() if authority.how)
    for rule in facts.deadlines.values():
        found += (*rule.late, *rule.not_started)
    return found


def _beginning(sentence: str) -> str:
    first = words(sentence)[:4]
    return " ".join(first) + " …"
