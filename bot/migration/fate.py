"""What becomes of one conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dialog import Fitted, Unreadable, fit, reply
from bot.flows import Library, Question, Ref, walk
from bot.flows.values import Value, as_written, is_choice
from bot.migration.positions import Position


class Kind(StrEnum):
    """What happens, from the least to the most."""

    KEPT = "kept"
    RENAMED = "renamed"
    MOVED = "moved"
    ASKED_AGAIN = "asked_again"
    BEGINS_AGAIN = "begins_again"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a conversation.

    Attributes:
        changes: what is other than it was, in names that authors know; a line each.
        at: where it stands now.
        wrong: what must not be: the name of an error it ends in, or that something was lost and
            the person is not told; None if all is well.
    """

    kind: Kind
    changes: tuple[str, ...]
    at: Ref | None
    wrong: str | None = None


def fate(old: Library, new: Library, position: Position, today: date, *, speaks: bool) -> Fate:
    """Return what becomes of a conversation, and never raise.

    Args:
        old: the flows that have saved it.
        new: the flows it goes on in.
        position: where it stands.
        today: the day it is.
        speaks: whether the person does something, too, and is answered.
    """
    session = position.session(old)
    try:
        fitted = fit(new, session, today)
        now = fitted.session
        at = walk(new, now.flow, now.values, today).at.ref
        found = _found(new, position, fitted, at)
        if not speaks:
            return found
        answered = reply(new, session, Unreadable(), today)
        changed = any("Innholdet er endret siden sist." in each.text for each in answered.screens)
        kept_back = answered.session is None or answered.session.library != new.version
    except Exception as error:
        return Fate(Kind.BEGINS_AGAIN, (), None, type(error).__name__)
    loses = found.kind in (Kind.ASKED_AGAIN, Kind.BEGINS_AGAIN)
    wrong = "mister svar uten å få vite det" if (loses and not changed) or kept_back else None
    return Fate(found.kind, found.changes, at, wrong)


def _found(new: Library, position: Position, fitted: Fitted, at: Ref) -> Fate:
    names = new.renames
    if fitted.begins_again:
        return Fate(Kind.BEGINS_AGAIN, (f"flyten {position.flow} finnes ikke",), at)
    if fitted.lost or fitted.gone:
        changes = tuple(_lost(new, position, fitted))
        return Fate(Kind.ASKED_AGAIN, changes, at)
    if at != names.step(position.at):
        return Fate(Kind.MOVED, (f"{position.at} → {at}",), at)
    renamed = [
        f"{ref} → {names.step(ref)}"
        for ref in (*(ref for ref, _ in position.answers), position.at)
        if names.step(ref) != ref
    ]
    for ref, value in position.answers:
        now = names.value(names.step(ref), value)
        if now != value:
            renamed.append(f"{ref}: {as_written(value)} → {as_written(now)}")
    if renamed:
        return Fate(Kind.RENAMED, tuple(dict.fromkeys(renamed)), at)
    return Fate(Kind.KEPT, (), at)


def _lost(new: Library, position: Position, fitted: Fitted) -> list[str]:
    told = []
    for ref, value in position.answers:
        now = new.renames.step(ref)
        flow = new.flows.get(now.flow)
        if not isinstance(flow.steps.get(now.step) if flow else None, Question):
            told.append(f"{ref} er tatt bort")
        elif now in fitted.lost:
            told.append(f"{ref}: {_shown(value)} passer ikke lenger")
    return told


def _shown(value: Value) -> str:
    """Return an answer that is chosen as it is written, and others by what they are."""
    if isinstance(value, frozenset) or is_choice(value):
        return as_written(value)
    if isinstance(value, str):
        return "noen kommuner"
    return "noen datoer" if isinstance(value, date) else "noen tall"
