"""A municipality, of those under `fylker` in `flyt/fakta/`.

    bor:
      spørsmål: Hvilken kommune bor du i?
      kommune: ja
      valg:
        utlandet: {tekst: Jeg bor i utlandet, til: utlandet}
      til:
        - {når: {svar: bor, fylke: [Troms, Finnmark]}, til: nord}
        - {ellers: sør}

It is found by its name in any of its languages. Conditions: `er: kommune`, `kommune`, `fylke`,
`statsforvalter` and `helseregion`. Texts may hold `{svar.flyt.bor.navn}`, `.fylke`,
`.statsforvalter` and `.helseregion`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from bot.facts import Facts, Places
from bot.flows.conditions import A_PLACE, Leaf
from bot.flows.kinds.classes import one_of_each_class
from bot.flows.kinds.reading import Reading
from bot.flows.references import Ref
from bot.flows.route import Route
from bot.flows.values import Value
from bot.source import Fields, Scalar


@dataclass(frozen=True, slots=True)
class MunicipalityInput:
    """A municipality can be given: `kommune: ja`.

    Attributes:
        routes: where a municipality leads.
        places: those there are, by number.
    """

    key: ClassVar[str] = A_PLACE

    routes: tuple[Route, ...]
    places: Places = field(repr=False)

    def accepts(self, value: Value, today: date) -> bool:  # noqa: ARG002 (as all kinds)
        """Whether a value is the number of a municipality."""
        return isinstance(value, str) and value in self.places

    def written(self, text: str) -> Value | None:
        """Return the municipality an author means in a case: `3419`, `Våler i Østfold`."""
        if text in self.places:
            return text
        found = [number for number, place in self.places.items() if text == place.label]
        return found[0] if found else None

    def matters(
        self, ref: Ref, leaves: Sequence[Leaf], facts: Facts, today: date
    ) -> tuple[Value, ...]:
        """Return the municipalities that conditions tell apart, the first of each class."""
        return one_of_each_class(self.places, ref, leaves, facts, today)


def read_municipality_input(reading: Reading, fields: Fields) -> MunicipalityInput | None:
    """Read `kommune: ja` and its `til`."""
    asked = fields.truth("kommune")
    routes = reading.routes.required(fields)
    places = reading.facts.places
    if not asked:
        node = fields.node("kommune")
        if isinstance(node, Scalar) and node.text == "nei":
            reading.report.error(
                node.position, "RV221", "Skriv «kommune: ja», eller ta linjen bort."
            )
        return None
    if not places:
        if reading.facts.whole:
            reading.report.error(
                fields.at("kommune"),
                "RV224",
                "Her spørres det om kommune, men fakta/ har ingen kommuner under «fylker». "
                "Da er det ingenting å velge.",
            )
        return None
    return MunicipalityInput(routes, places)
