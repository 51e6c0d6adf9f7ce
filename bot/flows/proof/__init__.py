"""The proof: every combination of answers that matters, followed to where it ends."""

from bot.flows.proof.days import days_that_matter
from bot.flows.proof.explore import Explored, Node, explore
from bot.flows.proof.fork import Fork
from bot.flows.proof.state import State
from bot.flows.proof.ways import Ways, ways

__all__ = [
    "Explored",
    "Fork",
    "Node",
    "State",
    "Ways",
    "days_that_matter",
    "explore",
    "ways",
]
