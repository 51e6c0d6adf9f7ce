"""The authors' own cases hold for the flows as they are shipped."""

from pathlib import Path

from bot.content import FLOWS, TEXTS
from bot.flows import load
from bot.scenarios import read_scenarios, run
from bot.source import Report

CASES = Path(__file__).parent.parent / "scenarier"


def test_every_case_of_the_authors_comes_out_as_expected() -> None:
    library = load(FLOWS, TEXTS).library
    assert library is not None
    report = Report()
    scenarios = read_scenarios(CASES, report)
    assert report.sorted() == ()
    assert scenarios
    failures = [
        "\n".join([f"{scenario.position}: {scenario.situation}", *result.differences])
        for scenario in scenarios
        if (result := run(library, scenario)).differences
    ]
    assert not failures, "\n\n".join(failures)
