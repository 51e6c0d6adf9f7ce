"""A conversation of numbered questions: whoever reads a message knows how far it has come."""

from __future__ import annotations

import re
from pathlib import Path

from bot.flows import Library
from tests.library import library, outcome
from tests.telegram_emulator import Message

RUNGS = 8
"""Questions from the start to the outcome."""

TOP = RUNGS + 1
"""What `rung` says of the outcome."""

_TITLE = "Du er oppe"
_QUESTION = re.compile(r"Er trinn ([0-9]+) greit\?")


def _step(number: int) -> str:
    then = f"trinn{number + 1}" if number < RUNGS else "oppe"
    return f"""
      trinn{number}:
        spørsmål: Er trinn {number} greit?
        valg:
          ja: {{tekst: Ja, til: {then}}}
          nei: {{tekst: Nei, til: {then}}}
        vet_ikke: {{til: {then}}}"""


FLOW = f"""
    flyt: start
    tittel: Start
    start: trinn1
    steg:{"".join(map(_step, range(1, TOP)))}
      oppe: {outcome(_TITLE)}
    """


def ladder(folder: Path) -> Library:
    """Write the flow into a folder, and read it."""
    return library(folder, start=FLOW)


def rung(message: Message) -> int | None:
    """The number of the question that a message asks; None if it asks none."""
    if _TITLE in message.text:
        return TOP
    asked = _QUESTION.search(message.text)
    return int(asked[1]) if asked else None
