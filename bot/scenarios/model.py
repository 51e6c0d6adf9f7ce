"""A case as an author writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.flows import DeadlineState, Ref
from bot.flows.values import Value
from bot.source import Position

NOTHING = "ingen"
"""Stands for no authority and no deadline."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out; a field that is None may be anything.

    Attributes:
        outcome: the step where the conversation arrives.
        send_to: id of an authority, or `ingen`.
        appeal_body: id of an authority, or `ingen`.
        deadline: id of a rule, or `ingen`.
        state: where the deadline stands.
        send_by: the day to keep.
        expires: the last day, after weekends and holidays.
        says: words that the text must have.
    """

    outcome: Ref | None = None
    send_to: str | None = None
    appeal_body: str | None = None
    deadline: str | None = None
    state: DeadlineState | None = None
    send_by: date | None = None
    expires: date | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case.

    situasjon: Mor fikk nei til sykehjem for tre uker siden.
    dag: 2026-11-21
    svar: {start.tema: klage, klage.hvem: kommune_helse, brevet.mottatt: 2026-10-28}
    dekker: [44]
    ventet: {svar: klage_omsorg.svar_sykehjem, send_til: kommunen, send_senest: 2026-11-25}

    Attributes:
        situation: what has happened, as the person would say it.
        today: the day it is.
        flow: where the conversation begins.
        answers: what the author wrote, by question: the choice's id, the day, or the ids of
            several choices; what a text means for its question is known once there is a library.
        covers: the numbers of the themes that it is a case of.
    """

    situation: str
    today: date
    flow: str
    answers: tuple[tuple[Ref, Value], ...]
    expected: Expected
    position: Position
    covers: tuple[int, ...] = ()
