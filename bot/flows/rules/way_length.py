"""RV407: the answer comes before the person has had enough of questions."""

from __future__ import annotations

from bot.flows.model import Outcome
from bot.flows.proof import Explored, State, days_that_matter, explore
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked, linked
from bot.flows.rules.measured import within
from bot.source import Report

START = "start"


AIM, LIMIT = 6, 9


def answers_come_soon(checked: Checked, report: Report) -> None:
    """Report outcomes that somebody reaches only after too many questions.

    Of those with more than is good, only the one farthest off is told: the questions before it
    are most often those before the others, too.
    """
    if START not in checked.flows or report.has_errors or not linked(checked):
        return
    today = checked.today or days_that_matter(checked.flows, checked.facts)[0]
    most = _most_questions(explore(checked.flows, checked.facts, (START,), today))
    farthest = max(most.values(), default=0)
    far = sum(count > AIM for count in most.values())
    for ref, count in sorted(most.items()):
        outcome = checked.flows[ref.flow].steps[ref.step]
        if isinstance(outcome, Outcome) and (count > LIMIT or count == farthest):
            told = (
                "Den lengste veien fra starten til dette svaret har {} spørsmål"
                f"; {far} svar har over {AIM}. Mange gir opp før det. Spør bare om det som "
                "avgjør svaret, og slå sammen spørsmål der det går."
            )
            within(count, AIM, LIMIT, told, outcome.title.position, report, "RV407")
            if count <= LIMIT:
                return


def _most_questions(explored: Explored) -> dict[Ref, int]:
    """Return how many questions the longest way to each end has."""
    before = dict.fromkeys(explored.nodes, 0)
    for node in explored.nodes.values():
        for _, after in node.ways:
            before[after] += 1
    most: dict[State, int] = dict.fromkeys(explored.nodes, 0)
    ready = [state for state, count in before.items() if count == 0]
    ends: dict[Ref, int] = {}
    while ready:
        state = ready.pop()
        node = explored.nodes[state]
        if not node.ways:
            ends[state.ref] = max(ends.get(state.ref, 0), most[state])
        for value, after in node.ways:
            most[after] = max(most[after], most[state] + (value is not None))
            before[after] -= 1
            if before[after] == 0:
                ready.append(after)
    return ends
