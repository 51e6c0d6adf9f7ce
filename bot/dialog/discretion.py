"""What gives away who someone is stays unused, whatever was asked: the person is warned."""

from __future__ import annotations

import re
from typing import Final

from bot.dialog.place import Place
from bot.dialog.session import View
from bot.dialog.turn import Turn
from bot.flows.kinds import AmountInput, NumberInput
from bot.typed import Private, private_in

_FIGURES: Final = re.compile(r"\d[\d .]*")


def withheld(place: Place, text: str) -> Turn | None:
    """Return the warning, if a text holds an identity number, a phone number or an address.

    Args:
        place: where the conversation is; it stays there.
        text: what was typed.
    """
    authorities = place.library.facts.authorities.values()
    found = private_in(text, [a.phone for a in authorities if a.phone is not None])
    if found is None or (found is Private.PHONE and _is_asked_for(place, text)):
        return None
    words = place.voice.words
    match found:
        case Private.IDENTITY_NUMBER:
            what = words.pgettext("private", "et fødselsnummer")
        case Private.PHONE:
            what = words.pgettext("private", "et telefonnummer")
        case Private.ADDRESS:
            what = words.pgettext("private", "en adresse")
    warning = words.pgettext(
        "private",
        "Det du skrev, ligner på {what}. Det trenger jeg ikke, så jeg har verken brukt eller "
        "lagret det. Jeg prøver å slette meldingen. Står den der ennå, så slett den selv.",
        what=what,
    )
    return Turn(place.session, before=(warning,), removes=True)


def _is_asked_for(place: Place, text: str) -> bool:
    """Whether it is plainly the number that the question asks for."""
    asked = place.asked.input if place.asked is not None else None
    if place.session.view is not View.STEP or not isinstance(asked, NumberInput | AmountInput):
        return False
    figures = text.strip()
    if not _FIGURES.fullmatch(figures):
        return False
    return asked.accepts(int(re.sub(r"[ .]", "", figures)), place.today)
