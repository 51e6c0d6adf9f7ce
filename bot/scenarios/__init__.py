"""The authors' own cases: a situation, the answers given in it, and what must come out."""

from bot.scenarios.coverage import Coverage, coverage
from bot.scenarios.model import Expected, Scenario
from bot.scenarios.reader import case_files, read_scenarios
from bot.scenarios.report import report
from bot.scenarios.run import Result, run
from bot.scenarios.themes import Covered, covered, unknown_numbers

__all__ = [
    "Coverage",
    "Covered",
    "Expected",
    "Result",
    "Scenario",
    "case_files",
    "coverage",
    "covered",
    "read_scenarios",
    "report",
    "run",
    "unknown_numbers",
]
