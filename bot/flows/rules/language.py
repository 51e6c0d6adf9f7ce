"""RV404, RV405: the texts can be read by somebody who is worried, tired or new to the language."""

from __future__ import annotations

from bot.facts import Text
from bot.flows.model import Question
from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import Measured, outcomes, within
from bot.flows.texts import flow_texts
from bot.source import Position, Report
from bot.texts.plain import lix, sentences, words

AIM, LIMIT = 35, 40


def language_is_plain(checked: Checked, report: Report) -> None:
    """Report outcomes and flows that are heavy to read, and sentences that are long."""
    measured = Measured(checked)
    names = measured.names(checked)
    heavy_flows: set[str] = set()
    for flow, outcome in outcomes(checked):
        heavy = lix(measured.step(outcome), names)
        if _weigh(heavy, "Svaret", outcome.title.position, report):
            heavy_flows.add(flow.id)
    for flow in checked.flows.values():
        # A flow with a heavy outcome is heavy because of it.
        if flow.id not in heavy_flows:
            texts = [text for step in flow.steps.values() for text in measured.step(step)]
            _weigh(lix(texts, names), "Flyten", flow.title.position, report)
    for text in _read_as_sentences(checked):
        for sentence in sentences(measured.plain(text)):
            told = (
                f"Setningen «{_beginning(sentence)}» har {{}} ord. En lang setning må leses to "
                "ganger. Sett punktum tidligere."
            )
            within(len(words(sentence)), 15, 22, told, text.position, report, "RV405")


def _weigh(heavy: float | None, what: str, at: Position, report: Report) -> bool:
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
