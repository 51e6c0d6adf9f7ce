"""What a person typed, understood: labels and dates, with no guess."""

from .dates import Ambiguous, DateReading, NotADate, OutOfRange, read_date
from .folding import fold
from .labels import DO_NOT_KNOW, NO, YES, LabelledOption, Match, NoMatch, match

__all__ = [
    "DO_NOT_KNOW",
    "NO",
    "YES",
    "Ambiguous",
    "DateReading",
    "LabelledOption",
    "Match",
    "NoMatch",
    "NotADate",
    "OutOfRange",
    "fold",
    "match",
    "read_date",
]
