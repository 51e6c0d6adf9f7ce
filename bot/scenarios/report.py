"""What a person sees of a run of cases: the failures, and what no case visits."""

from __future__ import annotations

from pathlib import Path

from bot.flows import Library
from bot.scenarios.coverage import Coverage, coverage
from bot.scenarios.reader import read_scenarios
from bot.scenarios.run import Result, run
from bot.source import Report
from bot.source.files import ShowPath


def report(
    library: Library, where: Path, show: ShowPath | None = None
) -> tuple[tuple[str, ...], bool]:
    """Run every case of a folder or a file.

    Args:
        library: the flows to try.
        where: holds the cases. What no case visits is told of a folder alone: of one file among
            others it says nothing.
        show: names a file; by the folder it lies in if left out.

    Returns:
        Lines to show, and whether every case could be read and came out as expected.
    """
    found = Report()
    results = [run(library, scenario) for scenario in read_scenarios(where, found, show)]
    failures = [result for result in results if result.differences]
    lines = [str(diagnostic) for diagnostic in found.sorted()]
    for result in failures:
        lines += _failure(result)
    seen = coverage(library, results)
    if where.is_dir():
        lines += _missed(seen)
    lines.append(
        f"{len(results)} saker, {len(failures)} feil. "
        f"Valg: {seen.choices - len(seen.choices_missed)} av {seen.choices}. "
        f"Svar: {seen.outcomes - len(seen.outcomes_missed)} av {seen.outcomes}. "
        f"Vilkår: {seen.conditions - len(seen.conditions_missed)} av {seen.conditions}."
    )
    return tuple(lines), not failures and not found.sorted()


def _missed(seen: Coverage) -> list[str]:
    return [
        *(f"Ingen sak velger {choice}." for choice in seen.choices_missed),
        *(f"Ingen sak kommer til {outcome}." for outcome in seen.outcomes_missed),
        *(
            f"{at}: Ingen sak {f'oppfyller «{said}»' if said else 'kommer til dette «ellers»'}."
            for at, said in seen.conditions_missed
        ),
    ]


def _failure(result: Result) -> list[str]:
    scenario = result.scenario
    return [
        f"{scenario.position}: {scenario.situation}",
        *(f"    {line}" for line in result.conversation),
        *(f"  ! {line}" for line in result.differences),
    ]
