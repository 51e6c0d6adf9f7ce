"""How fast content is checked and proved: `python -m benchmarks.check`.

Each library is checked in a process of its own, so that its peak of memory is its own. Ratios are
given where they tell more than seconds, which differ from machine to machine.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

from benchmarks.made import write
from bot.content import FLOWS, TEXTS
from bot.flows import load
from bot.flows.proof import days_that_matter, explore, ways
from bot.flows.rules import RULES, Checked, Rule
from bot.flows.rules.forks import exactly_one_way
from bot.flows.rules.way_length import answers_come_soon
from bot.source import Report

SIZES = (1_000, 10_000)
PROOF = (exactly_one_way.__name__, answers_come_soon.__name__)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the check of one library took.

    Attributes:
        steps: how many steps it has.
        seconds: reading, checking, proving and linking it.
        rules: the seconds of each rule.
        megabytes: the peak of the whole process, Python and its libraries with it.
        ways: how many ways there are through it, on all the days the proof is held on.
        counted: the seconds it takes to follow and count those ways again.
    """

    steps: int
    seconds: float
    rules: dict[str, float]
    megabytes: float
    ways: int
    counted: float

    @property
    def proof(self) -> float:
        """The seconds of the proof."""
        return sum(self.rules[name] for name in PROOF)

    @property
    def reading(self) -> float:
        """The seconds of all that is no rule: reading, and building the machine."""
        return self.seconds - sum(self.rules.values())


def measure(folder: Path, texts: Path) -> Measured:
    """Check a library in this process.

    Raises:
        SystemExit: it is not right.
    """
    took: dict[str, float] = {}

    def timed(rule: Rule) -> Rule:
        def run(checked: Checked, report: Report) -> None:
            began = perf_counter()
            rule(checked, report)
            took[rule.__name__] = perf_counter() - began

        return run

    with patch("bot.flows.library.RULES", tuple(map(timed, RULES))):
        began = perf_counter()
        loaded = load(folder, texts)
        seconds = perf_counter() - began
    made = loaded.library
    if made is None:
        raise SystemExit(str(loaded.diagnostics[0]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = perf_counter()
    starts = [flow.id for flow in made.flows.values() if flow.start and not flow.results]
    count = sum(
        ways(explore(made.flows, made.facts, starts, today)).count
        for today in days_that_matter(made.flows, made.facts)
    )
    counted = perf_counter() - began
    steps = sum(len(flow.steps) for flow in made.flows.values())
    return Measured(steps, seconds, took, peak, count, counted)


def apart(folder: Path, texts: Path) -> Measured:
    """Check a library in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.check", str(folder), str(texts)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return Measured(**json.loads(done.stdout))


def command_line() -> float:
    """Return the seconds `rettvei check` takes for the shipped content, with start-up."""
    began = perf_counter()
    command = [sys.executable, "-c", "from bot.cli import main; main()", "check"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return perf_counter() - began


def row(name: str, found: Measured) -> str:
    """Write one line of the table."""
    return (
        f"{name:<24} {found.steps:>6} {found.seconds:>8.2f} {found.proof:>8.2f} "
        f"{found.proof / found.reading:>8.2f} {found.megabytes:>6.0f} "
        f"{found.ways:>12,} {found.ways / found.counted:>12,.0f}"
    )


def main() -> None:
    """Measure, and write the table."""
    write_line = sys.stdout.write
    if len(sys.argv) == 3:
        write_line(json.dumps(asdict(measure(Path(sys.argv[1]), Path(sys.argv[2])))))
        return
    write_line(
        f"{'':<24} {'steps':>6} {'check s':>8} {'proof s':>8} {'p/read':>8} {'MB':>6} "
        f"{'ways':>12} {'ways/s':>12}\n"
    )
    write_line(row("shipped content", apart(FLOWS, TEXTS)) + "\n")
    made: list[Measured] = []
    with TemporaryDirectory() as folder:
        for size in SIZES:
            write(Path(folder) / str(size), size)
            made.append(apart(Path(folder) / str(size), Path(folder)))
            write_line(row(f"generated, {size}", made[-1]) + "\n")
    small, large = made
    expected = large.steps * math.log(large.steps) / (small.steps * math.log(small.steps))
    grew = large.seconds / small.seconds
    write_line(
        f"\nfrom {small.steps} to {large.steps} steps the check takes {grew:.1f} times as long; "
        f"n log n would be {expected:.1f}\n"
        f"`rettvei check` of the shipped content, with start-up: {command_line():.2f} s\n\n"
    )
    slowest = sorted(large.rules.items(), key=lambda each: -each[1])[:8]
    write_line(f"in the largest: reading and building {large.reading:.2f} s\n")
    for name, seconds in slowest:
        write_line(f"  {name:<28} {seconds:.2f} s\n")


if __name__ == "__main__":
    main()
