from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flows import Library, Outcome, Question, Ref, load, walk
from bot.flows.conditions import Answers
from bot.flows.values import Value
from tests.flows.generated import CHANGE, FAR, FIRST, built, every_answer, libraries
from tests.flows.interpreter import Interpreter
from tests.flows.slips import BREVET, FILES, START
from tests.library import FACTS, loaded

some = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
days = st.sampled_from([CHANGE - timedelta(days=1), CHANGE, CHANGE + timedelta(days=3)])
CHOICES = ["x", "y", "ikke_kommet", "vet_ikke"]
DAYS = [FIRST, CHANGE - timedelta(days=1), CHANGE]
OTHERS = [0, 3, 99, "1804", "9999", frozenset("p"), frozenset("pq"), frozenset("z"), frozenset("")]
values = st.sampled_from([*CHOICES * 4, *DAYS * 2, *OTHERS, "v3", "ingen", "borte", FAR, date.min])
given_answers = st.fixed_dictionaries(
    {Ref(flow, step): values for flow in ("start", "f1", "f2") for step in ("s0", "s1", "s2")},
    optional={Ref("borte", "s0"): values, Ref("start", "e1"): values},
)


def check_alike(made: Library, answers: Answers, today: date) -> Question | Outcome:
    """Walk, and see that the plain interpreter arrives at the same step by the same answers."""
    found = walk(made, "start", answers, today)
    plain = Interpreter(made, answers, today)
    assert found.at.ref == plain.arrive("start")
    assert found.passed == tuple(plain.given)
    assert found.steps[-1] == found.at.ref
    return found.at


@some
@given(libraries(), days)
def test_every_combination_of_answers_leads_to_an_outcome(
    flows: dict[str, Any], today: date
) -> None:
    made = built(flows)
    waiting: list[dict[Ref, Value]] = [{}]
    arrived = 0
    while waiting and arrived < 150:
        answers = waiting.pop()
        at = check_alike(made, answers, today)
        if isinstance(at, Outcome):
            arrived += 1
            continue
        assert at.ref not in answers
        waiting += [{**answers, at.ref: value} for value in every_answer(at, today)]
    assert arrived


@some
@given(libraries(), given_answers, days)
def test_any_answers_lead_where_a_plain_interpreter_says(
    flows: dict[str, Any], answers: Answers, today: date
) -> None:
    check_alike(built(flows), answers, today)


@some
@given(libraries(), given_answers, given_answers, st.integers(0, 9), days)
def test_going_on_from_where_other_answers_led_is_as_good_as_following_all_from_the_start(
    flows: dict[str, Any], others: Answers, answers: Answers, same: int, today: date
) -> None:
    made = built(flows)
    ahead = walk(made, "start", answers, today)
    # Any number of the answers on the way are the same, and the rest are not.
    before = {**others, **{ref: answers[ref] for ref in ahead.passed[:same]}}
    for past in (walk(made, "start", before, today), ahead):
        assert walk(made, "start", answers, today, past) == ahead


@some
@given(libraries(), given_answers, days)
def test_dropping_an_answer_leads_back_to_its_question_at_the_latest(
    flows: dict[str, Any], answers: Answers, today: date
) -> None:
    made = built(flows)
    passed = walk(made, "start", answers, today).passed
    for place, ref in enumerate(passed):
        fewer = {other: value for other, value in answers.items() if other != ref}
        assert check_alike(made, fewer, today)
        after = walk(made, "start", fewer, today)
        assert after.passed == passed[:place]
        assert after.at.ref == ref


@some
@given(libraries(), given_answers, days)
def test_only_the_answers_on_the_way_decide_where_it_leads(
    flows: dict[str, Any], answers: Answers, today: date
) -> None:
    made = built(flows)
    found = walk(made, "start", answers, today)
    on_the_way = {ref: answers[ref] for ref in found.passed}
    assert walk(made, "start", on_the_way, today) == found


@given(st.binary(max_size=300), st.sampled_from(sorted(FILES)))
def test_no_bytes_make_loading_raise(raw: bytes, broken: str) -> None:
    check_loads(broken, raw)


@given(st.data(), st.sampled_from(sorted(FILES)))
def test_no_damage_to_a_file_makes_loading_raise(data: st.DataObject, broken: str) -> None:
    text = FILES[broken]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    new = data.draw(st.text("ab:-,[]{}\n «»\"'#ikke0129_", max_size=12))
    check_loads(broken, (text[:start] + new + text[end:]).encode())


scalars = st.sampled_from(["a", "", "klage", "hvem", "2027-01-01", "0001-01-01", "ja", "loven"])
keys = st.sampled_from(
    [
        *("spørsmål", "valg", "dato", "til", "vet_ikke", "kall", "retur", "svar", "frist", "er"),
        *("fra", "når", "ellers", "i_dag", "før", "alle", "en_av", "ikke", "regel", "ingen"),
        *("lengde", "uker", "kilder", "innhold", "steg", "start", "flyt", "tittel", "neste"),
        *("tekst", "a", "hvem"),
    ]
)
trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4)
)


@given(st.data(), st.sampled_from(["start", "fakta"]))
def test_no_content_of_any_shape_makes_loading_raise(data: st.DataObject, broken: str) -> None:
    whole = yaml.load(FILES[broken], Loader=yaml.BaseLoader)  # texts alone, no objects
    here: Any = whole
    while True:
        key = data.draw(
            st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here)))
        )
        if not here[key] or isinstance(here[key], str) or data.draw(st.booleans()):
            break
        here = here[key]
    here[key] = data.draw(trees)
    check_loads(broken, yaml.safe_dump(whole, allow_unicode=True).encode())


def check_loads(broken: str, raw: bytes) -> None:
    """Load with one file replaced: a library, or at least one diagnostic, and in order."""
    with TemporaryDirectory() as folder:
        written = Path(folder)
        flows = {"start": START, "brevet": BREVET}
        loaded(written, facts=FACTS, **flows)
        name = "fakta/fakta" if broken == "fakta" else broken
        (written / "flyt" / f"{name}.yaml").write_bytes(raw)
        result = load(written / "flyt", written / "tekster")
        assert result.library is not None or result.diagnostics
        assert list(result.diagnostics) == sorted(result.diagnostics)
