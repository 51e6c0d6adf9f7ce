"""What is gathered over all days is what each day shows, with a conversation that shows it."""

from random import Random

from bot.flows.proof import days_that_matter, explore
from bot.flows.proof.followed import Followed, follow
from bot.flows.proof.unasked import AnswersShown, deadlines_unasked, placeholders_asked
from bot.flows.proof.ways import most_questions
from tests.flows.generated import Made, drawn, read
from tests.flows.interpreter import Interpreter

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


def test_the_conversation_to_a_deadline_without_a_day_leads_there_on_its_day() -> None:
    shown = 0
    for seed in range(LIBRARIES):
        made = made_of(seed)
        for ref, way in followed(made).deadlines_unasked.items():
            assert Interpreter(made, dict(way.answers), way.today).arrive("start") == ref, seed
            shown += 1
    assert shown
