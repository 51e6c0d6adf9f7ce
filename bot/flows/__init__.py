"""The flow language: source text → checked, linked, immutable library, and walks through it."""

from bot.flows.conditions import Answers
from bot.flows.library import Library, Loaded, load
from bot.flows.model import UNKNOWN, Call, Choice, DeadlineUse, Flow, Outcome, Question, Step
from bot.flows.placeholders import fill
from bot.flows.privacy import Privacy
from bot.flows.references import Ref
from bot.flows.rules import START
from bot.flows.speakers import AsOf
from bot.flows.standing import DeadlineState, Standing, standing
from bot.flows.walk import Walk, walk

__all__ = [
    "START",
    "UNKNOWN",
    "Answers",
    "AsOf",
    "Call",
    "Choice",
    "DeadlineState",
    "DeadlineUse",
    "Flow",
    "Library",
    "Loaded",
    "Outcome",
    "Privacy",
    "Question",
    "Ref",
    "Standing",
    "Step",
    "Walk",
    "fill",
    "load",
    "standing",
    "walk",
]
