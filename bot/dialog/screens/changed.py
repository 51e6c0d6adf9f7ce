"""What a person is told when answers they gave do not hold any more."""

from __future__ import annotations

from bot.dialog.fitting import Fitted
from bot.dialog.place import Place
from bot.flows import Question, Ref


def what_changed(place: Place, fitted: Fitted) -> tuple[str, ...]:
    """Return what became of a session that other flows had saved; empty if all of it holds."""
    words = place.voice.words
    if place.session.revision == 0:
        return ()
    told: list[str] = []
    if fitted.begins_again:
        told.append(
            words.pgettext(
                "change", "Det du holdt på med, finnes ikke her lenger. Vi begynner på nytt."
            )
        )
    if fitted.lost:
        told.append(dropped_text(place, fitted.lost))
    if fitted.gone:
        told.append(
            words.npgettext(
                "change",
                "Ett av spørsmålene du svarte på, er tatt bort. Det svaret er slettet.",
                "{n} av spørsmålene du svarte på, er tatt bort. De svarene er slettet.",
                fitted.gone,
            )
        )
    return (changed_text(place), *told) if told else ()


def changed_text(place: Place) -> str:
    """Return that what is asked and told now is not what it was."""
    return place.voice.words.pgettext(
        "change", "Innholdet er endret siden sist. Her er det som gjelder nå."
    )


def dropped_text(place: Place, lost: tuple[Ref, ...]) -> str:
    """Return which questions have lost their answers."""
    steps = (place.step(ref) for ref in lost)
    return place.voice.pgettext(
        "change",
        "Svarene på disse spørsmålene passer ikke lenger, og er tatt bort: {questions}",
        questions=tuple(step.text for step in steps if isinstance(step, Question)),
    )
