"""Municipalities, and what follows from where a person lives: county, governor, health region.

fylker:
  nordland:
    navn: Nordland
    statsforvalter: Statsforvalteren i Nordland
    helseregion: Helse Nord
    kilder: [kommuner_kartverket]
    kommuner:
      1804: Bodø
      1841: Fauske - Fuossko
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from bot.source import Entry, Fields, Position, Report, Scalar
from bot.source import Mapping as SourceMapping

_NUMBER = re.compile(r"[0-9]{4}")
_BETWEEN_NAMES = " - "


class PlaceField(StrEnum):
    """What a condition can ask of a municipality."""

    MUNICIPALITY = "kommune"
    COUNTY = "fylke"
    GOVERNOR = "statsforvalter"
    REGION = "helseregion"


@dataclass(frozen=True, slots=True)
class County:
    """A county, by the name authors use.

    Attributes:
        governor: the name of its Statsforvalter.
        region: the name of the health region it belongs to; single hospitals may differ.
        sources: ids of the sources it rests on.
    """

    id: str
    name: str
    governor: str
    region: str
    sources: tuple[str, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality.

    Attributes:
        number: four digits; two municipalities may share a name, never a number.
        name: as it is written in full, in every official language: `Deatnu - Tana`.
        label: the name, with the county where another has the same: `Våler i Østfold`.
    """

    number: str
    name: str
    label: str
    county: County

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by: `Deatnu - Tana`, `Deatnu`, `Tana`."""
        return tuple(dict.fromkeys((self.name, *self.name.split(_BETWEEN_NAMES))))

    def value(self, field: PlaceField) -> str:
        """Return what a condition compares: the number, or the name of where it lies."""
        match field:
            case PlaceField.MUNICIPALITY:
                return self.number
            case PlaceField.COUNTY:
                return self.county.name
            case PlaceField.GOVERNOR:
                return self.county.governor
            case PlaceField.REGION:
                return self.county.region


Places: TypeAlias = Mapping[str, Municipality]
"""Municipalities by number."""


def read_counties(
    entries: Iterable[Entry], report: Report, sources: Callable[[Fields], tuple[str, ...]]
) -> tuple[dict[str, County], dict[str, Municipality]]:
    """Read the counties of the facts and the municipalities in them.

    Args:
        entries: what stands under `fylker`.
        report: where everything wrong is noted.
        sources: reads the `kilder` of a county.
    """
    counties: dict[str, County] = {}
    found: dict[str, Municipality] = {}
    for entry in entries:
        fields = Fields(
            entry.value,
            f"fylket «{entry.key.text}»",
            report,
            ("navn", "statsforvalter", "helseregion", "kilder", "kommuner"),
        )
        name, governor, region = (
            fields.text(key, required=True) for key in ("navn", "statsforvalter", "helseregion")
        )
        rests_on = sources(fields)
        inside = fields.required("kommuner")
        if not (name and governor and region) or inside is None:
            continue
        county = County(
            entry.key.text, name.text, governor.text, region.text, rests_on, entry.key.position
        )
        counties[county.id] = county
        if not isinstance(inside, SourceMapping) or not inside.entries:
            report.error(
                inside.position, "RV225", "«kommuner» må ha en linje til hver: «1804: Bodø»."
            )
            continue
        for line in inside.entries:
            _add(found, county, line, report)
    shared = Counter(place.name for place in found.values())
    for number, place in found.items():
        if shared[place.name] > 1:
            found[number] = replace(place, label=f"{place.name} i {place.county.name}")
    return counties, found


def _add(found: dict[str, Municipality], county: County, line: Entry, report: Report) -> None:
    number, name = line.key.text, line.value
    if not _NUMBER.fullmatch(number):
        report.error(
            line.key.position,
            "RV225",
            f"«{number}» er ikke et kommunenummer. Det har fire siffer, som «0301».",
        )
    elif number in found:
        report.error(
            line.key.position,
            "RV225",
            f"Kommunenummer {number} står også på «{found[number].name}» i "
            f"{found[number].county.name}. Da vet ingen hvilket fylke svaret gjelder.",
        )
    elif not isinstance(name, Scalar) or not name.text.strip():
        report.error(name.position, "RV225", f"Kommune {number} mangler navn.")
    else:
        found[number] = Municipality(number, name.text.strip(), name.text.strip(), county)
