"""What conditions on answers of every kind mean, by example."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.flows import Library, Ref
from bot.flows.conditions import Condition, Situation
from tests.every_kind import KINDS_FACTS, START
from tests.library import library

UNASKED = None


def condition(folder: Path, written: str) -> tuple[Condition, Library]:
    made = library(
        folder, facts=KINDS_FACTS, start=START.replace("{svar: alder, under: 18}", written)
    )
    step = made.step(Ref("start", "alder"))
    routes = tuple(step.input.routes) if hasattr(step, "input") and step.input else ()
    assert routes[0].condition is not None
    return routes[0].condition, made


@pytest.mark.parametrize(
    ("written", "question", "holds", "fails"),
    [
        ("{svar: alder, under: 18}", "alder", [0, 17], [18, "vet_ikke", UNASKED]),
        ("{svar: alder, minst: 67}", "alder", [67, 120], [66, "vet_ikke", UNASKED]),
        ("{svar: alder, minst: 18, under: 67}", "alder", [18, 66], [17, 67, UNASKED]),
        ("{svar: alder, er: [5, vet_ikke]}", "alder", [5, "vet_ikke"], [4, 6, UNASKED]),
        ("{svar: alder, er: tall}", "alder", [0, 99], ["vet_ikke", UNASKED]),
        ("{svar: inntekt, minst: 12000}", "inntekt", [12000], [11999, "vet_ikke"]),
        (
            "{svar: hjelp, har_en_av: [dusj, mat]}",
            "hjelp",
            [{"dusj"}, {"mat", "vask"}],
            [{"vask"}, "ingen", "vet_ikke", UNASKED],
        ),
        (
            "{svar: hjelp, har_alle: [dusj, mat]}",
            "hjelp",
            [{"dusj", "mat"}, {"dusj", "mat", "vask"}],
            [{"dusj"}, {"mat", "vask"}, "ingen", UNASKED],
        ),
        ("{svar: hjelp, er: flervalg}", "hjelp", [{"vask"}], ["ingen", "vet_ikke", UNASKED]),
        ("{svar: hjelp, er: ingen}", "hjelp", ["ingen"], [{"vask"}, "vet_ikke", UNASKED]),
        (
            "{svar: mottatt, før: 2026-03-01}",
            "mottatt",
            [date(2026, 2, 28)],
            [date(2026, 3, 1), "vet_ikke", UNASKED],
        ),
        (
            "{svar: mottatt, fra_og_med: 2026-03-01}",
            "mottatt",
            [date(2026, 3, 1)],
            [date(2026, 2, 28)],
        ),
        ("{svar: mottatt, etter: 2026-03-01}", "mottatt", [date(2026, 3, 2)], [date(2026, 3, 1)]),
        (
            "{svar: mottatt, til_og_med: 2026-03-01}",
            "mottatt",
            [date(2026, 3, 1)],
            [date(2026, 3, 2)],
        ),
        # As of 31 March 2026: a month that began on 28 February ended on 28 March.
        (
            "{svar: mottatt, siste: {måneder: 1}}",
            "mottatt",
            [date(2026, 3, 1), date(2026, 3, 31)],
            [date(2026, 2, 28), date(2026, 4, 1), "vet_ikke", UNASKED],
        ),
        (
            "{svar: mottatt, siste: {uker: 2}}",
            "mottatt",
            [date(2026, 3, 17)],
            [date(2026, 3, 16)],
        ),
        # A month that begins on 31 March ends on the last day of April.
        (
            "{svar: mottatt, kommende: {måneder: 1}}",
            "mottatt",
            [date(2026, 3, 31), date(2026, 4, 30)],
            [date(2026, 3, 30), date(2026, 5, 1)],
        ),
        ("{svar: bor, kommune: Herøy i Nordland}", "bor", ["1818"], ["1515", "0301", "vet_ikke"]),
        ("{svar: bor, fylke: [Oslo, Nordland]}", "bor", ["0301", "1804"], ["5628", "utlandet"]),
        ("{svar: bor, helseregion: Helse Nord}", "bor", ["1804", "5628"], ["0301", UNASKED]),
        (
            "{svar: bor, statsforvalter: Statsforvalteren i Troms og Finnmark}",
            "bor",
            ["5610"],
            ["1804"],
        ),
        ("{svar: bor, er: kommune}", "bor", ["0301"], ["utlandet", "vet_ikke", UNASKED]),
        ("{svar: bor, besvart: ja}", "bor", ["0301", "vet_ikke"], [UNASKED]),
        ("{svar: bor, besvart: nei}", "bor", [UNASKED], ["0301", "vet_ikke"]),
    ],
)
def test_a_condition_holds_for_what_it_says(
    tmp_path: Path, written: str, question: str, holds: list[Any], fails: list[Any]
) -> None:
    found, made = condition(tmp_path, written)
    for values, expected in ((holds, True), (fails, False)):
        for value in values:
            answer = frozenset(value) if isinstance(value, set) else value
            answers = {} if answer is UNASKED else {Ref("start", question): answer}
            situation = Situation(answers, made.facts, frozenset(), date(2026, 3, 31))
            assert found.holds(situation) is expected, (written, value)
