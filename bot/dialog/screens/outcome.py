"""An outcome: what to do, where to send it, by when, and where that is from."""

from __future__ import annotations

from bot.dialog.place import DERIVATION, SUMMARY, Place
from bot.dialog.screen import Kind, Option, OutcomeView, Screen, SourceView
from bot.dialog.screens.deadline import Told, tell_deadline
from bot.facts import Confidence, Text
from bot.flows import DeadlineState, DeadlineUse, Outcome
from bot.texts import escape, short_day, to_plain


def outcome_screen(place: Place, outcome: Outcome) -> Screen:
    """Return the screen of an outcome."""
    voice, words = place.voice, place.voice.words
    told = tell_deadline(place, outcome)
    steps = _next_steps(outcome, told)
    parts = [f"**{voice.say(outcome.title)}**"]
    if outcome.text:
        parts.append(voice.say(outcome.text))
    parts.append(told.text)
    service = voice.say(outcome.service)
    parts.append(words.pgettext("outcome", "**Det gjelder:** {service}", service=service))
    parts.append(_recipient(place, outcome))
    parts.append(_appeal_body(place, outcome))
    parts.append(words.pgettext("outcome", "**Gjør dette nå:**"))
    parts.append("\n".join(f"{n}. {voice.say(step)}" for n, step in enumerate(steps, 1)))
    parts.extend(_helping(place, outcome))
    sources = _sources(place, outcome, told)
    parts.append(_sources_text(place, sources))
    if isinstance(outcome.deadline, DeadlineUse):
        parts.append(words.pgettext("outcome", "Brevet ditt gjelder hvis det sier noe annet."))
    if place.library.flows[outcome.ref.flow].health:
        parts.append(voice.emergency())
    disclaimer = voice.disclaimer()
    if disclaimer:
        parts.append(disclaimer)
    return Screen(
        Kind.OUTCOME,
        outcome.ref.flow,
        outcome.ref.step,
        "\n\n".join(parts),
        tools=place.tools(*_tools(place, told), back=place.has_answers),
        outcome=OutcomeView(
            title=to_plain(voice.say(outcome.title)),
            service=to_plain(service),
            send_to=_name(place, outcome.send_to),
            appeal_body=_name(place, outcome.appeal_body),
            deadline=told.view,
            next=tuple(to_plain(voice.say(step)) for step in steps),
            sources=sources,
        ),
    )


def _next_steps(outcome: Outcome, told: Told) -> tuple[Text, ...]:
    if told.state is DeadlineState.NOT_STARTED:
        return told.advice
    return (*told.advice, *outcome.next_steps)


def _helping(place: Place, outcome: Outcome) -> list[str]:
    """Return what somebody may do who helps another, if this person does."""
    helping = place.library.facts.helping.get(outcome.helping or "")
    if helping is None or not place.walk.for_others:
        return []
    voice, words = place.voice, place.voice.words
    heading = words.pgettext("outcome", "**Når du hjelper en annen:**")
    return [heading, "\n".join(f"- {voice.say(each)}" for each in helping.advice)]


def _name(place: Place, authority: str | Text) -> str | None:
    if isinstance(authority, Text):
        return None
    return to_plain(place.voice.say(place.library.facts.authorities[authority].name))


def _recipient(place: Place, outcome: Outcome) -> str:
    voice, words = place.voice, place.voice.words
    if isinstance(outcome.send_to, Text):
        return words.pgettext("outcome", "**Kontakt:** {text}", text=voice.say(outcome.send_to))
    authority = place.library.facts.authorities[outcome.send_to]
    name = voice.say(authority.name)
    if isinstance(outcome.deadline, DeadlineUse):
        lines = [words.pgettext("outcome", "**Send til:** {name}", name=name)]
    else:
        lines = [words.pgettext("outcome", "**Kontakt:** {name}", name=name)]
    if authority.how:
        lines.append("- " + voice.say(authority.how))
    if authority.post:
        post = escape(authority.post)
        lines.append("- " + words.pgettext("outcome", "Post: {post}", post=post))
    if authority.phone:
        phone = escape(authority.phone)
        lines.append("- " + words.pgettext("outcome", "Telefon: {phone}", phone=phone))
    if authority.web:
        lines.append("- " + words.pgettext("outcome", "Nett: {web}", web=escape(authority.web)))
    if authority.confidence is Confidence.MEDIUM and (authority.phone or authority.post):
        lines.append("- " + _to_be_checked(place, outcome))
    return "\n".join(lines)


def _to_be_checked(place: Place, outcome: Outcome) -> str:
    """Say where the right number stands: who only calls somebody for help, has had no letter."""
    words = place.voice.words
    if isinstance(outcome.deadline, DeadlineUse):
        return words.pgettext("outcome", "Sjekk nummer og adresse i brevet. De kan være endret.")
    return words.pgettext(
        "outcome", "Nummeret kan være endret. Får du ikke svar, sjekk det på nett."
    )


def _appeal_body(place: Place, outcome: Outcome) -> str:
    voice, words = place.voice, place.voice.words
    if isinstance(outcome.appeal_body, Text):
        reason = voice.say(outcome.appeal_body)
        return words.pgettext("outcome", "**Klageinstans:** {reason}", reason=reason)
    name = voice.say(place.library.facts.authorities[outcome.appeal_body].name)
    return words.pgettext("outcome", "**Klageinstans:** {name}", name=name)


def _sources(place: Place, outcome: Outcome, told: Told) -> tuple[SourceView, ...]:
    helping = place.library.facts.helping.get(outcome.helping or "")
    helped = helping.sources if helping is not None and place.walk.for_others else ()
    found = dict.fromkeys((*outcome.sources, *told.sources, *helped))
    sources = (place.library.facts.sources[source] for source in found)
    return tuple(
        SourceView(source.id, to_plain(place.voice.say(source.title)), source.url, source.checked)
        for source in sources
    )


def _sources_text(place: Place, sources: tuple[SourceView, ...]) -> str:
    words = place.voice.words
    lines = [words.pgettext("outcome", "**Kilder:**")]
    for source in sources:
        checked = words.pgettext(
            "outcome",
            "{title} (kontrollert {day})",
            title=f"[{escape(source.title)}]({source.url})",
            day=short_day(source.checked, words.locale),
        )
        late = place.library.facts.due_for_review((source.id,), place.today)
        note = words.pgettext("outcome", "Bør kontrolleres på nytt.") if late else ""
        lines.append(f"- {checked} {note}".rstrip())
    return "\n".join(lines)


def _tools(place: Place, told: Told) -> tuple[Option, ...]:
    words = place.voice.words
    tools: list[Option] = []
    if told.view.derivation:
        tools.append(
            Option(
                DERIVATION,
                words.pgettext("tool", "Slik er fristen regnet"),
                ("hvorfor", "frist", "utregning"),
            )
        )
    if place.has_answers:
        tools.append(
            Option(SUMMARY, words.pgettext("tool", "Se svarene mine"), ("svar", "mine svar"))
        )
    return tuple(tools)
