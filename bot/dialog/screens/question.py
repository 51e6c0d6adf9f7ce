"""A question, with its choices."""

from __future__ import annotations

from bot.dialog.place import LANGUAGE, URGENT, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.dialog.screens.answers import answered_text, label
from bot.dialog.screens.asking import how_to_answer
from bot.dialog.screens.offered import candidate_options
from bot.dialog.screens.several import mark_options
from bot.dialog.topics import kept_topic
from bot.flows import START, UNKNOWN, Choice, Question
from bot.flows.kinds import AmountInput, NumberInput, SeveralInput
from bot.flows.topics import Topic
from bot.texts import escape, to_plain
from bot.typed import NO, YES, fold


def question_screen(place: Place, question: Question) -> Screen:
    """Return the screen that asks a question; when it is being changed, with its answer now."""
    voice, words = place.voice, place.voice.words
    parts = [f"**{voice.say(question.text)}**"]
    if question.help:
        parts.append(voice.say(question.help))
    explained = [
        f"- **{escape(label(place, choice))}:** {voice.say(choice.explanation)}"
        for choice in question.buttons
        if choice.explanation
    ]
    if explained:
        parts.append("\n".join(explained))
    parts.extend(how_to_answer(place, question))
    changing = place.changing == question
    if changing:
        now = answered_text(place, question)
        parts.append(words.pgettext("question", "Svaret ditt nå: {answer}", answer=escape(now)))
    flow = place.library.flows[question.ref.flow]
    is_start = question.ref.flow == START and flow.start == question.ref.step
    kept = None if changing else kept_topic(place)
    if kept is not None:
        parts.insert(0, _kept(place, kept))
    elif is_start and not changing:
        parts.insert(0, _welcome(place))
    if flow.health and question.ref in place.library.engine.beginnings:
        parts.append(voice.emergency())
    urgent = is_start and bool(place.library.facts.dangers)
    if urgent and kept is None:
        parts.append(
            words.pgettext(
                "emergency",
                "Vold, selvmordstanker, forgiftning? Trykk på «Haster det?», eller skriv /hast.",
            )
        )
    choices = tuple(option(place, question, choice) for choice in question.choices)
    offered = candidate_options(place, question)
    if offered:
        parts.append(words.pgettext("question", "Hvilket av disse mente du? Trykk på det."))
    if isinstance(question.input, SeveralInput):
        offered = mark_options(place, question, question.input)
    disclaimer = voice.disclaimer()
    if disclaimer:
        parts.append(disclaimer)
    language = Option(
        LANGUAGE, words.pgettext("tool", "Språk / Language"), ("språk", "sprak", "language")
    )
    return Screen(
        Kind.QUESTION,
        question.ref.flow,
        question.ref.step,
        "\n\n".join(parts),
        choices=(*offered, *choices),
        tools=place.tools(
            *((_urgent(place),) if urgent else ()),
            *((language,) if is_start else ()),
            back=changing or place.has_answers or place.session.flow != START,
        ),
        takes_date=question.day is not None,
        takes_number=isinstance(question.input, NumberInput | AmountInput),
    )


def _welcome(place: Place) -> str:
    return place.voice.words.pgettext(
        "start",
        "Hei! Jeg er Rettvei. Jeg stiller ett spørsmål om gangen. Så viser jeg hvem du skal "
        "kontakte, og hvilken frist du har. Jeg kan ikke se saken din.",
    )


def _kept(place: Place, topic: Topic) -> str:
    return place.voice.words.pgettext(
        "topic",
        "Jeg husker at det gjelder «{title}». Svar på dette først.",
        title=escape(to_plain(place.voice.say(topic.names[0]))),
    )


def _urgent(place: Place) -> Option:
    return Option(
        URGENT,
        place.voice.words.pgettext("tool", "Haster det?"),
        ("haster", "det haster", "akutt", "hast"),
    )


def option(place: Place, question: Question, choice: Choice) -> Option:
    """Return a choice as something to press or type."""
    if choice.id == UNKNOWN:
        return Option(choice.id, label(place, choice))
    # What is typed stands on no screen, so words without a translation make none untranslated.
    voice = place.voice.aside()
    words = tuple(map(voice.say, choice.words))
    also = (*words, *_yes_or_no(question, choice))
    return Option(choice.id, label(place, choice), also, words=words)


def _yes_or_no(question: Question, choice: Choice) -> tuple[str, ...]:
    """Return what else people say for a choice, if it alone says yes, or no."""
    begins = [_first_word(each) for each in question.choices]
    first = _first_word(choice)
    if begins.count(first) > 1:
        return ()
    return {"ja": YES, "nei": NO}.get(first, ())


def _first_word(choice: Choice) -> str:
    return fold(choice.label.source).partition(" ")[0] if choice.label is not None else ""
