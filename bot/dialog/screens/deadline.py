"""A deadline as a person reads it: the date, or the reason there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.dialog.place import Place
from bot.dialog.screen import DeadlineView
from bot.dialog.voice import Voice
from bot.facts import Certainty, Counted, Moved, Text, Unit
from bot.facts.calendar import DayOff, Weekend
from bot.facts.deadlines import Derivation
from bot.flows import DeadlineState, DeadlineUse, Outcome, Question, Standing, standing
from bot.texts import day, escape, joined, to_plain


@dataclass(frozen=True, slots=True)
class Told:
    """A deadline in words and as data.

    Attributes:
        text: a paragraph or more, in the little markup.
        advice: replaces the outcome's next steps before the deadline runs, and comes before them
            once it has passed.
        sources: ids of the sources it rests on.
    """

    text: str
    view: DeadlineView
    state: DeadlineState | None = None
    advice: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()


def tell_deadline(place: Place, outcome: Outcome) -> Told:
    """Return the deadline of an outcome, given the answers and today."""
    words = place.voice.words
    if isinstance(outcome.deadline, Text):
        reason = place.voice.say(outcome.deadline)
        text = words.pgettext("deadline", "**Frist:** {reason}", reason=reason)
        return Told(text, DeadlineView(reason=to_plain(reason)))
    found = _standing(place, outcome.deadline)
    told = _withheld(place, found) if _is_stale(place, found) else _told(place, found)
    if found.rule.certainty is Certainty.LAW:
        return told
    if found.rule.certainty is Certainty.USUAL:
        sure = words.pgettext("deadline", "Dette er hovedregelen. Se om brevet har en annen frist.")
    else:
        sure = words.pgettext(
            "deadline", "Vi kan ikke være sikre på fristen. Det er den i brevet som gjelder."
        )
    return replace(told, text=f"{told.text} {sure}")


def tell_derivation(place: Place, outcome: Outcome) -> tuple[str, ...]:
    """Return how the dates of an outcome's deadline were found; empty if none are shown."""
    if isinstance(outcome.deadline, Text):
        return ()
    found = _standing(place, outcome.deadline)
    return () if _is_stale(place, found) else _derivation(place, found, place.voice)


def _standing(place: Place, deadline: DeadlineUse) -> Standing:
    rule = place.library.facts.deadlines[deadline.rule]
    values = {ref: place.session.values[ref] for ref in place.walk.passed}
    return standing(rule, deadline.starts, values, place.library.engine.not_started, place.today)


def _is_stale(place: Place, found: Standing) -> bool:
    """Whether there are dates, but their sources should have been read again."""
    due = place.library.facts.due_for_review(found.terms.sources, place.today)
    return found.computed is not None and due


def _name(place: Place, found: Standing) -> str:
    """Return the name of a rule, which is data only and stands on no screen."""
    return to_plain(place.voice.aside().say(found.rule.name))


def _told(place: Place, found: Standing) -> Told:
    voice = place.voice
    rule, sources = found.rule, found.terms.sources
    name = _name(place, found)
    length, starts = found.terms.length, rule.starts
    match found.state:
        case DeadlineState.NOT_STARTED:
            reason = voice.pgettext(
                "deadline",
                "Fristen har ikke begynt å løpe. Den er {length} fra {starts}.",
                length=length,
                starts=starts,
            )
            view = DeadlineView(name, reason=to_plain(reason))
            return Told(f"**{reason}**", view, found.state, rule.not_started, sources)
        case DeadlineState.UNKNOWN:
            reason = voice.pgettext(
                "deadline", "Fristen er {length} fra {starts}.", length=length, starts=starts
            )
            careful = voice.words.pgettext(
                "deadline", "Er du usikker på dagen? Regn fra den første dagen det kan være."
            )
            view = DeadlineView(name, reason=to_plain(reason))
            return Told(f"**{reason}** {careful}", view, found.state, (), sources)
        case _:
            return _dated(place, found, name)


def _dated(place: Place, found: Standing, name: str) -> Told:
    words = place.voice.words
    locale = words.locale
    computed = found.computed
    assert computed is not None, "a deadline that runs or has passed has its dates"  # noqa: S101
    view = DeadlineView(
        name,
        computed.starts,
        computed.raw_end,
        computed.expires,
        _derivation(place, found, place.voice.aside()),
    )
    counted = place.voice.pgettext(
        "deadline",
        "Fristen er {length} fra {starts}. Vi har regnet fra {day}.",
        length=found.terms.length,
        starts=found.rule.starts,
        day=computed.starts,
    )
    raw_end, expires = (escape(day(end, locale)) for end in (computed.raw_end, computed.expires))
    if found.state is DeadlineState.PASSED:
        if found.rule.certainty is Certainty.LAW:
            text = words.pgettext("deadline", "**Fristen gikk ut {day}.**", day=expires)
        else:
            text = words.pgettext("deadline", "**Den vanlige fristen gikk ut {day}.**", day=expires)
        return Told(f"{text} {counted}", view, found.state, found.rule.late, found.terms.sources)
    if found.terms.length.unit is Unit.TWENTY_FOUR_HOURS:
        text = _by_the_hour(place, computed.raw_end, raw_end)
    elif found.in_margin:
        text = words.pgettext(
            "deadline",
            "**Send i dag.** Fristen var {raw_end}, men er flyttet til {expires}.",
            raw_end=raw_end,
            expires=expires,
        )
    elif computed.raw_end == place.today:
        text = words.pgettext("deadline", "**Send i dag, {day}.**", day=raw_end)
    else:
        text = words.pgettext("deadline", "**Send senest {day}.**", day=raw_end)
    return Told(f"{text} {counted}", view, found.state, (), found.terms.sources)


def _by_the_hour(place: Place, end: date, day: str) -> str:
    """Say when a deadline in hours ends: only the person knows the time of day it began."""
    words = place.voice.words
    if end == place.today:
        return words.pgettext(
            "deadline",
            "**Send nå. Fristen går ut i dag, {day}, på det klokkeslettet den begynte.**",
            day=day,
        )
    return words.pgettext(
        "deadline", "**Send senest {day}, før det klokkeslettet fristen begynte.**", day=day
    )


def _withheld(place: Place, found: Standing) -> Told:
    words = place.voice.words
    reason = place.voice.pgettext(
        "deadline",
        "Fristen var {length} fra {starts} da vi sist kontrollerte. Reglene kan være endret "
        "siden. Derfor regner vi ikke ut datoen. Se fristen i brevet, eller spør avsenderen.",
        length=found.terms.length,
        starts=found.rule.starts,
    )
    view = DeadlineView(_name(place, found), reason=to_plain(reason))
    text = words.pgettext("deadline", "**Frist:** {reason}", reason=reason)
    return Told(text, view, sources=found.terms.sources)


def _derivation(place: Place, found: Standing, voice: Voice) -> tuple[str, ...]:
    lines: list[str] = []
    computed = found.computed
    if computed is None:
        return ()
    origin = place.step(found.origin) if found.origin else None
    if isinstance(origin, Question):
        answered = voice.pgettext(
            "derivation",
            "Du svarte på «{question}»: {day}.",
            question=origin.text,
            day=computed.starts,
        )
        lines.append(to_plain(answered))
    lines.extend(_step(place, step) for step in computed.steps)
    if found.terms.length.unit is Unit.TWENTY_FOUR_HOURS:
        basis = voice.pgettext(
            "derivation",
            "Fristen står i {basis}. "
            "Alle timer er regnet med, også i helg. Da er den aldri for sen.",
            basis=found.terms.legal_basis,
        )
    else:
        basis = voice.pgettext(
            "derivation",
            "Fristen står i {basis}. Den er regnet etter domstolloven §§ 148 og 149.",
            basis=found.terms.legal_basis,
        )
    lines.append(to_plain(basis))
    return tuple(lines)


def _step(place: Place, step: Derivation) -> str:
    words = place.voice.words
    locale = words.locale
    match step:
        case Counted(length, start, end):
            return words.pgettext(
                "derivation",
                "{length} fra {start} er {end}.",
                length=place.voice.length(length),
                start=day(start, locale),
                end=day(end, locale),
            )
        case Moved(start, end, because):
            reasons = (reason for off in because for reason in _reasons(place, off))
            return words.pgettext(
                "derivation",
                "Men {start} er ikke en virkedag. Vi går forbi {reasons}, så siste dag er {end}. "
                "Bruk de ekstra dagene bare i nødsfall.",
                start=day(start, locale),
                end=day(end, locale),
                reasons=joined(tuple(reasons), locale),
            )


def _reasons(place: Place, off: DayOff) -> tuple[str, ...]:
    words = place.voice.words
    if off.holidays:
        return tuple(place.voice.holiday(name) for name in off.holidays)
    if off.weekend is Weekend.SATURDAY:
        return (words.pgettext("weekday", "lørdag"),)
    return (words.pgettext("weekday", "søndag"),)
