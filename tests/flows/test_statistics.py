from pathlib import Path

from bot.flows.statistics import statistics
from tests.flows.slips import BREVET, START
from tests.library import library, outcome


def test_a_library_is_counted(tmp_path: Path) -> None:
    assert statistics(library(tmp_path, start=START, brevet=BREVET)) == (
        "Flyter: 2",
        "Spørsmål: 3",
        "Svar: 2",
        "Kilder: 2",
        "Instanser: 2 (høy: 1, middels: 1)",
        "Frister: 2 (lov: 1, vanlig: 1, brevet: 0)",
        "LIX: ingen svar har 60 ord, som må til for å måle",
    )


def test_outcomes_are_weighed_by_their_middle_and_their_heaviest(tmp_path: Path) -> None:
    def weighed(long: int) -> str:
        # 2 + 58 words in 2 + 6 sentences; the names of the outcome itself are few.
        words = ["aaaaaaa"] * long + ["aa"] * (60 - long)
        return " ".join(f"A{' '.join(words[n : n + 10])[1:]}." for n in range(0, 60, 10))

    steps = "".join(
        f"  e{n}: {outcome(f'E{n}')[:-1]}, tekst: {weighed(long)}}}\n"
        for n, long in enumerate((6, 12, 18))
    )
    asked = "{spørsmål: Ja?, valg: {x: {tekst: X, til: e0}, y: {tekst: Y, til: e1}}, "
    start = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {asked}vet_ikke: {{til: e2}}}}\n{steps}"
    *_, last = statistics(library(tmp_path, start=start))
    assert last.startswith("LIX i svar på 60 ord eller mer (3): median ")
    assert last.endswith("(start.e2)")
