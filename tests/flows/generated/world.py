"""The small world that generated libraries are about: its facts, its days, its answers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, combinations

from bot.flows import Question
from bot.flows.values import Value
from tests.library import FACTS, SPLIT

CHANGE = date(2026, 8, 6)
"""A Thursday on which everything changes: the deadline `anke`, and what depends on today."""

FIRST = CHANGE - timedelta(days=4)
"""The first day that can be given."""

FAR = date(2090, 1, 1)
"""A day later than any that conditions tell apart."""

SHORT = (
    FACTS.replace("{uker: 4}", "{virkedager: 2}")
    .replace("{uker: 8}", "{dager: 3}")
    .replace("{måneder: 3}", "{dager: 5}")
    .replace("2026-12-31\n        lengde", f"{CHANGE - timedelta(days=1)}\n        lengde")
    .replace(str(SPLIT), str(CHANGE))
)
"""Facts with deadlines so short that every day can be tried; around weekends they pass each other.

`klage` is two working days, and waits for one; `anke` is three days and then five.
"""

WORLD = f"""{SHORT}
fylker:
  nordland:
    navn: Nordland
    statsforvalter: Statsforvalteren i Nordland
    helseregion: Helse Nord
    kilder: [siden]
    kommuner: {{1804: Bodø, 1818: Herøy}}
  finnmark:
    navn: Finnmark
    statsforvalter: Statsforvalteren i Troms og Finnmark
    helseregion: Helse Nord
    kilder: [siden]
    kommuner: {{5610: Kárášjohka - Karasjok}}
  oslo:
    navn: Oslo
    statsforvalter: Statsforvalteren i Oslo
    helseregion: Helse Sør-Øst
    kilder: [siden]
    kommuner: {{"0301": Oslo}}
"""

PLACES = {
    "kommune": ("Bodø", "5610", "Oslo"),
    "fylke": ("Nordland", "Finnmark", "Oslo"),
    "statsforvalter": ("Statsforvalteren i Nordland", "Statsforvalteren i Oslo"),
    "helseregion": ("Helse Nord", "Helse Sør-Øst"),
}
NUMBERS = {"tall": 4, "beløp": 3}
"""The highest that can be answered; the lowest is nothing."""

MARKS = ("p", "q")
STATES = ("løper", "utløpt", "ikke_startet", "ukjent")


def every_answer(question: Question, today: date) -> list[Value]:
    """Return all that a question of the world can be answered with, as far as it matters."""
    found: list[Value] = [
        choice.id
        for choice in question.choices
        if (choice.first or today) <= today <= (choice.last or today)
    ]
    match question.input.key if question.input else None:
        case "dato":
            days = [FIRST + timedelta(days=more) for more in range(16)]
            found += [day for day in [*days, FAR] if question.accepts(day, today)]
        case "tall" | "beløp" as kind:
            found += range(NUMBERS[kind] + 1)
        case "kommune":
            found += ["1804", "1818", "5610", "0301"]
        case "flervalg":
            sizes = range(1, len(MARKS) + 1)
            found += map(frozenset, chain.from_iterable(combinations(MARKS, n) for n in sizes))
        case _:
            pass
    return found
