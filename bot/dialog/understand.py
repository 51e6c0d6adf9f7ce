"""What typed text means on the screen it answers: an option, an answer, a hint; never a guess."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dialog.meanings import Hint, Offer, Picked, Understood
from bot.dialog.place import Place
from bot.dialog.screen import Kind, Option, Screen
from bot.dialog.screens.several import ticked
from bot.dialog.session import View
from bot.dialog.terms import ask_terms, find_terms
from bot.dialog.topics import topics_in
from bot.dialog.typed_answers import municipality, number, several
from bot.dialog.whom import whom
from bot.flows.kinds import (
    UNKNOWN,
    AmountInput,
    DateInput,
    Input,
    MunicipalityInput,
    NumberInput,
    SeveralInput,
)
from bot.texts import Words, day, either, escape
from bot.typed import (
    DO_NOT_KNOW,
    Ambiguous,
    LabelledOption,
    NoMatch,
    OutOfRange,
    WholeWeek,
    fold,
    match,
    names_word,
    read_date,
)

_DENIALS = ("ikke", "ikkje", "ingen", "not")
_MERE_DENIALS = (*_DENIALS, "nei", "ingenting", "inga", "inkje", "none", "nothing", "no")
_DENIED_WITHIN = 3
"""So many words may stand from a denial to the word it denies: «ikke for min mor»."""

__all__ = ["Hint", "Offer", "Picked", "Understood", "understand"]


def understand(place: Place, screen: Screen, text: str) -> Understood:
    """Return what a typed text means.

    Labels of choices and of the ways that are always there are tried first, then the numbers of
    the choices, then what else the question asks for. Where that is a date or a number, a bare
    number is no choice: «1» may as well be a day.
    """
    question = place.asked if screen.kind is Kind.QUESTION else None
    about = whom(question, screen, text) if question is not None else None
    if isinstance(about, NoMatch):
        return Hint(_not_understood(place, screen, about))
    if about is not None:
        return Picked(about.option, says_more=about.says_more)
    found = _option(screen, text)
    asked = question.input if question is not None else None
    if isinstance(asked, SeveralInput) and question is not None:
        marks = several(screen, asked, text, ticked(place, question))
        if marks is not None:
            return marks
    if isinstance(found, Option):
        given_day = None if _is_called(found, text) else _date_alone(place, asked, text)
        return given_day or Picked(found)
    meaning = ask_terms(place, text)
    if meaning is None and place.session.view is View.TERMS:
        meaning = find_terms(place, text)
    if meaning is not None:
        return meaning
    named = _named(screen, text, found)
    if named is not None:
        return Picked(named, says_more=True)
    given: Understood
    match asked:
        case DateInput():
            return _date(place, screen, asked, text, found)
        case NumberInput() | AmountInput():
            given = number(place, asked, text)
        case MunicipalityInput():
            given = municipality(place, asked, text)
        case _:
            return topics_in(place, text) or Hint(_not_understood(place, screen, found))
    if isinstance(given, Hint) and found.near:
        return Hint(_not_understood(place, screen, found))
    return given


def _option(screen: Screen, text: str) -> Option | NoMatch:
    labelled = [LabelledOption(o.id, o.label, _also(o)) for o in screen.options]
    found = match(text, labelled, numbers=False)
    if isinstance(found, NoMatch) and screen.numbers_choose:
        by_number = match(text, labelled[: len(screen.choices)], numbers=True)
        found = found if isinstance(by_number, NoMatch) else by_number
    if isinstance(found, NoMatch):
        return found
    if (
        found.id == UNKNOWN
        and fold(text) in _MERE_DENIALS
        and fold(text) not in map(fold, found.also)
    ):
        return NoMatch((UNKNOWN,))  # «ingen» denies, and so does «vet ikke»: no more than that
    return next(option for option in screen.options if option.id == found.id)


def _also(option: Option) -> tuple[str, ...]:
    """Return what else is said for an option; for not knowing, much."""
    return (*option.also, *DO_NOT_KNOW) if option.id == UNKNOWN else option.also


def _is_called(option: Option, text: str) -> bool:
    return fold(text) in map(fold, (option.label, *_also(option)))


def _date_alone(place: Place, asked: Input | None, text: str) -> date | None:
    """Return the date that a text is and no more, though a label may hold one of its words."""
    if not isinstance(asked, DateInput):
        return None
    latest = place.today if asked.not_after_today else None
    reading = read_date(text, place.today, latest=latest, earliest=asked.earliest)
    return reading if isinstance(reading, date) else None


def _named(screen: Screen, text: str, found: NoMatch) -> Option | None:
    """Return the choice that a word in a longer text means: «mannen min er syk».

    Only its author's words count, and only when nothing else on the screen is like the text,
    nothing is asked, and the word is not denied: «det gjelder ikke mor» does not say who it is,
    «mor får ikke plass» does.
    """
    if "?" in text:
        return None
    named = [o for o in screen.choices if any(_is_meant(text, word) for word in o.words)]
    if len(named) != 1:
        return None
    # A text that denies something is no nearer to «vet ikke» than to any other choice.
    others = (o for o in screen.options if o is not named[0] and o.id != UNKNOWN)
    near = [o for o in others if o.id in found.near]
    # What is always there is only meant by its own word: «i høst» does not say that it hastes.
    ways = [o for o in near if o not in screen.choices]
    says_way = any(names_word(text, word) for o in ways for word in (o.label, *o.also))
    return None if says_way or len(ways) < len(near) else named[0]


def _is_meant(text: str, word: str) -> bool:
    """Whether a text has a word, and no denial stands shortly before it each time."""
    if not names_word(text, word):
        return False
    tokens, head = fold(text).split(), fold(word).split()[:1]
    places = [at for at, token in enumerate(tokens) if [token] == head]
    return not places or any(
        not set(_DENIALS) & set(tokens[max(0, at - _DENIED_WITHIN) : at]) for at in places
    )


def _date(place: Place, screen: Screen, asked: DateInput, text: str, found: NoMatch) -> Understood:
    words = place.voice.words
    # Where days to come are taken too, a day without a year is the nearest one.
    latest = place.today if asked.not_after_today else None
    reading = read_date(text, place.today, latest=latest, earliest=asked.earliest)
    match reading:
        case date():
            return reading
        case Ambiguous(candidates):
            dates = [escape(day(candidate, words.locale)) for candidate in candidates]
            return Hint(
                words.pgettext(
                    "hint",
                    "Mente du {dates}? Skriv hele datoen, med dag, måned og år.",
                    dates=either(dates, words.locale),
                )
            )
        case WholeWeek(monday):
            return Hint(
                words.pgettext(
                    "hint",
                    "Hvilken dag var det? Uken går fra {monday} til {sunday}. Skriv dagen, for "
                    "eksempel «{example}».",
                    monday=escape(day(monday, words.locale)),
                    sunday=escape(day(monday + timedelta(days=6), words.locale)),
                    example=monday.strftime("%d.%m.%y"),
                )
            )
        case OutOfRange(given) if latest and given > latest:
            return Hint(
                words.pgettext(
                    "hint",
                    "Du skrev {day}. Den dagen har ikke kommet ennå. Skriv dagen i dag eller en "
                    "tidligere dag.",
                    day=escape(day(given, words.locale)),
                )
            )
        case OutOfRange(given):
            return Hint(
                words.pgettext(
                    "hint",
                    "Du skrev {day}. Det er for lenge siden. Sjekk året, og skriv datoen på nytt.",
                    day=escape(day(given, words.locale)),
                )
            )
        case _ if found.near:
            instead = words.pgettext(
                "hint",
                "Vet du datoen, så skriv bare den, for eksempel «3. mars» eller «{example}».",
                example=place.today.strftime("%d.%m.%y"),
            )
            return Hint(f"{_not_understood(place, screen, found)} {instead}")
        case _:
            return Hint(
                words.pgettext(
                    "hint",
                    "Det forstod jeg ikke som en dato. Skriv dag og måned, for eksempel «3. mars» "
                    "eller «{example}».",
                    example=place.today.strftime("%d.%m.%y"),
                )
            )


def _not_understood(place: Place, screen: Screen, found: NoMatch) -> str:
    words = place.voice.words
    near = [f"«{escape(option.label)}»" for option in screen.options if option.id in found.near]
    # An outcome asks nothing: «takk» is not to be taken for an attempt at «Tilbake».
    if near and screen.kind is not Kind.OUTCOME:
        return words.pgettext(
            "hint",
            "Mente du {labels}? Trykk på knappen, eller skriv teksten på den.",
            labels=either(near, words.locale),
        )
    if screen.kind is Kind.OUTCOME:
        return nothing_asked(words)
    return words.pgettext(
        "hint", "Det forstod jeg ikke. Trykk på en knapp, eller skriv teksten som står på den."
    )


def nothing_asked(words: Words) -> str:
    """Return the line that says on an outcome that nothing more is asked."""
    return words.pgettext(
        "hint",
        "Her er det ingen flere spørsmål. Trykk på en knapp, eller skriv /nytt for å begynne "
        "på nytt.",
    )
