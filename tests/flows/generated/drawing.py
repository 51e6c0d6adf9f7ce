"""Libraries drawn at random: the same seed gives the same library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.flows.generated.world import CHANGE, FIRST, MARKS, NUMBERS, PLACES, STATES
from tests.library import outcome

KINDS = ("valg", "dato", "dato", "ventet", "tall", "beløp", "kommune", "flervalg")
"""The kinds of questions; `ventet` is a date that may be ahead."""

_RESULTS = ("r1", "r2")
_LAST = ("x", "y", "ikke_kommet", "v3", "v4", "v5", "v6")
_MOST_ANSWERS = 3_000
_COUNT = {"valg": 4, "dato": 13, "ventet": 18, "tall": 6, "beløp": 5, "kommune": 5, "flervalg": 5}
"""How many answers a question of each kind has at most, to keep libraries small."""


@dataclass
class _Plan:
    """The questions of a library, drawn before any condition looks at them.

    Attributes:
        kinds: the kind of each question, by flow; the last one of a flow is a choice.
        asked: the kind of every question, by `flyt.steg`.
        results: what each flow returns with.
        gaps: whether a list of conditions may end without `ellers`.
    """

    random: Random
    gaps: bool
    kinds: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    results: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, *kinds: str) -> list[str]:
        """Return the questions of some kinds."""
        return [ref for ref, kind in self.asked.items() if kind in kinds]


def drawn(random: Random, *, gaps: bool = False) -> dict[str, Any]:
    """Draw the flows of a library.

    Args:
        random: decides everything.
        gaps: whether conditions may leave a gap.
    """
    names = ["start", "f1", "f2", "f3"][: random.choice((1, 1, 2, 2, 3, 4))]
    plan = _Plan(random, gaps)
    answers = 1
    for name in names:
        plan.results[name] = _RESULTS[: random.randint(0, 2)] if name != "start" else ()
        plan.kinds[name] = ["valg"]
        answers *= _COUNT["valg"]
    # In some libraries all is about days: two can be read together.
    kinds = random.choice((KINDS, KINDS, KINDS, ("dato", "dato", "ventet")))
    for name in random.choices(names, k=random.randint(1, 4)):
        kind = random.choice(kinds)
        if answers * _COUNT[kind] <= _MOST_ANSWERS:
            answers *= _COUNT[kind]
            plan.kinds[name].insert(0, kind)
    for name in names:
        plan.asked |= {f"{name}.s{index}": kind for index, kind in enumerate(plan.kinds[name])}
    return {name: _flow(plan, name, names[place + 1 :]) for place, name in enumerate(names)}


def libraries(*, gaps: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Draw libraries in a property test."""
    return st.integers(0, 1 << 40).map(lambda seed: drawn(Random(seed), gaps=gaps))


def _flow(plan: _Plan, name: str, later: list[str]) -> dict[str, Any]:
    random = plan.random
    steps: dict[str, Any] = {}
    questions = [f"s{index}" for index in range(len(plan.kinds[name]))]
    order = [*questions]
    # Each flow that returns is called, from one place or from two.
    for callee in later:
        if plan.results[callee]:
            for number in range(random.randint(1, 2)):
                order.insert(random.randint(0, len(order) - 1), f"k{number}_{callee}")
    ends = ["e1", "e2", *plan.results[name]]
    ends += [f"til_{callee}" for callee in later if not plan.results[callee]]
    for index, step in enumerate(order):
        onward = [*order[index + 1 :], *ends]
        if step.startswith("k"):
            callee = step.partition("_")[2]
            steps[step] = {"kall": callee, "til": _back(plan, callee, onward)}
            # The first call begins where the flow starts, so that nothing in it is out of reach.
            if step.startswith("k1") and random.random() < 0.5:
                begin = random.randrange(len(plan.kinds[callee]))
                steps[step]["kall"] = f"{callee}.s{begin}"
        elif index < len(order) - 1:
            steps[step] = _question(plan, plan.kinds[name][questions.index(step)], onward)
        else:
            # The last question leads to every end, so that none is out of reach.
            ways = dict(zip(_LAST, map(_plain, ends), strict=False))
            for choice in _LAST[len(ends) : 3]:
                ways[choice] = {"tekst": choice, "til": _way(plan, ends)}
            steps[step] = {"spørsmål": "Sist?", "valg": ways, "vet_ikke": {"til": ends[0]}}
    for end in ends:
        if end.startswith("e"):
            steps[end] = _outcome(plan, f"{name} {end}")
        elif end.startswith("til_"):
            steps[end] = {"kall": end.removeprefix("til_")}
        else:
            steps[end] = {"retur": end}
    return {"flyt": name, "tittel": name, "start": order[0], "steg": steps}


def _outcome(plan: _Plan, title: str) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(outcome(title))
    dated, placed = plan.of("dato"), plan.of("kommune")
    if dated and plan.random.random() < 0.5:
        starts = plan.random.choices(dated, k=plan.random.randint(1, 2))
        made["frist"] = {"regel": plan.random.choice(("klage", "anke")), "fra": starts}
    if placed and plan.random.random() < 0.7:
        made["neste"] = _next_steps(plan, placed)
    if plan.random.random() < 0.3:
        change: dict[str, Any] = {**_period(plan), "svar": f"{title} da"}
        if dated and plan.random.random() < 0.7:
            change["frist"] = {"regel": "klage", "fra": plan.random.choice(dated)}
        if placed and plan.random.random() < 0.5:
            change["neste"] = _next_steps(plan, placed)
        made["endringer"] = [change]
    return made


def _next_steps(plan: _Plan, placed: list[str]) -> list[str]:
    return [f"Ring i {{svar.{plan.random.choice(placed)}.fylke}}."]


def _period(plan: _Plan) -> dict[str, str]:
    """Draw from or until when something holds; now and then it is another day than all else."""
    day = CHANGE + timedelta(days=plan.random.choice((0, 0, 0, 1)))
    before = {"til_og_med": str(day - timedelta(days=1))}
    return plan.random.choice((before, {"fra_og_med": str(day)}))


def _plain(end: str) -> dict[str, Any]:
    return {"tekst": f"Til {end}", "til": end}


def _question(plan: _Plan, kind: str, onward: list[str]) -> dict[str, Any]:
    step: dict[str, Any] = {"spørsmål": "Hva?", "vet_ikke": {"til": onward[0]}}
    given = {"til": _way(plan, onward)}
    match kind:
        case "valg":
            step["valg"] = {
                choice: {"tekst": choice, "til": _way(plan, onward)} for choice in ("x", "y")
            }
            if plan.random.random() < 0.3:
                step["valg"][plan.random.choice("xy")]["gjelder"] = _period(plan)
            step["valg"]["ikke_kommet"] = _not_come(onward)
        case "dato":
            step |= {"dato": {"senest": "i dag", "tidligst": str(FIRST)}, **given}
            step["valg"] = {"ikke_kommet": _not_come(onward)}
        case "ventet":
            step |= {"dato": {"tidligst": str(FIRST)}, **given}
        case "tall" | "beløp":
            step |= {kind: {"minst": 0, "høyst": NUMBERS[kind]}, **given}
        case "kommune":
            step |= {"kommune": "ja", **given}
        case _:
            step |= {"flervalg": {mark: {"tekst": mark} for mark in MARKS}, **given}
            step["ingen"] = {"til": _way(plan, onward)}
    return step


def _not_come(onward: list[str]) -> dict[str, Any]:
    return {"tekst": "Ikke kommet", "frist": "ikke_startet", "til": onward[0]}


def _back(plan: _Plan, callee: str, onward: list[str]) -> Any:
    if plan.random.random() < 0.5:
        return _way(plan, onward, last=onward[0])
    return {result: _way(plan, onward, last=onward[0]) for result in plan.results[callee]}


def _way(plan: _Plan, onward: list[str], last: str | None = None) -> Any:
    random = plan.random
    routes: list[Any] = [
        {"når": _condition(plan), "til": random.choice(onward)}
        for _ in range(random.choice((0, 0, 1, 1, 2, 3)))
    ]
    if plan.gaps and routes and random.random() < 0.3:
        return routes
    otherwise = last or random.choice(onward)
    as_list = bool(routes) or random.random() < 0.2
    return [*routes, {"ellers": otherwise}] if as_list else otherwise


def _condition(plan: _Plan, depth: int = 2) -> dict[str, Any]:
    random = plan.random
    kinds = ["svar"] * 6 + ["i_dag"] + (["frist"] * 2 if plan.of("dato") else [])
    kinds += ["alle", "en_av", "ikke"] * depth
    match random.choice(kinds):
        case "svar":
            return _on_answer(plan, random.choice(list(plan.asked)))
        case "i_dag":
            day = CHANGE + timedelta(days=random.choice((0, 0, 0, 2)))
            return {"i_dag": {random.choice(("før", "fra_og_med")): str(day)}}
        case "frist":
            starts = random.choices(plan.of("dato"), k=random.randint(1, 2))
            rule = random.choice(("klage", "anke"))
            return {"frist": rule, "fra": starts, "er": random.choice(STATES)}
        case "ikke":
            return {"ikke": _condition(plan, depth - 1)}
        case kind:
            return {kind: [_condition(plan, depth - 1) for _ in range(random.randint(1, 3))]}


def _on_answer(plan: _Plan, ref: str) -> dict[str, Any]:
    random, kind = plan.random, plan.asked[ref]
    here = {"svar": ref}
    if random.random() < 0.2:
        return here | {"besvart": random.choice(("ja", "nei"))}
    words = {
        "valg": ["x", "y", "vet_ikke"],
        "dato": ["dato", "ikke_kommet", "vet_ikke"],
        "ventet": ["dato", "vet_ikke"],
        "tall": ["tall", "vet_ikke", "0", "3"],
        "beløp": ["beløp", "vet_ikke", "2"],
        "kommune": ["kommune", "vet_ikke", "1804"],
        "flervalg": ["flervalg", "ingen", "vet_ikke"],
    }[kind]
    if ref.endswith(f".s{len(plan.kinds[ref.partition('.')[0]]) - 1}"):
        words = ["x", "y", "vet_ikke"]  # the last question
    if kind == "valg" or random.random() < 0.3:
        return here | {"er": random.sample(words, k=random.randint(1, 2))}
    if kind == "flervalg":
        chosen = random.sample(MARKS, k=random.randint(1, 2))
        return here | {random.choice(("har_en_av", "har_alle")): chosen}
    if kind == "kommune":
        part = random.choice(list(PLACES))
        return here | {part: random.sample(PLACES[part], k=random.randint(1, 2))}
    if kind in NUMBERS:
        low, high = sorted(random.sample(range(1, NUMBERS[kind] + 1), k=2))
        limits = random.choice(({"minst": low}, {"under": high}, {"minst": low, "under": high}))
        return here | limits
    return here | _on_day(random)


def _on_day(random: Random) -> dict[str, Any]:
    day = CHANGE + timedelta(days=random.randint(-2, 2))
    return random.choice(
        (
            {random.choice(("siste", "kommende")): {"dager": random.randint(1, 3)}},
            {random.choice(("siste", "kommende")): {"virkedager": random.randint(1, 2)}},
            {random.choice(("før", "fra_og_med", "etter", "til_og_med")): str(day)},
            {"etter": str(day - timedelta(days=2)), "til_og_med": str(day)},
        )
    )
