"""RV405: a sentence need not be read twice."""

from __future__ import annotations

from bot.facts import Text
from bot.flows.model import Question
from bot.flows.rules.checked import Checked, versions_read
from bot.flows.rules.measured import Measured, within
from bot.flows.texts import flow_texts
from bot.source import Report
from bot.texts.plain import sentences, words


def sentences_are_short(checked: Checked, report: Report) -> None:
    """Report sentences that are long."""
    measured = Measured(checked)
    shared: set[str] = set()
    for text in (each for whole in checked.facts.texts.values() for each in whole.variants):
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


def _read_as_sentences(checked: Checked) -> list[Text]:
    """Return the texts that are sentences: not questions, which are counted by themselves."""
    facts = checked.facts
    questions = {
        text
        for step in versions_read(checked)
        if isinstance(step, Question)
        for text in step.text.variants
    }
    found = [text for flow in checked.read for text in flow_texts(flow) if text not in questions]
    of_facts = [authority.how for authority in facts.authorities.values() if authority.how]
    for rule in facts.deadlines.values():
        of_facts += (*rule.late, *rule.not_started)
    for helping in facts.helping.values():
        of_facts += helping.advice
    found += (each for text in of_facts for each in text.variants)
    # Of two texts made of one, by «{du}», the one for others is never the shorter.
    return [text for text in found if not text.others or text.others.position != text.position]


def _beginning(sentence: str) -> str:
    first = words(sentence)[:4]
    return " ".join(first) + " …"
