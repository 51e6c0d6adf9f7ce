"""Short flows written on one line a step, and where answers given by name lead in them."""

from datetime import date

from bot.flows import Library, Ref, Walk, walk
from bot.flows.conditions import Answers
from tests.library import TODAY, outcome

HEADER = "tittel: T\nstart: a\nsteg:\n"


def choice(step: str, *ways: str, day: str | None = None) -> str:
    """Write a question on one line: its choices are `id til`, and a date leads to `day`."""
    pairs = (way.split(maxsplit=1) for way in ways)
    made = ", ".join(f"{name}: {{tekst: {name} på {step}, til: {to}}}" for name, to in pairs)
    choices = f", valg: {{{made}}}" if ways else ""
    dated = f", dato: {{senest: i dag}}, til: {day}" if day else ""
    return f"  {step}: {{spørsmål: {step}?{choices}{dated}}}\n"


def flow(name: str, *steps: str) -> str:
    """Write a flow that starts in its step `a`."""
    return f"flyt: {name}\n{HEADER}{''.join(steps)}"


def end(*names: str) -> str:
    """Write an outcome for each id."""
    return "".join(f"  {name}: {outcome(name)}\n" for name in names)


def at(made: Library, answers: dict[str, str | date], today: date = TODAY) -> str:
    """Return the step where answers lead, as `flyt.steg`."""
    there = walk(made, "start", refs(answers), today).at
    return str(there.ref)


def refs(answers: dict[str, str | date]) -> Answers:
    """Name answers by `flyt.steg`, or `steg` for one of the flow `start`."""
    return {Ref.parse(name, "start"): value for name, value in answers.items()}


def passed(found: Walk) -> list[str]:
    """Return the questions answered on the way, as `flyt.steg`."""
    return [str(ref) for ref in found.passed]
