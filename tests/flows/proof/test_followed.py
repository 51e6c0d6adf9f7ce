"""What is gathered over all days is what each day shows, with a conversation that shows it."""

from pathlib import Path
from random import Random

import pytest

from bot.flows.proof import days_that_matter, explore
from bot.flows.proof.followed import Followed, follow
from bot.flows.proof.unasked import AnswersShown, deadlines_unasked, placeholders_asked
from bot.flows.proof.ways import most_questions
from tests.flows.generated import Made, drawn, read
from tests.flows.interpreter import Interpreter
from tests.library import outcome, proved

LIBRARIES = 300


def made_of(seed: int) -> Made:
    return read(drawn(Random(seed), gaps=True))


def followed(made: Made) -> Followed:
    return follow(made.flows, made.facts, ["start"], "start")


def test_all_days_together_show_what_each_of_them_shows() -> None:
    for seed in range(LIBRARIES):
        made = made_of(seed)
        chosen: dict[int, set[int]] = {}
        overlaps: set[tuple[int, int, int]] = set()
        gaps: set[int] = set()
        unasked: set[tuple[int, object]] = set()
        most: dict[object, int] = {}
        late: set[object] = set()
        asked: dict[object, bool] = {}
        for today in days_that_matter(made.flows, made.facts):
            explored = explore(made.flows, made.facts, ["start"], today)
            order = explored.in_order()
            for key, fork in explored.forks.items():
                chosen.setdefault(key, set()).update(fork.chosen)
                overlaps |= {(key, *pair) for pair in fork.overlaps}
                gaps |= {key} if fork.gap else set()
                unasked |= {(key, each) for each in fork.unasked}
            for ref, count in most_questions(explored, explored.starts[0], order).items():
                most[ref] = max(count, most.get(ref, 0))
            late |= {ref for ref, _ in deadlines_unasked(explored, made.flows, order)}
            for place, was in placeholders_asked(
                explored, AnswersShown(made.flows, made.facts).on(explored.today), order
            ):
                asked[place] = asked.get(place, False) or was
        found = followed(made)
        partings = {id(parting.routes): parting for parting in found.partings}
        assert {key: parting.chosen for key, parting in partings.items()} == chosen, seed
        assert {(k, *pair) for k, each in partings.items() for pair in each.overlaps} == overlaps
        assert {key for key, each in partings.items() if each.gap is not None} == gaps, seed
        assert {(k, read) for k, each in partings.items() for read in each.unasked} == unasked
        assert found.most == most, seed
        assert found.deadlines_unasked.keys() == late, seed
        assert found.placeholders_unasked == {p for p, was in asked.items() if not was}, seed


def test_a_deadline_is_told_of_in_a_flow_that_others_lead_to_after_asking_for_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.flows.proof.unasked._SHORTEST", 0)
    dated = outcome().replace("{ingen: Her er det ingen frist.}", "{regel: klage, fra: start.dag}")
    found = proved(
        tmp_path,
        start="""
            flyt: start
            tittel: Start
            start: dag
            steg:
              dag: {spørsmål: Når?, dato: {senest: i dag}, vet_ikke: {til: så}, til: så}
              så: {kall: andre}
            """,
        andre=f"""
            flyt: andre
            tittel: Andre
            start: hva
            steg:
              hva: {{spørsmål: Hva?, valg: {{x: {{tekst: X, til: ut}}}}, vet_ikke: {{til: ut}}}}
              ut: {dated}
            """,
    ).diagnostics
    (told,) = (each for each in found if each.code == "RV315")
    assert (told.position.file, told.position.line) == ("flyt/andre.yaml", 6)
    assert ": andre.hva = x." in told.message


@pytest.mark.parametrize("shortest", [30, 0])
def test_the_conversation_to_a_deadline_without_a_day_leads_there_on_its_day(
    monkeypatch: pytest.MonkeyPatch, shortest: int
) -> None:
    monkeypatch.setattr("bot.flows.proof.unasked._SHORTEST", shortest)
    shown = 0
    for seed in range(LIBRARIES):
        made = made_of(seed)
        for ref, way in followed(made).deadlines_unasked.items():
            assert Interpreter(made, dict(way.answers), way.today).arrive("start") == ref, seed
            shown += 1
    assert shown
