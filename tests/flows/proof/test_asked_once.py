"""A question is asked once in a conversation, however many calls lead to it, and the proof knows.

start: første → flyt f → spør → andre → flyt f → ferdig        f: inne → flyt g
"""

from pathlib import Path

from bot.flows import Library, Ref
from bot.flows.proof import Explored, explore, ways
from tests.library import TODAY, library, outcome

START = f"""
flyt: start
tittel: Start
helse: nei
start: første
steg:
  første: {{kall: f, til: spør}}
  spør:
    spørsmål: Haster det?
    valg:
      ja: {{tekst: Ja, til: andre}}
    vet_ikke: {{til: andre}}
  andre: {{kall: f, til: {{x: kom_x, y: kom_y}}}}
  kom_x: {outcome("Kom med x")}
  kom_y: {outcome("Kom med y")}
"""

F = """
flyt: f
tittel: F
helse: nei
start: inne
steg:
  inne: {kall: g, til: {x: x, y: y}}
  x: {retur: x}
  y: {retur: y}
"""

G = """
flyt: g
tittel: G
helse: nei
start: hva
steg:
  hva:
    spørsmål: Hva gjelder det?
    valg:
      x: {tekst: X, til: x}
    vet_ikke: {til: y}
  x: {retur: x}
  y: {retur: y}
"""


def made(folder: Path) -> Library:
    return library(folder, start=START, f=F, g=G)


def test_a_flow_that_is_called_by_one_that_is_called_twice_asks_once(tmp_path: Path) -> None:
    found = ways(explore_all(made(tmp_path)))

    assert found.count == 4  # two answers in g, two in start; were g asked twice, eight
    assert (found.shortest, found.longest) == (2, 2)
    assert found.outcomes == {Ref("start", "kom_x"): 2, Ref("start", "kom_y"): 2}


def test_what_was_answered_the_first_time_decides_the_second_time_too(tmp_path: Path) -> None:
    explored = explore_all(made(tmp_path))

    arrived = {
        (dict(explored.conversation(state))[Ref("g", "hva")], state.ref.step)
        for state, node in explored.nodes.items()
        if not node.ways
    }
    assert arrived == {("x", "kom_x"), ("vet_ikke", "kom_y")}


def explore_all(library: Library) -> Explored:
    return explore(library.flows, library.facts, ["start"], TODAY)
