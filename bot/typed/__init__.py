"""What a person typed, understood without a guess: labels, dates, numbers, places, danger."""

from .dates import Ambiguous, DateReading, NotADate, OutOfRange, WholeWeek, read_date
from .emergency import Detector, Emergency, Exceptions, Strength, is_english
from .folding import bounded, fold, names_word
from .labels import DO_NOT_KNOW, NO, YES, LabelledOption, Match, NoMatch, match
from .mentions import Names
from .numbers import NotANumber, NumberReading, UnsureNumber, read_amount, read_number
from .places import NamedPlace, NearPlaces, PlaceReading, read_place
from .private import Private, private_in
from .subjects import About, Subject, Subjects, about

__all__ = [
    "DO_NOT_KNOW",
    "NO",
    "YES",
    "About",
    "Ambiguous",
    "DateReading",
    "Detector",
    "Emergency",
    "Exceptions",
    "LabelledOption",
    "Match",
    "NamedPlace",
    "Names",
    "NearPlaces",
    "NoMatch",
    "NotADate",
    "NotANumber",
    "NumberReading",
    "OutOfRange",
    "PlaceReading",
    "Private",
    "Strength",
    "Subject",
    "Subjects",
    "UnsureNumber",
    "WholeWeek",
    "about",
    "bounded",
    "fold",
    "is_english",
    "match",
    "names_word",
    "private_in",
    "read_amount",
    "read_date",
    "read_number",
    "read_place",
]
