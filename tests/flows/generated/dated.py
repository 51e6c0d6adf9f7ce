"""Libraries that are all about days, through all the years in which conversations are held.

The days of `world` are a fortnight of one year, so that every answer can be tried; here lengths of
time are such that they pass each other on some days of some years, and changes are far apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

from bot.facts.calendar import LAST_HELD
from tests.flows.generated.reading import Made, read
from tests.library import FACTS, SPLIT, outcome

_DAY = timedelta(days=1)

FIRST = date(2024, 1, 1)
"""The day the facts were read; conversations are held from it on."""

LONGEST = timedelta(days=40)
"""No length of time that is drawn reaches as far."""

LENGTHS = (
    ({"uker": 4}, {"dager": 28}, {"dager": 29}, {"måneder": 1}, {"virkedager": 20}),
    ({"uker": 2}, {"dager": 13}, {"dager": 14}, {"virkedager": 6}, {"virkedager": 9}),
    ({"dager": 1}, {"dager": 2}, {"dager": 3}, {"virkedager": 1}, {"virkedager": 2}),
)
"""Those in a row are as long as each other, on some days."""

_KINDS = (
    ("frist", "siste", "kommende", "dag", "i_dag"),
    ("frist", "siste", "dag"),
    ("kommende", "kommende", "dag"),
)


def dated(seed: int) -> Made:
    """Draw a library: questions for days, and routes that read them together."""
    random = Random(seed)
    kinds = random.choice(_KINDS)
    rows = random.sample(LENGTHS, k=random.randint(1, 2))
    lengths = [random.choice(random.choice(rows)) for _ in range(4)]
    span = (LAST_HELD - FIRST).days
    fixed = [FIRST + timedelta(days=random.randrange(span)) for _ in range(2)]
    fixed.append(fixed[0] + timedelta(days=random.randint(-40, 40)))
    fixed.append(FIRST + timedelta(days=random.randint(-90, 90)))
    behind, ahead = ["s0", "s1"][: random.randint(1, 2)], ["s2"][: random.randint(0, 1)]
    pool = [_leaf(random, random.choice(kinds), behind, ahead, lengths, fixed) for _ in range(5)]
    steps: dict[str, Any] = {}
    for name in behind + ahead:
        limits = {"senest": "i dag"} if name in behind else {}
        if random.random() < 0.5:
            limits |= {"tidligst": str(random.choice(fixed))}
        steps[name] = {"spørsmål": "Når?", "dato": limits, "vet_ikke": {"til": "e0"}}
    for name, after in zip(steps, [*list(steps)[1:], "sist"], strict=True):
        steps[name]["til"] = after
    ways = {
        choice: {"tekst": choice, "til": [*_routes(random, pool), {"ellers": "e0"}]}
        for choice in ("x", "y")
    }
    steps["sist"] = {"spørsmål": "Sist?", "valg": ways, "vet_ikke": {"til": "e0"}}
    steps |= {end: yaml.safe_load(outcome(end)) for end in ("e0", "e1", "e2")}
    flow = {"flyt": "start", "tittel": "Start", "start": next(iter(steps)), "steg": steps}
    return read({"start": flow}, facts=facts(lengths, fixed[1], random.choice(("ja", "nei"))))


def _leaf(
    random: Random,
    kind: str,
    behind: list[str],
    ahead: list[str],
    lengths: list[Any],
    fixed: list[date],
) -> dict[str, Any]:
    """Draw a condition on one day."""
    day = str(random.choice(fixed))
    match kind:
        case "frist":
            rule, start = random.choice(("klage", "anke")), random.choice(behind)
            return {"frist": rule, "fra": [start], "er": random.choice(("løper", "utløpt"))}
        case "dag":
            here = {"svar": random.choice(behind + ahead)}
            return here | {random.choice(("før", "fra_og_med", "etter", "til_og_med")): day}
        case "i_dag":
            return {"i_dag": {random.choice(("før", "fra_og_med")): day}}
        case _:
            asked = ahead or behind if kind == "kommende" else behind + ahead
            return {"svar": random.choice(asked), kind: random.choice(lengths)}


def _routes(random: Random, pool: list[dict[str, Any]]) -> list[dict[str, Any]]:
    routes = []
    for _ in range(4):
        parts = random.sample(pool, k=random.randint(1, 3))
        turned = [{"ikke": part} if random.random() < 0.4 else part for part in parts]
        routes.append({"når": {"alle": turned}, "til": random.choice(("e1", "e2"))})
    return routes


def facts(lengths: Sequence[dict[str, int]], change: date = SPLIT, rolls_over: str = "ja") -> str:
    """Write facts in which `klage` is the first length, and `anke` the second and then the third.

    Args:
        lengths: each with its unit.
        change: the first day of the third.
        rolls_over: `ja` if `klage` waits for a working day.
    """
    written = [f"{{{unit}: {count}}}" for each in lengths for unit, count in each.items()]
    return (
        FACTS.replace("{uker: 4}", written[0])
        .replace("{uker: 8}", written[1])
        .replace("{måneder: 3}", written[2])
        .replace(f"til_og_med: {SPLIT - _DAY}", f"til_og_med: {change - _DAY}")
        .replace(f"fra_og_med: {SPLIT}", f"fra_og_med: {change}")
        .replace("flyttes: ja", f"flyttes: {rolls_over}")
        .replace("kontrollert: 2026-07-01", f"kontrollert: {FIRST}")
    )
