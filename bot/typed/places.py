"""The name of a place someone typed, found among those there are; never a guess.

Names that are written alike mean the one place they belong to. What only resembles a name is asked
about, also when it resembles one alone: places that are no more had names much like others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from rapidfuzz.distance import OSA

from .folding import fold, plain

_LONGEST: Final = 100
_MOST: Final = 5
_BEFORE: Final = re.compile(
    r"^(?:(?:jeg|eg|vi|hun|ho|han|mor|far|mamma|pappa|i) )?(?:(?:bor|bur|live|lives) )?(?:i |in )?"
)
_AFTER: Final = re.compile(r" (?:kommune|kommunen|kommuna|herred|herad|municipality)$")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place by all its names.

    Attributes:
        id: what is returned for it.
        names: what it is called, in any language.
        within: the name of what it lies in, which tells it from others of its name.
    """

    id: str
    names: tuple[str, ...]
    within: str


@dataclass(frozen=True, slots=True)
class NearPlaces:
    """The text may mean one of these, the likeliest first; none if it resembles no name."""

    ids: tuple[str, ...] = ()


PlaceReading: TypeAlias = str | NearPlaces


def read_place(text: str, places: Sequence[NamedPlace]) -> PlaceReading:
    """Return the id of the one place a text means, or those that it may mean.

    Args:
        text: What the person typed, of any length and content. No text raises.
        places: Every place there is.
    """
    if len(text) > _LONGEST:
        return NearPlaces()
    said = plain(text)
    if any(place.id == said for place in places):
        return said
    found = _named(said, places)
    if found is None:
        found = _named(_AFTER.sub("", _BEFORE.sub("", said)), places)
    return found if found is not None else _resembling(said, places)


@lru_cache(maxsize=4096)
def _spelled(name: str) -> tuple[str, str]:
    """Return a name as `plain` and as `fold`. Kept, since names come back; a text is not."""
    return plain(name), fold(name)


def _named(said: str, places: Sequence[NamedPlace]) -> PlaceReading | None:
    """Return the place that has this very name, perhaps with what it lies in after it."""
    same = [place for place in places if any(_is(said, name) for name in place.names)]
    if same:
        return _one(same)
    for within in {place.within for place in places}:
        county = _spelled(within)[0]
        if not said.endswith(f" {county}"):
            continue
        name = said.removesuffix(county).strip().removesuffix(" i").removesuffix(" in")
        name = _AFTER.sub("", name)
        named = [place for place in places if any(_is(name, other) for other in place.names)]
        inside = [place for place in named if place.within == within]
        if inside:
            return _one(inside)
        if named:
            return NearPlaces(tuple(place.id for place in named[:_MOST]))
    return None


def _is(said: str, name: str) -> bool:
    """Whether a text is a name, the languages of which may stand in any order."""
    spelled = _spelled(name)[0]
    if said == spelled:
        return True
    return " - " in name and sorted(said.split()) == sorted(spelled.split())


def _one(places: Sequence[NamedPlace]) -> PlaceReading:
    if len(places) == 1:
        return places[0].id
    return NearPlaces(tuple(place.id for place in places[:_MOST]))


def _resembling(said: str, places: Sequence[NamedPlace]) -> NearPlaces:
    core = fold(_AFTER.sub("", _BEFORE.sub("", said)))
    ranked = sorted(
        (distance, place.id)
        for place in places
        if (distance := min(_distance(core, _spelled(name)[1]) for name in place.names)) < _FAR
    )
    return NearPlaces(tuple(found for _, found in ranked[:_MOST]))


_FAR: Final = 99


def _distance(said: str, name: str) -> int:
    """Return how far a text is from a name, in typing errors; `_FAR` is no resemblance."""
    if said == name:
        return 0
    if len(said) < 3:
        return _FAR
    allowed = 1 if len(said) < 7 else 2
    errors = OSA.distance(said, name, score_cutoff=allowed)
    if errors <= allowed:
        return errors
    # Part of a name of several words, the beginning of a long one, or more than the name.
    begins = len(said) >= 4 and any(word.startswith(said) for word in (name, *name.split()))
    return allowed + 1 if begins or said.startswith(f"{name} ") else _FAR
