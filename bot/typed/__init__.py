"""What a person typed, understood without a guess: labels, dates, numbers, places, danger."""

from .dates import Ambiguous, DateReading, NotADate, OutOfRange, read_date
from .folding import fold
from .labels import DO_NOT_KNOW, NO, YES, LabelledOption, Match, NoMatch, match
from .numbers import NotANumber, NumberReading, UnsureNumber, read_amount, read_number
from .places import NamedPlace, NearPlaces, PlaceReading, read_place
from .signals import Signals, spotted

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
    "Signals",
    "UnsureNumber",
    "fold",
    "match",
    "read_amount",
    "read_date",
    "read_number",
    "read_place",
    "spotted",
]
