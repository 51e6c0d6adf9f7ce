"""Words that many cannot read: those of law and offices, and very long ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LONG: Final = 18
"""Letters of a word that is hard by its length alone."""

_STEMS: Final = (
    *("vedtak", "instans", "iverksett", "underretning", "omgjør", "oppreisning", "partsinnsyn"),
    *("innsyn", "forvaltning", "veiledningsplikt", "pliktbrudd", "fristbrudd", "kompetanse"),
    *("forsvarlig", "hensiktsmessig", "egenandel", "vederlag", "frikort", "grunnbeløp"),
    *("fribeløp", "trygdetid", "folketrygd", "helseforetak", "poliklinikk", "avtalespesialist"),
    *("rekvisisjon", "refusjon", "fullmakt", "vergemål", "påklage", "dispensasjon", "kjennelse"),
    *("kontrollkommisjon", "skjerming", "henvisning", "spesialisthelse", "habilitering"),
    *("stønad", "kvalifiseringsprogram", "tiltakspenger", "arbeidsevne", "arbeidsavklaring"),
    *("bidragsforskott", "sakskostnad", "begrunnelse", "samtykke", "medvirkning", "taushetsplikt"),
    *("koordinator", "lønnstilskudd", "helsetrygdkort", "ledsagerbevis", "rettighetspasient"),
)
"""What makes a word one of law or of an office, wherever in the word it stands."""

_WORD: Final = re.compile(r"[^\W\d_]+")


def hard_words(text: str) -> Iterator[str]:
    """Yield the hard words of a text without markup, as they stand there."""
    for word in _WORD.findall(text):
        folded = word.casefold()
        if len(word) >= LONG or any(stem in folded for stem in _STEMS):
            yield word
