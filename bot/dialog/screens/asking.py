"""How a question is answered, where that is more than pressing one button."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialog.place import Place
from bot.flows import Question
from bot.flows.kinds import (
    AmountInput,
    DateInput,
    MunicipalityInput,
    NumberInput,
    SeveralInput,
)
from bot.texts import escape


def how_to_answer(place: Place, question: Question) -> Iterator[str]:
    """Yield what stands under a question about how to answer it."""
    words = place.voice.words
    match question.input:
        case DateInput():
            yield words.pgettext(
                "question",
                "Skriv datoen, for eksempel «3. mars» eller «{example}».",
                example=escape(place.today.strftime("%d.%m.%y")),
            )
        case NumberInput():
            yield words.pgettext("question", "Skriv et tall, for eksempel «12».")
        case AmountInput():
            yield words.pgettext("question", "Skriv beløpet i kroner, for eksempel «12 000».")
        case MunicipalityInput():
            yield words.pgettext("question", "Skriv navnet på kommunen.")
        case SeveralInput():
            yield words.pgettext("question", "Trykk på alt som passer. Trykk så på «Ferdig».")
        case None:
            return
