"""Words explained: one, those on the screen before, or all; the conversation waits."""

from __future__ import annotations

import math
from typing import Final

from msgspec.structs import replace

from bot.dialog.place import RETURN, TERMS, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.dialog.terms import HERE, PAGE, TOGETHER, WORD, terms_on
from bot.facts import Term
from bot.texts import escape, to_plain
from bot.typed import fold

_PAGES: Final = 7


def terms_screen(place: Place, under: Screen) -> Screen:
    """Return the screen on the words that the session names.

    Args:
        place: where the conversation is.
        under: the screen it goes back to.
    """
    about, words = place.session.about, place.voice.words
    terms = place.library.facts.terms
    named = [each for each in about.removeprefix(WORD).split(TOGETHER) if each in terms]
    if about.startswith(WORD) and len(named) == 1:
        return _explained(place, terms[named[0]])
    if about.startswith(WORD) and named:
        asked = words.pgettext("terms", "**Hvilket ord mener du?**")
        return _listed(place, asked, [_option(place, terms[each]) for each in named])
    here = terms_on(place, under) if about == HERE else ()
    if here:
        title = words.pgettext("terms", "**Disse ordene er forklart**")
        return _listed(place, title, [_option(place, terms[each]) for each in here])
    return _all(place)


def with_terms(place: Place, screen: Screen) -> Screen:
    """Return a screen with the way to the words on it that are explained, if there are any."""
    if not terms_on(place, screen):
        return screen
    words = place.voice.words
    label = words.pgettext("terms", "Hva betyr ordene?")
    tool = Option(TERMS, label, ("ord", "ordene", "forklar", "begreper", "words"))
    return replace(screen, tools=(tool, *screen.tools))


def _explained(place: Place, term: Term) -> Screen:
    voice, words = place.voice, place.voice.words
    sources = (place.library.facts.sources[each] for each in term.sources)
    lines = [f"- [{escape(to_plain(voice.say(s.title)))}]({s.url})" for s in sources]
    parts = [
        f"**{voice.say(term.word)}**",
        voice.say(term.explanation),
        "\n".join((words.pgettext("outcome", "**Kilder:**"), *lines)),
    ]
    more = Option(TERMS, words.pgettext("terms", "Flere ord"), ("ord", "flere ord", "more words"))
    return _screen(place, parts, (), more)


def _listed(place: Place, title: str, choices: list[Option]) -> Screen:
    words = place.voice.words
    typed = words.pgettext("terms", "Trykk på et ord, eller skriv et annet.")
    return _screen(place, [title, typed], tuple(choices))


def _all(place: Place) -> Screen:
    """Return all words, or the part of them that the session names."""
    words = place.voice.words
    every = sorted((_option(place, term) for term in place.library.facts.terms.values()), key=_by)
    size = max(_PAGES, math.ceil(len(every) / _PAGES))
    pages = [every[at : at + size] for at in range(0, len(every), size)]
    wanted = place.session.about.removeprefix(PAGE)
    title = words.pgettext("terms", "**Ord og hva de betyr**")
    if len(pages) == 1 or (wanted.isdecimal() and int(wanted) < len(pages)):
        return _listed(place, title, pages[int(wanted) if wanted.isdecimal() else 0])
    choices = [
        Option(f"{PAGE}{number}", f"{page[0].label} – {page[-1].label}")
        for number, page in enumerate(pages)
    ]
    return _listed(place, title, choices)


def _by(option: Option) -> str:
    return fold(option.label)


def _option(place: Place, term: Term) -> Option:
    label = to_plain(place.voice.say(term.word))
    return Option(f"{WORD}{term.id}", label, tuple(to_plain(n.source) for n in term.names))


def _screen(place: Place, parts: list[str], choices: tuple[Option, ...], *tools: Option) -> Screen:
    words = place.voice.words
    disclaimer = place.voice.disclaimer()
    at = place.walk.at.ref
    back = Option(
        RETURN,
        words.pgettext("tool", "Tilbake til samtalen"),
        ("tilbake", "videre", "lukk", "gå videre", "back", "continue", "close"),
    )
    said = "\n\n".join((*parts, disclaimer) if disclaimer else parts)
    return Screen(Kind.NOTICE, at.flow, at.step, said, choices=choices, tools=(*tools, back))
