"""What a person typed, understood: labels, dates, numbers, amounts and places, with no guess."""

from .dates import Ambiguous, DateReading, NotADate, OutOfRange, read_date
from .folding import fold
from .labels import DO_NOT_KNOW, NO, YES, LabelledOption, Match, NoMatch, match
from .numbers import NotANumber, NumberReading, UnsureNumber, read_amount, read_number
from .places import NamedPlace, NearPlaces, PlaceReading, read_place

__all__ = [
    "DO_NOT_KNOW",
    "NO",
    "YES",
    "Ambiguous",
    "DateReading",
    "LabelledOption",
    "Match",
    "NamedPlace",
    "NearPlaces",
    "NoMatch",
    "NotADate",
    "NotANumber",
    "NumberReading",
    "OutOfRange",
    "PlaceReading",
    "UnsureNumber",
    "fold",
    "match",
    "read_amount",
    "read_date",
    "read_number",
    "read_place",
]
