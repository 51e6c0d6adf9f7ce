"""What the flows know: authorities, deadlines, sources, and the arithmetic of deadlines."""

from bot.facts.calendar import holiday_name, is_working_day, next_working_day
from bot.facts.deadlines import (
    Computed,
    Counted,
    Length,
    Moved,
    Status,
    Unit,
    compute,
    status,
)
from bot.facts.model import (
    Authority,
    Certainty,
    Confidence,
    Danger,
    DeadlineRule,
    DeadlineTerms,
    Facts,
    Rate,
    RateTerms,
    RateUnit,
    Source,
    Term,
    Text,
    Theme,
)
from bot.facts.places import County, Municipality, PlaceField, Places
from bot.facts.reader import FactsReader
from bot.facts.timeline import Dated, Timeline

__all__ = [
    "Authority",
    "Certainty",
    "Computed",
    "Confidence",
    "Counted",
    "County",
    "Danger",
    "Dated",
    "DeadlineRule",
    "DeadlineTerms",
    "Facts",
    "FactsReader",
    "Length",
    "Moved",
    "Municipality",
    "PlaceField",
    "Places",
    "Rate",
    "RateTerms",
    "RateUnit",
    "Source",
    "Status",
    "Term",
    "Text",
    "Theme",
    "Timeline",
    "Unit",
    "compute",
    "holiday_name",
    "is_working_day",
    "next_working_day",
    "status",
]
